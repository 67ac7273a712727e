"""What happens by itself as time passes. Offers and holds are tended by `capacity`."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.capacity import actions as capacity
from clubhuis.events.models import Event
from clubhuis.registration import letters, seats
from clubhuis.registration.models import Invitation, Registration, Rules, Scan, State

from .settling import end, let_go
from .visits import forget_identities

UNCONFIRMED = timedelta(days=30)  # registrations that were never confirmed are kept so long
UNANSWERED = timedelta(days=180)  # after the event, invitations
SCANS_KEPT = timedelta(days=180)  # after the event: which device saw whom
LATE = timedelta(hours=20)  # a reminder that is later than this is not sent any more


def lapse_pending(*, now: datetime) -> int:
    """Who did not confirm their address, and held no seat that could lapse."""
    waiting = Registration.objects.filter(
        Q(claim=None) | Q(claim__state="released"), state=State.PENDING, created_at__lte=now - seats.HOLD
    )
    gone = 0
    for registration in waiting.select_related("event")[:500]:
        with transaction.atomic():
            capacity.hold(seats.line_of(registration.event))
            gone += Registration.objects.filter(pk=registration.pk, state=State.PENDING).exists() and end(
                registration, State.LAPSED
            )
    return gone


def send_reminders(*, now: datetime) -> int:
    """So many days before an event, to everybody who has a seat; returns how many."""
    soon = Rules.objects.filter(
        event__state=Event.State.PUBLISHED, event__starts_at__gt=now, event__starts_at__lt=now + timedelta(days=61)
    )
    return sum(_remind(rules, days, now) for rules in soon.select_related("event") for days in rules.reminder_days)


def _remind(rules: Rules, days: int, now: datetime) -> int:
    event = rules.event
    due = event.starts_at - timedelta(days=days)
    if not due <= now < due + LATE or now >= event.starts_at:
        return 0
    mark = f"{days}:{event.starts_at:%Y%m%d%H%M}"  # an event that moved is reminded of anew
    with transaction.atomic():
        fresh = Rules.objects.select_for_update().get(pk=rules.pk)
        if mark in fresh.reminded:
            return 0
        Rules.objects.filter(pk=rules.pk).update(reminded=[*fresh.reminded, mark])
        coming = Registration.objects.filter(event=event, state=State.CONFIRMED, confirmed_at__lt=due)
        for registration in coming.select_related("booked_by").order_by("pk"):
            letters.soon("reminder", registration, mark=mark)
    return len(coming)


def forget_what_is_old(*, now: datetime) -> None:
    """Wishes about food and access after the days that the organiser chose; what came to nothing after a while."""
    told = Registration.objects.filter(event__ends_at__lte=now).exclude(diet="", accessibility="")
    for rules in Rules.objects.filter(pk__in=told.values("event__rules")).select_related("event"):
        if rules.event.ends_at + timedelta(days=rules.forget_notes_after) <= now:
            Registration.objects.filter(event=rules.event).update(diet="", accessibility="")
    Registration.objects.filter(
        state=State.LAPSED, queue="", confirmed_at=None, created_at__lte=now - UNCONFIRMED
    ).delete()
    Invitation.objects.filter(answer="", event__ends_at__lte=now - UNANSWERED).delete()
    Scan.objects.filter(event__ends_at__lte=now - SCANS_KEPT).delete()
    forget_identities(now=now)


def give_back_seats(person: Person) -> None:
    """Somebody is to be forgotten: the seats they still have go to who waits."""
    for registration in Registration.objects.of(person).live().filter(event__ends_at__gt=timezone.now()):
        capacity.hold(seats.line_of(registration.event))
        end(registration, State.CANCELLED)
        let_go(registration, "erased")
