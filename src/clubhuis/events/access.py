"""What a person may see and do at an event.

| at the desk of the event                      | lead* | other host | viewer | volunteer, on the day |
|-----------------------------------------------|-------|------------|--------|-----------------------|
| see the desk                                  | yes   | yes        | yes    |                       |
| change words, picture, programme              | yes   | yes        |        |                       |
| see who comes (see `EventDesk.sees_others`)   | yes   | yes        |        |                       |
| check in                                      | yes   | yes        |        | yes                   |
| time and place, publish, cancel, hosts, roles | yes   |            |        |                       |

* Who organises for the community that has the lead, and who is organiser of this event. "Other host": who organises for one that accepted;
they also answer, leave and agree for their own community. "Viewer": has any other role at the desk of a host.
A host that has not answered yet sees the desk, so that it knows what it is asked to join. An operator may do everything. Who may
nothing does not learn that there is a desk (404).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.communities import access as communities
from clubhuis.communities.models import Community, Role
from clubhuis.lib.prepared import prepared, prepared_count, the_one

from .models import Event, EventQuerySet, EventRole, Host, SeesOthers, Series, Template, Venue
from .models.events import ORGANISING, ids_organised_by


@dataclass(frozen=True, slots=True)
class EventRights:
    """What one person may do at the desk of one event; see the table above."""

    view_desk: bool = False
    edit: bool = False
    see_people: bool = False
    check_in: bool = False
    decide: bool = False


NOTHING = EventRights()
VIEWER = EventRights(view_desk=True)
VOLUNTEER = EventRights(check_in=True)
CO_HOST = EventRights(view_desk=True, edit=True, see_people=True, check_in=True)
LEAD = EventRights(**{right.name: True for right in fields(EventRights)})


@dataclass(frozen=True, slots=True)
class EventDesk:
    """The desk of an event as one person finds it."""

    event: Event
    person: Person
    may: EventRights
    hosts: tuple[Host, ...] = ()  # concerned ones, the lead first
    speaks_for: frozenset[int] = frozenset()  # ids of hosting communities this person organises for
    sees_others: SeesOthers = SeesOthers.NUMBERS  # of people who came through a host they do not speak for

    @property
    def own_hosts(self) -> list[Host]:
        return [host for host in self.hosts if host.community_id in self.speaks_for]

    @property
    def home(self) -> Community | None:
        """The community from whose desk this person comes: their own, else the lead."""
        return next((host.community for host in self.own_hosts), self.event.lead)

    @property
    def accepted_hosts(self) -> list[Host]:
        return [host for host in self.hosts if host.is_accepted]


def events_for(person: Person | None) -> EventQuerySet:
    """The events a person may see, with what a list of them shows."""
    return Event.objects.visible_to(person).select_related("region", "series").prefetch_related("hosts__community")


def event_for(person: Person | None, slug: str) -> Event:
    return the_one(_visible(person, slug))


@prepared
def _visible(person: Person | None, slug: str) -> EventQuerySet:
    found = Event.objects.visible_to(person).select_related("region", "series", "venue")
    return found.prefetch_related("hosts__community", "capabilities", "themes", "rooms").filter(slug=slug)


@prepared
def _for_desk(slug: str) -> EventQuerySet:
    found = Event.objects.select_related("region", "series", "venue").prefetch_related("hosts__community")
    return found.filter(slug=slug)


@prepared
def _roles(person: Person, communities: frozenset[int]) -> QuerySet[Role, tuple[int, str]]:
    roles = Role.objects.filter(person=person, community__in=communities).order_by()
    return roles.values_list("community_id", "kind")


@prepared
def _event_role(person: Person, event: Event) -> QuerySet[EventRole]:
    return EventRole.objects.filter(event=event, person=person).select_related("event")[:1]


def rights(person: Person | None, event: Event) -> EventRights:
    return desk_of(person, event).may if person is not None else NOTHING


def can_run(person: Person | None, event: Event) -> bool:
    """See who comes and change words and programme."""
    return rights(person, event).edit


def can_decide(person: Person | None, event: Event) -> bool:
    """Time and place, publishing, cancelling, hosts, roles."""
    return rights(person, event).decide


def desk_for(person: Person, slug: str) -> EventDesk:
    """The desk with this event, or "not found". Volunteers find it as well; each page asks what they may (`may.check_in`)."""
    desk = desk_of(person, the_one(_for_desk(slug)))
    if desk.may == NOTHING:
        raise Http404
    return desk


def desk_of(person: Person, event: Event) -> EventDesk:
    """Three questions to the database, two when the hosts were fetched along; ask it once a page."""
    hosts = tuple(
        host
        for host in event.hosts.all()
        if host.state in (Host.State.INVITED, Host.State.ACCEPTED) and host.community.closed_at is None
    )
    if not person.is_active:
        return EventDesk(event, person, NOTHING, hosts)
    if person.is_operator:
        everybody = frozenset(host.community_id for host in hosts)
        return EventDesk(event, person, LEAD, hosts, everybody, SeesOthers.FULL)
    kinds = dict(_roles(person, frozenset(host.community_id for host in hosts)))
    speaks_for = frozenset(pk for pk, kind in kinds.items() if kind in ORGANISING)
    role = next(iter(_event_role(person, event)), None)
    may, sees = _rights(hosts, kinds.keys(), speaks_for), _agreed(hosts, speaks_for)
    if role is not None and role.kind == EventRole.Kind.ORGANISER:
        may, sees = LEAD, SeesOthers.FULL
    elif role is not None and role.holds_on(timezone.now().astimezone(event.timezone).date()):
        may = replace(may, check_in=True)
    return EventDesk(event, person, may, hosts, speaks_for, sees)


def _rights(hosts: tuple[Host, ...], known: object, speaks_for: frozenset[int]) -> EventRights:
    ours = [host for host in hosts if host.community_id in speaks_for]
    if any(host.is_lead for host in ours):
        return LEAD
    if any(host.is_accepted for host in ours):
        return CO_HOST
    return VIEWER if known else NOTHING


def _agreed(hosts: tuple[Host, ...], speaks_for: frozenset[int]) -> SeesOthers:
    """The most that was agreed with a host this person speaks for; the lead sees everything."""
    order = list(SeesOthers)
    agreed = [
        SeesOthers.FULL if host.is_lead else SeesOthers(host.sees_others)
        for host in hosts
        if host.community_id in speaks_for and host.is_accepted
    ]
    return max(agreed, key=order.index, default=SeesOthers.NUMBERS)


# Communities, venues and series


def organises_for(person: Person) -> list[Community]:
    """The communities in whose name a person may make events."""
    return _organised(None if person.is_operator else ids_organised_by(person))


@prepared
def _organised(among: frozenset[int] | None) -> QuerySet[Community]:
    found = Community.objects.present()
    return found if among is None else found.filter(pk__in=among)


# At the desk of a community


def _hosted_by(community: Community) -> EventQuerySet:
    hosted = Event.objects.filter(hosts__in=Host.objects.accepted().filter(community=community))
    return hosted.select_related("series").prefetch_related("hosts__community", "rooms")


@prepared
def drafts_at(community: Community) -> EventQuerySet:
    return _hosted_by(community).filter(state=Event.State.DRAFT).order_by("starts_at")


@prepared
def upcoming_at(community: Community, now: datetime) -> EventQuerySet:
    return _hosted_by(community).announced().upcoming(now)


@prepared
def past_at(community: Community, now: datetime, *, start: int, stop: int) -> EventQuerySet:
    return _hosted_by(community).announced().past(now)[start:stop]


@prepared_count
def number_past_at(community: Community, now: datetime) -> QuerySet[Event, int]:
    return _hosted_by(community).announced().past(now).order_by().values_list("pk", flat=True)


@prepared
def asked_to_host(community: Community) -> QuerySet[Host]:
    """Questions to this community that wait for its answer."""
    asked = Host.objects.filter(community=community, state=Host.State.INVITED, event__hosts__is_lead=True)
    return asked.select_related("event").prefetch_related("event__hosts__community").distinct()


def can_make(person: Person, community: Community) -> bool:
    return not community.is_closed and communities.can_organise(person, community)


def venues_for(community: Community) -> list[Venue]:
    """The buildings a community keeps, with their rooms."""
    return _venues(community)


@prepared
def _venues(community: Community) -> QuerySet[Venue]:
    return Venue.objects.filter(community=community).kept().select_related("community").prefetch_related("rooms")


@prepared
def series_of(community: Community) -> QuerySet[Series]:
    return Series.objects.filter(community=community)


@prepared
def templates_of(community: Community) -> QuerySet[Template]:
    """Events a community makes again, with the one each was taken from."""
    return Template.objects.filter(community=community).select_related("example")


def venue_at(community: Community, pk: int) -> Venue:
    return get_object_or_404(Venue.objects.filter(community=community).prefetch_related("rooms"), pk=pk)


def series_for(person: Person | None, slug: str) -> Series:
    """A series is seen by who sees the community that runs it."""
    seen = Community.objects.visible_to(person)
    return get_object_or_404(Series.objects.filter(community__in=seen).select_related("community"), slug=slug)


def can_run_series(person: Person | None, series: Series) -> bool:
    return person is not None and communities.can_organise(person, series.community)
