"""Organisations as the engine reads them: their own words with their source, who may see each, certificates and sites."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet

from clubhuis.accounts.models import Visibility
from clubhuis.communities.models import Membership
from clubhuis.engines.matching import LANGUAGES, Certificate, Document, Passage, Site
from clubhuis.organisations import models
from clubhuis.organisations.access import DEFAULTS

BATCH = 500


def key_of(organisation_id: int) -> str:
    return f"organisation:{organisation_id}"


def id_of(key: str) -> int:
    return int(key.rpartition(":")[2])


def documents(organisations: QuerySet[models.Organisation]) -> Iterator[Document]:
    """A document for each, in the order of their ids. Ten queries for every 500."""
    related = organisations.order_by("pk").prefetch_related(
        "sites",
        "certificates__capability",
        "offers",
        Prefetch("capability_links", models.HasCapability.objects.filter(source="stated").select_related("capability")),
        Prefetch("memberships", Membership.objects.current()),
    )
    last = 0
    while batch := list(related.filter(pk__gt=last)[:BATCH]):
        yield from map(document, batch)
        last = batch[-1].pk


def document(organisation: models.Organisation) -> Document:
    communities = frozenset(f"community:{m.community_id}" for m in organisation.memberships.all())
    return Document(
        key=key_of(organisation.pk),
        title=organisation.name,
        passages=tuple(passages(organisation, communities)),
        concepts=tuple(link.capability.slug for link in organisation.capability_links.all()),
        certificates=tuple(certificates(organisation)),
        sites=tuple(
            Site(
                site.latitude,
                site.longitude,
                f"{site.town}, {site.country}" if site.town else site.country,
                str(site.pk),
            )
            for site in organisation.sites.all()
            if site.latitude is not None and site.longitude is not None
        ),
        groups=communities | {seen_by(organisation)},
    )


def seen_by(organisation: models.Organisation) -> str:
    """The group that narrows a search to what somebody may see: everybody's, that of signed-in people, or its own."""
    if organisation.visibility in {Visibility.PUBLIC, Visibility.SIGNED_IN}:
        return f"seen:{organisation.visibility}"
    return f"only:{organisation.pk}"


def passages(organisation: models.Organisation, communities: frozenset[str]) -> Iterator[Passage]:
    for source in ("tagline", "about"):
        for language in LANGUAGES:
            if text := getattr(organisation, f"{source}_{language}"):
                yield Passage("profile", text, language, source)
    for offer in organisation.offers.all():
        text = offer.text if offer.text.startswith(offer.title.rstrip("….")) else f"{offer.title}.\n{offer.text}"
        written_in = next((code for code in LANGUAGES if code == offer.language), None)
        yield Passage("offer", text, written_in, str(offer.pk))
        if offer.equipment:
            yield Passage("equipment", offer.equipment, written_in, str(offer.pk))
    level = visibility(organisation, "certificates")
    if level != Visibility.PUBLIC and (names := [c.name for c in organisation.certificates.all()]):
        yield from restricted(Passage("certificate", ", ".join(names)), level, communities)
    details = ". ".join(str(value) for value in organisation.details.values() if isinstance(value, str) and value)
    if details:
        yield from restricted(
            Passage("profile", details, ref="details"), visibility(organisation, "details"), communities
        )


def visibility(organisation: models.Organisation, field: str) -> Visibility:
    return Visibility(organisation.field_visibility.get(field, DEFAULTS[field]))


def restricted(passage: Passage, level: Visibility, communities: frozenset[str]) -> Iterator[Passage]:
    """The passage for those who may see a field of this visibility; none when nobody may."""
    match level:
        case Visibility.PUBLIC:
            yield passage
        case Visibility.SIGNED_IN:
            yield Passage(passage.source, passage.text, passage.language, passage.ref, frozenset({"signed_in"}))
        case Visibility.COMMUNITIES if communities:
            yield Passage(passage.source, passage.text, passage.language, passage.ref, communities)


def certificates(organisation: models.Organisation) -> Iterator[Certificate]:
    """Those everybody may see; restricted ones are passages with an audience."""
    if visibility(organisation, "certificates") == Visibility.PUBLIC:
        for held in organisation.certificates.all():
            yield Certificate(held.name, held.expires_on, held.scope, str(held.pk))
