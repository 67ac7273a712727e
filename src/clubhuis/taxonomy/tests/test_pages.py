import io

import pytest
from django.utils.http import http_date
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from clubhuis.accounts.tests.cast import an_operator
from clubhuis.taxonomy import access, exports
from clubhuis.taxonomy.files import read_entries
from clubhuis.taxonomy.loading import load_vocabulary, move_edition
from clubhuis.taxonomy.models import Capability, Sector
from clubhuis.taxonomy.uses import Use, uses

from .cast import a_capability, some_capabilities

pytestmark = pytest.mark.django_db


def test_anybody_can_browse_by_kind(client):
    some_capabilities()

    page = client.get("/capabilities/", headers={"accept-language": "en"}).content.decode()
    assert "/capabilities/five-axis-milling/" not in page, "it stands under milling"
    assert "/capabilities/titanium/" not in page
    assert "/capabilities/milling/" in page
    assert "/capabilities/titanium/" in client.get("/capabilities/?kind=material").content.decode()


def test_anybody_can_search_in_three_languages(client):
    some_capabilities()

    page = client.get("/capabilities/", {"q": "Fünfachsfräsen"}, headers={"accept-language": "nl"}).content.decode()
    assert "/capabilities/five-axis-milling/" in page
    assert "Fünfachsfräsen" in page
    nothing = client.get("/capabilities/", {"q": "xyzzy"}, headers={"accept-language": "en"})
    assert "Nothing found" in nothing.content.decode()


@pytest.mark.parametrize(
    "query", ["q=%00", "q=" + "x" * 3000, "kind=magic", "kind=%F0%9F%92%A5&q=%3Cb%3E", "page=1e99"]
)
def test_bad_questions_get_a_kind_answer(client, query):
    assert client.get(f"/capabilities/?{query}").status_code == 200


def test_the_page_of_a_capability_says_everything(client):
    cast = some_capabilities()
    Sector.objects.create(code="25.62", name_nl="Verspaning", name_en="Machining of metal")
    Capability.objects.filter(slug="milling").update(nace=["25.62"], definition_en="Cutting with a turning tool.")
    move_edition()

    page = client.get(cast["milling"].get_absolute_url(), headers={"accept-language": "en"}).content.decode()

    for words in ("Milling", "frezen", "Fräsen", "machining", "5-axis milling", "turning", "25.62", "Cutting with"):
        assert words in page
    assert "/capabilities/milling/" in page


def test_the_page_tells_how_many_have_it(client):
    some_capabilities()
    uses.add("test", lambda person, term: Use(12, f"can do {term.slug}", "/directory/?capability=milling"))
    try:
        page = client.get("/capabilities/milling/").content.decode()
    finally:
        uses._entries.pop("test")

    assert "can do milling" in page
    assert "12" in page


def test_a_withdrawn_capability_keeps_its_page_and_leads_on(client):
    cast = some_capabilities()
    Capability.objects.filter(slug="turning").update(is_deprecated=True, replaced_by=cast["milling"])
    move_edition()

    page = client.get("/capabilities/turning/").content.decode()
    assert "/capabilities/milling/" in page
    assert "/capabilities/turning/" not in client.get("/capabilities/").content.decode()


def test_what_does_not_exist_is_not_there(client):
    assert client.get("/capabilities/nothing-of-the-kind/").status_code == 404


@pytest.mark.parametrize("many", [1, 30])
def test_pages_ask_a_fixed_number_of_questions(client, many, django_assert_num_queries):
    machining = a_capability("machining")
    for number in range(many):
        a_capability(f"cutting-{number}", broader=[machining])
    access.snapshot()

    with django_assert_num_queries(1):
        client.get("/capabilities/")
    with django_assert_num_queries(1):
        client.get("/capabilities/", {"q": "cutting"})
    with django_assert_num_queries(3):  # the state of the vocabulary, the capability, who has it
        client.get("/capabilities/machining/")


