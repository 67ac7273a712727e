"""Inviting by mail, and what people answer without an account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.events import access as events
from clubhuis.events.models import Event
from clubhuis.lib.refusals import Refused
from clubhuis.registration import access, invitation_letters
from clubhuis.registration.details import Details, good_address
from clubhuis.registration.invitees import Invitee, once_each
from clubhuis.registration.models import Invitation, Registration

from .changing import cancel
from .confirming import confirm
from .queue import leave_queue
from .registering import AlreadyRegistered, register

Answer = Invitation.Answer
AT_ONCE = 2_000
A_DAY = 5_000  # invitations to one event
REMINDERS = 2
BETWEEN_REMINDERS = timedelta(days=3)


@dataclass(slots=True)
class Sent:
    """What became of a list of people."""

    invitations: list[Invitation] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)  # address, reason


@transaction.atomic
def invite(event: Event, invitees: Sequence[Invitee], *, by: Person, message: str = "", language: str = "nl") -> Sent:
    """Invite everybody on a list, each once; who is not invited is named with the reason. A fixed number of questions."""
    if not events.can_run(by, event):
        raise PermissionDenied
    if event.is_cancelled or event.is_over:
        raise Refused(_("This event is over or has been cancelled. Nobody can be invited any more."))
    if event.is_draft:
        raise Refused(_("Publish the event first: who is invited wants to see it."))
    if access.rules_of(event) is None:
        raise Refused(_("Say first how one registers. Then people can answer."))
    people = once_each(invitees)
    if not people:
        raise Refused(_("There is nobody with an e-mail address on this list."))
    if len(people) > AT_ONCE:
        raise Refused(_("Invite at most %(most)d people at a time.") % {"most": AT_ONCE})
    _within_a_day(event, len(people))
    sent = Sent(skipped=[(_named(who), _("No e-mail address stands there.")) for who in invitees if not who.email])
    good = _good_ones(event, people, sent)
    made = Invitation.objects.bulk_create(
        [
            Invitation(
                event=event,
                email=address,
                name=who.name[:120],
                person=who.person,
                organisation=who.organisation,
                organisation_name="" if who.organisation else who.organisation_name[:160],
                message=message,
                language=who.language or language,
                invited_by=by,
            )
            for address, who in good.items()
        ],
        ignore_conflicts=True,
    )
    tokens = [invitation.token for invitation in made]
    sent.invitations = list(Invitation.objects.filter(event=event, token__in=tokens).order_by("pk"))
    record(
        "event_invitation.sent",
        actor=by,
        subject=event,
        concerning=[event],
        data={"count": len(sent.invitations)},
        privileged=True,
    )
    invitation_letters.send_soon([invitation.pk for invitation in sent.invitations])
    return sent


def _within_a_day(event: Event, number: int) -> None:
    today = event.invitations.filter(sent_at__gt=timezone.now() - timedelta(days=1)).count()
    if today + number > A_DAY:
        raise Refused(_("%(most)d invitations a day is the most. Go on tomorrow.") % {"most": A_DAY})


def _good_ones(event: Event, people: Sequence[Invitee], sent: Sent) -> dict[str, Invitee]:
    good: dict[str, Invitee] = {}
    for who in people:
        try:
            good[good_address(who.email)] = who
        except Refused as refusal:
            sent.skipped.append((who.email[:100], str(refusal)))
    addresses = list(good)
    invited = event.invitations.filter(email__in=addresses, withdrawn_at=None).values_list("email", flat=True)
    coming = event.registrations.live().filter(email__in=addresses).values_list("email", flat=True)
    hosts = [host.community_id for host in event.hosts.accepted()]
    in_peace = Invitation.objects.filter(
        email__in=addresses, left_at__isnull=False, event__hosts__community__in=hosts
    ).values_list("email", flat=True)
    for found, reason in (
        (invited, _("has been invited already")),
        (coming, _("is registered already")),
        (in_peace, _("asked to be left in peace")),
    ):
        for address in sorted({str(address) for address in found} & good.keys()):
            del good[address]
            sent.skipped.append((address, reason))
    return good


def _named(who: Invitee) -> str:
    return ", ".join(part for part in (who.name, who.organisation_name) if part)[:100]


def open_invitation(invitation: Invitation) -> None:
    """Somebody looks at the page in a browser. A mail scanner that fetches it does not count."""
    Invitation.objects.filter(pk=invitation.pk, opened_at=None).update(opened_at=timezone.now())


def come(invitation: Invitation, details: Details, *, word: str = "") -> Registration:
    """Yes. The mail got there, so the address is right and the seat (or the place in the queue) is theirs at once."""
    _still_open(invitation)
    details = replace(details, email=invitation.email)
    with transaction.atomic():
        try:
            registration = register(invitation.event, details, through=Registration.Through.INVITATION, is_proven=True)
        except AlreadyRegistered as there:
            registration = confirm(there.registration)
        Invitation.objects.filter(registration=registration).exclude(pk=invitation.pk).update(registration=None)
        _answer(invitation, Answer.COMING, word, registration)
    return registration


def stay_away(invitation: Invitation, answer: str, *, word: str = "") -> Invitation:
    """Not coming, though perhaps in favour. Who said yes before gives the seat back."""
    _still_open(invitation)
    with transaction.atomic():
        registration = invitation.registration
        if registration is not None and registration.is_live:
            if registration.queue == Registration.Queue.WAITING and not registration.has_seat:
                leave_queue(registration)
            else:
                cancel(registration)
        return _answer(invitation, Answer(answer), word, None)


def _still_open(invitation: Invitation) -> None:
    if not invitation.is_open:
        raise Refused(_("This invitation has been withdrawn. Ask who invited you."))
    if invitation.event.is_cancelled:
        raise Refused(_("This event has been cancelled."))
    if invitation.event.is_over:
        raise Refused(_("This event is over."))


def _answer(invitation: Invitation, answer: Answer, word: str, registration: Registration | None) -> Invitation:
    now = timezone.now()
    changed = Invitation.objects.filter(pk=invitation.pk, withdrawn_at=None)
    if not changed.update(
        answer=answer,
        word=word[:500],
        registration=registration,
        answered_at=now,
        opened_at=invitation.opened_at or now,
    ):
        raise Refused(_("This invitation has been withdrawn. Ask who invited you."))
    invitation.refresh_from_db()
    record(
        f"event_invitation.{answer}",
        actor=invitation.person,
        subject=invitation.event,
        concerning=[invitation.event],
        data={"invitation": invitation.pk},
    )
    return invitation


@transaction.atomic
def leave_in_peace(invitation: Invitation) -> None:
    """No more mail about this, and no invitations of these hosts: the one click of RFC 8058."""
    if Invitation.objects.filter(pk=invitation.pk, left_at=None).update(left_at=timezone.now()):
        record(
            "event_invitation.left",
            actor=None,
            subject=invitation.event,
            concerning=[invitation.event],
            data={"invitation": invitation.pk},
        )


def remindable() -> Q:
    """Who did not answer, was reminded at most once, and had some days of peace."""
    rested = timezone.now() - BETWEEN_REMINDERS
    return Q(reminders__lt=REMINDERS) & (
        Q(reminded_at=None, sent_at__lte=rested) | Q(reminded_at__isnull=False, reminded_at__lte=rested)
    )


@transaction.atomic
def remind(event: Event, *, by: Person, only: Sequence[int] | None = None) -> int:
    """Ask once more those who did not answer: at most twice, some days apart. Returns how many."""
    if not events.can_run(by, event):
        raise PermissionDenied
    due = event.invitations.unanswered().filter(remindable())
    if only is not None:
        due = due.filter(pk__in=only)
    ids = list(due.order_by("pk").values_list("pk", flat=True))
    if not ids:
        raise Refused(
            _("There is nobody to remind: all have answered, or had a mail less than three days ago, or two reminders.")
        )
    Invitation.objects.filter(pk__in=ids).update(reminders=F("reminders") + 1, reminded_at=timezone.now())
    record("event_invitation.reminded", actor=by, subject=event, concerning=[event], data={"count": len(ids)})
    invitation_letters.send_soon(ids, kind="invitation_reminder")
    return len(ids)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Person) -> None:
    """The link stops working. Who said yes keeps the seat."""
    if not events.can_run(by, invitation.event):
        raise PermissionDenied
    if not Invitation.objects.filter(pk=invitation.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        raise Refused(_("This invitation has been withdrawn already."))
    record(
        "event_invitation.withdrawn",
        actor=by,
        subject=invitation.event,
        concerning=[invitation.event],
        data={"invitation": invitation.pk},
    )
