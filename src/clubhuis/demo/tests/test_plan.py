"""The ecosystem before it is saved: the same each time, plainly made up, and lifelike."""

from datetime import date

import pytest
from django.core.validators import validate_email

from clubhuis.demo.anchors import anchors
from clubhuis.demo.archetypes import archetypes, read
from clubhuis.demo.chance import Chance, say
from clubhuis.demo.plan.communities import ALMELO
from clubhuis.demo.plan.ecosystem import plan
from clubhuis.demo.plan.needs import written
from clubhuis.demo.plan.organisations import CERTIFICATES
from clubhuis.demo.plan.wording import MARKET_WORDS
from clubhuis.demo.sign_ins import SIGN_INS
from clubhuis.demo.tests.digest import digest
from clubhuis.organisations.identifiers import kvk_number, phone_link, vat_number
from clubhuis.organisations.names import plain_name
from clubhuis.places.distance import distance_km
from clubhuis.taxonomy.files import shipped_codes, shipped_entries

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def ecosystem():
    return plan(TODAY, scale=0.2)


def test_the_same_day_gives_the_same_ecosystem():
    assert digest(plan(TODAY, scale=0.06)) == digest(plan(TODAY, scale=0.06))


def test_another_day_and_another_seed_give_another():
    one = digest(plan(TODAY, scale=0.06))

    assert one != digest(plan(date(2027, 3, 1), scale=0.06))
    assert one != digest(plan(TODAY, seed=7, scale=0.06))


def test_everything_archetypes_can_do_is_in_the_vocabulary():
    known = {entry.id for entry in shipped_entries()}
    used = {
        slug for one in archetypes().values() for slug in (*one.always, *one.sometimes, *one.materials, *one.markets)
    }
    used |= {slug for anchor in anchors() for slug in anchor.can} | set(CERTIFICATES) | set(MARKET_WORDS)

    assert used - known == set()


def test_sectors_of_archetypes_exist():
    known = {row.code for row in shipped_codes("nace")}

    assert {code for one in archetypes().values() for code in one.nace} - known == set()


@pytest.mark.parametrize("archetype", archetypes().values(), ids=lambda one: one.name)
def test_an_archetype_speaks_three_languages(archetype):
    for speech in archetype.speech.values():
        assert speech.what
        assert len(speech.anybody) >= 2
        assert speech.offers
    drawn = archetype.draw_slots(Chance("test"))
    assert {frozenset(slots) for slots in drawn.values()} == {frozenset(drawn["nl"])}


def test_there_are_at_least_forty_kinds_of_company():
    assert sum(one.kind == "company" for one in archetypes().values()) >= 40


def test_a_line_that_says_nothing_is_refused():
    with pytest.raises(ValueError, match="gears: nonsense"):
        read("== gears\nnonsense")


def test_choices_may_hold_choices_and_slots():
    said = {say("<a|<b|{x}>> {x}", {"x": "c"}, Chance(number)) for number in range(60)}

    assert said == {"a c", "b c", "c c"}


def test_decimals_are_written_as_the_language_writes_them_and_steels_as_they_are_called():
    [archetype] = read("== one\nslot tol: 0.01 mm\nslot mat: 1.4404")

    drawn = archetype.draw_slots(Chance(1))

    assert [drawn[code]["tol"] for code in ("nl", "en", "de")] == ["0,01 mm", "0.01 mm", "0,01 mm"]
    assert {slots["mat"] for slots in drawn.values()} == {"1.4404"}


def test_names_and_numbers_are_as_people_would_have_typed_them_in(ecosystem):
    for drawn in ecosystem.organisations:
        organisation = drawn.organisation
        assert organisation.plain_name == plain_name(organisation.name)
        assert kvk_number(organisation.kvk_number) == organisation.kvk_number
        assert vat_number(organisation.vat_number) == organisation.vat_number


