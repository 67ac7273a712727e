"""The calendar for programs: iCalendar that calendar programs follow, Atom and RSS for feed readers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import feedgenerator, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.events import wording
from clubhuis.events.calendar_entries import entry_of
from clubhuis.events.calendar_file import Entry, calendar_file, plain
from clubhuis.events.models import Event, EventQuerySet
from clubhuis.registration.models import Rules

from . import own
from .asking import Asked
from .finding import Calendar

MOST = 1000
BEHIND = timedelta(days=120)  # what is over stays this long, so that a program does not forget it at once
MOST_IN_READER = 50


@dataclass(frozen=True, slots=True)
class Feed:
    """A choice of events that a program follows: its name, its page, and the address it comes from."""

    name: str
    page: str  # path
    path: str


def whole(events: Any) -> EventQuerySet:
    """With what an entry shows: the same few questions for one event and for a thousand."""
    found: EventQuerySet = events.select_related("region", "series").prefetch_related("hosts__community", "themes")
    return found


def public_events(asked: Asked) -> Any:
    """What everybody may see of this choice, until some months ago."""
    everything = replace(asked, view="list", whose="", past=False, day=None, month=None)
    return Calendar(None, everything, now=timezone.now() - BEHIND).found


def edition_of(events: Any) -> tuple[Any, ...]:
    """What tells two editions of a feed apart: which events are in it, how each stands, and what is still to open."""
    found = tuple(events.values_list("pk", "sequence", "state", "changed_at"))
    opens = Rules.objects.filter(event__in=[pk for pk, *_ in found], opens_at__gt=timezone.now())
    return (*found, *opens.order_by("event").values_list("event", "opens_at"))


def own_events(person: Person, *, only_mine: bool) -> EventQuerySet:
    """What stands in a person's own feed: what they may see of it at this moment, and no more."""
    seen = Event.objects.visible_to(person).announced().filter(ends_at__gt=timezone.now() - BEHIND)
    return seen.filter(own.mine(person) if only_mine else own.for_me(person)).order_by("starts_at", "pk")


def as_calendar(events: Iterable[Event], feed: Feed) -> bytes:
    """The events, and an entry for each moment at which registration is still to open."""
    events = list(events)
    return calendar_file([*map(entry_of, events), *openings(events)], name=feed.name, url=settings.SITE_URL + feed.path)


def as_own_calendar(person: Person, *, only_mine: bool, feed: Feed) -> bytes:
    """Only one's own events take up time; the others are there to see."""
    events = list(whole(own_events(person, only_mine=only_mine))[:MOST])
    ids = [event.pk for event in events]
    taking_time = set(Event.objects.filter(own.mine(person), pk__in=ids).values_list("pk", flat=True))
    entries = [entry_of(event, is_busy=event.pk in taking_time) for event in events]
    entries += openings([event for event in events if event.pk not in taking_time])
    return calendar_file(entries, name=feed.name, url=settings.SITE_URL + feed.path)


def openings(events: list[Event]) -> list[Entry]:
    """ "Registration opens: Precision Fair": a quarter of an hour that takes nobody's time."""
    going_ahead = [event.pk for event in events if event.is_published and not event.is_over]
    rules = Rules.objects.filter(event__in=going_ahead, opens_at__gt=timezone.now())
    opens = {pk: moment for pk, moment in rules.values_list("event", "opens_at") if moment}
    return [opening(event, opens[event.pk]) for event in events if event.pk in opens]


def opening(event: Event, moment: datetime) -> Entry:
    entry = entry_of(event, is_busy=False)
    return replace(
        entry,
        uid=f"registration-{entry.uid}",
        title=_("Registration opens: %(event)s") % {"event": event.title},
        starts_at=moment,
        ends_at=moment + timedelta(minutes=15),
        place="",
        latitude=None,
        longitude=None,
    )


def as_atom(events: Iterable[Event], feed: Feed) -> str:
    return _written(feedgenerator.Atom1Feed, events, feed)


def as_rss(events: Iterable[Event], feed: Feed) -> str:
    return _written(feedgenerator.Rss201rev2Feed, events, feed)


def newest(events: Any) -> list[Event]:
    """For a reader what was announced last comes first."""
    return list(whole(events).filter(Q(ends_at__gt=timezone.now())).order_by("-published_at", "-pk")[:MOST_IN_READER])


def _written(kind: type[feedgenerator.SyndicationFeed], events: Iterable[Event], feed: Feed) -> str:
    made = kind(
        title=plain(feed.name),
        link=settings.SITE_URL + feed.page,
        description=_("Events in %(installation)s") % {"installation": settings.INSTALLATION_NAME},
        language=(get_language() or "nl")[:2],
        feed_url=settings.SITE_URL + feed.path,
        feed_guid=settings.SITE_URL + feed.path,
    )
    for event in events:
        url = settings.SITE_URL + event.get_absolute_url()
        cancelled = _("Cancelled: %(event)s") % {"event": event.title} if event.is_cancelled else event.title
        said = (f"{wording.when(event)} · {wording.where(event)}", event.summary)
        made.add_item(
            title=plain(cancelled),
            link=url,
            unique_id=f"urn:uuid:{event.uid}",
            unique_id_is_permalink=False,
            description=plain("\n".join(part for part in said if part)),
            pubdate=event.published_at or event.created_at,
            updateddate=event.changed_at,
            categories=[plain(theme.name) for theme in event.themes.all()],
            author_name=plain(event.lead.name) if event.lead else None,
        )
    return made.writeString("utf-8")
