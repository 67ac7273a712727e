"""Finding organisations: who is seen, what the facets count, how far, and in which order."""

import re
from collections import Counter
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.communities.models import Membership
from clubhuis.communities.tests.cast import a_community, a_membership
from clubhuis.matchmaking import index
from clubhuis.organisations.models import Certificate, HasCapability, Organisation, Site
from clubhuis.organisations.names import plain_name
from clubhuis.organisations.tests.cast import an_affiliation, an_organisation
from clubhuis.places.models import Region
from clubhuis.portal import catalogue
from clubhuis.taxonomy.models import Capability
from clubhuis.taxonomy.tests.cast import some_capabilities

from .asking import ask, cost, counts, names

pytestmark = pytest.mark.django_db

ALMELO, ENSCHEDE, MAASTRICHT = (52.357, 6.662), (52.221, 6.894), (50.851, 5.691)


def a_workshop(name="Verhoef Fijnmechanica", *, at=None, town="", region=None, **fields):
    workshop = an_organisation(name, plain_name=plain_name(name), **fields)
    if at or town or region:
        latitude, longitude = at or (None, None)
        Site.objects.create(
            organisation=workshop, is_main=True, town=town, region=region, latitude=latitude, longitude=longitude
        )
    return workshop


# Who is seen


@pytest.mark.parametrize("who", ["visitor", "stranger", "fellow", "partner", "colleague", "operator"])
def test_the_directory_shows_exactly_what_the_rule_of_organisations_says(who):
    colleague, fellow = a_person("Carla"), a_person("Frits")
    shown = [a_workshop(v, visibility=v, members=[colleague]) for v in ("public", "signed_in", "communities", "nobody")]
    a_workshop("removed", removed_at=timezone.now())
    a_community(members=[*shown, fellow])
    people = {
        "visitor": None,
        "stranger": a_person("Sam"),
        "fellow": fellow,
        "partner": a_person("Paul"),
        "colleague": colleague,
        "operator": an_operator(),
    }
    person = people[who]

    found = ask(person)

    assert set(found.ids.tolist()) == set(Organisation.objects.visible_to(person).values_list("pk", flat=True))
    assert (
        len(found.ids) == {"visitor": 1, "stranger": 2, "fellow": 3, "partner": 2, "colleague": 4, "operator": 4}[who]
    )


def test_an_affiliation_that_nobody_confirmed_opens_nothing():
    pretender = a_person("Paul")
    closed = a_workshop("Gesloten", visibility="nobody")
    an_affiliation(closed, pretender, confirmed=False)

    assert names(ask(pretender)) == []


def test_a_facet_counts_no_organisation_that_one_may_not_see():
    a_workshop("Open", size="10-49")
    a_workshop("Dicht", size="10-49", visibility="nobody")

    assert counts(ask(None), "size") == {"10-49": 1}
    assert counts(ask(an_operator()), "size") == {"10-49": 2}


def test_what_an_organisation_does_not_show_everybody_is_no_facet():
    words = some_capabilities()
    shy = a_workshop(size="250+", field_visibility={"size": "nobody", "certificates": "communities"})
    Certificate.objects.create(organisation=shy, name="ISO 13485", capability=words["iso-13485"])

    found = ask(an_operator())

    assert counts(found, "size") == {}
    assert counts(found, "certificate") == {}
    assert names(ask(an_operator("Olga"), size="250+")) == []  # nor can it be guessed


def test_a_community_that_keeps_its_members_to_itself_is_no_facet_for_a_visitor():
    fellow = a_person("Frits")
    kring = a_community("Kring", slug="kring", members=[a_workshop(), fellow], shows_members=False)

    assert counts(ask(None), "community") == {}
    assert counts(ask(fellow), "community") == {kring.slug: 1}


# Facets


def a_mixed_region():
    """Twelve organisations of several kinds, sizes, regions and communities."""
    words = some_capabilities()
    regions = [Region.objects.get_or_create(code=c, defaults={"level": 2, "name_nl": c})[0] for c in ("NL21", "NL42")]
    kringen = [a_community(name, slug=name.lower()) for name in ("Noord", "Zuid")]
    for number in range(12):
        workshop = a_workshop(
            f"Werkplaats {number:02}",
            kind=("company", "company", "education", "research")[number % 4],
            size=("", "10-49", "2-9")[number % 3],
            region=regions[number % 2],
            at=ALMELO,
        )
        a_membership(kringen[number % 2], workshop)
        for slug in (("five-axis-milling",), ("turning",), ("milling", "titanium"))[number % 3]:
            HasCapability.objects.create(organisation=workshop, capability=words[slug])
    return words