def test_everything_is_plainly_made_up(ecosystem):
    for drawn in ecosystem.organisations:
        organisation = drawn.organisation
        assert not organisation.website or organisation.website.endswith(".example")
        assert not organisation.kvk_number or organisation.kvk_number.startswith("9999")
        assert not organisation.phone or phone_link(organisation.phone)
    for person in ecosystem.everybody.people:
        validate_email(person.email)
        assert person.email.endswith(".example")
        assert not person.phone or person.phone.startswith("+31 6 0")
    assert all(invitation.email.endswith(".example") for invitation in ecosystem.circles.invitations)


def test_numbers_and_addresses_are_given_once(ecosystem):
    for values in (
        [d.organisation.slug for d in ecosystem.organisations],
        [d.organisation.kvk_number for d in ecosystem.organisations if d.organisation.kvk_number],
        [d.organisation.vat_number for d in ecosystem.organisations if d.organisation.vat_number],
        [p.email for p in ecosystem.everybody.people],
    ):
        assert len(values) == len(set(values))


def test_every_site_lies_somewhere(ecosystem):
    for drawn in ecosystem.organisations:
        for site in drawn.sites:
            assert (site.latitude, site.longitude) != (None, None)
            assert site.region_id.startswith(site.country)
        assert [site.is_main for site in drawn.sites] == [True] + [False] * (len(drawn.sites) - 1)


def test_texts_are_in_three_languages_and_no_two_are_alike(ecosystem):
    texts = {code: [] for code in ("nl", "en", "de")}
    for drawn in ecosystem.organisations:
        for code, found in texts.items():
            if text := getattr(drawn.organisation, f"about_{code}"):
                found.append(text)
    long = [text for found in texts.values() for text in found if len(text) > 120]

    assert len(texts["nl"]) > len(texts["en"]) > len(texts["de"]) > 0
    assert len(long) == len(set(long))
    assert any(
        not (d.organisation.about_nl or d.organisation.about_en or d.organisation.about_de)
        for d in ecosystem.organisations
    )


def test_no_slot_or_choice_is_left_open(ecosystem):
    for drawn in ecosystem.organisations:
        organisation = drawn.organisation
        texts = [
            getattr(organisation, f"{field}_{code}") for field in ("tagline", "about") for code in ("nl", "en", "de")
        ]
        texts += [text for offer, _slugs in drawn.offers for text in (offer.title, offer.text)]
        assert not [text for text in texts if set("{}|") & set(text)]


def test_whoever_can_be_signed_in_as_has_their_place(ecosystem):
    there = {affiliation.person.email: affiliation for affiliation in ecosystem.everybody.affiliations}
    for sign_in in SIGN_INS:
        assert ecosystem.everybody.sign_ins[sign_in.email].claimed_at
        if sign_in.organisation:
            affiliation = there[sign_in.email]
            assert (affiliation.organisation.slug, affiliation.role) == (sign_in.organisation, sign_in.place)
            assert affiliation.confirmed_at


def test_needs_are_in_three_languages_and_of_every_kind():
    assert len(written()) == 60
    assert {one.language for one in written()} == {"nl", "en", "de"}
    assert {one.kind for one in written()} == {"outsource", "develop", "knowledge", "equipment", "partner"}


def test_history_ends_today_and_nothing_comes_before_its_cause(ecosystem):
    assert all(happened.at.date() <= TODAY for happened in ecosystem.history.happened)
    for membership in ecosystem.circles.memberships:
        assert membership.created_at >= membership.member.created_at
        assert membership.state != "current" or membership.since <= TODAY
    for person in ecosystem.everybody.people:
        assert person.claimed_at is None or person.claimed_at >= person.created_at


def test_titanium_around_almelo_can_be_found_in_three_languages():
    able = []
    for drawn in plan(TODAY).organisations:
        near = distance_km(drawn.main_site.latitude, drawn.main_site.longitude, *ALMELO) <= 100
        mills = {"five-axis-milling", "titanium"} <= set(drawn.capabilities)
        certified = any(slug == "iso-13485" and held.expires_on >= TODAY for held, slug in drawn.certificates)
        if near and mills and certified and drawn.organisation.visibility == "public":
            able.append(drawn)

    assert len(able) >= 5
    assert {drawn.language for drawn in able} == {"nl", "en", "de"}
