"""An event is made, changed, published; and a draft thrown away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.communities.models import Community
from clubhuis.events import access
from clubhuis.events.changes import What, follow
from clubhuis.events.models import Event, Host, Room
from clubhuis.events.slugs import slug_for
from clubhuis.lib.files import discard as discard_file
from clubhuis.lib.refusals import Refused
from clubhuis.themes.actions import come_into_programme

from .bookings import book
from .filling import EDITABLE, TIME, WHERE_AND_WHEN, fill, known, link


@transaction.atomic
def make(community: Community, *, by: Person, **fields: Any) -> Event:
    """A draft, hosted by this community as lead. `fields` are names from `EDITABLE` and `WHERE_AND_WHEN`; `rooms` of the venue.

    Raises Refused with what is wrong.
    """
    if not access.can_make(by, community):
        raise PermissionDenied
    known(fields, EDITABLE | WHERE_AND_WHEN)
    event = Event(created_by=by, languages=list(community.languages) or ["nl"])
    return begin(event, community, by, fields)


def begin(event: Event, community: Community, by: Person, fields: dict[str, Any]) -> Event:
    """Fill and save a new draft; for making and for copying."""
    own_venue(community.pk, fields)
    fill(event, fields)
    event.slug = slug_for(event.title, event.visibility)
    event.save()
    Host.objects.create(
        event=event,
        community=community,
        state=Host.State.ACCEPTED,
        is_lead=True,
        invited_by=by,
        answered_at=timezone.now(),
    )
    link(event, fields)
    if "rooms" in fields:
        book(event, _rooms_of(event, fields["rooms"]))
    follow(event, What.MADE)
    record("event.made", actor=by, subject=event, concerning=[community], data={"kind": event.kind})
    return event


@transaction.atomic
def edit(event: Event, *, by: Person, **fields: Any) -> Event:
    """Change what an event says; only what differs is written and recorded. Of a draft also time and place: once it is published
    these are changed by `move`, which tells who comes."""
    event = held(event)
    if not access.can_run(by, event):
        raise PermissionDenied
    not_cancelled(event)
    known(fields, EDITABLE | WHERE_AND_WHEN)
    if event.is_published and fields.keys() & WHERE_AND_WHEN:
        raise ValueError("a published event is moved, so that people are told")
    if fields.keys() & (WHERE_AND_WHEN | {"visibility", "places"}) and not access.can_decide(by, event):
        fields = {
            name: value for name, value in fields.items() if name not in WHERE_AND_WHEN | {"visibility", "places"}
        }
    own_venue(lead_of(event), fields)
    before = fill(event, fields)
    if event.is_draft and (before.keys() & {"title_nl", "title_en", "title_de", "visibility"}):
        event.slug = slug_for(event.title, event.visibility)
    changed = set(before)
    if before:
        event.changed_at = timezone.now()
        event.save()
    linked = link(event, fields)
    changed |= {*linked, *rebook(event, fields, before)}
    if changed:
        follow(event, What.EDITED, before | dict.fromkeys(linked))
        record("event.edited", actor=by, subject=event, concerning=concerned(event), data={"fields": sorted(changed)})
    return event


@transaction.atomic
def publish(event: Event, *, by: Person) -> Event:
    """From now on people see it, as far as its visibility goes."""
    event = held(event)
    if not access.can_decide(by, event):
        raise PermissionDenied
    return _publish(event, by)


@transaction.atomic
def plan_publication(event: Event, at: datetime | None, *, by: Person) -> Event:
    """It publishes itself at that moment; None takes the plan back."""
    event = held(event)
    if not access.can_decide(by, event):
        raise PermissionDenied
    if not event.is_draft:
        raise Refused(_("This event has been published already."))
    if at is not None and at <= timezone.now():
        raise Refused(_("This moment has passed. Publish it now, or choose a later one."))
    if at is not None:
        _ready(event)
    event.publish_at = at
    event.save(update_fields=["publish_at"])
    record("event.publication_planned", actor=by, subject=event, concerning=concerned(event))
    return event


def publish_due(*, now: datetime) -> int:
    """Drafts whose moment has come. One that cannot be published loses its moment and stays a draft; returns how many went out."""
    count = 0
    for pk in Event.objects.filter(state=Event.State.DRAFT, publish_at__lte=now).values_list("pk", flat=True):
        with transaction.atomic():
            event = held(Event(pk=pk))
            if not event.is_draft or event.publish_at is None or event.publish_at > now:
                continue
            try:
                _publish(event, event.created_by)
                count += 1
            except Refused:
                Event.objects.filter(pk=pk).update(publish_at=None)
                record("event.not_published", actor=None, subject=event, concerning=concerned(event))
    return count


@transaction.atomic
def discard(event: Event, *, by: Person) -> None:
    """Throw a draft away. What people have seen is cancelled instead."""
    event = held(event)
    if not access.can_decide(by, event):
        raise PermissionDenied
    if not event.is_draft:
        raise Refused(_("People have seen this event. Cancel it instead, so that they read what happened."))
    record("event.discarded", actor=by, subject=event, concerning=concerned(event))
    discard_file(event.picture)
    event.delete()


def _publish(event: Event, by: Person | None) -> Event:
    _ready(event)
    event.state, event.publish_at = Event.State.PUBLISHED, None
    event.published_at = event.changed_at = timezone.now()
    event.save()
    for theme in event.themes.all():
        come_into_programme(theme)
    follow(event, What.PUBLISHED)
    record(
        "event.published", actor=by, subject=event, concerning=concerned(event), data={"visibility": event.visibility}
    )
    return event


def _ready(event: Event) -> None:
    if event.is_published:
        raise Refused(_("This event has been published already."))
    not_cancelled(event)
    if event.is_over:
        raise Refused(_("This event lies in the past. Choose another date first."))
    if event.is_on_site and not event.town:
        raise Refused(_("Say where it is first: people want to know before they come."))


def not_cancelled(event: Event) -> None:
    if event.is_cancelled:
        raise Refused(_("This event has been cancelled. Make a copy to plan it anew."))


def held(event: Event) -> Event:
    """The event as it is now, kept from others until this transaction ends."""
    found = Event.objects.select_for_update().get(pk=event.pk)
    return found


def concerned(event: Event) -> list[Any]:
    """In whose history it belongs: all that host it."""
    return [host.community for host in Host.objects.accepted().filter(event=event).select_related("community")]


def lead_of(event: Event) -> int:
    return Host.objects.filter(event=event, is_lead=True).values_list("community_id", flat=True).get()


def own_venue(lead: int, fields: dict[str, Any]) -> None:
    """Rooms are booked by who keeps them."""
    venue = fields.get("venue")
    if venue is not None and (venue.community_id != lead or venue.archived_at is not None):
        raise Refused(_("Choose one of your own venues, or write the address."))


def _rooms_of(event: Event, rooms: Any) -> list[Room]:
    chosen = list(rooms or ())
    if any(room.venue_id != event.venue_id for room in chosen):
        raise Refused(_("Choose rooms of the venue where the event is."))
    return chosen


def rebook(event: Event, fields: dict[str, Any], before: dict[str, Any]) -> set[str]:
    """The rooms follow the event: other rooms, another time, or none when it goes to another building."""
    was = set(event.rooms.values_list("pk", flat=True))
    if "rooms" in fields:
        rooms = _rooms_of(event, fields["rooms"])
    elif "venue" in before or "attendance" in before:
        rooms = list(event.rooms.filter(venue=event.venue_id)) if event.venue_id else []
    elif before.keys() & TIME:
        rooms = list(event.rooms.all())
    else:
        return set()
    book(event, rooms)
    return {"rooms"} if {room.pk for room in rooms} != was else set()