def with_choices(kind=(), size=(), community=(), region=()):
    """The same question, put to the database in plain words."""
    found = Organisation.objects.visible_to(None)
    if kind:
        found = found.filter(kind__in=kind)
    if size:
        found = found.filter(size__in=size)
    if community:
        members = Membership.objects.current().filter(community__slug__in=community).values("organisation")
        found = found.filter(pk__in=members)
    if region:
        found = found.filter(sites__region__in=region)
    return found.distinct()


CHOICES = [
    {},
    {"kind": ["company"]},
    {"kind": ["company", "education"], "size": ["10-49"]},
    {"community": ["noord"], "kind": ["education"], "region": ["NL21"]},
    {"community": ["noord", "zuid"], "size": ["2-9", "10-49"], "region": ["NL42"]},
]


@pytest.mark.parametrize("chosen", CHOICES, ids=str)
def test_what_is_found_and_counted_is_what_the_database_says(chosen):
    a_mixed_region()

    found = ask(None, **chosen)

    assert set(found.ids.tolist()) == set(with_choices(**chosen).values_list("pk", flat=True))
    for facet in ("kind", "size"):  # a facet counts what its own choices would add, so without those
        others = {name: values for name, values in chosen.items() if name != facet}
        expected = Counter(with_choices(**others).values_list(facet, flat=True))
        told = counts(found, facet)
        assert {v: n for v, n in told.items() if n} == {v: n for v, n in expected.items() if v}
    for facet, values in {"community": ("noord", "zuid"), "region": ("NL21", "NL42")}.items():
        others = {name: picked for name, picked in chosen.items() if name != facet}
        told = counts(found, facet)
        assert {v: told.get(v, 0) for v in values} == {
            v: with_choices(**others, **{facet: [v]}).count() for v in values
        }


def test_who_mills_with_five_axes_also_mills():
    a_mixed_region()

    found = ask(None, capability="milling")

    narrower = Capability.objects.filter(slug__in=["milling", "five-axis-milling"])
    expected = set(HasCapability.objects.filter(capability__in=narrower).values_list("organisation_id", flat=True))
    assert set(found.ids.tolist()) == expected
    assert len(expected) == 8


def test_the_widest_capability_says_nothing_and_is_left_out_unless_chosen():
    a_mixed_region()

    assert "machining" not in counts(ask(None), "capability")
    assert counts(ask(None, capability="machining"), "capability")["machining"] == 12


def test_somebody_who_left_is_no_longer_counted():
    kring = a_community("Kring", slug="kring")
    a_membership(kring, a_workshop("Blijft"))
    a_membership(kring, a_workshop("Weg"), state="ended", until=timezone.localdate())

    assert counts(ask(None), "community") == {"kring": 1}


# Distance and order


def test_within_a_distance_nearest_first():
    a_workshop("Enschede", at=ENSCHEDE)
    a_workshop("Almelo", at=ALMELO)
    a_workshop("Maastricht", at=MAASTRICHT)
    a_workshop("Nergens")

    found = ask(None, near="Almelo", km=25)

    assert names(found) == ["Almelo", "Enschede"]
    assert [round(found.distances[pk]) for pk in found.ids.tolist()] == [
        pytest.approx(0, abs=3),
        pytest.approx(22, abs=3),
    ]
    assert names(ask(None, near="Almelo", km=200)) == ["Almelo", "Enschede", "Maastricht"]


def test_the_nearest_of_two_sites_counts():
    workshop = a_workshop("Twee huizen", at=MAASTRICHT)
    Site.objects.create(organisation=workshop, town="Almelo", latitude=ALMELO[0], longitude=ALMELO[1])

    assert names(ask(None, near="Almelo", km=10)) == ["Twee huizen"]


def test_a_place_that_nobody_knows_is_said_and_filters_nothing(client):
    a_workshop()

    assert ask(None, near="Xyzzystad").place_is_unknown
    assert names(ask(None, near="Xyzzystad")) == ["Verhoef Fijnmechanica"]


def test_by_name_and_newest_first():
    now = timezone.now()
    a_workshop("Zwaan", created_at=now - timedelta(days=1))
    a_workshop("Arend", created_at=now - timedelta(days=2))
    a_workshop("Mus", created_at=now)

    assert names(ask(None)) == ["Arend", "Mus", "Zwaan"]
    assert names(ask(None, sort="newest")) == ["Mus", "Zwaan", "Arend"]
    assert names(ask(None, sort="DROP TABLE")) == ["Arend", "Mus", "Zwaan"]


# Words


@pytest.mark.parametrize(
    "text", ["verhoef", "VERHOEF fijnmechanica b.v.", "verhoeff fijnmechanica", "vehroef fijnmechanica"]
)
def test_a_name_is_found_also_when_misspelt(text):
    a_workshop()
    a_workshop("Bakkerij Bos")

    assert names(ask(None, q=text)) == ["Verhoef Fijnmechanica"]


