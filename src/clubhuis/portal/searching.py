"""One question for everything: organisations, people, needs, events, communities and capabilities, each as far as one may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from rapidfuzz import fuzz, process

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community
from clubhuis.events.access import events_for
from clubhuis.events.models import Event
from clubhuis.lib.languages import CONTENT_LANGUAGES
from clubhuis.lib.prepared import prepared
from clubhuis.lib.spreadsheets import clean
from clubhuis.market.models import Need
from clubhuis.organisations.models import Organisation
from clubhuis.organisations.names import plain_name
from clubhuis.programme.models import Session
from clubhuis.taxonomy.access import Hit, search

from .directory import ids_for

LONGEST = 200  # characters of a question
CLOSE = 75  # of 100: how alike a misspelt name must be
NAMED = 88  # of 100: how alike a name must be to what was typed for its kind to stand on top
KINDS = ("organisations", "capabilities", "needs", "events", "people", "communities")
WITH_NAMES = {"organisations", "events", "people", "communities"}  # the others are found by what they say


@dataclass(frozen=True, slots=True)
class Results:
    text: str
    organisations: Sequence[Organisation] = ()
    organisation_count: int = 0
    people: Sequence[Person] = ()
    needs: Sequence[Need] = ()
    communities: Sequence[Community] = ()
    events: Sequence[Event] = ()
    capabilities: Sequence[Hit] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, kind) for kind in KINDS)

    @property
    def kinds(self) -> list[str]:
        """Of what something was found, in the order to show it: first what bears the name that is asked for."""
        found = [kind for kind in KINDS if getattr(self, kind)]
        return sorted(found, key=lambda kind: (not self._is_named(kind), KINDS.index(kind)))

    def _is_named(self, kind: str) -> bool:
        if kind not in WITH_NAMES:
            return False
        asked = plain_name(self.text)
        names = (plain_name(str(thing)) for thing in getattr(self, kind))
        return any(max(fuzz.token_set_ratio(asked, name), fuzz.partial_ratio(asked, name)) >= NAMED for name in names)


def everything(text: str, person: Person | None, *, each: int = 5) -> Results:
    """The best few of each kind. A text of one letter finds nothing."""
    asked = clean(text)[:LONGEST]
    if len(asked) < 2:
        return Results(asked)
    ids = ids_for(asked, person)
    best = ids[:each].tolist()
    by_id = {organisation.pk: organisation for organisation in _organisations(person, frozenset(best))}
    capabilities = search(asked, limit=each)
    return Results(
        text=asked,
        organisations=[by_id[pk] for pk in best if pk in by_id],
        organisation_count=len(ids),
        people=people(asked, person, each),
        needs=needs(asked, person, each, about=capabilities[:3]),
        communities=communities(asked, person, each),
        events=events(asked, person, each),
        capabilities=capabilities,
    )


def words_of(text: str) -> tuple[str, ...]:
    return tuple(text.split()[:8])


def containing(words: tuple[str, ...], *fields: str) -> Q:
    """Every word stands in one of the fields."""
    condition = Q()
    for word in words:
        either = Q()
        for field in fields:
            either |= Q(**{f"{field}__icontains": word})
        condition &= either
    return condition


def people(text: str, person: Person | None, each: int) -> list[Person]:
    """By name; a misspelt name is found among the people of one's own circles."""
    found = _people(person, words_of(text), most=each)
    if not found and person is not None and len(text) > 3:
        close = nearest(text, _names(person), each, lambda row: row[1])
        by_id = {one.pk: one for one in _people_among(frozenset(pk for pk, _name in close))} if close else {}
        found = [by_id[pk] for pk, _name in close]
    return found


def needs(text: str, person: Person | None, each: int, *, about: Sequence[Hit]) -> list[Need]:
    """With these words in them, then `about` the capabilities that the words mean."""
    found = _needs(person, words_of(text), most=each)
    if len(found) < each:
        slugs = frozenset(hit.term.slug for hit in about)
        found += _needs_about(person, slugs, frozenset(n.pk for n in found), most=each)[: each - len(found)]
    return found


def communities(text: str, person: Person | None, each: int) -> list[Community]:
    return _communities(person, words_of(text), most=each) or nearest(
        text, _communities(person, (), most=500), each, lambda c: c.name
    )


def events(text: str, person: Person | None, each: int) -> list[Event]:
    """Those to come first, then the latest that have been; also by who speaks and what it is about."""
    now = timezone.now()
    found = _events(person, words_of(text), now, past=False, most=each)
    return found + _events(person, words_of(text), now, past=True, most=each)[: each - len(found)]


def nearest(text: str, things: Iterable[Any], each: int, name_of: Callable[[Any], str]) -> list[Any]:
    """Things whose name is a slip of the fingers away."""
    known = list(things)
    names = [plain_name(name_of(thing)) for thing in known]
    hits = process.extract(plain_name(text), names, scorer=fuzz.WRatio, score_cutoff=CLOSE + 10, limit=each)
    return [known[number] for _name, _score, number in hits]


@prepared
def _organisations(person: Person | None, ids: frozenset[int]) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(person).filter(pk__in=ids).prefetch_related("sites")


@prepared
def _people(person: Person | None, words: tuple[str, ...], *, most: int) -> QuerySet[Person]:
    seen: QuerySet[Person] = Person.objects.visible_to(person).filter(is_active=True)
    return seen.filter(containing(words, "name"))[:most]


@prepared
def _names(person: Person) -> QuerySet[Person, tuple[int, str]]:
    seen: QuerySet[Person] = Person.objects.visible_to(person).filter(is_active=True)
    return seen.order_by("-seen_at").values_list("pk", "name")[:3000]


@prepared
def _people_among(ids: frozenset[int]) -> QuerySet[Person]:
    """Of these, whom the viewer has been found to see."""
    people: QuerySet[Person] = Person.objects.filter(pk__in=ids)
    return people


@prepared
def _needs(person: Person | None, words: tuple[str, ...], *, most: int) -> QuerySet[Need]:
    seen = Need.objects.visible_to(person).open().order_by("-created_at")
    return seen.filter(containing(words, "title", "text"))[:most]


@prepared
def _needs_about(person: Person | None, slugs: frozenset[str], without: frozenset[int], *, most: int) -> QuerySet[Need]:
    seen = Need.objects.visible_to(person).open().order_by("-created_at")
    return seen.filter(capabilities__slug__in=slugs).exclude(pk__in=without)[:most]


@prepared
def _communities(person: Person | None, words: tuple[str, ...], *, most: int) -> QuerySet[Community]:
    seen = Community.objects.visible_to(person)
    return seen.filter(containing(words, "name_nl", "name_en", "purpose_nl", "purpose_en"))[:most]


@prepared
def _events(person: Person | None, words: tuple[str, ...], now: datetime, *, past: bool, most: int) -> QuerySet[Event]:
    fields = [f"{name}_{code}" for name in ("title", "summary", "text") for code in CONTENT_LANGUAGES]
    speaks = Session.objects.filter(containing(words, "title_nl", "title_en", "speakers__name")).values("event")
    said = containing(words, *fields, "town", "place_name") | Q(pk__in=speaks)
    seen = events_for(person).announced().filter(said)
    return (seen.past(now) if past else seen.upcoming(now))[:most]
