import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from clubhuis.accounts.tests.cast import a_person
from clubhuis.organisations import actions, sections
from clubhuis.organisations.models import Affiliation, ColleagueInvitation, Organisation
from clubhuis.taxonomy.models import Capability
from clubhuis.taxonomy.tests.cast import a_capability

from .cast import an_affiliation, an_organisation, with_address

pytestmark = pytest.mark.django_db
EDITING = ("completeness", "profile", "capabilities", "sites", "certificates", "pictures", "people", "visibility")


def a_rich_organisation(alma, copies=1):
    """One with everything on its page, and `copies` of each thing of which there can be several."""
    organisation = an_organisation(
        administrators=[alma],
        tagline_nl="Wij maken het fijn.",
        about_nl="Wij frezen & draaien.\n\nAl jaren.",
        about_en="We mill and turn.",
        about_de="Wir fräsen.",
        website="https://vandam.example",
        email="info@vandam.example",
        phone="074 200 0000",
        kvk_number="12345678",
        size="10-49",
        founded_in=1998,
        languages=["nl", "de"],
        details={"machines": ["Hermle C42U", "DMG NLX 2500"], "clean_space": 40, "own_products": True},
    )
    for number in range(copies):
        an_affiliation(organisation, a_person(f"Persoon {number}", visibility="public"), job_title="Frezer")
        actions.add_site(
            organisation, by=alma, name=f"Hal {number}", street="Kade 1", postcode="7602 KD", town="Almelo"
        )
        actions.add_certificate(organisation, by=alma, name=f"ISO 900{number}", number="A1", file=a_pdf())
        actions.save_department(organisation, by=alma, name=f"Afdeling {number}")
        actions.add_picture(organisation, a_picture(), by=alma, caption_nl="Onze hal")
    concepts = [
        Capability.objects.create(
            slug=f"c{number}", kind="process", name_nl=f"frezen {number}", name_en=f"milling {number}"
        )
        for number in range(copies)
    ]
    actions.choose_capabilities(organisation, concepts, by=alma)
    return organisation


def a_picture(name="hal.png", colour="navy"):
    drawn = io.BytesIO()
    Image.new("RGB", (80, 60), colour).save(drawn, "PNG")
    return SimpleUploadedFile(name, drawn.getvalue(), content_type="image/png")


def a_pdf(name="iso.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7\n%%EOF", content_type="application/pdf")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everybody_reads_the_page_in_their_own_language(client, language):
    organisation = a_rich_organisation(a_person())

    page = client.get(organisation.get_absolute_url(), headers={"accept-language": language}).content.decode()

    first = {"nl": "Wij frezen &amp; draaien.", "en": "We mill and turn."}[language]
    assert f'<div class="prose" lang="{language}"><p>{first}' in page
    assert "Wir fräsen." in page
    assert "Hermle C42U" in page
    assert {"nl": "frezen 0", "en": "milling 0"}[language] in page
    assert "info@vandam.example" not in page
    assert "Persoon 0" not in page  # people are for those who are signed in


def test_what_search_engines_read_is_what_everybody_may_see_whoever_looks(client):
    alma = a_person()
    organisation = a_rich_organisation(alma)
    client.force_login(alma)

    page = client.get(organisation.get_absolute_url()).content.decode()

    said = json.loads(re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page)[1])
    assert "info@vandam.example" in page
    assert "email" not in said
    assert (said["@type"], said["name"], said["address"]["postalCode"]) == (
        "Corporation",
        "Van Dam Fijnmechanica",
        "7602 KD",
    )


