import datetime

import pytest
from django.core.exceptions import PermissionDenied

from clubhuis.accounts.tests.cast import a_person
from clubhuis.lib.refusals import Refused
from clubhuis.market import actions, understanding
from clubhuis.market.models import Offer
from clubhuis.market.offering import figure_id, read_offer
from clubhuis.market.requirements import figures_from_json
from clubhuis.market.tests.cast import an_offer, some_words
from clubhuis.organisations.models import HasCapability
from clubhuis.organisations.tests.cast import an_organisation

pytestmark = pytest.mark.django_db

TEXT = "5-assig frezen van titanium tot 400 x 300 x 200 mm. Wij doen geen draaien. Certificering volgens ISO 13485."


def slugs(offer):
    return {capability.slug for capability in offer.capabilities.all()}


def test_an_offer_is_understood_from_its_text():
    some_words()
    alma = a_person()
    van_dam = an_organisation(editors=[alma])
    before = van_dam.changed_at

    offer = actions.add_offer(van_dam, by=alma, text=TEXT, equipment=" Hermle C42 \n\nHermle C42\nDMG  Mori")

    assert (offer.title, offer.language) == ("5-assig frezen van titanium tot 400 x 300 x 200 mm", "nl")
    assert slugs(offer) == {"five-axis-milling", "titanium", "iso-13485"}  # no turning: that is denied
    assert [(f.kind, f.dims) for f in figures_from_json(offer.figures)] == [("size", (400.0, 300.0, 200.0))]
    assert offer.machines == ["Hermle C42", "DMG Mori"]
    van_dam.refresh_from_db()
    assert van_dam.changed_at > before


def test_what_people_declined_does_not_come_back_when_the_text_changes():
    words = some_words()
    alma = a_person()
    offer = actions.add_offer(
        an_organisation(editors=[alma]), by=alma, text="Frezen van titanium", declined=["titanium"],
        capabilities=[words["milling"]], figures=(),
    )  # fmt: skip

    actions.change_offer(offer, by=alma, text="Frezen en draaien van titanium")

    assert slugs(offer) == {"milling", "turning"}


def test_a_hand_added_capability_stays_when_only_the_title_changes():
    words = some_words()
    alma = a_person()
    offer = an_offer(an_organisation(editors=[alma]), text="Frezen", capabilities=[words["iso-13485"]])

    actions.change_offer(offer, by=alma, title="Freeswerk")

    assert slugs(offer) == {"iso-13485"}


def test_ticks_in_the_form_decide():
    some_words()
    found = read_offer("Frezen van titanium, tolerantie 5 µm")
    [figure] = found.figures

    from django.http import QueryDict

    data = QueryDict(mutable=True)
    data.setlist("shown", ["milling", "titanium", figure_id(figure)])
    data.setlist("recognised", ["milling", "turning"])
    understood = understanding.of_offer("Frezen van titanium, tolerantie 5 µm", "", None, data)

    assert (understood.kept, understood.kept_figures) == (["milling", "turning"], [])
    assert set(understood.declined) == {"titanium", figure_id(figure)}


def test_only_editors_change_offers():
    alma, bram = a_person(), a_person("Bram Vos")
    offer = an_offer(an_organisation(administrators=[alma], members=[bram]))

    for deed in (
        lambda: actions.change_offer(offer, by=bram, title="x"),
        lambda: actions.remove_offer(offer, by=bram),
        lambda: actions.move_offer(offer, by=bram, up=True),
        lambda: actions.add_offer(offer.organisation, by=bram, text="x"),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_offers_move_up_and_down_and_stop_at_the_end():
    alma = a_person()
    van_dam = an_organisation(editors=[alma])
    first, second, third = (actions.add_offer(van_dam, by=alma, text=text) for text in ("een", "twee", "drie"))

    actions.move_offer(third, by=alma, up=True)
    actions.move_offer(first, by=alma, up=True)

    assert list(van_dam.offers.all()) == [first, third, second]


def test_room_from_a_day_is_kept_only_with_room_later():
    alma = a_person()
    van_dam = an_organisation(editors=[alma])
    day = datetime.date(2027, 3, 1)

    later = actions.add_offer(van_dam, by=alma, text="een", capacity="later", capacity_from=day)
    now = actions.add_offer(van_dam, by=alma, text="twee", capacity="now", capacity_from=day)

    assert (later.capacity_from, now.capacity_from) == (day, None)


def test_there_is_an_end_to_offers():
    alma = a_person()
    van_dam = an_organisation(editors=[alma])
    Offer.objects.bulk_create(Offer(organisation=van_dam, title=str(n), text="x") for n in range(60))

    with pytest.raises(Refused, match="60"):
        actions.add_offer(van_dam, by=alma, text="nog een")


def links(organisation):
    return {link.capability.slug: link.source for link in organisation.capability_links.all()}


def test_an_organisation_gets_the_capabilities_of_its_texts_and_keeps_what_it_stated():
    words = some_words()
    van_dam = an_organisation(about_en="We are good at turning.", administrators=[a_person()])
    HasCapability.objects.create(organisation=van_dam, capability=words["titanium"])
    an_offer(van_dam, text="Frezen van titanium", title="Frezen")

    actions.read_organisation(van_dam)
    assert links(van_dam) == {"titanium": "stated", "milling": "read", "turning": "read"}

    van_dam.offers.all().delete()
    actions.read_organisation(van_dam)
    assert links(van_dam) == {"titanium": "stated", "turning": "read"}


def test_only_organisations_that_changed_are_read_again():
    some_words()
    van_dam, rietveld = an_organisation(about_nl="Wij frezen."), an_organisation("Rietveld", about_nl="Wij draaien.")

    assert set(actions.unread_organisations()) == {van_dam.pk, rietveld.pk}
    assert actions.read_organisations([van_dam.pk, rietveld.pk]) == 2
    assert actions.unread_organisations() == []

    alma = a_person()
    van_dam.affiliations.create(person=alma, role="editor", confirmed_at=van_dam.created_at)
    actions.add_offer(van_dam, by=alma, text="Draaien")
    assert actions.unread_organisations() == [van_dam.pk]


def test_a_new_edition_of_the_vocabulary_has_all_texts_read_again():
    from clubhuis.taxonomy.tests.cast import a_capability

    some_words()
    van_dam = an_organisation()
    an_offer(van_dam, title="Lassen", text="Wij lassen.", is_imported=True)
    actions.read_organisations(actions.unread_organisations())
    assert links(van_dam) == {}

    a_capability("welding", nl="lassen", en="welding")
    actions.read_organisations(actions.unread_organisations())
    assert links(van_dam) == {"welding": "read"}
