"""The people of the ecosystem: those who can be signed in as, and everybody else with a place in an organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from clubhuis.accounts.models import Person
from clubhuis.demo.chance import Chance
from clubhuis.demo.sign_ins import SIGN_INS, SignIn
from clubhuis.organisations.models import Affiliation, Organisation

from . import addresses
from .names import local_part, person_name
from .organisations import Drawn
from .times import Clock

SHARE_CLAIMED = 0.76
JOBS = {
    "nl": {
        "head": ["Directeur", "Directeur-eigenaar", "Algemeen directeur", "Eigenaar", "DGA", "Bedrijfsleider"],
        "staff": [
            "Bedrijfsleider", "Verkoper binnendienst", "Accountmanager", "Inkoper", "Werkvoorbereider", "Projectleider", "Kwaliteitsmanager",
            "Productieleider", "Engineer", "Werktuigbouwkundig ontwerper", "CNC-programmeur", "Verspaner", "Lasser", "Planner", "HR-adviseur",
            "Meettechnicus", "Calculator", "Hoofd engineering", "Procesingenieur", "Leerling", "Administratie", "Software-engineer", "Monteur",
            "Manager operations", "Marketingmedewerker",
        ],
    },
    "en": {
        "head": ["Managing director", "CEO", "Founder", "Co-founder", "General manager", "CTO"],
        "staff": [
            "Sales engineer", "Account manager", "Buyer", "Mechanical engineer", "System architect", "Project manager", "Quality manager",
            "Production manager", "Process engineer", "Software engineer", "Electronics engineer", "Optical engineer", "Supply chain manager",
            "Business developer", "HR manager", "Metrology engineer", "Operations manager", "Scientist",
        ],
    },
    "de": {
        "head": ["Geschäftsführer", "Inhaber", "Geschäftsführerin", "Prokurist"],
        "staff": ["Vertriebsleiter", "Einkäuferin", "Konstrukteur", "Qualitätsbeauftragte", "Fertigungsleiter", "Projektleiterin", "Arbeitsvorbereiter"],
    },
    "public": {
        "head": ["Directeur", "Decaan", "Programmamanager", "Afdelingshoofd", "Bestuurder"],
        "staff": [
            "Docent", "Lector", "Onderzoeker", "Beleidsadviseur", "Relatiemanager", "Innovatieadviseur", "Projectleider", "Practor", "Stagecoördinator",
            "Accountmanager maakindustrie", "Programmacoördinator", "Researcher", "Associate professor",
        ],
    },
}  # fmt: skip
HEADLINES = {
    "nl": ["{job} bij {organisation}", "{job}", "{job}, altijd in voor een goed gesprek", "Techniek met een menselijke maat", "{job} in {town}"],
    "en": ["{job} at {organisation}", "{job}", "{job} in {town}", "Making things work"],
    "de": ["{job} bei {organisation}", "{job}"],
}  # fmt: skip


@dataclass(slots=True)
class Everybody:
    """People, their places in organisations, and who is who."""

    people: list[Person] = field(default_factory=list)
    affiliations: list[Affiliation] = field(default_factory=list)
    sign_ins: dict[str, Person] = field(default_factory=dict)  # by address
    staff: dict[str, list[Person]] = field(default_factory=dict)  # of each organisation, by slug, its head first
    chiefs: dict[str, Person] = field(default_factory=dict)  # who is in charge, by slug
    taken: set[str] = field(default_factory=set)  # addresses

    def in_charge_of(self, organisation: Organisation) -> Person | None:
        """Somebody who may speak for this organisation, if anybody does."""
        return self.chiefs.get(organisation.slug)


def make(number: int, organisations: Sequence[Drawn], clock: Clock, seed: int) -> Everybody:
    """So many people: those of SIGN_INS, and a few to many for each organisation, by its size."""
    everybody = Everybody()
    by_slug = {drawn.organisation.slug: drawn for drawn in organisations}
    for sign_in in SIGN_INS:
        _admit(everybody, sign_in, by_slug, clock)
    wanted = seats(number - len(SIGN_INS), organisations)
    for drawn, count in zip(organisations, wanted, strict=True):
        _staff(everybody, drawn, count, clock, seed)
    return everybody


def seats(number: int, organisations: Sequence[Drawn]) -> list[int]:
    """How many people each organisation brings; together exactly `number`."""
    likely = [0.6 + min(drawn.people, 400) ** 0.5 for drawn in organisations]
    total = sum(likely)
    counts = [max(1, int(number * share / total)) for share in likely]
    order = sorted(range(len(counts)), key=lambda at: -likely[at])
    at = 0
    while (missing := number - sum(counts)) != 0:
        step = 1 if missing > 0 else -1
        if counts[order[at % len(order)]] + step >= 0:
            counts[order[at % len(order)]] += step
        at += 1
    return counts


def _admit(everybody: Everybody, sign_in: SignIn, organisations: dict[str, Drawn], clock: Clock) -> None:
    chance = Chance("sign-in", sign_in.email)
    arrived = clock.moment(640 - len(everybody.people) * 12, chance)
    person = Person(
        name=sign_in.name,
        email=sign_in.email,
        headline=sign_in.headline,
        about=sign_in.about,
        language=sign_in.language,
        phone=addresses.mobile(chance),
        visibility="signed_in",
        contact_visibility="communities",
        digest="weekly",
        notify_by_mail=False,
        is_operator=sign_in.is_operator,
        created_at=arrived,
        claimed_at=arrived,
        seen_at=clock.moment(1, chance),
        postcode="7607" if sign_in.organisation.startswith("roelvink") else "",
        region_code="NL21" if sign_in.organisation.startswith("roelvink") else "",
    )
    everybody.people.append(person)
    everybody.sign_ins[sign_in.email] = person
    everybody.taken.add(sign_in.email)
    drawn = organisations.get(sign_in.organisation)
    if drawn is not None:
        everybody.staff.setdefault(drawn.organisation.slug, []).append(person)
        _affiliate(
            everybody, drawn, person, sign_in.place, sign_in.job, chance, clock, is_contact=sign_in.place != "member"
        )


def _staff(everybody: Everybody, drawn: Drawn, count: int, clock: Clock, seed: int) -> None:
    organisation = drawn.organisation
    chance = Chance(seed, "staff", organisation.slug)
    jobs = JOBS[drawn.language] if organisation.kind == "company" else JOBS["public"]
    is_claimed = drawn.is_anchor or chance.often(0.82)
    way = chance.randrange(4)
    for at in range(count):
        own = Chance(seed, "person", organisation.slug, at)
        name = person_name(drawn.main_site.country, own)
        job = own.one(jobs["head" if at == 0 else "staff"])
        claimed = is_claimed and (at == 0 or own.often(SHARE_CLAIMED + 0.16))
        created = max(clock.moment(own.triangular(1, 700, 300), own), organisation.created_at)
        person = Person(
            name=name,
            email=_free_address(everybody, organisation.slug, name, way, own),
            headline=own.one(HEADLINES[drawn.language]).format(
                job=job, organisation=organisation.name, town=drawn.main_site.town
            )[:160]
            if claimed and own.often(0.7)
            else "",
            language="en" if drawn.language in {"en", "de"} or own.often(0.08) else "nl",
            country=drawn.main_site.country,
            phone=addresses.mobile(own) if own.often(0.35) else "",
            region_code=drawn.main_site.region_id or "" if claimed and own.often(0.5) else "",
            visibility=own.by_weight({"communities": 62, "signed_in": 22, "public": 11, "nobody": 5}),
            contact_visibility=own.by_weight({"communities": 70, "signed_in": 15, "nobody": 15}),
            digest=own.by_weight({"never": 55, "weekly": 35, "monthly": 10}) if claimed else "never",
            notify_by_mail=own.often(0.8),
            created_at=created,
            claimed_at=min(created + timedelta(days=own.randint(0, 40), hours=own.randint(0, 9)), clock.moment(1, own))
            if claimed
            else None,
        )
        if person.claimed_at:
            person.seen_at = max(person.claimed_at, clock.moment(own.triangular(1, 200, 12), own))
        everybody.people.append(person)
        everybody.staff.setdefault(organisation.slug, []).append(person)
        if at == 0:
            role = "administrator" if claimed else "member"
        elif claimed and own.often(0.4 if at == 1 else 0.12):
            role = own.one(["administrator", "editor"])
        else:
            role = "member"
        _affiliate(everybody, drawn, person, role, job, own, clock, is_contact=at == 0 or (at < 4 and own.often(0.3)))
    if is_claimed:
        starts = [p.claimed_at for p in everybody.staff.get(organisation.slug, []) if p.claimed_at]
        organisation.claimed_at = min(starts) if starts else None
    if organisation.claimed_at is None:
        organisation.confirmed_on = None


def _affiliate(
    everybody: Everybody,
    drawn: Drawn,
    person: Person,
    role: str,
    job: str,
    chance: Chance,
    clock: Clock,
    *,
    is_contact: bool,
) -> None:
    if role == "administrator":
        everybody.chiefs.setdefault(drawn.organisation.slug, person)
    waits = role == "member" and person.claimed_at is not None and not drawn.is_anchor and chance.often(0.015)
    everybody.affiliations.append(
        Affiliation(
            organisation=drawn.organisation,
            person=person,
            role=role,
            job_title=job,
            is_contact=is_contact,
            confirmed_at=None if waits else (person.claimed_at or person.created_at),
            started_on=clock.day(chance.triangular(60, 6000, 900)) if chance.often(0.5) else None,
            department=chance.one(drawn.departments) if drawn.departments and chance.often(0.4) else None,
        )
    )


def _free_address(everybody: Everybody, domain: str, name: str, way: int, chance: Chance) -> str:
    """Firms write addresses in one way; who shares a name with a colleague gets a number."""
    local = local_part(name, way)
    for number in range(1, 1000):
        address = f"{local if number == 1 else f'{local}{number}'}@{domain}.example"
        if address not in everybody.taken:
            everybody.taken.add(address)
            return address
    raise ValueError(f"Too many people are called {name} at {domain}.")