def test_no_text_gets_out_of_the_data_for_search_engines(client):
    organisation = an_organisation("</script><script>alert(1)</script>", about_nl="<!--<script>")

    page = client.get(organisation.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert page.count("<script") == page.count("</script>")


def test_a_page_for_members_only_is_not_there_for_a_visitor_and_not_for_robots(client):
    alma = a_person()
    organisation = an_organisation(administrators=[alma], visibility="communities")

    assert client.get(organisation.get_absolute_url()).status_code == 404
    client.force_login(alma)
    page = client.get(organisation.get_absolute_url()).content.decode()
    assert 'content="noindex"' in page
    assert "ld+json" not in page


@pytest.mark.parametrize("copies", [1, 4])
def test_the_page_costs_the_same_for_few_and_many(client, copies, django_assert_max_num_queries):
    alma = a_person()
    organisation = a_rich_organisation(alma, copies)
    client.force_login(alma)
    client.get(organisation.get_absolute_url())

    with django_assert_max_num_queries(32):
        client.get(organisation.get_absolute_url())


def test_rooms_above_add_their_part(client, monkeypatch):
    monkeypatch.setattr(sections, "sections", type(sections.sections)("test"))
    sections.sections.add("offers", lambda request, organisation: f"<h2>Aanbod van {organisation.name}</h2>")
    sections.sections.add("nothing", lambda request, organisation: None)

    page = client.get(an_organisation("Van Dam").get_absolute_url()).content.decode()

    assert "Aanbod van Van Dam" in page


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", EDITING)
def test_an_administrator_opens_every_page_for_editing(client, name, language):
    alma = a_person()
    organisation = a_rich_organisation(alma)
    client.force_login(alma)

    response = client.get(
        reverse(f"organisations:{name}", args=[organisation.slug]), headers={"accept-language": language}
    )

    assert response.status_code == 200


@pytest.mark.parametrize("name", EDITING)
def test_for_a_stranger_those_pages_are_not_there(client, name):
    organisation = an_organisation(administrators=[a_person()])
    client.force_login(a_person("Stan Vreemd"))

    assert client.get(reverse(f"organisations:{name}", args=[organisation.slug])).status_code == 404


def profile(**fields):
    return {"kind": "company", "name": "Van Dam", "languages": ["nl"], **fields}


def test_the_profile_is_saved_with_the_details_of_its_kind(client):
    alma = a_person()
    organisation = an_organisation(administrators=[alma])
    client.force_login(alma)

    response = client.post(
        reverse("organisations:profile", args=[organisation.slug]),
        profile(
            about_en="We mill.",
            website="vandam.example",
            detail_machines="Hermle\r\n\r\n Mazak \r\nHermle",
            detail_clean_space="40",
            detail_shifts=["day", "unmanned"],
        ),
    )

    organisation.refresh_from_db()
    assert response.status_code == 302
    assert organisation.details == {"machines": ["Hermle", "Mazak"], "clean_space": 40, "shifts": ["day", "unmanned"]}
    assert (organisation.website, organisation.domain) == ("https://vandam.example", "vandam.example")


@pytest.mark.parametrize(
    "wrong",
    [
        {"kvk_number": "12"},
        {"vat_number": "NL000"},
        {"website": "javascript:alert(1)"},
        {"website": "ftp://vandam.example"},
        {"name": "x" * 161},
        {"name": "\x00"},
        {"name": "\u200b"},
        {"kind": "geheim"},
        {"founded_in": "10000000000000000000000000000000"},
        {"founded_in": "٣"},
        {"sector": "10" * 30},
        {"detail_export_share": "-5"},
        {"detail_shifts": "altijd"},
        {"languages": "klingon"},
    ],
)
def test_a_wrong_profile_is_refused_with_everything_that_was_typed(client, wrong):
    alma = a_person()
    organisation = an_organisation(administrators=[alma])
    client.force_login(alma)

    response = client.post(
        reverse("organisations:profile", args=[organisation.slug]), profile(about_nl="Een lang verhaal.") | wrong
    )

    assert response.status_code == 422
    assert "Een lang verhaal." in response.content.decode()
    organisation.refresh_from_db()
    assert (organisation.name, organisation.about_nl) == ("Van Dam Fijnmechanica", "")


def test_choosing_another_kind_shows_the_fields_that_fit_it(client):
    alma = a_person()
    organisation = an_organisation(administrators=[alma])
    client.force_login(alma)

    for kind, field in (("education", "detail_levels"), ("research", "detail_groups"), ("nonsense", "detail_machines")):
        page = client.get(reverse("organisations:details", args=[organisation.slug]), {"kind": kind}).content.decode()
        assert (field in page) == (kind != "nonsense")


def test_a_new_organisation_that_looks_like_one_that_is_here_is_asked_about_first(client):
    known = an_organisation("Van Dam Fijnmechanica", plain_name="van dam fijnmechanica", town="Almelo")
    client.force_login(a_person())
    said = {"name": "van dam fijnmechanika BV", "kind": "company", "country": "NL", "town": "Almelo"}

    asked = client.post(reverse("organisations:new"), said)
    assert asked.status_code == 422
    assert reverse("organisations:claim", args=[known.slug]) in asked.content.decode()
    assert Organisation.objects.count() == 1

    client.post(reverse("organisations:new"), said | {"certain": "1"})
    assert Organisation.objects.count() == 2


def test_a_new_organisation_has_its_maker_and_its_place(client):
    alma = a_person()
    client.force_login(alma)

    response = client.post(
        reverse("organisations:new"),
        {"name": "Nieuw Metaal", "kind": "company", "country": "NL", "postcode": "7602 KD", "town": "Almelo"},
    )

    made = Organisation.objects.get()
    assert response.url == reverse("organisations:completeness", args=["nieuw-metaal"])
    assert [(a.person, a.role) for a in made.affiliations.all()] == [(alma, "administrator")]
    assert made.sites.get().region_id == "NL21"


def test_who_may_not_see_an_organisation_does_not_learn_of_it_by_adding_one(client):
    an_organisation("Geheim Metaal", plain_name="geheim metaal", visibility="nobody", town="Almelo")
    client.force_login(a_person())

    response = client.post(
        reverse("organisations:new"), {"name": "Geheim Metaal", "kind": "company", "country": "NL", "town": "Almelo"}
    )

    assert response.status_code == 302


def test_claiming_with_an_address_of_the_organisation_leads_to_the_first_step(client):
    organisation = an_organisation(domain="vandam.example")
    alma = with_address(a_person(), "alma@vandam.example")
    client.force_login(alma)

    response = client.post(reverse("organisations:claim", args=[organisation.slug]), {"reason": ""})

    assert response.url == reverse("organisations:completeness", args=[organisation.slug])
    assert client.get(response.url).status_code == 200


def test_the_logo_and_pictures_are_seen_by_those_who_see_the_page(client):
    alma = a_person()
    organisation = an_organisation(administrators=[alma])
    client.force_login(alma)
    client.post(reverse("organisations:logo_change", args=[organisation.slug]), {"logo-logo": a_picture()})
    organisation.refresh_from_db()

    client.logout()
    response = client.get(organisation.logo_url)
    assert (response["Content-Type"], response.status_code) == ("image/webp", 200)
    assert response["Cache-Control"].startswith("public")
    assert b"".join(response.streaming_content).startswith(b"RIFF")

    Organisation.objects.update(visibility="nobody")
    assert client.get(organisation.logo_url).status_code == 404


@pytest.mark.parametrize("name", ["logo.svg", "page.html.png"])
def test_a_hostile_logo_is_refused_in_words(client, name):
    alma = a_person()
    organisation = an_organisation(administrators=[alma])
    client.force_login(alma)
    hostile = SimpleUploadedFile(name, b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")

    response = client.post(reverse("organisations:logo_change", args=[organisation.slug]), {"logo-logo": hostile})

    assert response.status_code == 422


def test_the_file_of_a_certificate_is_for_fellow_members(client):
    alma = a_person()
    organisation = a_rich_organisation(alma)
    url = reverse("organisations:certificate_file", args=[organisation.slug, organisation.certificates.get().pk])

    assert client.get(url).status_code == 404
    client.force_login(a_person("Stan Vreemd"))
    assert client.get(url).status_code == 404
    client.force_login(alma)
    response = client.get(url)
    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_capabilities_are_chosen_by_name_in_any_language_and_taken_away(client):
    alma = a_person()
    organisation = an_organisation(administrators=[alma])
    a_capability("milling", nl="frezen", en="milling", de="Fräsen")
    client.force_login(alma)
    url = reverse("organisations:capabilities", args=[organisation.slug])

    client.post(url, {"capabilities_words": "Fräsen"})
    assert [c.slug for c in organisation.capabilities.all()] == ["milling"]
    client.post(url, {})
    assert not organisation.capabilities.exists()
    assert client.post(url, {"capabilities": "bestaat-niet"}).status_code == 422


def test_the_link_of_an_invitation_lets_a_colleague_in(client):
    alma, bas = a_person(), a_person("Bas Kok")
    organisation = an_organisation(administrators=[alma])
    client.force_login(alma)
    client.post(
        reverse("organisations:people", args=[organisation.slug]), {"email": "bas@elders.example", "role": "editor"}
    )
    url = reverse("organisations:colleague_invitation", args=[ColleagueInvitation.objects.get().token])

    client.force_login(bas)
    assert client.get(url).status_code == 200
    client.post(url, {"answer": "yes"})
    assert Affiliation.objects.get(person=bas).role == "editor"
    assert client.get(url).status_code == 200


def test_the_last_administrator_who_leaves_is_asked_whether_that_is_meant(client):
    alma = a_person()
    organisation = an_organisation(administrators=[alma])
    client.force_login(alma)

    response = client.post(reverse("organisations:leaving", args=[organisation.slug]))
    assert response.url == reverse("organisations:handing_back", args=[organisation.slug])
    assert client.get(response.url).status_code == 200

    client.post(response.url)
    organisation.refresh_from_db()
    assert not organisation.is_claimed


@pytest.mark.parametrize("rows", [1, 5])
def test_my_organisations_cost_the_same_for_few_and_many(client, rows, django_assert_max_num_queries):
    alma = a_person()
    for _ in range(rows):
        an_organisation(administrators=[alma])
    client.force_login(alma)
    client.get(reverse("organisations:mine"))

    with django_assert_max_num_queries(9):
        client.get(reverse("organisations:mine"))


@pytest.mark.parametrize("pk", [0, 10**30])
def test_a_number_that_is_no_number_of_ours_is_not_there(client, pk):
    alma = a_person()
    organisation = an_organisation(administrators=[alma])
    client.force_login(alma)

    for name in ("site", "department", "certificate", "picture_change", "colleague", "picture", "certificate_file"):
        url = reverse(f"organisations:{name}", args=[organisation.slug, pk])
        assert (name, client.get(url).status_code) == (name, 404)


def test_a_page_says_when_it_was_last_confirmed_and_an_editor_confirms_it(client):
    alma = a_person()
    organisation = an_organisation(administrators=[alma])
    client.force_login(alma)

    client.post(reverse("organisations:confirmation", args=[organisation.slug]))

    organisation.refresh_from_db()
    assert organisation.confirmed_on == timezone.localdate()


def test_a_removed_organisation_is_gone(client):
    alma = a_person()
    organisation = an_organisation(administrators=[alma])
    client.force_login(alma)
    url = reverse("organisations:removal", args=[organisation.slug])

    assert client.get(url).status_code == 200
    client.post(url)
    assert client.get(organisation.get_absolute_url()).status_code == 404
