"""An organisation says what it can do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.engines.matching import Figure
from clubhuis.lib.refusals import Refused
from clubhuis.market import access
from clubhuis.market.models import Offer
from clubhuis.market.offering import read_offer
from clubhuis.market.proposing import title_of
from clubhuis.market.reading import guess_language, language_of
from clubhuis.market.requirements import figures_to_json
from clubhuis.market.texts import bounded, clean, lines
from clubhuis.organisations.actions import touch
from clubhuis.organisations.models import Organisation
from clubhuis.taxonomy import access as taxonomy
from clubhuis.taxonomy.models import Capability

MOST_OFFERS = 60
EDITABLE = frozenset(
    {"text", "title", "language", "equipment", "capabilities", "figures", "declined", "capacity", "capacity_from"}
)


@transaction.atomic
def add_offer(organisation: Organisation, *, by: Person, text: str, **fields: Any) -> Offer:
    """State one thing the organisation can do. What is not given is taken from the text: title, language, capabilities, figures.

    `capabilities` are those people want with it, `figures` engine values, `declined` ids of what was recognised and is not meant.
    """
    if not access.can_edit_offers(by, organisation):
        raise PermissionDenied
    if organisation.offers.count() >= MOST_OFFERS:
        raise Refused(
            _("An organisation can state %(most)s offers. Bring some together in one text.") % {"most": MOST_OFFERS}
        )
    last = organisation.offers.order_by("-position").values_list("position", flat=True).first()
    offer = Offer(organisation=organisation, position=min(30_000, 0 if last is None else last + 1))
    capabilities = _fill(offer, {"text": text, **fields})
    offer.save()
    offer.capabilities.set(capabilities)
    touch(organisation)
    record("offer.added", actor=by, subject=offer, concerning=[organisation])
    return offer


@transaction.atomic
def change_offer(offer: Offer, *, by: Person, **fields: Any) -> Offer:
    """Change what an offer says; from now on it is the organisation's own, also when it came from a list."""
    if not access.can_edit_offers(by, offer.organisation):
        raise PermissionDenied
    capabilities = _fill(offer, fields)
    offer.is_imported, offer.changed_at = False, timezone.now()
    offer.save()
    offer.capabilities.set(capabilities)
    touch(offer.organisation)
    record("offer.changed", actor=by, subject=offer, concerning=[offer.organisation], data={"fields": sorted(fields)})
    return offer


@transaction.atomic
def remove_offer(offer: Offer, *, by: Person) -> None:
    if not access.can_edit_offers(by, offer.organisation):
        raise PermissionDenied
    record("offer.removed", actor=by, subject=offer, concerning=[offer.organisation])
    organisation = offer.organisation
    offer.delete()
    touch(organisation)


@transaction.atomic
def move_offer(offer: Offer, *, by: Person, up: bool) -> None:
    """One place up or down in the order of the page; at the end it stays where it is."""
    if not access.can_edit_offers(by, offer.organisation):
        raise PermissionDenied
    offers = list(offer.organisation.offers.all())
    here = next(number for number, other in enumerate(offers) if other.pk == offer.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(offers):
        offers[here], offers[there] = offers[there], offers[here]
        for number, other in enumerate(offers):
            other.position = number
        Offer.objects.bulk_update(offers, ["position"])
        record("offer.moved", actor=by, subject=offer, concerning=[offer.organisation])


def _fill(offer: Offer, fields: dict[str, Any]) -> Collection[Capability]:
    if unknown := fields.keys() - EDITABLE:
        raise TypeError(f"these are not for editing: {sorted(unknown)}")
    before = (offer.text, offer.equipment)
    offer.text = bounded(clean(fields.get("text", offer.text)).strip())
    if not offer.text:
        raise Refused(_("Say in your own words what you can do: one sentence is enough."))
    offer.equipment = bounded(lines(clean(fields.get("equipment", offer.equipment))), 2000)
    is_new_text = offer.pk is None or before != (offer.text, offer.equipment)
    offer.language = language_of(fields.get("language")) or (
        guess_language(offer.text) if is_new_text else offer.language
    )
    offer.title = clean(fields.get("title", offer.title)).strip()[:160] or title_of(offer.text) or offer.text[:60]
    offer.capacity = fields.get("capacity", offer.capacity)
    room_from: date | None = fields.get("capacity_from", offer.capacity_from)
    offer.capacity_from = room_from if offer.capacity == Offer.Capacity.LATER else None
    offer.declined = [str(one)[:80] for one in fields.get("declined", offer.declined)][:200]
    capabilities = _recognised(offer, fields, is_new_text=is_new_text)
    try:
        offer.clean_fields(exclude=["organisation"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    return capabilities


def _recognised(offer: Offer, fields: dict[str, Any], *, is_new_text: bool) -> Collection[Capability]:
    """The capabilities and figures that people chose; where they did not, those that the text says."""
    given: Iterable[Capability] | None = fields.get("capabilities")
    figures: Iterable[Figure] | None = fields.get("figures")
    if given is None or figures is None:
        if not is_new_text:
            if figures is not None:
                offer.figures = figures_to_json(figures)
            return list(given) if given is not None else list(offer.capabilities.all())
        found = read_offer(offer.text, offer.equipment, offer.language).without(offer.declined)
        figures = found.figures if figures is None else figures
        given = taxonomy.capabilities(found.concepts) if given is None else given
    offer.figures = figures_to_json(figures)
    offer.read_at = timezone.now()
    return list(given)
