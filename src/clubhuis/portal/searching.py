"""One question for everything: organisations, people, needs, events, communities and capabilities, each as far as one may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from rapidfuzz import fuzz, process

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community
from clubhuis.events.access import events_for
from clubhuis.events.models import Event
from clubhuis.lib.languages import CONTENT_LANGUAGES
from clubhuis.lib.spreadsheets import clean
from clubhuis.market.models import Need
from clubhuis.organisations.models import Organisation
from clubhuis.organisations.names import plain_name
from clubhuis.programme.models import Session
from clubhuis.taxonomy.access import Hit, search

from .directory import ids_for

LONGEST = 200  # characters of a question
CLOSE = 75  # of 100: how alike a misspelt name must be


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
        found = (self.organisations, self.people, self.needs, self.communities, self.events, self.capabilities)
        return any(found)


def everything(text: str, person: Person | None, *, each: int = 5) -> Results:
    """The best few of each kind. A text of one letter finds nothing."""
    asked = clean(text)[:LONGEST]
    if len(asked) < 2:
        return Results(asked)
    ids = ids_for(asked, person)
    best = ids[:each].tolist()
    by_id = Organisation.objects.visible_to(person).prefetch_related("sites").in_bulk(best)
    return Results(
        text=asked,
        organisations=[by_id[pk] for pk in best if pk in by_id],
        organisation_count=len(ids),
        people=people(asked, person, each),
        needs=needs(asked, person, each),
        communities=communities(asked, person, each),
        events=events(asked, person, each),
        capabilities=search(asked, limit=each),
    )


def containing(words: str, *fields: str) -> Q:
    """Every word stands in one of the fields."""
    condition = Q()
    for word in words.split()[:8]:
        either = Q()
        for field in fields:
            either |= Q(**{f"{field}__icontains": word})
        condition &= either
    return condition


def people(text: str, person: Person | None, each: int) -> list[Person]:
    """By name; a misspelt name is found among the people of one's own circles."""
    seen = Person.objects.visible_to(person).filter(is_active=True)
    found = list(seen.filter(containing(text, "name"))[:each])
    if not found and person is not None and len(text) > 3:
        names = seen.order_by("-seen_at").values_list("pk", "name")[:3000]
        close = nearest(text, names, each, lambda row: row[1])
        by_id = seen.in_bulk([pk for pk, _name in close])
        found = [by_id[pk] for pk, _name in close]
    return found


def needs(text: str, person: Person | None, each: int) -> list[Need]:
    seen = Need.objects.visible_to(person).open().order_by("-created_at")
    found = list(seen.filter(containing(text, "title", "text"))[:each])
    if len(found) < each:
        slugs = [hit.term.slug for hit in search(text, limit=3)]
        found += list(
            seen.filter(capabilities__slug__in=slugs).exclude(pk__in=[n.pk for n in found])[: each - len(found)]
        )
    return found


def communities(text: str, person: Person | None, each: int) -> list[Community]:
    seen = Community.objects.visible_to(person)
    found = list(seen.filter(containing(text, "name_nl", "name_en", "purpose_nl", "purpose_en"))[:each])
    return found or nearest(text, seen[:500], each, lambda c: c.name)


def events(text: str, person: Person | None, each: int) -> list[Event]:
    """Those to come first, then the latest that have been; also by who speaks and what it is about."""
    fields = [f"{name}_{code}" for name in ("title", "summary", "text") for code in CONTENT_LANGUAGES]
    words = containing(text, *fields, "town", "place_name")
    speaks = Session.objects.filter(containing(text, "title_nl", "title_en", "speakers__name")).values("event")
    seen = events_for(person).announced().filter(words | Q(pk__in=speaks))
    found = list(seen.upcoming()[:each])
    return found + list(seen.past()[: each - len(found)])


def nearest(text: str, things: Iterable[Any], each: int, name_of: Callable[[Any], str]) -> list[Any]:
    """Things whose name is a slip of the fingers away."""
    known = list(things)
    names = [plain_name(name_of(thing)) for thing in known]
    hits = process.extract(plain_name(text), names, scorer=fuzz.WRatio, score_cutoff=CLOSE + 10, limit=each)
    return [known[number] for _name, _score, number in hits]
