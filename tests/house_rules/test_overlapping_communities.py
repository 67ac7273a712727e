"""Communities that overlap do not mix: random graphs of who belongs where, against the rules written down once more in sets.

40 graphs, 500 with GRAPHS=500. The number of a graph that differs is in the message; the same number draws the same graph.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import models, transaction
from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community, Membership, Partnership, Role
from clubhuis.communities.models.communities import MembershipQuerySet
from clubhuis.communities.models.partnerships import PartnershipQuerySet
from clubhuis.events.models import Event, Host
from clubhuis.events.models.hosts import HostQuerySet
from clubhuis.market.models import Need
from clubhuis.organisations.models import Affiliation, AffiliationQuerySet, Organisation

pytestmark = pytest.mark.django_db
GRAPHS = int(os.environ.get("GRAPHS", "40"))
WHAT = ("events", "members", "needs")
VISIBILITIES = ("public", "signed_in", "communities", "nobody")


@dataclass
class Graph:
    """Keys of rows, and what is between them."""

    communities: dict[int, tuple[bool, bool, bool]]  # public, lists its members, closed
    people: list[int]
    organisations: dict[int, str]  # visibility
    works: set[tuple[int, int]]  # person, organisation; now
    members: set[tuple[int, int]]  # organisation, community; now
    joined: set[tuple[int, int]]  # person, community; now
    helps: dict[tuple[int, int], str]  # person, community: kind of role
    partners: list[tuple[int, int, frozenset[str]]]  # agreed, and what is shared
    events: dict[int, tuple[str, bool, dict[int, str]]]  # visibility, draft, state of each host
    needs: dict[int, tuple[str, int, frozenset[int]]]  # visibility, whose, communities


# The rules


def reached(g: Graph, person: int) -> set[int]:
    at_work = {o for p, o in g.works if p == person}
    inside = {c for p, c in g.joined if p == person} | {c for o, c in g.members if o in at_work}
    return {c for c in inside | {c for p, c in g.helps if p == person} if not g.communities[c][2]}


def around(g: Graph, person: int, what: str) -> set[int]:
    mine = reached(g, person)
    is_open = {c for c, (_public, _lists, closed) in g.communities.items() if not closed}
    agreed = [{a, b} for a, b, shared in g.partners if what in shared and {a, b} <= is_open]
    return mine.union(*(pair for pair in agreed if pair & mine))


def sees_community(g: Graph, person: int | None, community: int) -> bool:
    public, _lists, closed = g.communities[community]
    return not closed and (public or (person is not None and community in reached(g, person)))


def sees_list(g: Graph, person: int | None, community: int) -> bool:
    lists = g.communities[community][1] or (person is not None and community in around(g, person, "members"))
    return sees_community(g, person, community) and lists


def sees_organisation(g: Graph, person: int | None, organisation: int) -> bool:
    shown = g.organisations[organisation]
    if person is None or shown == "public":
        return shown == "public"
    fellow = any((organisation, c) in g.members for c in around(g, person, "members"))
    return shown == "signed_in" or (person, organisation) in g.works or (shown != "nobody" and fellow)


def sees_event(g: Graph, person: int | None, event: int) -> bool:
    shown, draft, hosts = g.events[event]
    if person is None or (shown == "public" and not draft):
        return shown == "public" and not draft
    answering = {c for c, state in hosts.items() if state != "declined" and not g.communities[c][2]}
    runs = any(g.helps.get((person, c)) in ("manager", "editor", "organiser") for c in answering)
    hosting = {c for c in answering if hosts[c] == "accepted"}
    return runs or (not draft and shown == "communities" and bool(hosting & around(g, person, "events")))


def sees_need(g: Graph, person: int | None, need: int) -> bool:
    shown, organisation, communities = g.needs[need]
    if person is None or shown == "open":
        return shown == "open"
    chosen = shown == "communities" and bool(communities & around(g, person, "needs"))
    return shown == "anonymous" or chosen or (person, organisation) in g.works


# The graphs


def pairs(dice: random.Random, left: list[int], right: list[int], chance: float) -> set[tuple[int, int]]:
    return {(a, b) for a in left for b in right if dice.random() < chance}


def made[M: models.Model](rows: list[M]) -> list[int]:
    return [row.pk for row in rows[0].__class__._base_manager.bulk_create(rows)]  # type: ignore[attr-defined]


def a_graph(seed: int) -> Graph:
    """Some things are as they were: ended, declined, not confirmed. Those stand in the database only."""
    dice, now = random.Random(seed), timezone.now()
    flip = dice.random
    looks = [(flip() < 0.5, flip() < 0.4, flip() < 0.15) for _ in range(5)]
    communities = made(
        [
            Community(
                slug=f"c{n}", name_nl=f"C{n}", is_public=public, shows_members=lists, closed_at=now if closed else None
            )
            for n, (public, lists, closed) in enumerate(looks)
        ]
    )
    people = made([Person(email=f"p{n}@graph.example", name=f"P{n}") for n in range(4)])
    shown = [dice.choice(VISIBILITIES) for _ in range(6)]
    organisations = made(
        [
            Organisation(slug=f"o{n}", name=f"O{n}", plain_name=f"o{n}", visibility=visibility)
            for n, visibility in enumerate(shown)
        ]
    )
    works, asked_or_left = pairs(dice, people, organisations, 0.2), pairs(dice, people, organisations, 0.1)
    rows = [Affiliation(person_id=p, organisation_id=o, confirmed_at=now) for p, o in works]
    for p, o in asked_or_left - works:
        left = now.date() if flip() < 0.5 else None
        rows.append(Affiliation(person_id=p, organisation_id=o, confirmed_at=now if left else None, ended_on=left))
    Affiliation.objects.bulk_create(rows)
    members, joined = pairs(dice, organisations, communities, 0.25), pairs(dice, people, communities, 0.12)
    no_more = pairs(dice, organisations, communities, 0.15) - members
    Membership.objects.bulk_create(
        [
            *(Membership(organisation_id=o, community_id=c) for o, c in members),
            *(Membership(person_id=p, community_id=c) for p, c in joined),
            *(
                Membership(organisation_id=o, community_id=c, state=dice.choice(["asked", "declined", "ended"]))
                for o, c in no_more
            ),
        ]
    )
    helps = {pair: dice.choice(Role.Kind.values) for pair in pairs(dice, people, communities, 0.1)}
    Role.objects.bulk_create([Role(person_id=p, community_id=c, kind=kind) for (p, c), kind in helps.items()])
    partners, rows_of_partners = [], []
    for a, b in sorted(pairs(dice, communities, communities, 0.3)):
        if a < b:
            state = dice.choice(["accepted", "accepted", "invited", "ended"])
            shared = frozenset(what for what in WHAT if flip() < 0.5)
            rows_of_partners.append(
                Partnership(
                    inviting_id=a, invited_id=b, state=state, **{f"shares_{what}": what in shared for what in WHAT}
                )
            )
            if state == "accepted":
                partners.append((a, b, shared))
    Partnership.objects.bulk_create(rows_of_partners)
    kinds = [(dice.choice(["public", "communities", "invited"]), flip() < 0.3) for _ in range(5)]
    events = made(
        [
            Event(
                slug=f"e{n}", title_nl=f"E{n}", visibility=visibility,
                state="draft" if draft else "published", published_at=None if draft else now,
                starts_at=now + timedelta(days=9), ends_at=now + timedelta(days=9, hours=2), languages=["nl"],
            )
            for n, (visibility, draft) in enumerate(kinds)
        ]
    )  # fmt: skip
    hosts: dict[int, dict[int, str]] = {
        e: {c: dice.choice(["accepted", "invited", "declined"]) for c in dice.sample(communities, 2)} for e in events
    }
    Host.objects.bulk_create(
        [Host(event_id=e, community_id=c, state=state) for e, at in hosts.items() for c, state in at.items()]
    )
    wanted = [
        (dice.choice(Need.Visibility.values), dice.choice(organisations), frozenset(dice.sample(communities, 2)))
        for _ in range(6)
    ]
    needs = made([Need(organisation_id=o, title="N", text="N", visibility=visibility) for visibility, o, _c in wanted])
    Need.communities.through.objects.bulk_create(
        [
            Need.communities.through(need_id=n, community_id=c)
            for n, (_v, _o, chosen) in zip(needs, wanted, strict=True)
            for c in chosen
        ]
    )
    return Graph(
        communities=dict(zip(communities, looks, strict=True)),
        people=people,
        organisations=dict(zip(organisations, shown, strict=True)),
        works=works,
        members=members,
        joined=joined,
        helps=helps,
        partners=partners,
        events={e: (*kind, hosts[e]) for e, kind in zip(events, kinds, strict=True)},
        needs=dict(zip(needs, wanted, strict=True)),
    )


type Rule = Callable[[Graph, int | None, int], bool]

RULES: list[tuple[Callable[[Person | None], models.QuerySet], Rule, str]] = [
    (lambda who: Community.objects.visible_to(who), sees_community, "communities"),
    (lambda who: Community.objects.listing_members_to(who), sees_list, "communities"),
    (lambda who: Organisation.objects.visible_to(who), sees_organisation, "organisations"),
    (lambda who: Event.objects.visible_to(who), sees_event, "events"),
    (lambda who: Need.objects.visible_to(who), sees_need, "needs"),
]


@contextmanager
def drawn(seed: int) -> Iterator[Graph]:
    with transaction.atomic():
        yield a_graph(seed)
        transaction.set_rollback(True)


def what_differs(graph: Graph) -> list[str]:
    wrong = []
    for who in (None, *Person.objects.filter(pk__in=graph.people)):
        key = who.pk if who else None
        for ask, rule, things in RULES:
            seen = set(ask(who).values_list("pk", flat=True))
            right = {one for one in getattr(graph, things) if rule(graph, key, one)}
            if seen != right:
                wrong.append(f"{rule.__name__} for {who}: too many {seen - right}, too few {right - seen}")
    return wrong


def test_each_sees_what_the_rules_say():
    for seed in range(GRAPHS):
        with drawn(seed) as graph:
            assert what_differs(graph) == [], f"graph {seed}"


@pytest.mark.once
@pytest.mark.parametrize(
    ("of", "name"),
    [
        (PartnershipQuerySet, "agreed"),
        (AffiliationQuerySet, "current"),
        (MembershipQuerySet, "current"),
        (HostQuerySet, "accepted"),
    ],
    ids=lambda part: part if isinstance(part, str) else part.__name__,
)
def test_a_rule_that_is_deleted_is_noticed(asked_plainly, monkeypatch: pytest.MonkeyPatch, of: type, name: str):
    """The mutants: what is over, was refused or not yet answered counts as well."""
    monkeypatch.setattr(of, name, lambda queryset: queryset)
    for seed in range(GRAPHS):
        with drawn(seed) as graph:
            if what_differs(graph):
                return
    pytest.fail("no graph showed it")