def test_the_turtle_is_a_skos_vocabulary(client, settings):
    settings.SITE_URL = "https://club.example"
    a_capability(
        "quote",
        nl='een "aangehaald"\nwoord\\',
        en="quote",
        de="Zitat",
        kind="service",
        cpv=["42630000"],
        nace=["25.62"],
    )
    cast = some_capabilities()
    Capability.objects.filter(slug="titanium").update(is_deprecated=True, replaced_by=cast["turning"])
    move_edition()

    answer = client.get("/capabilities/vocabulary.ttl")

    assert answer["Content-Type"] == "text/turtle; charset=utf-8"
    graph = Graph().parse(data=answer.content.decode(), format="turtle")
    scheme, base = URIRef("https://club.example/capabilities/"), "https://club.example/capabilities/"
    concepts = set(graph.subjects(SKOS.inScheme, scheme))
    assert {str(c).removeprefix(base).rstrip("/") for c in concepts} == {*cast, "quote"} - {"titanium"}
    assert set(graph.objects(URIRef(f"{base}quote/"), SKOS.prefLabel)) == {
        Literal('een "aangehaald"\nwoord\\', "nl"),
        Literal("quote", "en"),
        Literal("Zitat", "de"),
    }
    five = URIRef(f"{base}five-axis-milling/")
    assert Literal("vijfassig frezen", "nl") in set(graph.objects(five, SKOS.altLabel))
    assert list(graph.objects(five, SKOS.broader)) == [URIRef(f"{base}milling/")]
    assert URIRef(f"{base}machining/") in set(graph.objects(scheme, SKOS.hasTopConcept))
    assert URIRef(f"{base}milling/") in set(graph.objects(URIRef(f"{base}turning/"), SKOS.related))
    assert set(graph.objects(URIRef(f"{base}quote/"), SKOS.closeMatch)) == {
        URIRef("http://data.europa.eu/cpv/cpv/42630000"),
        URIRef("http://data.europa.eu/ux2/nace2/2562"),
    }
    assert (URIRef(f"{base}titanium/"), OWL.deprecated, Literal(True)) in graph
    assert (scheme, DCTERMS.license, URIRef(exports.LICENCE)) in graph
    assert len(set(graph.objects(scheme, DCTERMS.source))) == 3
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph


def test_the_whole_vocabulary_parses_and_keeps_the_rules_of_skos(client):
    load_vocabulary()

    graph = Graph().parse(data=client.get("/capabilities/vocabulary.ttl").content.decode(), format="turtle")

    concepts = list(graph.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) == len(access.snapshot())
    for concept in concepts:
        preferred = list(graph.objects(concept, SKOS.prefLabel))
        assert len({label.language for label in preferred}) == len(preferred), "one preferred label a language (S14)"
        assert not set(preferred) & set(graph.objects(concept, SKOS.altLabel)), "preferred or alternative (S13)"


def test_the_csv_reads_back_the_same(client):
    some_capabilities()
    a_capability("odd", nl='met "aanhaling", komma', en="=1+1", synonyms={"en": ["a, b"]}, definition_en="One\nTwo")

    answer = client.get("/capabilities/vocabulary.csv")

    assert list(read_entries(io.StringIO(answer.content.decode(), newline=""), delimiter=",")) == access.entries()


@pytest.mark.parametrize("name", ["vocabulary.ttl", "vocabulary.csv"])
def test_who_has_the_latest_download_need_not_fetch_it_again(client, name):
    some_capabilities()
    answer = client.get(f"/capabilities/{name}")

    assert client.get(f"/capabilities/{name}", headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert (
        client.get(
            f"/capabilities/{name}",
            headers={"if-modified-since": http_date(access.snapshot().changed_at.timestamp())},
        ).status_code
        == 304
    )
    a_capability("new")
    assert client.get(f"/capabilities/{name}", headers={"if-none-match": answer["ETag"]}).status_code == 200


def test_operators_find_the_way_to_the_editor(client):
    some_capabilities()
    assert "/desk/vocabulary/" not in client.get("/capabilities/milling/").content.decode()

    client.force_login(an_operator())

    assert "/desk/vocabulary/milling/" in client.get("/capabilities/milling/").content.decode()
