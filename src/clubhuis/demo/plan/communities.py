"""The communities, who belongs to them, who runs them, and which of them organise together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from clubhuis.accounts.models import Person
from clubhuis.communities.models import (
    Community,
    Invitation,
    MemberNote,
    Membership,
    MemberTag,
    Partnership,
    Role,
    Tier,
)
from clubhuis.demo.archetypes import DATA
from clubhuis.demo.chance import Chance
from clubhuis.demo.sign_ins import SIGN_INS
from clubhuis.organisations.models import Organisation
from clubhuis.places.distance import distance_km

from .names import local_part, person_name
from .organisations import Drawn, file_name
from .people import Everybody
from .times import Clock

ALMELO = (52.357, 6.663)
DEVENTER = (52.253, 6.160)
SHARES = {"precisiekring": 0.38, "metaalkring-overijssel": 0.32, "vakplaats": 0.86}  # of all organisations
CLEAN_CHAIN = [
    "five-axis",
    "cleaning",
    "vacuum",
    "sheet-metal",
    "motion-stages",
    "metrology",
    "optics",
    "mechatronic-modules",
    "turning",
    "machine-builder",
]
IN_THE_CLUSTER = ["roelvinkhof-verspaning", "waterbolk-reinheidstechniek"]
YOUNG = 140
PERSONAL_MEMBERS = 70
WORDS = {
    "note": [
        "Wil graag meer doen met jongeren; laten terugkomen bij de volgende bedrijfsbezoeken.",
        "Directeur stopt over twee jaar en zoekt een opvolger. Vertrouwelijk.",
        "Betaalt contributie altijd laat, maar komt overal. Niet te streng zijn.",
        "Heeft een mooie cleanroom gebouwd; gevraagd of we langs mogen komen.",
        "Zoekt al een half jaar een programmeur. Gewezen op het praktijkcentrum.",
        "Profiel is verouderd, samen aan de telefoon bijgewerkt.",
        "Zou een lezing kunnen geven over titanium en reinigen.",
        "Overweegt op te zeggen vanwege drukte. In het voorjaar nog eens bellen.",
        "Is bezig met ISO 13485, wil daar met anderen over praten.",
        "Contactpersoon gewisseld, de nieuwe heet anders dan op de lijst stond.",
    ],
    "tag": ["bestuur", "spreker", "beurs 2026", "belt zelf", "kandidaat bedrijfsbezoek", "nieuw dit jaar", "opleider"],
    "request": [
        "Wij leveren veel aan leden en zouden graag meedoen.",
        "Via een klant van jullie gehoord, lijkt ons nuttig.",
        "Wij zijn net verhuisd naar Overijssel en zoeken aansluiting.",
        "We would like to meet other companies in optics.",
        "",
    ],
    "decline": ["Dit platform is voor organisaties in de techniek.", "Het profiel past beter bij een ander cluster; we hebben gebeld."],
}  # fmt: skip


@dataclass(slots=True)
class Circles:
    """Communities and all that hangs from them, none of it saved."""

    communities: dict[str, Community] = field(default_factory=dict)
    tiers: list[Tier] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    partnerships: list[Partnership] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)
    tags: list[tuple[MemberTag, list[Membership]]] = field(default_factory=list)
    notes: list[MemberNote] = field(default_factory=list)

    def members_of(self, slug: str) -> list[Membership]:
        community = self.communities[slug]
        return [m for m in self.memberships if m.community is community]

    def manager_of(self, slug: str) -> Person:
        community = self.communities[slug]
        return next(role.person for role in self.roles if role.community is community and role.kind == "manager")


def described() -> dict[str, dict[str, list[str]]]:
    """`data/communities.txt`, by slug and word."""
    found: dict[str, dict[str, list[str]]] = {}
    values: dict[str, list[str]] = {}
    for line in (DATA / "communities.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            values = found[line[3:].strip()] = {}
        elif line.strip() and not line.startswith("#"):
            word, _colon, value = line.partition(":")
            values.setdefault(word.strip(), []).append(value.strip())
    return found


def make(organisations: Sequence[Drawn], everybody: Everybody, clock: Clock, seed: int) -> Circles:
    circles = Circles()
    for slug, values in described().items():
        _found(circles, slug, values, clock)
    _roles(circles, everybody, clock)
    _join_organisations(circles, organisations, clock, seed)
    _join_people(circles, everybody, clock, seed)
    _ask(circles, organisations, everybody, clock, seed)
    _invite(circles, clock, seed)
    _partner(circles, clock)
    _desk(circles, clock, seed)
    return circles


def _found(circles: Circles, slug: str, values: dict[str, list[str]], clock: Clock) -> None:
    def first(word: str) -> str:
        return values.get(word, [""])[0]

    founded = clock.moment(float(first("founded")), Chance("founded", slug))
    texts = {f"{word}_{code}": first(f"{word} {code}") for word in ("name", "purpose") for code in ("nl", "en", "de")}
    about = {f"about_{code}": "\n\n".join(values.get(f"about {code}", [])) for code in ("nl", "en", "de")}
    community = circles.communities[slug] = Community(
        slug=slug,
        kind=first("kind"),
        accent=first("accent"),
        joining=first("joining"),
        region_id=first("region"),
        languages=first("languages").split(),
        email=first("email"),
        website=first("website"),
        parent=circles.communities.get(first("parent")),
        logo=file_name("logos", f"community {slug}"),
        picture=file_name("communities", slug),
        created_at=founded,
        **texts,
        **about,
    )
    for position, names in enumerate(first("tiers").split(";")):
        dutch, english = names.strip().split("|")
        circles.tiers.append(
            Tier(community=community, name_nl=dutch, name_en=english, position=position, is_default=position == 0)
        )


def _roles(circles: Circles, everybody: Everybody, clock: Clock) -> None:
    for sign_in in SIGN_INS:
        for slug, kind in sign_in.desk:
            community = circles.communities[slug]
            circles.roles.append(
                Role(
                    community=community,
                    person=everybody.sign_ins[sign_in.email],
                    kind=kind,
                    given_at=community.created_at,
                )
            )
    for slug in ("vakplaats", "metaalkring-overijssel", "rein-en-vacuum"):
        chance = Chance("roles", slug)
        taken = {id(role.person) for role in circles.roles}
        free = [p for p in everybody.people if p.claimed_at and id(p) not in taken and not p.is_operator][40:]
        kinds = ["manager", "editor", "viewer"] if slug != "rein-en-vacuum" else ["viewer"]
        for kind, person in zip(kinds, chance.some(free, len(kinds)), strict=False):
            circles.roles.append(
                Role(community=circles.communities[slug], person=person, kind=kind, given_at=clock.moment(300, chance))
            )


def _join_organisations(circles: Circles, organisations: Sequence[Drawn], clock: Clock, seed: int) -> None:
    number = len(organisations)
    precise = [d for d in organisations if "precision" in d.circles]
    metal = sorted((d for d in organisations if "metal" in d.circles), key=lambda d: _distance(d, DEVENTER))
    chosen = {
        "precisiekring": precise[: round(number * SHARES["precisiekring"])],
        "metaalkring-overijssel": metal[: round(number * SHARES["metaalkring-overijssel"])],
        "vakplaats": Chance(seed, "platform").some(organisations, round(number * SHARES["vakplaats"])),
        "rein-en-vacuum": _the_eight(organisations),
    }
    for drawn in organisations:
        if drawn.is_anchor and "precision" in drawn.circles and drawn not in chosen["vakplaats"]:
            chosen["vakplaats"].append(drawn)
    for slug, members in chosen.items():
        for drawn in members:
            _enter(circles, slug, drawn.organisation, clock, seed)


def _the_eight(organisations: Sequence[Drawn]) -> list[Drawn]:
    """Eight neighbours who together make a clean module: one of each trade, the nearest to Almelo."""
    found = [d for d in organisations if d.organisation.slug in IN_THE_CLUSTER]
    for trade in [*CLEAN_CHAIN, *CLEAN_CHAIN]:
        nearest = sorted(
            (d for d in organisations if d.archetype.name == trade and d not in found and d.main_site.country == "NL"),
            key=lambda d: _distance(d, ALMELO),
        )
        if trade not in {d.archetype.name for d in found} and nearest and len(found) < 8:
            found.append(nearest[0])
    return found


def _distance(drawn: Drawn, place: tuple[float, float]) -> float:
    site = drawn.main_site
    if site.latitude is None or site.longitude is None:
        return 10_000
    return distance_km(site.latitude, site.longitude, *place)


def _enter(circles: Circles, slug: str, member: Organisation | Person, clock: Clock, seed: int) -> Membership:
    community = circles.communities[slug]
    name = member.slug if isinstance(member, Organisation) else member.email
    chance = Chance(seed, "membership", slug, name)
    tiers = [tier for tier in circles.tiers if tier.community is community]
    organisation = member if isinstance(member, Organisation) else None
    person = member if isinstance(member, Person) else None
    if slug == "vakplaats" and person:
        tier = tiers[2]
    elif len(tiers) > 1 and (
        (organisation and organisation.kind in {"education", "research", "government"}) or chance.often(0.06)
    ):
        tier = tiers[1]
    else:
        tier = tiers[0]
    since = max(member.created_at, community.created_at, clock.moment(chance.triangular(2, 700, 420), chance))
    through = {
        "precisiekring": {"request": 50, "organiser": 20, "import": 30},
        "metaalkring-overijssel": {"import": 75, "request": 15, "organiser": 10},
        "vakplaats": {"open": 40, "import": 45, "organiser": 15},
        "rein-en-vacuum": {"invitation": 1},
        "jong-precies": {"open": 1},
    }[slug]
    ended = (
        chance.often(0.03) and slug in {"precisiekring", "vakplaats"} and organisation and since.date() < clock.day(60)
    )
    membership = Membership(
        community=community,
        organisation=organisation,
        person=person,
        tier=tier,
        state="ended" if ended else "current",
        through=chance.by_weight(through),
        reason=chance.one(["Opgezegd per brief.", "Bedrijf gestopt met deze activiteit.", ""]) if ended else "",
        number=f"{slug[:2].upper()}{len(circles.memberships) + 101:04d}"
        if slug in {"precisiekring", "vakplaats"}
        else "",
        since=since.date(),
        until=clock.day(chance.randint(5, 55)) if ended else None,
        answered_at=since,
        created_at=since,
    )
    circles.memberships.append(membership)
    return membership


def _join_people(circles: Circles, everybody: Everybody, clock: Clock, seed: int) -> None:
    for sign_in in SIGN_INS:
        for slug in sign_in.joins:
            _enter(circles, slug, everybody.sign_ins[sign_in.email], clock, seed)
    precise = {id(m.organisation) for m in circles.members_of("precisiekring")}
    others = [p for p in everybody.people if p.claimed_at and p.email not in everybody.sign_ins]
    scale = len(everybody.people) / 2500
    works_there = {id(a.person) for a in everybody.affiliations if id(a.organisation) in precise}
    close = [p for p in others if id(p) in works_there]
    for slug, number, among in (
        ("jong-precies", YOUNG, close),
        ("vakplaats", PERSONAL_MEMBERS, others),
        ("precisiekring", 24, others),
    ):
        for person in Chance(seed, "people of", slug).some(among, round(number * scale)):
            _enter(circles, slug, person, clock, seed)


def _ask(circles: Circles, organisations: Sequence[Drawn], everybody: Everybody, clock: Clock, seed: int) -> None:
    """Requests that wait for an answer, and a few that were declined."""
    for slug, waiting in (("precisiekring", 7), ("metaalkring-overijssel", 4)):
        chance = Chance(seed, "requests", slug)
        inside = {id(m.organisation) for m in circles.members_of(slug)}
        outside = [
            d
            for d in organisations
            if id(d.organisation) not in inside and d.organisation.claimed_at and everybody.in_charge_of(d.organisation)
        ]
        for at, drawn in enumerate(chance.some(outside, waiting + 2)):
            asked = clock.moment(chance.triangular(1, 30, 4) if at < waiting else chance.randint(60, 300), chance)
            circles.memberships.append(
                Membership(
                    community=circles.communities[slug],
                    organisation=drawn.organisation,
                    state="asked" if at < waiting else "declined",
                    through="request",
                    message=chance.one(WORDS["request"]),
                    reason="" if at < waiting else chance.one(WORDS["decline"]),
                    asked_by=everybody.in_charge_of(drawn.organisation),
                    answered_at=None if at < waiting else asked + timedelta(days=3),
                    created_at=asked,
                )
            )


def _invite(circles: Circles, clock: Clock, seed: int) -> None:
    """Invitations in all states, to people who are not here yet."""
    states = ["sent", "sent", "sent", "opened", "opened", "declined", "withdrawn", "accepted"]
    for slug in circles.communities:
        chance = Chance(seed, "invitations", slug)
        for at in range({"precisiekring": 24, "metaalkring-overijssel": 40, "vakplaats": 18}.get(slug, 4)):
            name = person_name("NL", chance)
            state = states[at % len(states)]
            sent = clock.moment(
                chance.triangular(1, 90, 10) if state in {"sent", "opened"} else chance.randint(20, 400), chance
            )
            sent = max(sent, circles.communities[slug].created_at)
            circles.invitations.append(
                Invitation(
                    community=circles.communities[slug],
                    email=f"{local_part(name, 0)}.{at}@{slug}-genodigden.example",
                    name=name,
                    message="Wij kwamen elkaar tegen op de beurs. Kom je erbij?" if chance.often(0.3) else "",
                    token=f"demo-{slug[:8]}-{at:03d}-{chance.getrandbits(64):016x}",
                    state=state,
                    invited_by=circles.manager_of(slug),
                    sent_at=sent,
                    reminders=1 if state == "sent" and at % 3 == 0 else 0,
                    reminded_at=sent + timedelta(days=6) if state == "sent" and at % 3 == 0 else None,
                    opened_at=sent + timedelta(hours=chance.randint(1, 90))
                    if state not in {"sent", "withdrawn"}
                    else None,
                    answered_at=sent + timedelta(days=chance.randint(1, 9))
                    if state in {"accepted", "declined", "withdrawn"}
                    else None,
                )
            )


def _partner(circles: Circles, clock: Clock) -> None:
    agreed = [
        ("precisiekring", "vakplaats", 500, {"events", "members", "knowledge"}),
        ("vakplaats", "metaalkring-overijssel", 300, {"events", "needs"}),
        ("rein-en-vacuum", "precisiekring", 150, {"events", "members", "needs", "knowledge"}),
    ]
    for inviting, invited, days_ago, shared in agreed:
        asked = clock.moment(days_ago, Chance("partners", inviting, invited))
        circles.partnerships.append(
            Partnership(
                inviting=circles.communities[inviting],
                invited=circles.communities[invited],
                state="accepted",
                **{f"shares_{what}": what in shared for what in ("events", "members", "needs", "knowledge")},
                invited_at=asked,
                answered_at=asked + timedelta(days=8),
            )
        )
    circles.partnerships.append(
        Partnership(
            inviting=circles.communities["metaalkring-overijssel"],
            invited=circles.communities["precisiekring"],
            state="invited",
            shares_events=True,
            shares_needs=True,
            message="Zullen we onze bedrijfsbezoeken voor elkaars leden openen?",
            invited_at=clock.moment(5, Chance("partners", "metal")),
        )
    )


def _desk(circles: Circles, clock: Clock, seed: int) -> None:
    """Tags and notes that organisers made about their members."""
    for slug in ("precisiekring", "metaalkring-overijssel", "vakplaats"):
        chance = Chance(seed, "desk", slug)
        members = [m for m in circles.members_of(slug) if m.state == "current"]
        manager = circles.manager_of(slug)
        for name in chance.some(WORDS["tag"], 4):
            tag = MemberTag(community=circles.communities[slug], name=name)
            circles.tags.append((tag, chance.some(members, chance.randint(3, max(3, len(members) // 12)))))
        for membership in chance.some(members, max(4, len(members) // 8)):
            circles.notes.append(
                MemberNote(
                    membership=membership,
                    author=manager,
                    kind=chance.one(["note", "call", "call", "visit", "mail"]),
                    text=chance.one(WORDS["note"]),
                    at=_after(membership.created_at, clock, chance),
                )
            )


def _after(start: datetime, clock: Clock, chance: Chance) -> datetime:
    return max(start, clock.moment(chance.triangular(1, 500, 40), chance))
