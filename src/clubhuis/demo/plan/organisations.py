"""The organisations of the ecosystem: a few written by hand, the others made from their archetype."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from clubhuis.demo.anchors import Anchor, anchors
from clubhuis.demo.archetypes import Archetype, archetypes
from clubhuis.demo.chance import Chance
from clubhuis.market.models import Offer
from clubhuis.organisations.models import Certificate, Department, Organisation, Picture, Site
from clubhuis.organisations.names import domain_of, plain_name

from . import addresses, registers, wording
from .names import FIRM_FORMS, firm_name, slug_of
from .times import Clock

PEOPLE = {"1": (1, 1), "2-9": (2, 9), "10-49": (10, 49), "50-249": (50, 249), "250+": (250, 900)}
CERTIFICATES = {
    "iso-9001": "ISO 9001:2015",
    "iso-14001": "ISO 14001:2015",
    "iso-45001": "ISO 45001:2018",
    "iso-13485": "ISO 13485:2016",
    "iso-27001": "ISO 27001:2022",
    "iso-17025": "ISO/IEC 17025:2017",
    "iso-3834-2": "EN ISO 3834-2",
    "iso-22163": "ISO/TS 22163",
    "as9100": "AS9100D / EN 9100",
    "iatf-16949": "IATF 16949",
    "nadcap": "Nadcap",
    "en-1090-exc2": "EN 1090-2 EXC2",
    "en-1090-exc3": "EN 1090-2 EXC3",
    "ped": "PED 2014/68/EU",
    "vca": "VCA**",
    "ipc-a-610-class-3": "IPC-A-610 klasse 3",
    "ipc-whma-a-620": "IPC/WHMA-A-620",
    "ul-certification": "UL",
    "qualicoat": "Qualicoat",
    "qualanod": "Qualanod",
    "haccp": "HACCP",
    "ehedg": "EHEDG",
    "co2-performance-ladder": "CO₂-Prestatieladder niveau 3",
    "iso-9712": "ISO 9712 niveau 2",
    "aeo": "AEO",
    "iso-50001": "ISO 50001:2018",
}
ISSUERS = ["Keurhuis Noordwest", "Certum Register", "Nordzert", "Veritabel", "Kwaliteitsregister Lage Landen"]
LANGUAGES_SPOKEN = [
    ["nl", "en"],
    ["nl", "en", "de"],
    ["nl", "en", "de"],
    ["nl"],
    ["nl", "de"],
    ["nl", "en", "de", "fr"],
]
SHARE_WITH_A_LOGO = 0.34
KINDS_OF_DEPARTMENT = ["Verkoop", "Engineering", "Inkoop", "Productie", "Kwaliteit", "Sales", "Service"]


@dataclass(slots=True)
class Drawn:
    """An organisation with everything that hangs from it, none of it saved."""

    organisation: Organisation
    archetype: Archetype
    people: int
    sites: list[Site] = field(default_factory=list)
    capabilities: list[str] = field(default_factory=list)  # slugs
    certificates: list[tuple[Certificate, str]] = field(default_factory=list)  # with the slug of the standard
    departments: list[Department] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    offers: list[tuple[Offer, list[str]]] = field(default_factory=list)  # with slugs
    language: str = "nl"
    is_anchor: bool = False

    @property
    def main_site(self) -> Site:
        return self.sites[0]

    @property
    def circles(self) -> list[str]:
        return self.archetype.circles


def make(number: int, clock: Clock, seed: int) -> list[Drawn]:
    """So many organisations, the hand-written ones first."""
    by_hand = anchors()[:number]
    drawn = [from_anchor(anchor, clock, seed) for anchor in by_hand]
    taken = {one.organisation.slug for one in drawn}
    for at, archetype in enumerate(shares(number - len(by_hand))):
        drawn.append(from_archetype(archetype, at, clock, seed, taken))
        taken.add(drawn[-1].organisation.slug)
    return drawn


def shares(number: int) -> list[Archetype]:
    """So many archetypes, each as often as its weight says, as mixed as they would register."""
    known = list(archetypes().values())
    total = sum(one.weight for one in known)
    exact = [(one, one.weight / total * number) for one in known]
    found = [one for one, share in exact for _ in range(int(share))]
    rest = sorted(exact, key=lambda pair: int(pair[1]) - pair[1])
    found += [one for one, _share in rest[: number - len(found)]]
    named: dict[str, int] = {}
    for one in found:
        named[one.name] = named.get(one.name, 0) + 1
    Chance("shares").shuffle(found)
    return found


def country_for(archetype: Archetype, chance: Chance) -> str:
    return chance.by_weight({"NL": 955, "BE": 22, "DE": 23}) if archetype.kind == "company" else "NL"


# In which languages Dutch firms write about themselves, and how often.
DUTCH_PROFILES: dict[tuple[str, ...], float] = {
    ("nl",): 42, ("nl", "en"): 24, ("en",): 12, ("nl", "en", "de"): 8, ("nl", "de"): 4, ("de",): 1, ("en", "nl"): 3, (): 6,
}  # fmt: skip


def languages_for(country: str, chance: Chance) -> Sequence[str]:
    """In which languages the profile is written, its own language first; none for who wrote nothing."""
    if country == "DE":
        return chance.one([["de"], ["de"], ["de", "en"], ["de", "nl"]])
    if country == "BE":
        return chance.one([["nl"], ["nl", "en"], ["en"]])
    return chance.by_weight(DUTCH_PROFILES)


def from_archetype(archetype: Archetype, at: int, clock: Clock, seed: int, taken: Iterable[str]) -> Drawn:
    chance = Chance(seed, "organisation", archetype.name, at)
    country = country_for(archetype, chance)
    languages = list(languages_for(country, chance))
    language = languages[0] if languages else "nl"
    name = a_free_name(archetype, language, country, chance, taken)
    if archetype.kind == "company":
        form = chance.one(FIRM_FORMS[country])
        legal = f"{name} {form}".strip() if chance.often(0.8) else ""
    else:
        legal = ""
    size = chance.one(archetype.sizes)
    people = chance.randint(*PEOPLE[size])
    founded = (
        clock.today.year - round(chance.triangular(1, 75, 24))
        if archetype.kind == "company"
        else chance.randint(1946, 2019)
    )
    town = addresses.town_for(country, chance)
    held = held_certificates(archetype, size, chance)
    drawn = _begin(
        archetype, name, legal, size, people, founded, addresses.site(country, town, chance), language, clock, chance
    )
    if people > 40 and chance.often(0.3):
        other = addresses.town_for(country, chance)
        drawn.sites.append(
            addresses.site(
                country,
                other,
                chance,
                is_main=False,
                name=chance.one(["Productie", "Montage", "Magazijn", "Werkplaats"]),
            )
        )
    drawn.capabilities = capabilities_for(archetype, chance)
    _certify(drawn, held, clock, chance)
    author = _author(drawn, founded, clock, held, chance)
    for code in languages:
        if chance.often(0.8):
            setattr(drawn.organisation, f"tagline_{code}", wording.tagline(author, code, chance))
        setattr(drawn.organisation, f"about_{code}", wording.about(author, code, chance))
    if languages and not (author.voice == "short" and chance.often(0.6)):
        _offer(drawn, author, languages, clock, chance)
    return drawn


def from_anchor(anchor: Anchor, clock: Clock, seed: int) -> Drawn:
    chance = Chance(seed, "anchor", anchor.slug)
    archetype = archetypes()[anchor.archetype]
    where = addresses.site(anchor.country, addresses.town_at(anchor.country, anchor.postcode), chance)
    drawn = _begin(
        archetype,
        anchor.name,
        anchor.legal,
        anchor.size,
        anchor.people,
        anchor.founded,
        where,
        anchor.language,
        clock,
        chance,
    )
    drawn.is_anchor = True
    drawn.organisation.visibility = "public"
    drawn.organisation.logo = file_name("logos", anchor.slug)
    drawn.pictures.append(
        Picture(
            image=file_name("pictures", anchor.slug), caption_nl="Uit de werkplaats", caption_en="From the workshop"
        )
    )
    drawn.capabilities = list(dict.fromkeys([*archetype.always, *anchor.can]))
    _certify(drawn, anchor.certificates, clock, chance, sound=True)
    for code, text in anchor.texts.items():
        setattr(drawn.organisation, f"tagline_{code}", text.tagline)
        setattr(drawn.organisation, f"about_{code}", text.about)
        for title, words in text.offers:
            _add_offer(drawn, title, words, code, clock, chance)
    return drawn


def a_free_name(archetype: Archetype, language: str, country: str, chance: Chance, taken: Iterable[str]) -> str:
    for given in archetype.names:
        if slug_of(given) not in taken:
            return given
    while True:
        name = firm_name(archetype, language, country, chance)
        if slug_of(name) not in taken:
            return name


def held_certificates(archetype: Archetype, size: str, chance: Chance) -> list[str]:
    """Larger firms hold more; one in ten has run out."""
    share = {"1": 0.1, "2-9": 0.25, "10-49": 0.6, "50-249": 0.8, "250+": 0.9}[size]
    held = [
        slug
        for slug in dict.fromkeys(archetype.certificates)
        if chance.often(share * (1 if slug == "iso-9001" else 0.55))
    ]
    return [f"{slug}:expired" if chance.often(0.1) else slug for slug in held]


def capabilities_for(archetype: Archetype, chance: Chance) -> list[str]:
    """What an organisation ticks: all of the core, some of the rest; a few tick nothing."""
    if chance.often(0.06):
        return []
    picked = [
        *archetype.always,
        *chance.some(archetype.sometimes, chance.randint(1, max(1, len(archetype.sometimes) * 2 // 3))),
        *chance.some(archetype.materials, chance.randint(0, 3)),
        *chance.some(archetype.markets, chance.randint(0, 3)),
    ]
    return list(dict.fromkeys(picked))


def _begin(
    archetype: Archetype,
    name: str,
    legal: str,
    size: str,
    people: int,
    founded: int,
    where: Site,
    language: str,
    clock: Clock,
    chance: Chance,
) -> Drawn:
    slug = slug_of(name)
    website = f"https://www.{slug}.example" if chance.often(0.93) else ""
    mailbox = chance.one(["info", "info", "office", "verkoop" if language == "nl" else "sales", "contact"])
    created = clock.moment(chance.triangular(20, 730, 600), chance)
    confirmed = clock.day(chance.triangular(3, 620, 90))
    organisation = Organisation(
        slug=slug,
        kind=archetype.kind,
        name=name,
        legal_name=legal,
        plain_name=plain_name(name),
        website=website,
        domain=domain_of(website=website),
        email=f"{mailbox}@{slug}.example" if chance.often(0.85) else "",
        phone=addresses.phone(where, chance) if chance.often(0.85) else "",
        size=size,
        founded_in=founded if chance.often(0.88) else None,
        languages=["de", "en"] if where.country == "DE" else chance.one(LANGUAGES_SPOKEN),
        sector_id=chance.one(archetype.nace) if archetype.nace and chance.often(0.92) else None,
        visibility=chance.by_weight({"public": 90, "signed_in": 7, "communities": 3}),
        field_visibility=chance.by_weight({"": 80, "phone": 12, "email": 8}) and {"phone": "signed_in"},
        details=details(archetype, people, size, chance),
        created_at=created,
        changed_at=clock.moment(chance.triangular(1, 300, 30), chance),
        confirmed_on=confirmed if confirmed >= created.date() else None,
    )
    organisation.field_visibility = organisation.field_visibility or {}
    if chance.often(SHARE_WITH_A_LOGO):
        organisation.logo = file_name("logos", slug)
    drawn = Drawn(organisation, archetype, people, [where], language=language)
    for label in chance.some(KINDS_OF_DEPARTMENT, chance.randint(2, 3)) if people >= 50 and chance.often(0.6) else []:
        drawn.departments.append(Department(name=label, email=f"{slug_of(label)}@{slug}.example"))
    return drawn


def details(archetype: Archetype, people: int, size: str, chance: Chance) -> dict[str, object]:
    """The particulars that belong to the kind of organisation."""
    if archetype.kind == "company":
        found: dict[str, object] = {}
        if archetype.equipment and chance.often(0.7):
            found["machines"] = chance.some(archetype.equipment, chance.randint(2, 7))
            found["production_space"] = round(people * chance.uniform(18, 70), -1 if people < 20 else -2) or 80
            found["production_space"] = int(str(found["production_space"]).split(".")[0])
        if chance.often(0.5):
            found["export_share"] = chance.randrange(5, 95, 5)
        if chance.often(0.4):
            found["shifts"] = chance.some(["day", "two", "unmanned"], chance.randint(1, 2))
        if people > 8 and chance.often(0.6):
            found["apprentices"] = True
        return found
    if archetype.kind == "education":
        return {"students": chance.randrange(800, 24_000, 100), "in_company": chance.often(0.6)}
    if archetype.kind == "research":
        return {"researchers": people, "open_facilities": chance.often(0.6)}
    if archetype.kind == "association":
        return {"members": chance.randrange(40, 1_800, 10)}
    return {}


def _certify(drawn: Drawn, held: Sequence[str], clock: Clock, chance: Chance, *, sound: bool = False) -> None:
    for entry in held:
        slug, _colon, state = entry.partition(":")
        expires = (
            clock.day(chance.randint(20, 400))
            if state == "expired"
            else clock.coming(chance.randint(200 if sound else 5, 1000))
        )
        drawn.certificates.append(
            (
                Certificate(
                    name=CERTIFICATES[slug],
                    number=f"FIC-{chance.randint(10_000, 99_999)}" if sound or chance.often(0.7) else "",
                    scope=_scope(drawn) if sound or chance.often(0.5) else "",
                    issuer=chance.one(ISSUERS) if sound or chance.often(0.8) else "",
                    valid_from=expires - timedelta(days=1095),
                    expires_on=expires,
                ),
                slug,
            )
        )


def _scope(drawn: Drawn) -> str:
    return wording.begun(drawn.archetype.speech[drawn.language].what[0])


def _author(drawn: Drawn, founded: int, clock: Clock, held: Sequence[str], chance: Chance) -> wording.Author:
    markets = [slug for slug in drawn.archetype.markets if slug in wording.MARKET_WORDS]
    return wording.Author(
        archetype=drawn.archetype,
        name=drawn.organisation.name,
        town=drawn.main_site.town,
        founded=founded,
        people=drawn.people,
        age=clock.today.year - founded,
        markets=chance.some(markets, chance.randint(2, 3)),
        certificates=[CERTIFICATES[slug].split(":")[0] for slug in held if not slug.endswith(":expired")],
        drawn=drawn.archetype.draw_slots(chance),
        voice=chance.by_weight(wording.VOICES),
    )


def _offer(drawn: Drawn, author: wording.Author, languages: Sequence[str], clock: Clock, chance: Chance) -> None:
    """One to four offers for most, in the language they write in; some give them in their second language."""
    wanted = chance.by_weight({0: 8, 1: 28, 2: 32, 3: 21, 4: 11})
    language = languages[0] if len(languages) == 1 or chance.often(0.75) else languages[1]
    for title, text in wording.offers(author, language, wanted, chance):
        _add_offer(drawn, title, text, language, clock, chance)


def _add_offer(drawn: Drawn, title: str, text: str, language: str, clock: Clock, chance: Chance) -> None:
    capacity = chance.by_weight({"": 35, "now": 35, "later": 18, "full": 12})
    created = clock.moment(chance.triangular(5, 700, 200), chance)
    equipment = chance.some(drawn.archetype.equipment, chance.randint(1, 4)) if chance.often(0.45) else []
    offer = Offer(
        title=title,
        text=text,
        language=language,
        equipment="\n".join(equipment),
        capacity=capacity,
        capacity_from=clock.coming(chance.randint(14, 150)) if capacity == "later" else None,
        position=len(drawn.offers),
        created_at=created,
        changed_at=created,
    )
    stated = chance.some(drawn.capabilities, chance.randint(1, 4)) if chance.often(0.7) else []
    drawn.offers.append((offer, stated))


def file_name(folder: str, slug: str) -> str:
    """A name nobody guesses, as every uploaded file has, but the same each time."""
    return f"{folder}/{Chance('file', folder, slug).getrandbits(128):032x}.webp"


def tie(drawn: Drawn) -> None:
    """Say of each part whose it is."""
    parts: list[Site | Department | Picture | Certificate | Offer] = [*drawn.sites, *drawn.departments, *drawn.pictures]
    parts += [certificate for certificate, _standard in drawn.certificates]
    parts += [offer for offer, _capabilities in drawn.offers]
    for part in parts:
        part.organisation = drawn.organisation


def number_them(drawn: Sequence[Drawn]) -> None:
    """Registers give each number once."""
    for at, one in enumerate(drawn):
        chance = Chance("number", one.organisation.slug)
        country, kind = one.main_site.country, one.organisation.kind
        if country == "NL" and kind != "government" and chance.often(0.85):
            one.organisation.kvk_number = registers.kvk_number(at)
        if kind in {"company", "association", "intermediary"} and chance.often(0.8):
            one.organisation.vat_number = registers.vat_number(country, at)
