"""The first page of a new installation."""

import pytest

from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.communities.models import Community
from clubhuis.portal import first_run

pytestmark = pytest.mark.django_db

ANSWERS = {
    "name": "Otto Beheer",
    "email": "Otto@Voorbeeld.example",
    "password": "een lange zin met woorden",
    "language": "nl",
    "community_name": "Precisiekring Twente",
    "community_kind": "cluster",
    "purpose": "Makers die elkaar kennen.",
}


@pytest.fixture(autouse=True)
def _on_this_machine(settings):
    settings.SITE_URL = "http://localhost:8000"
    settings.BEHIND_PROXY = False


def test_a_new_installation_leads_to_its_first_page(client):
    assert client.get("/")["Location"] == "/start/"
    assert client.get("/start/").status_code == 200


def test_otto_opens_the_clubhouse_and_stands_at_his_desk(client):
    answer = client.post("/start/", ANSWERS)

    otto = Person.objects.get()
    community = Community.objects.get()
    assert (otto.name, otto.email, otto.is_operator) == ("Otto Beheer", "otto@voorbeeld.example", True)
    assert otto.check_password("een lange zin met woorden")
    assert (community.name_nl, community.slug) == ("Precisiekring Twente", "precisiekring-twente")
    assert answer["Location"] == "/communities/precisiekring-twente/desk/"
    assert client.get(answer["Location"]).status_code == 200
    assert client.get("/desk/").status_code == 200


def test_it_can_be_done_once(client, client_factory):
    client.post("/start/", ANSWERS)
    passer_by = client_factory()

    assert passer_by.get("/start/").status_code == 404
    second = passer_by.post("/start/", ANSWERS | {"email": "dief@voorbeeld.example"})

    assert second["Location"] == "/account/login/"
    assert [p.email for p in Person.objects.all()] == ["otto@voorbeeld.example"]
    assert Community.objects.count() == 1


def test_who_sent_it_a_moment_later_reads_why_it_was_not_done(client, monkeypatch):
    """Another became the operator after this request had looked whether there is one."""
    looks = iter([True])
    monkeypatch.setattr(first_run, "is_new", lambda: next(looks, False))
    an_operator()

    answer = client.post("/start/", ANSWERS)

    assert answer.status_code == 422
    assert "al ingericht" in answer.content.decode()
    assert Person.objects.filter(is_operator=True).count() == 1


@pytest.mark.parametrize("place", [{"SITE_URL": "https://clubhuis.example"}, {"BEHIND_PROXY": True}])
@pytest.mark.parametrize("code", ["", "raden", "ééñ", "\x00"])
def test_on_the_internet_a_passer_by_does_not_become_the_operator(client, settings, place, code):
    for name, value in place.items():
        setattr(settings, name, value)

    page = client.get("/start/", {"code": code})
    client.post(f"/start/?code={code if code.isascii() else ''}".replace("\x00", "%00"), ANSWERS)

    assert 'name="password"' not in page.content.decode()
    assert not Person.objects.exists()


def test_whoever_has_the_code_does(client, settings):
    settings.SITE_URL = "https://clubhuis.example"

    client.post(f"/start/?code={first_run.code()}", ANSWERS)

    assert Person.objects.get().is_operator


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "a\x00b"),
        ("name", "x" * 200),
        ("email", "geen adres"),
        ("email", "a@b.example\r\nBcc: c@d.example"),
        ("password", "kort"),
        ("password", "otto@voorbeeld.example"),
        ("language", "xx"),
        ("community_name", " "),
        ("community_name", "x" * 121),
        ("community_kind", "kasteel"),
        ("purpose", "x" * 301),
    ],
)
def test_a_mistake_keeps_what_was_typed_and_makes_nothing(client, field, value):
    answer = client.post("/start/", ANSWERS | {field: value})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Person.objects.exists()
    assert not Community.objects.exists()


@pytest.mark.parametrize("name", ["!!!", "日本", "desk"])
def test_a_name_that_makes_no_path_is_no_obstacle(client, name):
    answer = client.post("/start/", ANSWERS | {"community_name": name})

    assert answer.status_code == 302
    assert Community.objects.get().name_nl == name


def test_an_address_that_is_known_as_a_contact_is_refused_in_words(client):
    a_person("Otto", email="otto@voorbeeld.example", claimed_at=None)

    answer = client.post("/start/", ANSWERS)

    assert answer.status_code == 422
    assert not Community.objects.exists()


def test_an_installation_with_an_operator_is_not_new():
    assert first_run.is_new()
    an_operator()
    assert not first_run.is_new()
