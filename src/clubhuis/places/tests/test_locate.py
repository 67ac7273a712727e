import pytest

from clubhuis.places.access import locate
from clubhuis.places.atlas import atlas, rows
from clubhuis.places.distance import distance_km


@pytest.mark.parametrize(
    ("country", "postcode", "town", "place", "region"),
    [
        ("NL", "7602 KD", "Almelo", "Almelo", "NL21"),
        ("NL", "7602kd", "", "Almelo", "NL21"),
        ("", " 7602  KD ", "", "Almelo", "NL21"),
        ("Nederland", "7602", "", "Almelo", "NL21"),
        ("NL", "NL-7602 KD", "", "Almelo", "NL21"),
        ("NL", "", "Den Bosch", "'s-Hertogenbosch", "NL41"),
        ("NL", "", "’s Gravenhage", "'s-Gravenhage", "NL33"),
        ("NL", "", "Capelle a/d IJssel", "Capelle aan den IJssel", "NL33"),
        ("NL", "", "ALPHEN A.D. RIJN", "Alphen aan den Rijn", "NL33"),
        ("NL", "", "Hof van Twente", "Hof van Twente", "NL21"),
        ("BE", "B-9000", "Gand", "Gent", "BE23"),
        ("België", "", "Luik", "Liège", "BE33"),
        ("", "", "Liege", "Liège", "BE33"),
        ("", "2300", "Turnhout", "Turnhout", "BE21"),
        ("BE", "3900", "Overpelt", "Overpelt", "BE22"),
        ("Duitsland", "48143", "Muenster", "Münster", "DEA"),
        ("D", "", "MÜNSTER", "Münster", "DEA"),
        ("DE", "4769", "Mügeln", "Mügeln", "DED"),
        ("NL", "48143", "Münster", "Münster", "DEA"),
        ("NL", "", "Aken", "Aachen", "DEA"),
        ("DE", "99999", "Köln", "Köln", "DEA"),
    ],
)
def test_an_address_is_found_as_people_write_it(country, postcode, town, place, region):
    located = locate(country, postcode, town)

    assert (located.place, located.region) == (place, region)


@pytest.mark.parametrize(
    ("country", "postcode", "town"),
    [
        ("NL", "0000 XX", "Nergenshuizen"),
        ("", "", ""),
        ("NL", "7602 KD7", ""),
        ("NL", "\x00", "\ud800"),
        ("XX", "١٢٣٤", "x" * 100_000),
        ("NL", "9" * 1000, ""),
    ],
)
def test_what_is_nowhere_is_not_found(country, postcode, town):
    assert locate(country, postcode, town) is None


def test_hengelo_is_the_larger_one_unless_the_postcode_says_otherwise():
    assert locate("NL", "", "Hengelo").region == "NL21"
    assert locate("NL", "7255", "Hengelo").region == "NL22"


def test_two_villages_of_one_name_do_not_meet_in_a_field_between_them():
    beek = locate("NL", "", "Beek")

    assert (
        min(
            distance_km(beek.latitude, beek.longitude, float(row["latitude"]), float(row["longitude"]))
            for row in rows("postcodes-nl")
            if row["town"] == "Beek"
        )
        < 0.1
    )


def test_districts_are_told_where_they_are_known():
    assert locate("DE", "48599", "Gronau").district == "DEA3"
    assert locate("DE", "49808", "Lingen").district == "DE94"
    assert locate("NL", "7602", "").district == "NL21"


def test_every_municipality_of_the_netherlands_is_found_in_its_province():
    municipalities = list(rows("municipalities"))

    assert len(municipalities) == 342
    assert [
        row["name"]
        for row in municipalities
        if row["region"] not in {town.region for town in atlas().towns_called(row["name"], "NL")}
    ] == []


def test_every_postcode_lies_near_its_region():
    """A slip in the source or in our ranges would put a town far outside the circle around its province. Hamburg has an island."""
    known = atlas()
    centres = {row["code"]: row for row in rows("regions")}
    strays = []
    for towns in known.postcodes.values():
        for town in towns:
            region = centres[town.region]
            km = distance_km(town.latitude, town.longitude, float(region["latitude"]), float(region["longitude"]))
            if town.postcode != "27499" and km > 2.1 * float(region["radius_km"]) + 10:
                strays.append((town.postcode, town.name, town.region, round(km)))
    assert strays == []
