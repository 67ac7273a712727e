"""Which organisations fit, of those a person may see, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from clubhuis.accounts.models import Person, Visibility
from clubhuis.communities.models import Community, Membership
from clubhuis.engines import matching
from clubhuis.lib.prepared import prepared
from clubhuis.market.models import Need
from clubhuis.market.reading import need_value
from clubhuis.matchmaking import index as store
from clubhuis.matchmaking.documents import id_of, key_of
from clubhuis.matchmaking.learnt import weights_for
from clubhuis.organisations.models import Organisation
from clubhuis.places.access import gazetteer
from clubhuis.taxonomy.access import vocabulary

LONGEST_QUESTION = 6_000  # characters
CLOSE = 0.4  # of the best score: what is further off is only a little like it, and nobody wants to read that


@dataclass(frozen=True, slots=True)
class Match:
    """An organisation that fits, with the engine's judgement of each requirement."""

    organisation: Organisation
    found: matching.Match

    @property
    def score(self) -> float:
        return self.found.score

    @property
    def distance_km(self) -> float | None:
        return self.found.distance_km

    @property
    def judgements(self) -> tuple[matching.Judgement, ...]:
        return self.found.judgements


@dataclass(frozen=True, slots=True)
class Answer:
    """Ranked matches for a need; `is_ready` is False while the index is being built for the first time."""

    need: matching.Need
    matches: tuple[Match, ...] = ()
    fitting: int = 0
    is_ready: bool = True


def need_of_text(text: str, language: str | None = None) -> matching.Need:
    """A question in somebody's own words, read into requirements."""
    words = vocabulary()
    reading = matching.read(
        text[:LONGEST_QUESTION],
        words,
        language=language if language in matching.LANGUAGES else None,
        gazetteer=gazetteer(),
        today=timezone.localdate(),
        asking=True,
    )
    return matching.Need(reading.text, matching.requirements_from(reading, words), reading.language)


def matches_for_text(
    text: str,
    person: Person | None,
    *,
    language: str | None = None,
    community: Community | None = None,
    limit: int = 20,
) -> Answer:
    """Organisations for a question. Read it once, ask the index once, load the organisations once."""
    return matches_for(need_of_text(text, language), person, community=community, limit=limit)


def matches_for(
    need: matching.Need,
    person: Person | None,
    *,
    community: Community | None = None,
    weighed_by: Community | None = None,
    limit: int = 20,
    without: Iterable[int] = (),
    only: Iterable[int] | None = None,
) -> Answer:
    """Organisations for a need, best first; `without` leaves some out (the one that asks), `only` looks at no others.

    `weighed_by`: what this community learnt from answers counts; by default that of `community`.
    """
    if not store.is_ready():
        return Answer(need, is_ready=False)
    store.follow()
    left_out = set(without)
    found = store.index().match(
        need,
        today=timezone.localdate(),
        limit=limit + len(left_out),
        allowed=_allowed(community, only),
        groups=groups_for(person),
        audience=audience_of(person),
        weights=weights_for(weighed_by or community),
    )
    present = {one.pk: one for one in _present(person, frozenset(id_of(m.key) for m in found))}
    matches = [
        Match(present[pk], match) for match in found if (pk := id_of(match.key)) in present and pk not in left_out
    ]
    return Answer(need, tuple(matches[:limit]), found.fitting)


def _allowed(community: Community | None, only: Iterable[int] | None) -> set[str] | None:
    if only is not None:
        return {key_of(pk) for pk in only}
    return members_of(community) if community else None


def search_organisations(text: str, person: Person | None, *, limit: int = 50) -> list[int]:
    """Ids of organisations for a few words, best first, by words, capabilities and meaning; nothing is judged."""
    if not store.is_ready():
        return []
    store.follow()
    hits = store.index().search(text[:LONGEST_QUESTION], limit=limit, groups=groups_for(person))
    return [id_of(hit.key) for hit in hits if hit.score >= CLOSE * hits[0].score]


def members_of(community: Community) -> set[str]:
    return {key_of(pk) for pk in _members(community) if pk}


def groups_for(person: Person | None) -> frozenset[str]:
    """What narrows the index to what a person may see. The database has the last word: see `matches_for`."""
    if person is None:
        return frozenset({"seen:public"})
    return frozenset({"seen:public", "seen:signed_in"} | {f"only:{pk}" for pk in _closed_for_others(person)})


def audience_of(person: Person | None) -> frozenset[str]:
    """Whose passages a person may read as evidence."""
    if person is None:
        return frozenset()
    return frozenset({"signed_in"} | {f"community:{pk}" for pk in _joined(person)})


@prepared
def _present(person: Person | None, ids: frozenset[int]) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(person).filter(pk__in=ids).prefetch_related("sites")


@prepared
def _members(community: Community) -> QuerySet[Membership, int | None]:
    members = Membership.objects.current().filter(community=community, organisation__isnull=False).order_by()
    return members.values_list("organisation_id", flat=True)


@prepared
def _closed_for_others(person: Person) -> QuerySet[Organisation, int]:
    seen = Organisation.objects.visible_to(person).order_by()
    return seen.filter(visibility__in=[Visibility.COMMUNITIES, Visibility.NOBODY]).values_list("pk", flat=True)


@prepared
def _joined(person: Person) -> QuerySet[Membership, int]:
    return Membership.objects.reaching(person).order_by().values_list("community_id", flat=True)


def matches_for_need(
    need: Need,
    person: Person | None,
    *,
    limit: int = 20,
    without: Iterable[int] = (),
    only: Iterable[int] | None = None,
) -> Answer:
    """Organisations for a posted need, never the one that asks; what its community learnt counts."""
    return matches_for(
        need_value(need),
        person,
        weighed_by=next(iter(need.communities.all()), None),
        limit=limit,
        without=[need.organisation_id, *without],
        only=only,
    )
