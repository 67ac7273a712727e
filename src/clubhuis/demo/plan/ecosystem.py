"""All of it together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import models

from . import communities, events, history, needs, organisations, people, themes
from .communities import Circles
from .events import Occasions
from .history import History
from .needs import Wish
from .organisations import Drawn
from .people import Everybody
from .themes import Subjects
from .times import Clock

ORGANISATIONS, PEOPLE, NEEDS = 560, 2_500, 60
SEED = 1986


@dataclass(slots=True)
class Ecosystem:
    """What will be loaded. Nothing is saved; things point to each other as they will when they are."""

    today: date
    seed: int
    organisations: list[Drawn]
    everybody: Everybody
    circles: Circles
    wishes: list[Wish]
    history: History
    subjects: Subjects
    occasions: Occasions

    def things(self) -> Iterator[models.Model]:
        """Everything that gets a row of its own, things before what points to them."""
        yield from self.everybody.people
        yield from (drawn.organisation for drawn in self.organisations)
        for drawn in self.organisations:
            yield from drawn.sites
            yield from drawn.departments
            yield from drawn.pictures
            yield from (certificate for certificate, _standard in drawn.certificates)
            yield from (offer for offer, _capabilities in drawn.offers)
        yield from self.everybody.affiliations
        yield from self.circles.communities.values()
        yield from self.circles.tiers
        yield from self.circles.memberships
        yield from self.circles.roles
        yield from self.circles.partnerships
        yield from self.circles.invitations
        yield from (tag for tag, _memberships in self.circles.tags)
        yield from self.circles.notes
        yield from (wish.need for wish in self.wishes)
        yield from self.subjects.themes.values()
        yield from self.subjects.supports
        yield from self.subjects.followings
        yield from self.occasions.things()
        yield from self.history.imports
        yield from self.history.claims
        yield from self.history.mails


def plan(today: date, *, seed: int = SEED, scale: float = 1.0) -> Ecosystem:
    """The ecosystem as it is on this day. `scale` makes it smaller: 0.05 gives 28 organisations."""
    clock = Clock(today)
    drawn = organisations.make(max(16, round(ORGANISATIONS * scale)), clock, seed)
    everybody = people.make(max(60, round(PEOPLE * scale)), drawn, clock, seed)
    organisations.number_them(drawn)
    for one in drawn:
        organisations.tie(one)
    circles = communities.make(drawn, everybody, clock, seed)
    wishes = needs.make(max(8, round(NEEDS * scale)), drawn, everybody, circles, clock, seed)
    past = history.make(drawn, everybody, circles, wishes, clock, seed)
    subjects = themes.make(everybody, circles, clock, seed)
    past.add(subjects.happened)
    occasions = events.make(everybody, circles, clock, seed)
    past.add(occasions.happened)
    return Ecosystem(today, seed, drawn, everybody, circles, wishes, past, subjects, occasions)
