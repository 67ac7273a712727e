"""Every list costs the same: a page asks the database as many questions for many rows as for few."""

import re
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.actions import record, tell
from clubhuis.communities.models import MemberImport
from clubhuis.communities.tests.cast import a_community, a_membership, a_partnership, a_request, an_invitation
from clubhuis.market.tests.cast import a_need, an_offer
from clubhuis.organisations.tests.cast import an_affiliation, an_organisation
from clubhuis.portal import catalogue
from clubhuis.portal.models import SavedSearch
from clubhuis.taxonomy.tests.cast import a_capability

from .doors import Door, doors, first_inside
from .things import events, programme
from .visits import visit
from .world import World

FEW, MANY = 2, 4
TO_OPEN = [door for door in doors() if door.rule and door.rule.get("GET")]


def a_crowd(world: World, numbers: range) -> None:
    """More of everything that a page may list."""
    organisation, community = world["organisation"], world["community"]
    actors = [person for person in world.actors.values() if person]
    for number in numbers:
        person = a_person(f"Nico {number}")
        another = an_organisation(f"Metaal {number}", administrators=[person], town="Almelo")
        member = a_membership(community, another)
        a_membership(community, a_person(f"Lotte {number}"))
        a_request(community, an_organisation(f"Nieuw {number}"), asked_by=person)
        member.tags.add(community.member_tags.create(name=f"groep {number}"))
        member.notes.create(text="Gebeld.", author=person)
        an_invitation(community, f"gast{number}@voorbeeld.example", invited_by=person)
        community.roles.create(person=person, kind="viewer")
        a_partnership(community, a_community(f"Kring {number}", members=[another, organisation], managers=actors[:2]))
        MemberImport.objects.create(community=community, file_name=f"{number}.csv", state="undone", by=person)
        an_affiliation(organisation, a_person(f"Sem {number}"))
        organisation.sites.create(name=f"Hal {number}", town="Almelo")
        organisation.departments.create(name=f"Afdeling {number}")
        organisation.certificates.create(name=f"ISO {number}")
        organisation.claims.create(person=person)
        organisation.colleague_invitations.create(email=f"nieuw{number}@voorbeeld.example")
        capability = a_capability(f"grinding-{number}", nl=f"slijpen {number}", en=f"grinding {number}")
        an_offer(organisation, capabilities=[capability])
        an_offer(another, capabilities=[capability])
        a_need(organisation, by=world.actors["colleague"], capabilities=[capability])
        a_need(another, by=person, capabilities=[capability], communities=[community])
        for room in (events, programme):
            room.more(world, number)
        fact = record("person.claimed", actor=person, subject=person, concerning=[community, organisation])
        tell(actors, fact, f"Bericht {number}")
        for actor in actors:
            SavedSearch.objects.create(person=actor, name=f"Zoek {number}", query=f"q=slijpen+{number}")


def questions(world: World, actor: str, url: str) -> list[str]:
    visit(world, actor, "GET", url)  # what is kept between pages is kept now
    with CaptureQueriesContext(connection) as asked:
        visit(world, actor, "GET", url)
    return [question["sql"] for question in asked]


def all_questions(world: World) -> dict[str, list[str] | Exception]:
    """What each door asks now; a door that falls over is told to its own test."""
    asked: dict[str, list[str] | Exception] = {}
    for door in TO_OPEN:
        try:
            asked[door.name] = questions(world, first_inside(door, "GET"), door.url(world))
        except Exception as mishap:  # whatever it is
            asked[door.name] = mishap
    return asked


def few_and_many(world: World) -> tuple[dict[str, list[str] | Exception], dict[str, list[str] | Exception]]:
    """A crowd is made once for all doors, and undone with the test that came first."""
    if not world.costs:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(catalogue, "REST", 0)  # it is made anew at once, not when it has rested
            a_crowd(world, range(FEW))
            few = all_questions(world)
            a_crowd(world, range(FEW, MANY))
            world.costs.extend([few, all_questions(world)])
    return world.costs[0], world.costs[1]


def more_often(many: list[str], few: list[str]) -> list[str]:
    """Questions of one shape that came more often, with how much, whatever ids stand in them."""

    def counted(asked: list[str]) -> Counter[str]:
        return Counter(re.sub(r"'[^']*'|\b\d+\b|\(\d+(?:, \d+)*\)|s\d+_x", "", sql) for sql in asked)

    return [f"{count} × {sql}" for sql, count in (counted(many) - counted(few)).items()]


@pytest.mark.once
@pytest.mark.parametrize("door", TO_OPEN, ids=lambda door: door.name)
def test_a_page_asks_as_much_for_many_rows_as_for_few(door: Door, world: World):
    few, many = (asked[door.name] for asked in few_and_many(world))
    for asked in (few, many):
        if isinstance(asked, Exception):
            raise asked

    assert len(many) <= len(few), "\n".join(more_often(many, few))
