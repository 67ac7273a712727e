"""Offers and needs for tests."""

from clubhuis.market.models import Need, Offer
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.taxonomy.tests.cast import some_capabilities


def an_offer(organisation=None, *, capabilities=(), **fields):
    """Something an organisation says it can do."""
    fields.setdefault("title", "Frezen van titanium")
    fields.setdefault("text", "Wij frezen onderdelen van titanium voor medische toepassingen.")
    offer = Offer.objects.create(organisation=organisation or an_organisation(), **fields)
    offer.capabilities.set(capabilities)
    return offer


def a_need(organisation=None, *, by=None, communities=(), capabilities=(), **fields):
    """Something an organisation looks for; open to everybody unless told otherwise."""
    fields.setdefault("title", "Frezen van titanium gezocht")
    fields.setdefault("text", "Wij zoeken een bedrijf dat titanium kan frezen.")
    fields.setdefault("visibility", Need.Visibility.COMMUNITIES if communities else Need.Visibility.OPEN)
    need = Need.objects.create(organisation=organisation or an_organisation(), posted_by=by, **fields)
    need.communities.set(communities)
    need.capabilities.set(capabilities)
    return need


def some_words():
    """A small vocabulary: machining, milling, five-axis milling, turning, titanium, ISO 13485."""
    return some_capabilities()
