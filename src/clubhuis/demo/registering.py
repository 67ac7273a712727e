"""Who comes to the events of the demonstration: rules, tickets, seats and queues."""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import F

from clubhuis.accounts.models import Person
from clubhuis.capacity import fitting
from clubhuis.capacity.models import Claim, Line, Pool, Seat
from clubhuis.communities.models import Membership
from clubhuis.events.models import Event, Host, Kind
from clubhuis.organisations.models import Affiliation, Organisation
from clubhuis.programme.models import Session
from clubhuis.registration import arranging, seats
from clubhuis.registration.models import (
    InvoiceDetails,
    Registration,
    Rules,
    SessionChoice,
    State,
    TicketType,
)
from clubhuis.registration.standing import Standing

from .chance import Chance

BATCH = 500
DIETS = ["", "", "", "", "", "vegetarisch", "veganistisch", "geen noten", "halal"]
OFFERS = [
    "Wij reinigen onderdelen tot grade 2 en meten na.",
    "Frezen en draaien van kleine series, ook titanium.",
    "Ontwerp van mechatronische modules, van schets tot prototype.",
    "Meetruimte op 20 graden, ook voor derden.",
    "We have spare capacity on two five-axis machines.",
    "Lasersnijden en kanten tot 20 mm, morgen geleverd.",
]
SEEKS = [
    "Iemand die vacuümkamers kan helium-lektesten.",
    "Een partner voor het assembleren in een cleanroom.",
    "Stagiairs die met CAM overweg kunnen.",
    "A supplier for small ceramic parts.",
    "Ervaring met het automatiseren van kleine series.",
    "Een klant die vroeg in het ontwerp wil meedenken.",
]
PRACTICAL_NL = "Parkeren kan gratis achter het gebouw. De deuren gaan een half uur eerder open; de koffie staat klaar."
PRACTICAL_EN = "Parking behind the building is free. Doors open half an hour before; there is coffee."


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who may come, and for whom."""

    person: Person
    organisation: Organisation | None
    communities: frozenset[int]


@dataclass(slots=True)
class Written:
    """What is to be saved, by kind."""

    registrations: list[Registration] = field(default_factory=list)
    claims: list[tuple[Claim, list[Pool]]] = field(default_factory=list)
    choices: list[SessionChoice] = field(default_factory=list)
    invoices: list[InvoiceDetails] = field(default_factory=list)


def fill(today: date, seed: int) -> None:
    """People for every event that was loaded: those that have been, and those to come."""
    guests = _guests()
    now = datetime.combine(today, time(9), tzinfo=UTC)
    events = Event.objects.exclude(state=Event.State.CANCELLED).prefetch_related("hosts__community")
    for event in events.order_by("starts_at", "slug"):
        chance = Chance(seed, "registering", event.slug)
        rules = _rules(event, now, chance)
        tickets = _tickets(event)
        line = arranging.arrange(event, rules)
        if event.state == Event.State.PUBLISHED:
            _people(event, rules, tickets, line, _around(event, guests, chance), now, chance)


def _guests() -> list[Guest]:
    """People with an account and where they work, with the communities they are in."""
    joined: dict[int, set[int]] = defaultdict(set)
    of_organisation: dict[int, set[int]] = defaultdict(set)
    for person, member, community in Membership.objects.current().values_list(
        "person_id", "organisation_id", "community_id"
    ):
        if person:
            joined[person].add(community)
        if member:
            of_organisation[member].add(community)
    works_at = {
        place.person_id: place.organisation
        for place in Affiliation.objects.current().select_related("organisation").order_by("pk")
    }
    people = Person.objects.filter(claimed_at__isnull=False, email__isnull=False, is_active=True).order_by("pk")
    found = []
    for one in people:
        organisation = works_at.get(one.pk)
        mine = joined[one.pk] | (of_organisation[organisation.pk] if organisation else set())
        found.append(Guest(one, organisation, frozenset(mine)))
    return found


def _around(event: Event, guests: list[Guest], chance: Chance) -> list[Guest]:
    """Mostly members of the hosts, and some others, in an order of chance."""
    hosting = {host.community_id for host in event.hosts.all()}
    members = [guest for guest in guests if guest.communities & hosting]
    others = [guest for guest in guests if not guest.communities & hosting]
    return chance.some([*members, *chance.some(others, len(members) // 4)], len(guests))


def _rules(event: Event, now: datetime, chance: Chance) -> Rules:
    is_visit = event.kind == Kind.COMPANY_VISIT
    return Rules.objects.create(
        event=event,
        needs_approval=is_visit,
        per_organisation=2 if is_visit else None,
        most_colleagues=2 if is_visit else 4,
        cut_off_at=event.starts_at - timedelta(days=2),
        asks_diet=event.kind in (Kind.KNOWLEDGE_DAY, Kind.CONFERENCE, Kind.WORKSHOP),
        asks_offers=event.kind in (Kind.CLUSTER_MEETING, Kind.KNOWLEDGE_DAY, Kind.CAFE),
        practical_nl=PRACTICAL_NL if event.is_on_site else "",
        practical_en=PRACTICAL_EN if event.is_on_site else "",
        reminded=["7", "1"] if event.starts_at <= now else [],
    )


def _tickets(event: Event) -> list[TicketType]:
    if event.kind not in (Kind.CONFERENCE, Kind.FAIR):
        return []
    return TicketType.objects.bulk_create(
        [
            TicketType(event=event, name_nl="Lid", name_en="Member", members_only=True, position=0),
            TicketType(
                event=event,
                name_nl="Bezoeker",
                name_en="Visitor",
                description_nl="Met lunch en borrel",
                description_en="Lunch and drinks included",
                price_cents=0 if event.kind == Kind.FAIR else 14_500,
                position=1,
            ),
        ]
    )


def _people(
    event: Event,
    rules: Rules,
    tickets: list[TicketType],
    line: Line,
    guests: list[Guest],
    now: datetime,
    chance: Chance,
) -> None:
    is_past = event.ends_at <= now
    number = _how_many(event, now, chance)
    hosts = [host for host in event.hosts.all() if host.is_accepted]
    if rules.per_organisation:
        _pools_of_organisations(line, rules, guests[:number])
    pools = {pool.key: pool for pool in Pool.objects.filter(line=line)}
    free: dict[str, int | None] = {key: pool.free for key, pool in pools.items()}
    programme = list(Session.objects.filter(event=event, needs_choice=True))
    written, queue = Written(), 0
    for place, guest in enumerate(guests[:number]):
        who = Chance(chance.random(), guest.person.pk)
        one = _registration(event, tickets, guest, hosts, now, who)
        standing = Standing(
            guest.organisation,
            tuple(host for host in hosts if host.community_id in guest.communities),
            tuple(host for host in hosts if host.places),
        )
        wish = fitting.tidy(seats.wish_for(event, one, standing, rules))
        fits = next((keys for keys in wish if fitting.has_room(keys, free)), None)
        if fits is None and is_past:
            continue
        holder = f"demo:{event.pk}:{place}"
        if fits is None:
            queue += 1
            one.state, one.queue = State.QUEUED, Registration.Queue.WAITING
            written.claims.append((claim_for(line, wish, holder, number=queue), []))
        else:
            for key in fits:
                free[key] = None if (left := free[key]) is None else left - 1
            one.state, one.confirmed_at = _state(rules, is_past, who), one.created_at
            written.claims.append((claim_for(line, wish, holder), [pools[key] for key in fits]))
            _choose(one, programme, pools, free, written, who)
        if one.price_cents:
            written.invoices.append(_invoice(one))
        written.registrations.append(one)
    _save(line, written, queue, is_past)


def _how_many(event: Event, now: datetime, chance: Chance) -> int:
    """Past ones were rather full; the nearer the next ones are, the fuller. One in four is fuller than full."""
    usual = min(event.places or chance.randint(18, 60), 240)
    if event.ends_at <= now:
        return round(usual * chance.uniform(0.6, 0.98))
    weeks = max((event.starts_at - now).days / 7, 0)
    if chance.often(0.28) and event.places and event.places <= 60:
        return usual + chance.randint(3, 9)
    return round(usual * max(0.12, chance.uniform(0.5, 0.9) - 0.05 * weeks))


def _registration(
    event: Event, tickets: list[TicketType], guest: Guest, hosts: list[Host], now: datetime, who: Chance
) -> Registration:
    person, host = guest.person, next((one for one in hosts if one.community_id in guest.communities), None)
    ticket = tickets[0 if host else 1] if tickets else None
    opened = event.published_at or event.created_at
    until = max(min(now, event.starts_at) - timedelta(hours=4), opened + timedelta(hours=2))
    at = opened + (until - opened) * who.random()
    return Registration(
        event=event,
        person=person,
        name=person.name,
        email=person.email,
        organisation=guest.organisation,
        language=person.language,
        host=host,
        ticket=ticket,
        price_cents=ticket.price_cents if ticket else 0,
        vat_percent=ticket.vat_percent if ticket else 0,
        attendance=Registration.Attendance.ONLINE
        if event.attendance == Event.Attendance.ONLINE or (event.attendance == Event.Attendance.BOTH and who.often(0.3))
        else Registration.Attendance.ON_SITE,
        through=who.by_weight({"self": 8, "invitation": 2, "organiser": 0.5}),
        token="".join(who.choices(string.ascii_letters + string.digits, k=32)),
        code=f"{who.randrange(1_000_000):06d}",
        diet=who.one(DIETS) if event.starts_at > now else "",
        offers=who.one(OFFERS) if who.often(0.5) else "",
        seeks=who.one(SEEKS) if who.often(0.5) else "",
        is_listed=who.often(0.7),
        created_at=at,
    )


def _state(rules: Rules, is_past: bool, who: Chance) -> State:
    if is_past:
        return State.ATTENDED if who.often(0.82) else State.NO_SHOW
    if rules.needs_approval and who.often(0.4):
        return State.AWAITING_APPROVAL
    return State.CONFIRMED


def claim_for(line: Line, wish: fitting.Wish, holder: str, number: int | None = None) -> Claim:
    return Claim(
        line=line,
        holder=holder,
        state=Claim.State.TAKEN if number is None else Claim.State.WAITING,
        number=number,
        alternatives=[list(keys) for keys in wish],
        wish=fitting.name_of(wish),
    )


def _choose(
    one: Registration,
    programme: list[Session],
    pools: Mapping[str, Pool],
    free: dict[str, int | None],
    written: Written,
    who: Chance,
) -> None:
    """A session or two, as long as there are seats, none at the same time as another."""
    until = one.event.starts_at
    for session in who.some(programme, len(programme)):
        key = f"session:{session.pk}"
        if session.starts_at < until or key not in pools or not fitting.has_room((key,), free) or who.often(0.4):
            continue
        until = session.ends_at
        free[key] = None if (left := free[key]) is None else left - 1
        written.choices.append(SessionChoice(registration=one, session=session, chosen_at=one.created_at))
        claim = claim_for(pools[key].line, fitting.tidy([[key]]), f"demo-choice:{one.token}:{session.pk}")
        written.claims.append((claim, [pools[key]]))


def _invoice(one: Registration) -> InvoiceDetails:
    return InvoiceDetails(
        registration=one,
        name=one.organisation.name if one.organisation else one.name,
        attention=one.name if one.organisation else "",
        address="Postbus 100",
        postcode="5600 AA",
        town="Eindhoven",
        reference=f"PO-{one.code}",
    )


def _pools_of_organisations(line: Line, rules: Rules, guests: Iterable[Guest]) -> None:
    organisations = {guest.organisation.pk for guest in guests if guest.organisation}
    Pool.objects.bulk_create(
        [Pool(line=line, key=f"organisation:{pk}", size=rules.per_organisation) for pk in sorted(organisations)]
    )


def _save(line: Line, written: Written, queue: int, is_past: bool) -> None:
    claims = [claim for claim, _pools in written.claims]
    Claim.objects.bulk_create(claims, batch_size=BATCH)
    Seat.objects.bulk_create(
        [Seat(claim=claim, pool=pool) for claim, pools in written.claims for pool in pools], batch_size=BATCH
    )
    taken: dict[int, int] = defaultdict(int)
    for _one, pools in written.claims:
        for pool in pools:
            taken[pool.pk] += 1
    for pk, number in taken.items():
        Pool.objects.filter(pk=pk).update(taken=F("taken") + number)
    Line.objects.filter(pk=line.pk).update(next_number=queue + 1, waiting=queue)
    for one, claim in zip(
        written.registrations, (c for c in claims if not c.holder.startswith("demo-choice:")), strict=True
    ):
        one.claim = claim
    Registration.objects.bulk_create(written.registrations, batch_size=BATCH)
    by_token = {f"demo-choice:{c.registration.token}:{c.session_id}": c for c in written.choices}
    for claim in claims:
        if claim.holder in by_token:
            by_token[claim.holder].claim = claim
    SessionChoice.objects.bulk_create(written.choices, batch_size=BATCH)
    InvoiceDetails.objects.bulk_create(written.invoices, batch_size=BATCH)
    for one in written.registrations:  # claims are found by the registration that holds them
        if one.claim is not None:
            one.claim.holder = seats.holder_of(one)
    for choice in written.choices:
        if choice.claim is not None:
            choice.claim.holder = f"choice:{choice.pk}"
    Claim.objects.bulk_update(claims, ["holder"], batch_size=BATCH)
