"""Processes named after what they work, and compounds whose beginning nobody knows."""

import pytest

from clubhuis.engines.matching import Concept, read, with_grades


def a_concept(id, kind, broader, nl, en, de):
    labels = {"nl": tuple(nl.split("|")), "en": tuple(en.split("|")), "de": tuple(de.split("|"))}
    return Concept(id, kind, tuple(broader.split()), (), labels)


VOCABULARY = with_grades(
    [
        a_concept("bending", "process", "", "buigen", "bending", "Biegen"),
        a_concept("tube-bending", "process", "bending", "buisbuigen", "tube bending", "Rohrbiegen"),
        a_concept("rolling", "process", "", "walsen", "rolling", "Walzen"),
        a_concept("plate-rolling", "process", "rolling", "plaatwalsen", "plate rolling", "Blechwalzen"),
        a_concept("repair", "service", "", "reparatie|repareren", "repair", "Reparatur|Reparieren"),
        a_concept("beams", "technology", "", "staalprofielen", "beams", "Stahlträger"),
        a_concept("forging", "process", "", "smeden", "forging", "Schmieden"),
        a_concept("die-forging", "process", "forging", "matrijssmeden", "die forging", "Gesenkschmieden"),
    ]
)


def named(text):
    return [(one.concept, one.stance) for one in read(text, VOCABULARY).mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wij buigen buizen.", [("tube-bending", "stated")]),
        ("Gebogen rvs buizen", [("tube-bending", "stated")]),
        ("Rohre biegen wir bis 60 mm.", [("tube-bending", "stated")]),
        ("The company bends tubes.", [("tube-bending", "stated")]),
        ("We do not roll plate.", [("plate-rolling", "denied")]),
        ("Buigen. Wij leveren ook buizen.", [("bending", "stated")]),
        ("Spoedreparatie gevraagd", [("repair", "stated")]),
        ("Wer repariert das?", [("repair", "stated")]),
        ("Gesenkgeschmiedete Hebel", [("die-forging", "stated")]),
        ("Matrijssmeedstukken", [("die-forging", "stated")]),
    ],
)
def test_a_process_is_known_by_what_it_works(text, expected):
    assert [one for one in named(text) if VOCABULARY[one[0]].kind != "material"] == expected


def test_a_thing_says_what_it_is_made_of():
    assert [concept for concept, _ in named("Stahlträger beschichten")] == ["grade:steel", "beams"]


def test_who_makes_machines_for_paper_works_no_paper():
    words = with_grades([*VOCABULARY, a_concept("paper", "material", "", "papier", "paper", "Papier")])

    assert [one.concept for one in read("Schaden an der Papiermaschine", words).mentions] == []
