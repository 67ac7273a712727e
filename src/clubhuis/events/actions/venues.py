"""A community keeps its buildings, with their rooms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.communities.models import Community
from clubhuis.events import access
from clubhuis.events.models import Event, Room, Venue
from clubhuis.lib.refusals import Refused

from .filling import clean, take_address

MOST_ROOMS = 60
ADDRESS = frozenset(
    {"place_name", "street", "postcode", "town", "country", "directions_nl", "directions_en", "directions_de"}
)


@transaction.atomic
def keep_venue(
    community: Community, *, by: Person, rooms: Sequence[tuple[str, int | None]] = (), **fields: Any
) -> Venue:
    """Remember a building; `rooms` are names with their seats."""
    _organising(by, community)
    venue = _fill(Venue(community=community), fields)
    _save(venue)
    _keep_rooms(venue, rooms)
    record("venue.kept", actor=by, subject=venue, concerning=[community])
    return venue


@transaction.atomic
def change_venue(venue: Venue, *, by: Person, rooms: Sequence[tuple[str, int | None]], **fields: Any) -> Venue:
    """Another address, directions or rooms. Events to come there follow; a room that is left out is no longer offered."""
    _organising(by, venue.community)
    was = venue.address
    _fill(venue, fields)
    _save(venue)
    _keep_rooms(venue, rooms)
    for event in Event.objects.filter(venue=venue).upcoming():
        take_address(event, venue)
        event.find_on_map()
        event.sequence += was != venue.address
        event.save()
    record("venue.changed", actor=by, subject=venue, concerning=[venue.community])
    return venue


@transaction.atomic
def archive_venue(venue: Venue, *, by: Person) -> None:
    """It is no longer offered; events that were or are there keep it."""
    _organising(by, venue.community)
    if not Venue.objects.filter(pk=venue.pk, archived_at=None).update(archived_at=timezone.now()):
        raise Refused(_("This venue was put away already."))
    record("venue.archived", actor=by, subject=venue, concerning=[venue.community])


def _organising(by: Person, community: Community) -> None:
    if not access.can_make(by, community):
        raise PermissionDenied


def _fill(venue: Venue, fields: dict[str, Any]) -> Venue:
    if unknown := fields.keys() - ADDRESS:
        raise ValueError(f"a venue has no {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(venue, name, clean(value))
    if not venue.place_name:
        raise Refused(_("Give the building a name."))
    if not venue.town:
        raise Refused(_("Say in which town it is."))
    venue.country = venue.country or "NL"
    venue.find_on_map()
    try:
        venue.clean_fields(exclude=["community", "region"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    return venue


def _save(venue: Venue) -> None:
    try:
        with transaction.atomic():
            venue.save()
    except IntegrityError:
        raise Refused(_("You keep a building with this name already.")) from None


def _keep_rooms(venue: Venue, rooms: Sequence[tuple[str, int | None]]) -> None:
    """These rooms in this order; one that is known by its name stays the same, one that is not named is put away."""
    if len(rooms) > MOST_ROOMS:
        raise Refused(_("A building has at most %(most)s rooms.") % {"most": MOST_ROOMS})
    names = [clean(name) for name, _seats in rooms]
    if len({name.casefold() for name in names}) < len(names):
        raise Refused(_("Two rooms have the same name."))
    if any(not name or len(name) > 80 for name in names):
        raise Refused(_("The name of a room has 1 to 80 characters."))
    known = {room.name: room for room in venue.rooms.filter(archived_at=None)}
    for position, (name, (_raw, seats)) in enumerate(zip(names, rooms, strict=True)):
        if seats is not None and not 0 < seats <= 1_000_000:
            raise Refused(_("Write how many seats a room has, or leave it out."))
        room = known.pop(name, None) or Room(venue=venue, name=name)
        room.capacity, room.position = seats, position
        room.save()
    Room.objects.filter(pk__in=[room.pk for room in known.values()]).update(archived_at=timezone.now())
