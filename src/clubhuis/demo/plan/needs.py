"""What organisations look for: texts written by hand (`data/needs.txt`), given to organisations that could have written them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

from clubhuis.communities.models import Community
from clubhuis.demo.archetypes import DATA
from clubhuis.demo.chance import Chance
from clubhuis.market.models import NEED_LIVES, Need

from .communities import Circles
from .organisations import Drawn
from .people import Everybody
from .times import Clock

VISIBILITIES = {"open": 42, "communities": 30, "anonymous": 18, "matching": 10}
WHY_NOT = [
    "Toch zelf gemaakt.",
    "Te duur geworden met het transport.",
    "The project was postponed.",
    "Niemand kon op tijd leveren.",
]
NEAREST = [None, None, None, 50, 75, 100, 100, 150]  # km


@dataclass(frozen=True, slots=True)
class Written:
    """A need as its buyer typed it."""

    kind: str
    language: str
    by: tuple[str, ...]  # names of archetypes, or the slug of one organisation
    title: str
    text: str


@dataclass(slots=True)
class Wish:
    """A need with what hangs from it, not saved."""

    need: Need
    capabilities: list[str] = field(default_factory=list)  # slugs; known once its text has been read
    communities: list[Community] = field(default_factory=list)


@cache
def written() -> list[Written]:
    """Lines `== kind language by,by`, then the title, then the text until the next."""
    found: list[Written] = []
    for block in (DATA / "needs.txt").read_text(encoding="utf-8").split("\n== "):
        if block.startswith("#") or not block.strip():
            continue
        head, title, *text = block.removeprefix("== ").strip().split("\n")
        kind, language, by = head.split()
        found.append(Written(kind, language, tuple(by.split(",")), title.strip(), "\n".join(text).strip()))
    return found


def make(
    number: int, organisations: Sequence[Drawn], everybody: Everybody, circles: Circles, clock: Clock, seed: int
) -> list[Wish]:
    used: set[int] = set()
    wishes = []
    for at, one in enumerate(written()[:number]):
        chance = Chance(seed, "need", at)
        drawn = _buyer(one, organisations, everybody, used, chance)
        used.add(id(drawn))
        wishes.append(_wish(one, at, drawn, everybody, circles, clock, chance))
    return wishes


def _buyer(one: Written, organisations: Sequence[Drawn], everybody: Everybody, used: set[int], chance: Chance) -> Drawn:
    """Somebody who could have written this: named, or of the right trade and language, claimed and not used yet."""
    able = [d for d in organisations if d.organisation.claimed_at and everybody.in_charge_of(d.organisation)]
    named = [d for d in organisations if d.organisation.slug in one.by]
    if named:
        return named[0]
    fitting = [d for d in able if d.archetype.name in one.by and id(d) not in used]
    speaking = [d for d in fitting if d.language == one.language]
    return chance.one(speaking or fitting or [d for d in able if id(d) not in used] or able)


def _wish(
    one: Written, at: int, drawn: Drawn, everybody: Everybody, circles: Circles, clock: Clock, chance: Chance
) -> Wish:
    site = drawn.main_site
    radius = chance.one(NEAREST) if one.kind == "outsource" else None
    # The first are the newest; the last third is over.
    is_over, age = at % 3 == 2, chance.triangular(1, 70, 14)
    opened = max(clock.day(chance.randint(110, 640) if is_over else age), drawn.organisation.created_at.date())
    expires = opened + NEED_LIVES if is_over or chance.often(0.8) else clock.coming(chance.randint(2, 80))
    is_closed = is_over and chance.often(0.7)
    posted = clock.moment((clock.today - opened).days, chance)
    staff = everybody.staff[drawn.organisation.slug]
    need = Need(
        organisation=drawn.organisation,
        posted_by=next((p for p in staff if p.claimed_at), everybody.in_charge_of(drawn.organisation)),
        kind=one.kind,
        title=one.title,
        text=one.text,
        language=one.language,
        visibility=chance.by_weight(VISIBILITIES),
        place=site.town if radius else "",
        latitude=site.latitude if radius else None,
        longitude=site.longitude if radius else None,
        radius_km=radius,
        region_id=site.region_id if not radius and chance.often(0.15) else None,
        deadline=opened + timedelta(days=chance.randint(14, 80)) if chance.often(0.55) else None,
        state="closed" if is_closed else ("expired" if expires < clock.today else "open"),
        opened_on=opened,
        expires_on=expires,
        closed_at=posted + timedelta(days=chance.randint(10, 80)) if is_closed else None,
        created_at=posted,
        changed_at=posted,
    )
    if is_closed:
        need.outcome = chance.one(["order", "order", "quote", "nothing"])
        need.outcome_note = chance.one(WHY_NOT) if need.outcome == "nothing" else ""
    wish = Wish(need)
    if need.visibility == "communities":
        mine = [
            m.community for m in circles.memberships if m.organisation is drawn.organisation and m.state == "current"
        ]
        wish.communities = mine or [circles.communities["vakplaats"]]
    return wish
