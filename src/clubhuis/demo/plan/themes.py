"""Themes, who raised them, who supports and follows them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from clubhuis.accounts.models import Person
from clubhuis.demo.archetypes import DATA
from clubhuis.demo.chance import Chance
from clubhuis.themes.models import FORWARD, Following, Support, Theme

from .communities import Circles
from .history import Happened
from .people import Everybody
from .times import Clock

ALSO_FOLLOW = 0.6  # of those who support it, and as many again who only follow
SIGN_INS_FOLLOW = ("contaminatie", "vacuum", "jong-talent", "ai-op-de-werkvloer")


@dataclass(slots=True)
class Subjects:
    """Themes with what people said of them, none of it saved."""

    themes: dict[str, Theme] = field(default_factory=dict)
    capabilities: dict[str, list[str]] = field(default_factory=dict)  # slugs, by slug of the theme
    supports: list[Support] = field(default_factory=list)
    followings: list[Following] = field(default_factory=list)
    happened: list[Happened] = field(default_factory=list)
    followed: set[tuple[int, str]] = field(default_factory=set)  # who follows what already


def described() -> dict[str, dict[str, str]]:
    """`data/themes.txt`, by slug and word."""
    found: dict[str, dict[str, str]] = {}
    values: dict[str, str] = {}
    for line in (DATA / "themes.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            values = found[line[3:].strip()] = {}
        elif line.strip() and not line.startswith("#"):
            word, _colon, value = line.partition(":")
            values[word.strip()] = value.strip()
    return found


def make(everybody: Everybody, circles: Circles, clock: Clock, seed: int) -> Subjects:
    subjects = Subjects()
    speaking = [person for person in everybody.people if person.claimed_at and person.is_active]
    for slug, values in described().items():
        _raise(subjects, slug, values, speaking, circles, clock, seed)
    for person in everybody.sign_ins.values():
        for slug in Chance(seed, "follows", person.email).some(SIGN_INS_FOLLOW, 3):
            _follow(subjects, person, subjects.themes[slug], clock, seed)
    return subjects


def _raise(
    subjects: Subjects,
    slug: str,
    values: dict[str, str],
    speaking: list[Person],
    circles: Circles,
    clock: Clock,
    seed: int,
) -> None:
    chance = Chance(seed, "theme", slug)
    community = circles.communities.get(values.get("community", ""))
    raised_at = clock.moment(float(values["raised"]), chance)
    voices = chance.some(speaking, max(3, round(len(speaking) * float(values["voices"]))))
    theme = subjects.themes[slug] = Theme(
        slug=slug,
        community=community,
        state=values["state"],
        raised_by=voices[0],
        raised_at=raised_at,
        moved_at=clock.moment(float(values["moved"]), chance),
        **{
            f"{word}_{code}": values.get(f"{word} {code}", "")
            for word in ("name", "text")
            for code in ("nl", "en", "de")
        },
    )
    subjects.capabilities[slug] = values.get("capabilities", "").split()
    days = (clock.moment(1, chance) - raised_at).days
    for number, person in enumerate(voices):
        given_at = raised_at + timedelta(days=0 if number == 0 else chance.uniform(0, max(1, days)))
        subjects.supports.append(Support(person=person, theme=theme, given_at=given_at))
        if number == 0 or chance.often(ALSO_FOLLOW):
            _follow(subjects, person, theme, clock, seed)
    for person in chance.some(speaking, len(voices)):
        _follow(subjects, person, theme, clock, seed)
    _history(subjects, theme, circles)


def _follow(subjects: Subjects, person: Person, theme: Theme, clock: Clock, seed: int) -> None:
    if (id(person), theme.slug) not in subjects.followed:
        subjects.followed.add((id(person), theme.slug))
        since = clock.moment(
            Chance(seed, "since", theme.slug, person.email).randint(1, 300), Chance(seed, "at", theme.slug)
        )
        subjects.followings.append(Following(person=person, theme=theme, since=max(since, theme.raised_at)))


def _history(subjects: Subjects, theme: Theme, circles: Circles) -> None:
    """Raised, and each step until where it is now, evenly in between."""
    concerned = (theme.community,) if theme.community else ()
    subjects.happened.append(Happened("theme.raised", theme.raised_at, theme.raised_by, theme, concerned))
    steps = FORWARD[1 : FORWARD.index(Theme.State(theme.state)) + 1]
    manager = circles.manager_of(theme.community.slug if theme.community else "vakplaats")
    for number, state in enumerate(steps, start=1):
        at = theme.raised_at + (theme.moved_at - theme.raised_at) * number / len(steps)
        said: dict[str, object] = {"from": FORWARD[number - 1].value, "to": state.value}
        subjects.happened.append(Happened("theme.advanced", at, manager, theme, concerned, said))
