"""After an event: who was there is settled, people are thanked, say how it was, and are connected with who agreed to that."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import batched, combinations
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.events import access as events
from clubhuis.events.models import Event
from clubhuis.lib.files import discard
from clubhuis.lib.refusals import Refused
from clubhuis.lib.uploads import SafeFile
from clubhuis.registration import letters
from clubhuis.registration.models import (
    Afterwards,
    AttendedTogether,
    CheckIn,
    Feedback,
    Material,
    Registration,
    RegistrationQuerySet,
    State,
)

SETTLED_AFTER = timedelta(hours=24)  # devices without connection have sent what they saw by then
FEEDBACK_FOR = timedelta(days=60)
MOST_MATERIAL = 20
AT_ONCE = 50  # letters in one task


def was_there(event: Event) -> RegistrationQuerySet:
    """Those who were checked in; everybody with a seat when nobody was, because then it is not known who stayed away."""
    found = Registration.objects.filter(event=event)
    if CheckIn.objects.filter(registration__event=event).exists():
        online = Registration.Attendance.ONLINE
        return found.filter(state=State.ATTENDED) | found.filter(state=State.CONFIRMED, attendance=online)
    return found.filter(state__in=[State.CONFIRMED, State.ATTENDED])


@transaction.atomic
def settle(event: Event, *, now: datetime) -> bool:
    """A day after the end: whoever has a seat and was not seen did not come. Once; later scans still correct it."""
    if event.is_cancelled or event.ends_at + SETTLED_AFTER > now:
        return False
    afterwards, _is_new = Afterwards.objects.get_or_create(event=event)
    if not Afterwards.objects.filter(pk=afterwards.pk, settled_at=None).update(settled_at=now):
        return False
    if CheckIn.objects.filter(registration__event=event).exists():
        seen = CheckIn.objects.filter(registration__event=event).values("registration")
        on_site = Registration.objects.filter(event=event, state=State.CONFIRMED).exclude(
            attendance=Registration.Attendance.ONLINE
        )
        missed = on_site.exclude(pk__in=seen).update(state=State.NO_SHOW)
        record("event.settled", actor=None, subject=event, concerning=[event], data={"no_shows": missed})
    connect(event)
    return True


def settle_events(*, now: datetime) -> int:
    """Every hour: the events that ended a day ago. Returns how many."""
    over = Event.objects.filter(
        state=Event.State.PUBLISHED, ends_at__lte=now - SETTLED_AFTER, rules__isnull=False
    ).exclude(afterwards__settled_at__isnull=False)
    return sum(settle(event, now=now) for event in over)


@transaction.atomic
def connect(event: Event) -> int:
    """Which organisations met: those with somebody who was there and agreed that others see it. Made anew each time."""
    agreed = was_there(event).filter(is_listed=True).exclude(organisation=None)
    there = sorted(set(agreed.values_list("organisation_id", flat=True)))
    AttendedTogether.objects.filter(event=event).delete()
    rows = (AttendedTogether(event=event, one_id=a, other_id=b, on=event.days[0]) for a, b in combinations(there, 2))
    number = 0
    for some in batched(rows, 1000):
        number += len(AttendedTogether.objects.bulk_create(some))
    return number


@transaction.atomic
def prepare_thanks(event: Event, *, by: Person, **fields: Any) -> Afterwards:
    """The words of thanks, and whether people are asked how it was."""
    _may(by, event)
    if unknown := fields.keys() - {"thanks_nl", "thanks_en", "asks_feedback"}:
        raise TypeError(f"not for people to change: {sorted(unknown)}")
    afterwards, _is_new = Afterwards.objects.get_or_create(event=event)
    for name, value in fields.items():
        setattr(afterwards, name, value)
    afterwards.save(update_fields=list(fields))
    return afterwards


@transaction.atomic
def add_material(event: Event, *, by: Person, title: str, url: str = "", file: SafeFile | None = None) -> Material:
    """Slides, a report, a film: a link or a file."""
    _may(by, event)
    if bool(url) == bool(file):
        raise Refused(_("Give either a link or a file."))
    if event.materials.count() >= MOST_MATERIAL:
        raise Refused(_("At most %(most)d things. Put some together in one file.") % {"most": MOST_MATERIAL})
    return Material.objects.create(event=event, title=title, url=url, file=file or "", added_by=by)


@transaction.atomic
def remove_material(material: Material, *, by: Person) -> None:
    _may(by, material.event)
    discard(material.file)
    material.delete()


@transaction.atomic
def thank(event: Event, *, by: Person) -> int:
    """Mail everybody who was there, each once: also those who were added since the last time. Returns how many are asked for."""
    _may(by, event)
    if not event.is_over:
        raise Refused(_("Thank people when it is over."))
    afterwards = Afterwards.objects.filter(event=event).first()
    if afterwards is None or not (afterwards.thanks_nl or afterwards.thanks_en):
        raise Refused(_("Write a word of thanks first."))
    ids = list(was_there(event).order_by("pk").values_list("pk", flat=True))
    if not ids:
        raise Refused(_("Nobody was there, as far as is known."))
    Afterwards.objects.filter(pk=afterwards.pk).update(thanked_at=timezone.now())
    record("event.thanked", actor=by, subject=event, concerning=[event], data={"count": len(ids)})
    for some in batched(ids, AT_ONCE):
        write_thanks.enqueue(list(some))
    return len(ids)


@task
def write_thanks(ids: list[int]) -> None:
    """Each letter once; a second time finds the first."""
    found = (
        Registration.objects.filter(pk__in=ids)
        .select_related("event__venue", "event__afterwards", "person", "organisation", "ticket", "booked_by", "claim")
        .prefetch_related("event__hosts__community", "event__materials", "choices__session", "colleagues")
    )
    for registration in found:
        letters.write_now("thanks", registration)


@transaction.atomic
def give_feedback(registration: Registration, *, rating: int, word: str = "") -> Feedback:
    """How useful it was; saying it again replaces what was said. Whoever has the personal link may do this."""
    event = registration.event
    if not event.is_over or event.ends_at + FEEDBACK_FOR < timezone.now():
        raise Refused(_("You can say how it was until two months after the event."))
    if not was_there(event).filter(pk=registration.pk).exists():
        raise Refused(_("Only who was there can say how it was."))
    if not 1 <= rating <= 5:
        raise Refused(_("Choose one of the five."))
    feedback, _is_new = Feedback.objects.update_or_create(
        registration=registration,
        defaults={"rating": rating, "word": word.strip()[:600], "given_at": timezone.now()},
    )
    return feedback


def _may(person: Person, event: Event) -> None:
    if not events.can_run(person, event):
        raise PermissionDenied
