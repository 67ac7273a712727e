from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Fact, Notice
from clubhuis.communities.tests.cast import a_community
from clubhuis.lib.refusals import Refused
from clubhuis.market import actions
from clubhuis.market.models import Need
from clubhuis.market.reading import need_value
from clubhuis.market.tests.cast import a_need, some_words
from clubhuis.organisations.tests.cast import an_organisation

pytestmark = pytest.mark.django_db

TITANIUM = "Wij zoeken 5-assig frezen van titanium, kleine series, bij voorkeur ISO 13485, binnen 100 km van Almelo."


def test_a_need_is_posted_with_nothing_but_its_text():
    some_words()
    alma = a_person()
    van_dam = an_organisation(members=[alma])
    ring = a_community(members=[van_dam])

    need = actions.post(van_dam, by=alma, text=TITANIUM)

    assert (need.title, need.kind, need.language) == (
        "5-assig frezen van titanium, kleine series, bij voorkeur ISO 13485",
        "outsource",
        "nl",
    )
    assert (need.place, need.radius_km, need.region_id) == ("Almelo", 100, "NL21")
    assert {c.slug for c in need.capabilities.all()} == {"five-axis-milling", "titanium"}
    assert [(one["kind"], one["must"]) for one in need.requirements] == [
        ("capability", True),
        ("material", True),
        ("figure", True),
        ("certificate", False),
    ]
    assert list(need.communities.all()) == [ring]
    assert need.expires_on == timezone.localdate() + timedelta(days=90)
    assert {one.kind for one in need_value(need).requirements} == {
        "capability",
        "material",
        "figure",
        "certificate",
        "place",
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wie kan ons advies geven over het lijmen van glas?", "knowledge"),
        ("Wij zoeken partners voor een Eurostars-project", "partner"),
        ("Gezocht: draaidelen van messing", "outsource"),
    ],
)
def test_the_text_proposes_what_kind_of_help_is_meant(text, kind):
    alma = a_person()

    assert actions.post(an_organisation(members=[alma]), by=alma, text=text, visibility="open").kind == kind


def test_a_date_to_answer_before_is_a_deadline_and_a_date_of_delivery_is_not():
    alma = a_person()
    van_dam = an_organisation(members=[alma])
    soon = (timezone.localdate() + timedelta(days=30)).strftime("%d-%m-%Y")

    asked = actions.post(van_dam, by=alma, text=f"Gezocht: draaiwerk. Graag uw offerte voor {soon}.", visibility="open")
    needed = actions.post(van_dam, by=alma, text=f"Gezocht: draaiwerk. Levering voor {soon}.", visibility="open")

    assert asked.deadline == timezone.localdate() + timedelta(days=30)
    assert needed.deadline is None
    assert [one["kind"] for one in needed.requirements if one["kind"] == "date"] == ["date"]


def test_what_people_choose_goes_before_what_the_text_says():
    some_words()
    alma = a_person()

    need = actions.post(
        an_organisation(members=[alma]),
        by=alma,
        text=TITANIUM,
        title="Frezer gezocht",
        kind="develop",
        requirements=(),
        place="Eindhoven",
        radius_km=20,
        visibility="open",
    )

    assert (need.title, need.kind, need.requirements, need.place, need.radius_km) == (
        "Frezer gezocht",
        "develop",
        [],
        "Eindhoven",
        20,
    )


def test_only_who_works_there_posts_for_an_organisation():
    with pytest.raises(PermissionDenied):
        actions.post(an_organisation(), by=a_person(), text="Gezocht: frezer", visibility="open")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": " \x00 "}, "one sentence is enough"),
        ({"place": "Nergenshuizen"}, "do not know the place"),
        ({"deadline": timezone.localdate() - timedelta(days=1)}, "has passed"),
        ({"visibility": "communities"}, "at least one community"),
        ({"visibility": "everybody"}, "everybody"),
        ({"text": "x" * 6001}, "6000"),
    ],
)
def test_what_cannot_be_is_refused_in_words(fields, said):
    alma = a_person(language="en")
    values = {"text": "Gezocht: frezer", "visibility": "open"} | fields

    with pytest.raises(Refused, match=said):
        actions.post(an_organisation(members=[alma]), by=alma, **values)
    assert not Need.objects.exists()


def test_nobody_floods_the_board(settings):
    alma, bram = a_person(), a_person("Bram Vos")
    van_dam = an_organisation(members=[alma, bram])
    for _time in range(10):
        actions.post(van_dam, by=alma, text="Gezocht: frezer", visibility="open")

    with pytest.raises(Refused, match="10"):
        actions.post(van_dam, by=alma, text="Gezocht: frezer", visibility="open")
    for _time in range(30):
        a_need(van_dam)
    with pytest.raises(Refused, match="40"):
        actions.post(van_dam, by=bram, text="Gezocht: frezer", visibility="open")


