"""Mails that invite: to many, so each carries the one click that ends them."""

from __future__ import annotations

from collections.abc import Sequence

from django.tasks import task
from django.urls import reverse

from clubhuis.activity import mail
from clubhuis.activity.models import Mail
from clubhuis.communities.links import absolute
from clubhuis.events.calendar_entries import entry_of
from clubhuis.events.calendar_file import calendar_file
from clubhuis.lib.refusals import Refused

from .models import Invitation
from .wording import keys_of, reply_address

AT_ONCE = 50  # in one task


def send_soon(ids: Sequence[int], kind: str = "invitation") -> None:
    """Ask for these mails as part of the caller's transaction."""
    for start in range(0, len(ids), AT_ONCE):
        write_many.enqueue(list(ids[start : start + AT_ONCE]), kind)


@task
def write_many(ids: list[int], kind: str) -> None:
    """Put these mails in the outbox, each once. Who answered in the meantime gets none."""
    invitations = (
        Invitation.objects.unanswered().filter(pk__in=ids).select_related("event__venue", "invited_by", "organisation")
    )
    for invitation in invitations.prefetch_related("event__hosts__community", "event__themes").order_by("pk"):
        write_one(invitation, kind)


def write_one(invitation: Invitation, kind: str) -> Mail | None:
    event, lead = invitation.event, invitation.event.lead
    url = absolute(invitation.get_absolute_url())
    peace = absolute(reverse("registration:invitation_peace", args=[invitation.token]))
    try:
        return mail.queue(
            f"registration/mail/{kind}",
            to=invitation.email,
            language=invitation.language,
            community=lead,
            key=f"{keys_of(event)}{kind}:{invitation.pk}:{invitation.reminders}",
            context={
                "invitation": invitation,
                "event": event,
                "name": invitation.name,
                "sender": invitation.invited_by,
                "url": url,
                "coming_url": f"{url}?answer=coming#answer",
                "supportive_url": f"{url}?answer=supportive#answer",
                "no_url": f"{url}?answer=no#answer",
                "event_url": absolute(event.get_absolute_url()),
            },
            stream=Mail.Stream.BULK,
            reply_to=reply_address(event, lead),
            leave_url=peace,
            calendar=calendar_file([entry_of(event, url=url, is_busy=False)]).decode(),
        )
    except Refused:
        return None
