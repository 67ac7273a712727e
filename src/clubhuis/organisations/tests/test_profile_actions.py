import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Fact, Notice
from clubhuis.lib.refusals import Refused
from clubhuis.organisations import access, actions, completeness
from clubhuis.organisations.models import Organisation
from clubhuis.taxonomy.models import Capability

from .cast import an_organisation

pytestmark = pytest.mark.django_db
YEAR = datetime.timedelta(days=366)


def a_capability(slug, kind="process"):
    return Capability.objects.create(slug=slug, kind=kind, name_nl=slug, name_en=slug)


def test_who_adds_an_organisation_has_charge_of_it():
    alma = a_person()

    van_dam = actions.create(by=alma, name=" Van  Dam B.V.\u202e", website="https://www.vandam.example/nl")

    assert (van_dam.name, van_dam.plain_name, van_dam.slug, van_dam.domain) == (
        "Van Dam B.V.",
        "van dam",
        "van-dam",
        "vandam.example",
    )
    assert van_dam.is_claimed
    assert access.is_administrator(alma, van_dam)


def test_two_of_one_name_live_at_different_addresses_and_never_at_a_page_of_ours():
    alma = a_person()

    slugs = [actions.create(by=alma, name=name).slug for name in ("Van Dam", "Van Dam BV", "New", "株式会社")]

    assert slugs == ["van-dam", "van-dam-2", "new-2", "organisation"]


def test_editing_changes_what_was_given_and_moves_changed_at():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma], phone="074-1")
    before = van_dam.changed_at

    actions.edit(van_dam, by=alma, name="Van Dam Optiek", kvk_number="1234567", about_nl="Wij frezen.")

    van_dam.refresh_from_db()
    assert (van_dam.plain_name, van_dam.kvk_number, van_dam.about_nl, van_dam.phone) == (
        "van dam optiek",
        "01234567",
        "Wij frezen.",
        "074-1",
    )
    assert van_dam.changed_at > before
    assert Fact.objects.get(verb="organisation.edited").data == {"fields": ["about_nl", "kvk_number", "name"]}


def test_editing_nothing_is_no_news():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])

    actions.edit(van_dam, by=alma, name=van_dam.name)

    assert not Fact.objects.filter(verb="organisation.edited").exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"kvk_number": "12"},
        {"vat_number": "NL123"},
        {"name": "x" * 400},
        {"name": ""},
        {"name": "\x00\u200b"},
        {"website": "javascript:alert(1)"},
        {"kind": "geheim"},
        {"founded_in": -3},
        {"details": {"export_share": 400}},
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(fields):
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])

    with pytest.raises(Refused):
        actions.edit(van_dam, by=alma, **fields)

    assert Organisation.objects.get().name == "Van Dam Fijnmechanica"


def test_a_field_that_is_not_for_editing_stays_as_it_is():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])

    with pytest.raises(TypeError):
        actions.edit(van_dam, by=alma, claimed_at=None)


@pytest.mark.parametrize(
    ("role", "may"), [("administrators", True), ("editors", True), ("members", False), (None, False)]
)
def test_editors_and_administrators_edit(role, may):
    person = a_person()
    van_dam = an_organisation(**({role: [person]} if role else {}))

    if may:
        actions.edit(van_dam, by=person, phone="074")
    else:
        with pytest.raises(PermissionDenied):
            actions.edit(van_dam, by=person, phone="074")


def test_chosen_capabilities_stand_beside_those_that_were_read():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])
    milling, turning, titanium = a_capability("milling"), a_capability("turning"), a_capability("titanium", "material")
    actions.read_capabilities(van_dam, [milling, titanium])

    actions.choose_capabilities(van_dam, [milling, turning], by=alma)
    actions.read_capabilities(van_dam, [])

    links = van_dam.capability_links.order_by("capability__slug")
    assert [(x.capability.slug, x.source) for x in links] == [("milling", "stated"), ("turning", "stated")]


def test_the_first_site_is_the_main_one_and_gets_its_place_from_the_postcode():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])

    site = actions.add_site(van_dam, by=alma, postcode="7602 KD", town="Almelo", country="NL")

    assert site.is_main
    assert (round(site.latitude, 1), round(site.longitude, 1), site.region_id) == (52.4, 6.7, "NL21")


