"""Rooms are taken for an event, and never for two at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clubhuis.events.models import Booking, Event, Room
from clubhuis.lib.refusals import Refused


def book(event: Event, rooms: Iterable[Room]) -> None:
    """Exactly these rooms, from the beginning of the event to its end, in the caller's transaction. Raises Refused.

    Taking a turn at a room writes its row, so that whoever comes second waits until the first has committed, and then sees
    what it booked; SQLite has one writer anyway. Rooms are taken in one order, so that two never wait for each other.
    """
    wanted = sorted({room.pk for room in rooms})
    for pk in wanted:
        take_turn(pk)
    taken = (
        Booking.objects.filter(room__in=wanted, starts_at__lt=event.ends_at, ends_at__gt=event.starts_at)
        .exclude(event=event)
        .select_related("room__venue", "event")
        .first()
    )
    if taken is not None:
        raise Refused(_in_words(taken, event))
    Booking.objects.filter(event=event).exclude(room__in=wanted).delete()
    for pk in wanted:
        Booking.objects.update_or_create(
            room_id=pk, event=event, defaults={"starts_at": event.starts_at, "ends_at": event.ends_at}
        )


def take_turn(pk: int) -> None:
    if not Room.objects.filter(pk=pk, archived_at=None, venue__archived_at=None).update(turns=F("turns") + 1):
        raise Refused(_("This room is not there any more. Choose another."))


def let_go(event: Event) -> None:
    """Its rooms are free for others."""
    Booking.objects.filter(event=event).delete()


def _in_words(taken: Booking, event: Event) -> str:
    begins, ends = taken.starts_at.astimezone(event.timezone), taken.ends_at.astimezone(event.timezone)
    words = {
        "room": taken.room.name,
        "event": taken.event.title,
        "begins": date_format(begins, "j F H:i"),
        "ends": date_format(ends, "H:i" if begins.date() == ends.date() else "j F H:i"),
    }
    if taken.event.hosts.concerned().filter(community=taken.room.venue.community_id).exists():
        return (
            _("%(room)s is taken by “%(event)s” from %(begins)s to %(ends)s. Choose another room or another time.")
            % words
        )
    return (
        _("%(room)s is taken by another event from %(begins)s to %(ends)s. Choose another room or another time.")
        % words
    )
