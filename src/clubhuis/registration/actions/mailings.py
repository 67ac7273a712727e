"""Mails of the organisers to who registered: written, previewed, tried on oneself, sent now or at a moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity import mail
from clubhuis.activity.actions import record
from clubhuis.activity.models import Mail
from clubhuis.communities.links import absolute
from clubhuis.events import access as events
from clubhuis.events.access import EventDesk
from clubhuis.events.models import Event
from clubhuis.lib.refusals import Refused
from clubhuis.registration import access, roster, wording
from clubhuis.registration.models import Mailing, Registration, RegistrationQuerySet

AT_ONCE = 100


@transaction.atomic
def write_mailing(event: Event, *, by: Person, subject: str, text: str, audience: dict[str, Any]) -> Mailing:
    """A draft, with whom it is for."""
    if not events.can_run(by, event):
        raise PermissionDenied
    return Mailing.objects.create(event=event, subject=subject, text=text, audience=audience, written_by=by)


def change_mailing(mailing: Mailing, *, by: Person, subject: str, text: str) -> Mailing:
    """Other words, as long as it has not been sent."""
    _check(mailing, by)
    mailing.subject, mailing.text = subject, text
    if not _unsent(mailing).update(subject=subject, text=text):
        raise Refused(_("This mail has been sent already."))
    return mailing


def readers(mailing: Mailing, desk: EventDesk) -> RegistrationQuerySet:
    """To whom it goes: chosen rows, or everybody who fits the filter now; only those whom this desk sees in full."""
    rows = access.seen_fully(desk)
    chosen = mailing.audience.get("chosen")
    found = rows.filter(pk__in=chosen) if chosen else roster.narrowed(rows, mailing.audience)
    return found.live().order_by("pk")


def try_mailing(mailing: Mailing, *, by: Person) -> Mail:
    """Only to oneself, so that one sees what others will see."""
    _check(mailing, by)
    return mail.queue(
        "registration/mail/mailing",
        to=by,
        community=mailing.event.lead,
        context={
            "event": mailing.event,
            "mailing": mailing,
            "name": by.name,
            "url": absolute(mailing.event.get_absolute_url()),
            "is_test": True,
        },
        reply_to=wording.reply_address(mailing.event, mailing.event.lead),
    )


@transaction.atomic
def send_mailing(mailing: Mailing, *, by: Person, at: datetime | None = None) -> Mailing:
    """Send it, or plan it for later. What was planned can be dropped until then."""
    _check(mailing, by)
    now = timezone.now()
    if at is not None and at <= now:
        raise Refused(_("This moment has passed. Choose a later one, or send the mail now."))
    if not _unsent(mailing).update(state=Mailing.State.PLANNED, send_at=at or now, written_by=by):
        raise Refused(_("This mail has been sent already."))
    mailing.refresh_from_db()
    record("mailing.planned" if at else "mailing.sent", actor=by, subject=mailing.event, concerning=[mailing.event])
    (dispatch.using(run_after=at) if at else dispatch).enqueue(mailing.pk)
    return mailing


@transaction.atomic
def drop_mailing(mailing: Mailing, *, by: Person) -> None:
    """It is not sent."""
    _check(mailing, by)
    if not _unsent(mailing).update(state=Mailing.State.DROPPED):
        raise Refused(_("This mail has been sent already."))


def _unsent(mailing: Mailing) -> Any:
    return Mailing.objects.filter(pk=mailing.pk, state__in=[Mailing.State.DRAFT, Mailing.State.PLANNED])


def _check(mailing: Mailing, by: Person) -> None:
    if not events.can_run(by, mailing.event):
        raise PermissionDenied


@task
def dispatch(mailing_id: int) -> None:
    """Decide who gets it, once, and ask for their letters."""
    with transaction.atomic():
        due = Mailing.objects.filter(pk=mailing_id, state=Mailing.State.PLANNED, send_at__lte=timezone.now())
        mailing = due.select_related("event", "written_by").first()
        if mailing is None or mailing.written_by is None:
            return
        desk = events.desk_of(mailing.written_by, mailing.event)
        ids = list(readers(mailing, desk).values_list("pk", flat=True)) if desk.may.see_people else []
        if not due.update(state=Mailing.State.SENT, sent_at=timezone.now(), recipients=len(ids)):
            return
        for start in range(0, len(ids), AT_ONCE):
            write_many.enqueue(mailing.pk, ids[start : start + AT_ONCE])


@task
def write_many(mailing_id: int, ids: list[int]) -> None:
    """Put these letters in the outbox, each once."""
    mailing = Mailing.objects.select_related("event").get(pk=mailing_id)
    lead = mailing.event.lead
    for registration in Registration.objects.filter(pk__in=ids).select_related("booked_by", "event").order_by("pk"):
        addressee = wording.Addressee.of(registration)
        try:
            mail.queue(
                "registration/mail/mailing",
                to=addressee.address,
                language=addressee.language,
                community=lead,
                key=f"{wording.keys_of(mailing.event)}mailing:{mailing.pk}:{registration.pk}",
                context={
                    "event": mailing.event,
                    "mailing": mailing,
                    "name": addressee.name,
                    "url": absolute(registration.get_absolute_url()),
                },
                reply_to=wording.reply_address(mailing.event, lead),
            )
        except Refused:  # no mail can go there; the others get theirs
            continue