def test_a_community_one_is_not_in_cannot_be_chosen():
    alma = a_person()
    van_dam = an_organisation(members=[alma])
    mine, foreign = a_community(members=[van_dam]), a_community("Houtkring")

    need = actions.post(van_dam, by=alma, text="Gezocht: frezer", communities=[mine, foreign])

    assert list(need.communities.all()) == [mine]


def test_a_changed_text_is_read_again_and_what_was_declined_stays_declined():
    some_words()
    alma = a_person()
    need = actions.post(an_organisation(members=[alma]), by=alma, text="Gezocht: draaien", visibility="open")

    actions.edit(need, by=alma, text="Gezocht: frezen van titanium")

    assert {c.slug for c in need.capabilities.all()} == {"milling", "titanium"}
    assert Fact.objects.filter(verb="need.edited").get().data["fields"] == ["text"]


def test_saving_the_same_records_nothing():
    alma = a_person()
    need = actions.post(an_organisation(members=[alma]), by=alma, text="Gezocht: draaien", visibility="open")

    actions.edit(need, by=alma, text="Gezocht: draaien", kind="outsource")

    assert not Fact.objects.filter(verb="need.edited").exists()


def test_a_colleague_who_edits_the_page_may_change_a_need_and_others_may_not():
    alma, bram, cor = a_person(), a_person("Bram Vos"), a_person("Cor Maas")
    need = a_need(an_organisation(members=[alma, cor], editors=[bram]), by=alma)

    actions.edit(need, by=bram, title="Frezer gezocht")
    with pytest.raises(PermissionDenied):
        actions.edit(need, by=cor, title="Draaier gezocht")
    assert Need.objects.get().title == "Frezer gezocht"


def test_who_left_the_organisation_no_longer_changes_its_needs():
    alma = a_person()
    van_dam = an_organisation(members=[alma])
    need = a_need(van_dam, by=alma)
    van_dam.affiliations.update(ended_on=timezone.localdate())

    with pytest.raises(PermissionDenied):
        actions.close(need, by=alma, outcome="order")


def test_closing_tells_what_came_of_it_once():
    alma = a_person()
    need = a_need(an_organisation(members=[alma]), by=alma)

    actions.close(need, by=alma, outcome="nothing", note="Te duur")

    need = Need.objects.get()
    assert (need.state, need.outcome, need.outcome_note, need.is_open) == ("closed", "nothing", "Te duur", False)
    with pytest.raises(Refused, match="closed already"):
        actions.close(need, by=alma, outcome="order")
    with pytest.raises(Refused, match="order, a quote or nothing"):
        actions.close(a_need(need.organisation, by=alma), by=alma, outcome="gold")


def test_a_need_runs_out_after_its_ninety_days_and_can_be_renewed():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])
    today = timezone.localdate()
    old = a_need(van_dam, by=alma, opened_on=today - timedelta(days=91), expires_on=today - timedelta(days=1))
    a_need(van_dam, by=alma)

    assert actions.expire_needs(today=today) == 1
    assert actions.expire_needs(today=today) == 0
    old.refresh_from_db()
    assert (old.state, old.is_open) == ("expired", False)
    assert [notice.person for notice in Notice.objects.all()] == [alma]

    actions.renew(old, by=alma)
    assert (old.state, old.expires_on) == ("open", today + timedelta(days=90))


def test_a_week_before_it_runs_out_one_reminder_is_sent():
    alma = a_person()
    today = timezone.localdate()
    need = a_need(an_organisation(members=[alma]), by=alma, expires_on=today + timedelta(days=7))
    a_need(need.organisation, by=alma, expires_on=today + timedelta(days=8))

    assert (actions.remind_of_expiry(today=today), actions.remind_of_expiry(today=today)) == (1, 0)
    assert [(notice.person, notice.url) for notice in Notice.objects.all()] == [(alma, need.get_absolute_url())]


def test_history_of_an_anonymous_need_stays_with_its_organisation():
    alma = a_person()
    van_dam = an_organisation(members=[alma])
    a_community(members=[van_dam])

    actions.post(van_dam, by=alma, text="Gezocht: frezer", visibility="anonymous")

    fact = Fact.objects.get(verb="need.posted")
    assert [(concern.kind, concern.object_id) for concern in fact.concerns.all()] == [
        ("organisations.organisation", van_dam.pk)
    ]
