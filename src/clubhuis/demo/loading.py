"""Puts the planned ecosystem into the database, in one transaction: all of it, or nothing."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction

from clubhuis.accounts.models import Person
from clubhuis.activity.models import Concern, Fact, Mail, Notice
from clubhuis.communities.models import Community, Membership
from clubhuis.events.models import Event
from clubhuis.lib.refusals import Refused
from clubhuis.market.models import Need, Offer
from clubhuis.market.proposing import proposal
from clubhuis.market.reading import words_of
from clubhuis.market.requirements import all_to_json
from clubhuis.organisations.models import HasCapability, Organisation
from clubhuis.places.access import gazetteer
from clubhuis.taxonomy.loading import load_vocabulary
from clubhuis.taxonomy.models import Capability
from clubhuis.themes.models import Theme

from . import afterwards, at_the_desk, deals, drawing, notice, registering
from .plan.ecosystem import SEED, Ecosystem, plan
from .sign_ins import PASSWORD

type Progress = Callable[[str, int, int], None]
BATCH = 500
MARK = "demonstration.loaded"


def silent(step: str, done: int, total: int) -> None:
    """Nobody watches."""


def is_loaded() -> bool:
    return Fact.objects.filter(verb=MARK).exists()


def has_real_data() -> bool:
    """Whether people or organisations are here that the demonstration did not bring."""
    return not is_loaded() and (Organisation.objects.exists() or Community.objects.exists() or Person.objects.exists())


def load(
    today: date, *, seed: int = SEED, scale: float = 1.0, force: bool = False, progress: Progress = silent
) -> Ecosystem | None:
    """Load the demonstration once; None when it was loaded before. Raises Refused where real data is, unless `force`."""
    if is_loaded():
        return None
    if has_real_data() and not force:
        raise Refused("There is real data in this installation. The demonstration is for an empty one.")
    load_vocabulary()  # what organisations can do is said in its words
    progress("plan", 0, 1)
    ecosystem = plan(today, seed=seed, scale=scale)
    draw(ecosystem)  # before the transaction, which is to be short
    with transaction.atomic():
        write(ecosystem, progress)
    notice.hang_up()
    return ecosystem


def draw(ecosystem: Ecosystem) -> None:
    """Logos and pictures, as files."""
    for drawn in ecosystem.organisations:
        if drawn.organisation.logo:
            _keep(drawn.organisation.logo.name, drawing.logo(drawn.organisation.slug))
        for picture in drawn.pictures:
            _keep(picture.image.name, drawing.picture(drawn.organisation.slug))
    for community in ecosystem.circles.communities.values():
        _keep(community.logo.name, drawing.logo(community.slug, colour=community.accent))
        _keep(community.picture.name, drawing.picture(community.slug, colour=community.accent))
    for slug, planned in ecosystem.occasions.planned.items():
        _keep(planned.event.picture.name, drawing.picture(slug, colour=planned.lead.accent))
    for slug, series in ecosystem.occasions.series.items():
        _keep(series.picture.name, drawing.picture(slug, colour=series.community.accent))


def _keep(name: str | None, content: bytes) -> None:
    """Under exactly this name, in place of what an attempt that failed left there."""
    default_storage.delete(str(name))
    default_storage.save(str(name), ContentFile(content))


def read_needs(ecosystem: Ecosystem) -> None:
    """What the texts of needs ask for, and where: as if their people had posted them with what was recognised."""
    for wish in ecosystem.wishes:
        need = wish.need
        found = proposal(need.text, need.language)
        need.requirements = all_to_json(found.requirements)
        need.words = words_of(need)
        wish.capabilities = [slug for one in found.requirements for slug in one.concepts]
        place = gazetteer().find(found.place) if found.place else None
        if place is not None:
            need.place, need.latitude, need.longitude = found.place, place.lat, place.lon
            need.radius_km, need.region = found.radius_km, None


def write(ecosystem: Ecosystem, progress: Progress = silent) -> None:
    things = list(ecosystem.things())
    _give_passwords(ecosystem)
    read_needs(ecosystem)
    done, total = 0, len(things) + len(ecosystem.history.happened)
    for kind, group in itertools.groupby(_by_kind(things), key=type):
        rows = list(group)
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            _create(kind, batch)
            done += len(batch)
            progress(kind.__name__, done, total)
    _verify_addresses(ecosystem)
    _link(ecosystem)
    _write_history(ecosystem, lambda more: progress("Fact", done + more, total))
    deals.deal(ecosystem)
    for tell in (registering.fill, at_the_desk.show, afterwards.look_back):
        tell(ecosystem.today, ecosystem.seed)
    Fact.objects.create(
        verb=MARK,
        actor=None,
        subject_kind="demo",
        subject_id=None,
        subject_text="demonstration",
        data={
            "seed": ecosystem.seed,
            "today": ecosystem.today.isoformat(),
            "organisations": len(ecosystem.organisations),
        },
    )


def _by_kind(things: Iterable[models.Model]) -> list[models.Model]:
    """Kinds together, in the order in which they first come."""
    groups: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for thing in things:
        groups[type(thing)].append(thing)
    return [thing for group in groups.values() for thing in group]


def _create(kind: type[models.Model], rows: Sequence[models.Model]) -> None:
    if kind is Community:  # one by one, because they point to each other
        for row in rows:
            row.save()
        return
    for row in rows:
        if isinstance(row, Mail) and (community := getattr(row, "demo_community", None)):
            row.community_id = community.pk
    kind._default_manager.bulk_create(rows)


def _give_passwords(ecosystem: Ecosystem) -> None:
    """One hash for all that can be signed in as: to make eleven takes seconds. The others come in by a code."""
    known = make_password(PASSWORD)
    for person in ecosystem.everybody.people:
        if person.email in ecosystem.everybody.sign_ins:
            person.password = known
        else:
            person.set_unusable_password()


def _verify_addresses(ecosystem: Ecosystem) -> None:
    EmailAddress.objects.bulk_create(
        [
            EmailAddress(user=p, email=p.email, verified=True, primary=True)
            for p in ecosystem.everybody.people
            if p.claimed_at
        ],
        batch_size=BATCH,
    )


def _link(ecosystem: Ecosystem) -> None:
    """Capabilities of organisations, offers, needs and certificates; communities of needs; tags of members."""
    ids = dict(Capability.objects.values_list("slug", "pk"))
    HasCapability.objects.bulk_create(
        [
            HasCapability(organisation=drawn.organisation, capability_id=ids[slug])
            for drawn in ecosystem.organisations
            for slug in dict.fromkeys(drawn.capabilities)
            if slug in ids
        ],
        batch_size=BATCH,
    )
    held = []
    for drawn in ecosystem.organisations:
        for certificate, slug in drawn.certificates:
            certificate.capability_id = ids.get(slug)
            held.append(certificate)
    type(held[0]).objects.bulk_update(held, ["capability"], batch_size=BATCH)
    _pairs(
        Offer.capabilities.through,
        "offer",
        "capability",
        [(o.pk, ids[s]) for d in ecosystem.organisations for o, slugs in d.offers for s in slugs if s in ids],
    )
    _pairs(
        Need.capabilities.through,
        "need",
        "capability",
        [(w.need.pk, ids[s]) for w in ecosystem.wishes for s in w.capabilities if s in ids],
    )
    _pairs(
        Need.communities.through,
        "need",
        "community",
        [(w.need.pk, c.pk) for w in ecosystem.wishes for c in w.communities],
    )
    _pairs(
        Theme.capabilities.through,
        "theme",
        "capability",
        [
            (ecosystem.subjects.themes[theme].pk, ids[slug])
            for theme, slugs in ecosystem.subjects.capabilities.items()
            for slug in slugs
            if slug in ids
        ],
    )
    planned = ecosystem.occasions.planned.values()
    _pairs(
        Event.themes.through,
        "event",
        "theme",
        [(one.event.pk, ecosystem.subjects.themes[slug].pk) for one in planned for slug in one.themes],
    )
    _pairs(
        Event.capabilities.through,
        "event",
        "capability",
        [(one.event.pk, ids[slug]) for one in planned for slug in one.capabilities if slug in ids],
    )
    for tag, memberships in ecosystem.circles.tags:
        tag.memberships.add(*memberships)


def _pairs(through: type[models.Model], one: str, other: str, pairs: Iterable[tuple[int, int]]) -> None:
    through._default_manager.bulk_create(
        [through(**{f"{one}_id": a, f"{other}_id": b}) for a, b in dict.fromkeys(pairs)], batch_size=BATCH
    )


def _write_history(ecosystem: Ecosystem, progress: Callable[[int], None]) -> None:
    happened = ecosystem.history.happened
    for start in range(0, len(happened), BATCH):
        part = happened[start : start + BATCH]
        facts = Fact.objects.bulk_create([one.as_fact() for one in part])
        Concern.objects.bulk_create(
            [
                Concern(fact=fact, kind=kind, object_id=pk)
                for one, fact in zip(part, facts, strict=True)
                for kind, pk in dict.fromkeys((thing._meta.label_lower, thing.pk) for thing in one.concerning)
            ]
        )
        Notice.objects.bulk_create(
            [
                Notice(
                    person=person,
                    fact=fact,
                    text=text,
                    url=url.format(pk=one.subject.pk),
                    created_at=one.at,
                    read_at=one.at if read else None,
                )
                for one, fact in zip(part, facts, strict=True)
                for person, text, url, read in one.tells
            ]
        )
        progress(start + len(part))


def members_counted() -> dict[str, int]:
    """How many belong to each community, to say what was loaded."""
    return dict(
        Membership.objects.current()
        .values_list("community__slug")
        .annotate(number=models.Count("pk"))
        .order_by("community__slug")
    )
