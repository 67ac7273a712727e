"""What an organisation offers and looks for, on its own page."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string

from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import viewer
from clubhuis.lib.prepared import prepared
from clubhuis.organisations.models import Organisation

from . import access
from .models import Need, Offer
from .requirements import figures_from_json
from .wording import figure_in_words


def has_offers() -> Exists:
    """As a condition on Organisation: for how complete its profile is."""
    return Exists(Offer.objects.filter(organisation=OuterRef("pk")).order_by())


@prepared
def _offers(person: Person | None, organisation: Organisation) -> QuerySet[Offer]:
    return access.offers_of(person, organisation)


@prepared
def _needs(person: Person | None, organisation: Organisation) -> QuerySet[Need]:
    return access.needs_for(person).open().named_to(person).filter(organisation=organisation)[:10]


def offers(request: HttpRequest, organisation: Organisation) -> str | None:
    """Its offers, and the open needs of which this viewer may know whose they are."""
    person = viewer(request)
    found = _offers(person, organisation)
    needs = _needs(person, organisation)
    can_edit = access.can_edit_offers(person, organisation)
    if not found and not needs and not can_edit:
        return None
    for offer in found:
        offer.in_words = [figure_in_words(figure) for figure in figures_from_json(offer.figures)]  # type: ignore[attr-defined]
    values = {"organisation": organisation, "offers": found, "needs": needs, "can_edit": can_edit}
    return render_to_string("market/on_profile.html", values, request=request)
