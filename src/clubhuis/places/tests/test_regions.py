import json
from pathlib import Path

import pytest

from clubhuis.places import access
from clubhuis.places.loading import load_regions
from clubhuis.places.models import Region

pytestmark = pytest.mark.django_db
BORDERS = Path(access.__file__).parent / "static/places/regions.geojson"


def test_regions_are_there_as_soon_as_the_tables_are():
    provinces = Region.objects.filter(level=Region.Level.PROVINCE)

    assert [provinces.filter(code__startswith=country).count() for country in ("NL", "BE", "DE")] == [12, 11, 16]


def test_loading_again_changes_nothing_and_mends_what_was_changed():
    before = list(Region.objects.values())
    Region.objects.filter(code="NL21").update(name_nl="Iets anders")

    load_regions()

    assert list(Region.objects.values()) == before


def test_loading_costs_a_fixed_number_of_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        load_regions()


def test_a_province_lies_in_its_country():
    known = access.atlas()

    assert known.province("DEA3") == "DEA"
    assert known.province("NL") == ""
    assert known.lies_in("DEA3", "DE")
    assert not known.lies_in("DEA3", "NL")


def test_provinces_can_be_chosen_in_the_language_of_the_page(settings):
    from django.utils.translation import override

    with override("en"):
        assert ("NL41", "North Brabant") in access.province_choices("NL")
        assert len(access.province_choices("NL", "BE")) == 23
    with override("nl"):
        assert access.province_choices("NL")[0] == ("NL13", "Drenthe")


def test_the_map_has_a_border_for_every_province_and_no_other():
    features = json.loads(BORDERS.read_text())["features"]

    assert sorted(f["id"] for f in features) == sorted(
        Region.objects.filter(level=Region.Level.PROVINCE).values_list("code", flat=True)
    )
    assert BORDERS.stat().st_size < 150_000


def test_typing_a_place_suggests_larger_ones_first(client):
    names = [place["name"] for place in client.get("/places/", {"q": "hengel"}).json()["places"]]

    assert names[:2] == ["Hengelo", "Hengelo (Gld)"]


@pytest.mark.parametrize(
    ("typed", "name"), [("7602", "Almelo"), ("4814", "Breda"), ("48143", "Münster"), ("twen", "Twente")]
)
def test_postcodes_and_regions_are_suggested_too(client, typed, name):
    assert client.get("/places/", {"q": typed}).json()["places"][0]["name"] == name


@pytest.mark.parametrize("typed", ["", "a", "\x00", "x" * 5000, "%", "7602 KD 99", "💥"])
def test_nonsense_suggests_nothing(client, typed):
    answer = client.get("/places/", {"q": typed})

    assert (answer.status_code, answer.json()) == (200, {"places": []})


def test_suggestions_set_no_cookie(client):
    assert not client.get("/places/", {"q": "almelo"}).cookies
