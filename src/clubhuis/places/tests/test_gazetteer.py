import pytest

from clubhuis.places.access import gazetteer


@pytest.mark.parametrize(
    ("name", "found", "is_region"),
    [
        ("Almelo", "Almelo", False),
        ("7602 KD", "7602 KD", False),
        ("48143", "48143", False),
        ("Twente", "Twente", True),
        ("de Achterhoek", "Achterhoek", True),
        ("Ruhr area", "Ruhrgebiet", True),
        ("Muensterland", "Münsterland", True),
        ("North Brabant", "Noord-Brabant", True),
        ("Flandern", "Vlaanderen", True),
        ("Nordrhein-Westfalen", "Noordrijn-Westfalen", True),
        ("Zeeland", "Zeeland", True),  # there is a village in Brabant
        ("Limburg", "Limburg", True),
        ("Utrecht", "Utrecht", False),
        ("Groningen", "Groningen", False),
        ("Antwerp", "Antwerpen", False),
        ("Hannover", "Hannover", False),
    ],
)
def test_a_name_in_a_text_is_a_place(name, found, is_region):
    place = gazetteer().find(name)

    assert (place.name, place.radius_km is not None) == (found, is_region)


@pytest.mark.parametrize("word", ["ISO", "titanium", "", "13485", "\x00", "Almelo ISO"])
def test_other_words_are_not(word):
    assert gazetteer().find(word) is None


def test_a_country_narrows_the_search():
    assert gazetteer().find("Bergen", "BE").name == "Mons"
    assert gazetteer().find("Bergen", "NL").lat > 52
    assert gazetteer().find("Twente", "DE") is None
