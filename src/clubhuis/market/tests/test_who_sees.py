"""Who sees a need, and whose it is."""

import pytest
from django.core.files.base import ContentFile
from django.db.models import Q

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.communities.tests.cast import a_community, a_partnership
from clubhuis.market import access
from clubhuis.market.circles import introduced, invited
from clubhuis.market.models import Need
from clubhuis.market.tests.cast import a_need
from clubhuis.organisations.tests.cast import an_organisation

pytestmark = pytest.mark.django_db

WHO = ("visitor", "stranger", "member", "partner", "organiser", "colleague", "operator")
EVERYBODY, NOBODY = set(WHO), set()


def people():
    colleague, member, partner, organiser = (a_person(name) for name in ("Alma", "Bram", "Cor", "Dirk"))
    van_dam = an_organisation(members=[colleague])
    ring = a_community(members=[van_dam, member], organisers=[organiser])
    a_partnership(ring, a_community("Schoonheidskring", members=[partner]), shares=("needs",))
    actors = {
        "visitor": None,
        "stranger": a_person("Eva"),
        "member": member,
        "partner": partner,
        "organiser": organiser,
        "colleague": colleague,
        "operator": an_operator(),
    }
    return van_dam, ring, actors


@pytest.mark.parametrize(
    ("visibility", "state", "seen_by", "named_to"),
    [
        ("open", "open", EVERYBODY, EVERYBODY),
        ("communities", "open", EVERYBODY - {"visitor", "stranger"}, EVERYBODY - {"visitor", "stranger"}),
        ("matching", "open", {"colleague", "operator"}, {"colleague", "operator"}),
        ("anonymous", "open", EVERYBODY - {"visitor"}, {"colleague", "operator"}),
        ("open", "closed", {"colleague", "operator"}, {"colleague", "operator"}),
        ("communities", "expired", {"colleague", "operator"}, {"colleague", "operator"}),
        ("anonymous", "closed", {"colleague", "operator"}, {"colleague", "operator"}),
    ],
)
def test_who_sees_a_need_and_who_may_know_whose_it_is(visibility, state, seen_by, named_to):
    van_dam, ring, actors = people()
    need = a_need(van_dam, visibility=visibility, state=state)
    need.communities.set([ring] if visibility == "communities" else [])

    seen = {who for who, person in actors.items() if Need.objects.visible_to(person).filter(pk=need.pk).exists()}
    named = {
        who for who in seen if Need.objects.visible_to(actors[who]).named_to(actors[who]).filter(pk=need.pk).exists()
    }

    assert (seen, named) == (seen_by, named_to)
    assert named == {who for who in seen if access.shows_name(actors[who], need)}


def test_a_partner_that_does_not_share_needs_shows_none():
    van_dam, ring, _actors = people()
    eva = a_person("Eva")
    a_partnership(ring, a_community("Houtkring", members=[eva]), shares=("events", "members", "knowledge"))
    a_need(van_dam, communities=[ring])

    assert not Need.objects.visible_to(eva).exists()


def test_needs_of_an_organisation_that_was_removed_are_gone(time_machine_later):
    van_dam, _ring, actors = people()
    a_need(van_dam)
    van_dam.removed_at = van_dam.created_at
    van_dam.save()

    assert {who for who, person in actors.items() if Need.objects.visible_to(person).exists()} == NOBODY


def test_a_need_whose_days_are_over_is_not_shown_even_before_the_task_has_run(time_machine_later):
    van_dam, _ring, actors = people()
    a_need(van_dam)

    with time_machine_later(days=91):
        seen = {who for who, person in actors.items() if Need.objects.visible_to(person).exists()}
    assert seen == {"colleague", "operator"}


def test_higher_rooms_let_in_who_was_invited_and_introduce_who_said_yes(monkeypatch, asked_plainly):
    van_dam, _ring, actors = people()
    need = a_need(van_dam, visibility="anonymous")
    secret = a_need(van_dam, visibility="matching")
    eva = actors["stranger"]
    monkeypatch.setitem(invited._entries, "test", lambda person: Q(pk__in=[secret.pk] if person == eva else []))
    monkeypatch.setitem(introduced._entries, "test", lambda person: Q(pk__in=[need.pk] if person == eva else []))

    assert set(Need.objects.visible_to(eva)) == {need, secret}
    assert access.shows_name(eva, need)
    assert not access.shows_name(actors["member"], need)


@pytest.mark.parametrize("who", WHO)
def test_the_name_of_an_anonymous_need_stands_nowhere_on_its_pages(client, who):
    van_dam, _ring, actors = people()
    van_dam.name = "Kanarie Precisie"
    van_dam.save()
    poster = a_person("Kanarie Vogel")
    need = a_need(van_dam, by=poster, visibility="anonymous")
    need.files.create(file="needs/x.pdf", name="kanarie.pdf", size=3, added_by=poster)
    if actors[who]:
        client.force_login(actors[who])

    pages = [client.get(path).content.decode() for path in ("/needs/", need.get_absolute_url())]

    told = any("anarie" in page for page in pages)
    assert told == (who in {"colleague", "operator"})


def test_a_file_of_an_anonymous_need_is_not_there_for_who_does_not_know_the_name(client):
    van_dam, _ring, actors = people()
    need = a_need(van_dam, visibility="anonymous")
    file = need.files.create(file="needs/x.pdf", name="tekening.pdf", size=3)
    client.force_login(actors["member"])

    assert client.get(f"/needs/{need.pk}/files/{file.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("guarded", "who", "status"),
    [(True, "member", 404), (True, "operator", 404), (True, "colleague", 200), (False, "member", 200)],
)
def test_drawings_are_opened_through_links_only_unless_the_need_says_otherwise(client, guarded, who, status):
    van_dam, _ring, actors = people()
    need = a_need(van_dam, guards_files=guarded)
    file = need.files.create(file=ContentFile(b"%PDF-1.4", "x.pdf"), name="tekening.pdf", size=8)
    client.force_login(actors[who])

    page = client.get(need.get_absolute_url()).content.decode()
    opened = client.get(f"/needs/{need.pk}/files/{file.pk}/")
    opened.close()

    assert opened.status_code == status
    assert ("tekening.pdf" in page) == (status == 200)
