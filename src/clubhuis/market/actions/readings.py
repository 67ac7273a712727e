"""Which capabilities an organisation has according to its own texts: worked out beside the work of people."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from clubhuis.lib.languages import CONTENT_LANGUAGES
from clubhuis.market.models import LastRead, Offer
from clubhuis.market.offering import concepts_in, read_offer
from clubhuis.market.reading import read_text
from clubhuis.market.requirements import figures_to_json
from clubhuis.organisations.actions import read_capabilities
from clubhuis.organisations.models import Organisation
from clubhuis.taxonomy import access as taxonomy


def unread_organisations(limit: int = 500) -> list[int]:
    """Organisations whose texts changed since they were read, or that were read with an older vocabulary; the former first."""
    changed = Q(last_read=None) | Q(last_read__at__lt=F("changed_at"))
    due = Organisation.objects.present().order_by("-changed_at")
    ids = list(due.filter(changed).values_list("pk", flat=True)[:limit])
    if len(ids) < limit:
        older = due.exclude(changed).exclude(last_read__edition=taxonomy.version())
        ids += list(older.values_list("pk", flat=True)[: limit - len(ids)])
    return ids


def read_organisations(ids: Iterable[int]) -> int:
    """Read each of these organisations, one transaction each. Returns how many were there."""
    done = 0
    for organisation in Organisation.objects.present().filter(pk__in=list(ids)):
        read_organisation(organisation)
        done += 1
    return done


@transaction.atomic
def read_organisation(organisation: Organisation) -> None:
    """Recognise capabilities in the texts of an organisation: those of its offers, and those of its profile.

    Offers that people edited keep what people chose. What the organisation itself says it can do is never touched.
    """
    edition = taxonomy.version()
    last = LastRead.objects.filter(organisation=organisation).first()
    concepts: list[str] = []
    for offer in organisation.offers.prefetch_related("capabilities"):
        if offer.read_at is None or (offer.is_imported and last is not None and last.edition != edition):
            concepts.extend(_read(offer))
        else:
            concepts.extend(capability.slug for capability in offer.capabilities.all())
    for language in CONTENT_LANGUAGES:
        text = "\n".join(filter(None, (getattr(organisation, f"{name}_{language}") for name in ("tagline", "about"))))
        if text:
            concepts.extend(concepts_in(read_text(text, language)))
    read_capabilities(organisation, taxonomy.capabilities(concepts))
    LastRead.objects.update_or_create(organisation=organisation, defaults={"at": timezone.now(), "edition": edition})


def _read(offer: Offer) -> list[str]:
    found = read_offer(offer.text, offer.equipment, offer.language).without(offer.declined)
    given = [] if offer.read_at else [capability.slug for capability in offer.capabilities.all()]
    offer.figures, offer.read_at = figures_to_json(found.figures), timezone.now()
    offer.save(update_fields=["figures", "read_at"])
    concepts = [*given, *found.concepts]
    offer.capabilities.set(taxonomy.capabilities(concepts))
    return concepts
