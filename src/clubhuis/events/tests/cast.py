"""Events for tests."""

import itertools
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django_ox.models import OxTask

from clubhuis.communities.tests.cast import a_community
from clubhuis.events import letters
from clubhuis.events.models import Booking, Event, EventRole, Host, Room, Series, StopOffer, Venue

numbers = itertools.count(1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def in_weeks(weeks, hour=13, minute=30):
    """A moment in some weeks from today, by the clock on the wall in Amsterdam."""
    day = timezone.now().astimezone(AMSTERDAM).date() + timedelta(weeks=weeks)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=AMSTERDAM)


def an_event(
    community=None,
    *,
    co_hosts=(),
    title="Kennisdag Vacuüm",
    weeks=6,
    hours=4,
    rooms=(),
    capabilities=(),
    themes=(),
    **fields,
):
    """A published event of half a day in six weeks, open to everybody, at the lead's town; `state="draft"` makes a draft."""
    fields.setdefault("slug", f"event-{next(numbers)}")
    fields.setdefault("starts_at", in_weeks(weeks))
    fields.setdefault("ends_at", fields["starts_at"] + timedelta(hours=hours))
    fields.setdefault("state", "published")
    fields.setdefault("languages", ["nl"])
    if fields["state"] != "draft":
        fields.setdefault("published_at", timezone.now())
    if fields["state"] == "cancelled":
        fields.setdefault("cancelled_at", timezone.now())
        fields.setdefault("cancel_reason", "De spreker is ziek.")
    if fields.get("attendance") != "online" and "venue" not in fields:
        fields.setdefault("town", "Eindhoven")
        fields.setdefault("place_name", "Klokgebouw")
    event = Event(title_nl=title, **fields)
    event.find_on_map()
    event.save()
    a_host(event, community or a_community(), is_lead=True)
    for co_host in co_hosts:
        a_host(event, co_host)
    for room in rooms:
        Booking.objects.create(room=room, event=event, starts_at=event.starts_at, ends_at=event.ends_at)
    event.capabilities.set(capabilities)
    event.themes.set(themes)
    return event


def a_host(event, community=None, *, state="accepted", **fields):
    if state == "accepted":
        fields.setdefault("answered_at", timezone.now())
    return Host.objects.create(event=event, community=community or a_community(), state=state, **fields)


def an_event_role(event, person, kind="organiser", **fields):
    return EventRole.objects.create(event=event, person=person, kind=kind, **fields)


def a_venue(community=None, *, name="Klokgebouw", rooms=(("Zaal 1", 200), ("Zaal 2", 40)), **fields):
    """A building with rooms: names with their seats."""
    fields.setdefault("town", "Eindhoven")
    venue = Venue.objects.create(community=community or a_community(), place_name=name, **fields)
    for position, (room, seats) in enumerate(rooms):
        Room.objects.create(venue=venue, name=room, capacity=seats, position=position)
    return venue


def a_series(community=None, *, name="Precisiecafé op tournee", stops=(), **fields):
    fields.setdefault("slug", f"series-{next(numbers)}")
    series = Series.objects.create(community=community or a_community(), name_nl=name, **fields)
    Event.objects.filter(pk__in=[stop.pk for stop in stops]).update(series=series)
    return series


def a_stop_offer(series, *, by, town="Enschede", place="Gebouw 12", **fields):
    return StopOffer.objects.create(series=series, offered_by=by, town=town, place_name=place, **fields)


def tell_everybody():
    """What the worker would do: who comes is told of what changed. Returns how many changes there were to tell of."""
    waiting = list(OxTask.objects.filter(task_path=letters.tell_audience.module_path).order_by("enqueued_at"))
    for row in waiting:
        letters.tell_audience.func(*row.args, **row.kwargs)
        row.delete()
    return len(waiting)
