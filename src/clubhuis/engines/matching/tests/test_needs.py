"""Needs become requirements."""

import pytest

from clubhuis.engines.matching import read, requirement_id, standards

from .cast import TODAY, Towns, a_need, a_vocabulary

VOCABULARY = a_vocabulary()


def summary(text):
    return [(one.kind, one.text, one.must) for one in a_need(text, VOCABULARY).requirements]


def test_the_buyer_of_scenario_seven_is_understood():
    assert summary("5-assig frezen van titanium, kleine series, ISO 13485, binnen 100 km van Almelo") == [
        ("capability", "5-assig frezen", True),
        ("material", "titanium", True),
        ("figure", "kleine series", True),
        ("certificate", "ISO 13485", True),
        ("place", "binnen 100 km van Almelo", True),
    ]


def test_a_german_need_is_understood():
    assert summary(
        "Gefräste Teile aus 1.4404, Toleranz ±0,01 mm, wünschenswert ISO 13485, im Umkreis von 80 km um Münster"
    ) == [
        ("capability", "Gefräste", True),
        ("material", "1.4404", True),
        ("figure", "±0,01 mm", True),
        ("certificate", "ISO 13485", False),
        ("place", "im Umkreis von 80 km um Münster", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "frezen, bij voorkeur ISO 9001",
        "milling, ideally ISO 9001",
        "Fräsen, wünschenswert ISO 9001",
        "frezen. ISO 9001 is een pré",
        "milling, ISO 9001 would be a plus",
        "frezen, ISO 9001 wordt op prijs gesteld",
        "milling, ISO 9001 appreciated",
        "frezen, ISO 9001 is een voordeel",
        "Fräsen, ISO 9001 wäre ein Pluspunkt",
    ],
)
def test_a_wish_is_no_must(text):
    assert [(one.kind, one.must) for one in a_need(text, VOCABULARY).requirements] == [
        ("capability", True),
        ("certificate", False),
    ]


def test_what_is_wished_for_as_well_is_a_wish_too():
    asked = a_need("frezen. ISO 14001 is een pré, ISO 50001 ook.", VOCABULARY).requirements

    assert [(str(one.standard), one.must) for one in asked if one.standard] == [
        ("ISO 14001", False),
        ("ISO 50001", False),
    ]


def test_what_is_not_needed_is_not_asked():
    assert [one.kind for one in a_need("lassen, geen ISO 9001 nodig", VOCABULARY).requirements] == ["capability"]


@pytest.mark.parametrize(
    ("text", "standard"),
    [
        ("draaien voor medische implantaten", "ISO 13485"),
        ("turning for aircraft", "AS 9100"),
        ("Drehen für die Luftfahrt", "AS 9100"),
    ],
)
def test_a_field_of_use_implies_its_standard_as_a_wish(text, standard):
    last = a_need(text, VOCABULARY).requirements[-1]

    assert (str(last.standard), last.must, last.implied) == (standard, False, True)


def test_either_of_two_processes_is_one_requirement():
    (one,) = a_need("frezen of draaien", VOCABULARY).requirements

    assert one.concepts == ("milling", "turning")


@pytest.mark.parametrize(
    ("text", "name", "radius"),
    [
        ("binnen 100 km van Almelo", "Almelo", 100),
        ("within 50 km of Eindhoven", "Eindhoven", 50),
        ("im Umkreis von 80 km um Münster", "Münster", 80),
        ("Münster + 40 km", "Münster", 40),
        ("regio Twente", "Twente", 35),
        ("omgeving Almelo", "Almelo", 30),
        ("afstand tot Almelo hooguit 40 km", "Almelo", 40),
        ("Entfernung nach Münster maximal 70 km", "Münster", 70),
        ("höchstens 60 km entfernt von Münster", "Münster", 60),
        ("in höchstens 75 km Entfernung zu Münster", "Münster", 75),
        ("im 100-km-Umkreis von Münster", "Münster", 100),
        ("at most 45 km away from Eindhoven", "Eindhoven", 45),
        ("50 km radius around Eindhoven", "Eindhoven", 50),
        ("postcode 7602 KD + 60 km", "7602 KD", 60),
    ],
)
def test_a_place_and_how_far(text, name, radius):
    (area,) = read(text, VOCABULARY, gazetteer=Towns(), today=TODAY).areas

    assert (area.name, area.radius_km, area.place is not None) == (name, radius, True)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Cilinders Ø 40 in 6082", []),
        ("frezen uit 7075 Aluminium", []),
        ("machined from 7602", []),
        ("beugels in 7602 Almelo", ["Almelo"]),
        ("beugels in 7602 KD", ["7602 KD"]),
    ],
)
def test_an_alloy_is_no_postcode(text, names):
    assert [area.name for area in read(text, VOCABULARY, gazetteer=Towns(), today=TODAY).areas] == names


def test_a_place_nobody_knows_is_kept_by_name():
    (area,) = read("binnen 20 km van Nergenshuizen", VOCABULARY, gazetteer=Towns()).areas

    assert (area.name, area.place) == ("Nergenshuizen", None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("voor 1 maart 2027", "2027-03-01"),
        ("by 15 March", "2027-03-15"),
        ("bis 15.03.2027", "2027-03-15"),
        ("within 2 weeks", "2026-12-05"),
        ("half februari 2027", "2027-02-15"),
        ("Mitte März", "2027-03-15"),
        ("four weeks at the latest", "2026-12-19"),
        ("binnen 3 à 4 weken", "2026-12-19"),
        ("31 februari 2027", None),
    ],
)
def test_a_date_is_read(text, day):
    assert [str(one.day) for one in read(text, VOCABULARY, today=TODAY).days] == ([day] if day else [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ISO 9001 en ISO 13485", ["ISO 9001", "ISO 13485"]),
        ("NEN-EN-ISO 9001:2015", ["ISO 9001"]),
        ("ISO 9001, 14001 und 45001", ["ISO 9001", "ISO 14001", "ISO 45001"]),
        ("EN 1090-2 EXC3", ["EN 1090-2 EXC3"]),
        ("AS9100D", ["AS 9100"]),
        ("EN 9100", ["AS 9100"]),
        ("IPC-A-610 class 3", ["IPC-A-610 3"]),
        ("ISO/IEC 17025", ["ISO 17025"]),
        ("ISO 6 cleanroom", []),
        ("EN AW-6082", []),
    ],
)
def test_a_standard_is_read(text, names):
    assert [str(one) for one in standards(text)] == names


def test_a_requirement_keeps_its_id_while_it_asks_the_same():
    one, other = (a_need(text, VOCABULARY).requirements[0] for text in ("frezen", "graag frezen voor ons"))

    assert requirement_id(one) == requirement_id(other)


@pytest.mark.parametrize(
    "text", ["", "\x00", "\ud800", "𝕏" * 500, "(" * 300, "5" * 400, "é" + "\u0301" * 500, "binnen 0 km van Almelo"]
)
def test_odd_text_is_read_without_complaint(text):
    assert read(text, VOCABULARY, gazetteer=Towns(), today=TODAY, tolerant=True).text == text