def test_a_town_that_nobody_knows_is_kept_without_coordinates():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])

    site = actions.add_site(van_dam, by=alma, town="Nergenshuizen", country="NL")

    assert (site.town, site.latitude, site.region_id) == ("Nergenshuizen", None, None)


def test_there_is_always_one_main_site():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])
    almelo = actions.add_site(van_dam, by=alma, town="Almelo")
    breda = actions.add_site(van_dam, by=alma, town="Breda")

    actions.make_main(breda, by=alma)
    assert [s.town for s in van_dam.sites.filter(is_main=True)] == ["Breda"]

    actions.remove_site(breda, by=alma)
    assert list(van_dam.sites.filter(is_main=True)) == [almelo]


def test_a_certificate_that_ends_before_it_begins_is_refused():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])

    with pytest.raises(Refused, match=r"before it begins|voordat"):
        actions.add_certificate(
            van_dam,
            by=alma,
            name="ISO 9001",
            valid_from=datetime.date(2026, 5, 1),
            expires_on=datetime.date(2026, 4, 1),
        )


def test_departments_have_a_name_of_their_own():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])
    actions.save_department(van_dam, by=alma, name="Verkoop", email="verkoop@vandam.example")

    with pytest.raises(Refused):
        actions.save_department(van_dam, by=alma, name="Verkoop")


def test_a_removed_organisation_is_seen_by_nobody():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])

    actions.remove(van_dam, by=alma)

    assert not Organisation.objects.visible_to(alma).exists()
    with pytest.raises(PermissionDenied):
        actions.remove(van_dam, by=alma)


def test_once_a_year_the_editors_are_asked_whether_the_page_is_right():
    alma, bas = a_person(), a_person("Bas Kok")
    van_dam = an_organisation(administrators=[alma], editors=[bas], members=[a_person("Cor Smit")])
    actions.confirm(van_dam, by=alma)
    start = timezone.now()

    assert actions.ask_to_confirm(now=start) == 0
    with time_machine.travel(start + YEAR):
        assert actions.ask_to_confirm(now=timezone.now()) == 1
        assert actions.ask_to_confirm(now=timezone.now()) == 0
        assert {n.person for n in Notice.objects.all()} == {alma, bas}
        actions.confirm(van_dam, by=bas)
    with time_machine.travel(start + 2 * YEAR):
        assert actions.ask_to_confirm(now=timezone.now()) == 1


def test_an_administrator_alone_is_asked_to_find_a_second_one():
    alma = a_person()
    now = timezone.now()
    an_organisation(administrators=[alma], claimed_at=now - datetime.timedelta(days=15))
    an_organisation("Met zijn tweeën", administrators=[a_person("A B"), a_person("C D")], claimed_at=now - YEAR)

    assert actions.ask_for_a_second_administrator(now=now) == 1
    assert actions.ask_for_a_second_administrator(now=now) == 0
    assert [n.person for n in Notice.objects.all()] == [alma]


def test_completeness_says_what_to_do_next_and_grows_with_each_step():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])

    start = completeness.of(van_dam)
    assert (start.next.name, start.stage.name, start.score) == ("place", "found", 0)

    actions.add_site(van_dam, by=alma, town="Almelo")
    actions.edit(van_dam, by=alma, tagline_nl="Wij maken het fijn.", about_en="We mill and turn. " * 20, size="10-49")
    actions.choose_capabilities(van_dam, [a_capability(s) for s in ("a", "b", "c")], by=alma)

    grown = completeness.of(van_dam)
    done = {t.name for stage in grown.stages for t in stage.tasks if t.is_done}
    assert done == {"place", "tagline", "about", "capabilities", "size"}
    assert grown.next.name == "website"
    assert 0 < grown.score < 50  # rooms above add steps of their own


@pytest.mark.parametrize("rows", [1, 5])
def test_completeness_of_many_is_one_query(rows, django_assert_num_queries):
    organisations = [an_organisation(administrators=[a_person()]) for _ in range(rows)]

    with django_assert_num_queries(1):
        assert len(completeness.of_many(organisations)) == rows
