import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from clubhuis.accounts import access, regions
from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person, an_operator

pytestmark = pytest.mark.django_db


def a_photo():
    drawn = io.BytesIO()
    Image.new("RGB", (900, 900), "teal").save(drawn, "JPEG")
    return SimpleUploadedFile("ik.jpg", drawn.getvalue(), content_type="image/jpeg")


def a_profile(**changes):
    return {
        "name": "Alma de Boer",
        "headline": "procesingenieur",
        "about": "Reinheid en vacuüm.",
        "phone": "+31 6 12345678",
        "visibility": "communities",
        "contact_visibility": "nobody",
    } | changes


def test_somebody_changes_their_own_profile(client):
    alma = a_person()
    client.force_login(alma)

    client.post("/me/", a_profile())

    alma.refresh_from_db()
    assert (alma.headline, alma.contact_visibility) == ("procesingenieur", "nobody")


@pytest.mark.parametrize(
    "change",
    [{"name": ""}, {"name": "x" * 400}, {"name": "\x00"}, {"headline": "x" * 161}, {"visibility": "everybody"}],
)
def test_a_profile_that_cannot_be_is_refused_and_what_was_typed_stays(client, change):
    alma = a_person()
    client.force_login(alma)

    response = client.post("/me/", a_profile(about="Dit wil ik niet kwijt.") | change)

    assert response.status_code == 422
    assert "Dit wil ik niet kwijt." in response.content.decode()
    alma.refresh_from_db()
    assert alma.about == ""


@pytest.mark.parametrize("field", ["is_operator", "email", "claimed_at", "erased_at", "password"])
def test_a_profile_changes_nothing_else(client, field):
    alma = a_person()
    before = getattr(alma, field)
    client.force_login(alma)

    client.post("/me/", a_profile() | {field: "1"})

    alma.refresh_from_db()
    assert getattr(alma, field) == before


def test_a_photograph_is_drawn_anew_and_shown_to_those_who_see_the_person(client):
    alma = a_person(visibility="signed_in")
    client.force_login(alma)

    client.post("/me/photo/", {"photo": a_photo()})

    alma.refresh_from_db()
    assert alma.photo.name.startswith("people/")
    assert len(alma.photo.name) > 25
    response = client.get(reverse("accounts:photo", args=[alma.pk]))
    assert response.headers["Content-Type"] == "image/webp"
    assert response.getvalue().startswith(b"RIFF")
    client.logout()
    assert client.get(reverse("accounts:photo", args=[alma.pk])).status_code == 404


def test_something_that_is_no_photograph_is_refused(client):
    alma = a_person()
    client.force_login(alma)

    response = client.post("/me/photo/", {"photo": SimpleUploadedFile("ik.png", b"<svg><script/></svg>")})

    assert response.status_code == 422
    alma.refresh_from_db()
    assert not alma.photo


def test_another_photograph_takes_the_place_of_the_former_in_storage_too(client, django_capture_on_commit_callbacks):
    alma = a_person()
    client.force_login(alma)
    client.post("/me/photo/", {"photo": a_photo()})
    alma.refresh_from_db()
    former, storage = alma.photo.name, alma.photo.storage

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/me/photo/removal/")

    alma.refresh_from_db()
    assert not alma.photo
    assert not storage.exists(former)


def test_the_region_follows_from_the_postcode(client, monkeypatch):
    monkeypatch.setattr(
        regions,
        "finders",
        [lambda country, code: regions.FoundRegion("NL21", "Overijssel") if code == "7602 KD" else None],
    )
    alma = a_person()
    client.force_login(alma)

    client.post("/me/preferences/", {"language": "nl", "country": "NL", "postcode": " 7602  kd ", "digest": "weekly"})
    alma.refresh_from_db()
    first = (alma.postcode, alma.region_code, alma.notify_by_mail, alma.digest)
    client.post("/me/preferences/", {"language": "nl", "country": "NL", "postcode": "", "digest": "weekly"})
    alma.refresh_from_db()

    assert first == ("7602 KD", "NL21", False, "weekly")
    assert alma.region_code == ""


def test_the_language_somebody_chose_holds_on_every_device_from_the_next_page(client, client_factory):
    alma = a_person(language="nl")
    client.force_login(alma)
    client.post("/language/", {"language": "en", "next": "/me/"})
    elsewhere = client_factory()
    elsewhere.force_login(alma)

    assert elsewhere.get("/me/", headers={"accept-language": "nl"}).headers["Content-Language"] == "en"


@pytest.mark.parametrize("language", ["xx", "", "en\r\nX: y", "x" * 500])
def test_a_language_that_is_not_there_changes_nothing(client, language):
    alma = a_person(language="nl")
    client.force_login(alma)

    assert client.post("/language/", {"language": language, "next": "https://elders.example/"}).url == "/"
    alma.refresh_from_db()
    assert alma.language == "nl"


@pytest.mark.parametrize(
    ("visibility", "visitor", "stranger"),
    [("public", 200, 200), ("signed_in", 404, 200), ("communities", 404, 404), ("nobody", 404, 404)],
)
def test_a_person_is_seen_by_those_they_chose(client, visibility, visitor, stranger):
    page = reverse("accounts:person", args=[a_person(visibility=visibility).pk])

    assert client.get(page).status_code == visitor
    client.force_login(a_person(name="Vreemde"))
    assert client.get(page).status_code == stranger


@pytest.mark.parametrize(
    ("contact_visibility", "who"),
    [
        ("public", {"visitor", "stranger", "fellow", "self", "operator"}),
        ("signed_in", {"stranger", "fellow", "self", "operator"}),
        ("communities", {"fellow", "self", "operator"}),
        ("nobody", {"self", "operator"}),
    ],
)
def test_how_to_reach_somebody_is_seen_by_those_they_chose(monkeypatch, asked_plainly, contact_visibility, who):
    from django.db.models import Q

    alma = a_person(visibility="public", contact_visibility=contact_visibility)
    fellow = a_person(name="Lid")
    monkeypatch.setattr(access, "circles", [lambda viewer: Q(pk=alma.pk) if viewer == fellow else Q(pk__in=[])])
    people = {
        "visitor": None,
        "stranger": a_person(name="Vreemde"),
        "fellow": fellow,
        "self": alma,
        "operator": an_operator(),
    }

    assert {name for name, person in people.items() if access.can_see_contact(person, alma)} == who


@pytest.mark.parametrize("pk", ["0", "9" * 30])
def test_a_person_who_is_not_there_is_not_there(client, pk):
    assert client.get(f"/people/{pk}/").status_code == 404


def test_pages_of_somebody_who_is_signed_in_are_stored_by_nobody(client):
    client.force_login(a_person())

    headers = client.get("/me/").headers

    assert headers["Cache-Control"] == "no-store"


def test_every_answer_carries_its_headers(client):
    headers = client.get("/account/login/").headers

    assert len(headers["X-Request-ID"]) == 12
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy


def test_an_address_is_sent_on_after_signing_in_only_within_the_house(client):
    alma = a_person(password="vlakslijpen-op-maat")

    response = client.post(
        "/account/login/?next=https://elders.example/",
        {"login": alma.email, "password": "vlakslijpen-op-maat", "next": "https://elders.example/"},
    )

    assert response.url == "/"
    assert Person.objects.get(pk=alma.pk).seen_at is not None
