"""What grammar adds to a word, and what only shares its stem."""

import pytest

from clubhuis.engines.matching.inflections import is_inflection
from clubhuis.engines.matching.recogniser import Recogniser
from clubhuis.engines.matching.vocabulary import Concept, Vocabulary


@pytest.mark.parametrize(
    ("word", "form", "language"),
    [
        ("platen", "plaat", "nl"),
        ("pannen", "pan", "nl"),
        ("schijven", "schijf", "nl"),
        ("huisje", "huis", "nl"),
        ("middelen", "middel", "nl"),
        ("methoden", "methode", "nl"),
        ("gefreesde", "gefreesd", "nl"),
        ("snijdende", "snijden", "nl"),
        ("reiniging", "reinigen", "nl"),
        ("lassen", "las", "nl"),
        ("milled", "milling", "en"),
        ("turns", "turning", "en"),
        ("bodies", "body", "en"),
        ("cutting", "cut", "en"),
        ("machined", "machining", "en"),
        ("Bleche".lower(), "blech", "de"),
        ("schleifend", "schleifen", "de"),
        ("reinigung", "reinigen", "de"),
    ],
)
def test_grammar_adds_an_ending(word, form, language):
    assert is_inflection(word, form, language)
    assert is_inflection(form, word, language)


@pytest.mark.parametrize(
    ("word", "form", "language"),
    [
        ("ruimte", "ruimen", "nl"),
        ("leden", "led", "nl"),
        ("mes", "messing", "nl"),
        ("passen", "passingen", "nl"),
        ("maken", "maakbaarheid", "nl"),
        ("stellen", "stellingen", "nl"),
        ("generation", "generator", "en"),
        ("industrial", "industries", "en"),
        ("roughness", "rough", "en"),
        ("sensible", "sensing", "en"),
        ("gemessen", "messing", "de"),
    ],
)
def test_a_stem_in_common_is_not_enough(word, form, language):
    assert not is_inflection(word, form, language)


WORK = Vocabulary(
    [
        Concept("reaming", "process", labels={"nl": ("ruimen",), "de": ("Reiben",), "en": ("reaming",)}),
        Concept("iron", "material", labels={"nl": ("ijzer",), "de": ("Eisen",), "en": ("iron",)}),
        Concept("sawing", "process", labels={"nl": ("zagen",), "de": ("Sägen",), "en": ("sawing",)}),
        Concept("metering", "equipment", labels={"en": ("metering",)}),
        Concept("shaping", "process", labels={"en": ("shaping",)}),
        Concept("hip", "process", labels={"en": ("HIP", "hot isostatic pressing")}),
        Concept("led", "technology", labels={"nl": ("led",), "en": ("LED",), "de": ("LED",)}),
    ]
)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Ruimte om te maken, 20 meter lang.", "nl", []),
        ("Wij ruimen gaten, een machine ruimt vanzelf.", "nl", ["reaming", "reaming"]),
        ("Onze leden stellen eisen.", "nl", []),
        ("Ijzer en leds.", "nl", ["iron", "led"]),
        ("5 µm where the shape allows", "en", []),
        ("shaping of keyways", "en", ["shaping"]),
        ("hip implants, HIP on request", "en", ["hip"]),
        ("Wir sagen, was geht, und prüfen es.", "de", []),
        ("Wir sägen und prüfen es.", "de", ["sawing"]),
        ("Wir sagen auch: Saegen ohne Umlaute.", "de", ["sawing", "sawing"]),  # nobody can tell them apart here
    ],
)
def test_everyday_words_name_no_work(text, language, found):
    assert [one.concept for one in Recogniser(WORK).find(text, language)] == found