def test_names_that_begin_with_the_words_come_first():
    a_workshop("Groot Optiek")
    a_workshop("Optiek Almelo")

    assert names(ask(None, q="optiek")) == ["Optiek Almelo", "Groot Optiek"]


@pytest.mark.usefixtures("_vocabulary")
def test_dutch_compounds_plurals_and_other_languages_are_found():
    a_workshop("Freesbedrijf", about_nl="Wij leveren gefreesd werk: elk freesdeel van titanium of aluminium.")
    a_workshop("Lasbedrijf", about_nl="Met onze lasrobot lassen wij series van staal.")
    a_workshop("Bakkerij Bos", about_nl="Wij bakken brood.")
    index.rebuild()

    for text, finds in (
        ("freesdelen", "Freesbedrijf"),
        ("lasrobots", "Lasbedrijf"),
        ("lasrobot", "Lasbedrijf"),
        ("milling", "Freesbedrijf"),
        ("Titan fräsen", "Freesbedrijf"),
    ):
        found = names(ask(None, q=text))
        assert found[0] == finds, text
        assert "Bakkerij Bos" not in found, text


@pytest.mark.usefixtures("_vocabulary")
def test_words_find_nothing_that_one_may_not_see():
    a_workshop("Geheim", about_nl="Lasersnijden van rvs.", visibility="nobody")
    index.rebuild()

    assert names(ask(None, q="Geheim")) == []
    assert names(ask(a_person(), q="lasersnijden")) == []
    assert names(ask(an_operator(), q="lasersnijden")) == ["Geheim"]


# The page


@pytest.mark.parametrize(
    ("question", "said"), [({}, "Er is nog niemand"), ({"q": "vacuüm"}, "Niemand past bij dit alles")]
)
def test_an_empty_directory_says_whether_it_is_the_filters(client, question, said):
    assert said in client.get(reverse("portal:directory"), question, headers={"accept-language": "nl"}).text


def test_the_page_shows_a_list_and_a_map(client):
    a_workshop("Optiek Almelo", at=ALMELO, town="Almelo", tagline_nl="Lenzen", tagline_en="Lenses")

    as_list = client.get(reverse("portal:directory"))
    as_map = client.get(reverse("portal:directory"), {"view": "map", "near": "Almelo"})

    assert [o.name for o, _distance in as_list.context["rows"]] == ["Optiek Almelo"]
    assert [p.name for p in as_map.context["points"]] == ["Optiek Almelo"]
    assert "Optiek Almelo" in as_map.content.decode()


def test_a_new_organisation_is_there_at_the_next_look():
    a_workshop("Eerst")
    assert len(catalogue.catalogue()) == 1
    catalogue._rest_until = 0  # the rest between two makings is over

    a_workshop("Daarna")

    assert len(catalogue.catalogue()) == 2


@pytest.mark.parametrize("view", ["", "map"])
def test_a_page_costs_the_same_for_one_and_for_many(client, view):
    client.force_login(a_person())
    words = some_capabilities()

    def workshops(numbers):
        for number in numbers:
            workshop = a_workshop(f"Werkplaats {number}", at=ALMELO, town="Almelo", size="2-9")
            HasCapability.objects.create(organisation=workshop, capability=words["milling"])
            a_community(f"Kring {number}", members=[workshop])

    url = f"{reverse('portal:directory')}?view={view}"
    workshops([1])
    one = cost(client, url)
    workshops(range(2, 16))

    assert cost(client, url) == one


BAD = [
    {"page": "1" + "0" * 30},
    {"page": "9" * 5000},
    {"page": "-1"},
    {"page": "²"},
    {"q": "a\x00b"},
    {"q": "\udcff"},
    {"q": "x" * 100_000},
    {"q": "\u202e\u200b" + "e" + "\u0301" * 500},
    {"q": "%' OR 1=1 --"},
    {"near": "\x00", "km": "50"},
    {"near": "Almelo", "km": "0000" + "50" * 3000},
    {"near": "Almelo", "km": "000050" + "0" * 5000},
    {"near": "Almelo", "km": "٥٠"},
    {"sort": "\x00"},
    {"view": "\x00"},
    {"capability": [f"c{n}" for n in range(300)]},
    {"community": ["\x00", "x" * 5000], "kind": ["", "company"], "region": ["'"]},
]


@pytest.mark.parametrize("question", BAD, ids=lambda q: re.sub(r"\W+", " ", str(q))[:30])
@pytest.mark.parametrize("door", ["portal:directory", "portal:search", "portal:home"])
def test_no_question_makes_a_page_fall_over(client, door, question):
    an_operator()
    a_workshop(at=ALMELO)
    pairs = [(k, v) for k, values in question.items() for v in ([values] if isinstance(values, str) else values)]
    text = "&".join(f"{name}={quote(value, errors='surrogatepass')}" for name, value in pairs)

    assert client.get(f"{reverse(door)}?{text}").status_code == 200
