"""Limits as people tell them: in words, in two halves, behind the figure, on condition."""

import pytest

from clubhuis.engines.matching import judge
from clubhuis.engines.matching.figures import figures
from clubhuis.engines.matching.number_words import number_words

from .cast import TODAY, a_firm, a_need, a_vocabulary

VOCABULARY = a_vocabulary()


def limits(text, language):
    return [(one.kind, one.low, one.high) for one in figures(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "Van één stuk tot 250.", [("batch", 1, 250)]),
        ("nl", "Series van vijftig tot vijfduizend stuks.", [("batch", 50, 5000)]),
        ("nl", "Niet meer dan 40 stuks per order.", [("batch", None, 40)]),
        ("nl", "Dunner dan 0,5 mm plaat", [("thickness", None, 0.5)]),
        ("nl", "Langer dan zes meter", [("length", 6000, None)]),
        ("de", "Wir fertigen ab fünfzig Stück.", [("batch", 50, None)]),
        ("de", "Stückzahlen von einem bis 400.", [("batch", 1, 400)]),
        ("de", "Ab 25 Stück, höchstens 8.000 pro Jahr.", [("batch", 25, None), ("yearly", 25, 8000)]),
        ("de", "Einzelteile und Kleinserien bis 30 Stück.", [("batch", 1, 10), ("batch", None, 30)]),
        ("de", "Teile schwerer als 80 kg", [("weight", 80, None)]),
        ("en", "Orders start at 100 pieces.", [("batch", 100, None)]),
        ("en", "Minimum 200 pieces, maximum about 30,000 a year", [("batch", 200, None), ("yearly", 200, 30000)]),
        ("en", "Two tonnes is our maximum.", [("weight", None, 2000)]),
        ("en", "Ten pieces is the least.", [("batch", 10, None)]),
        ("en", "From ten pieces; two thousand a year.", [("batch", 10, None), ("yearly", 2000, 2000)]),
    ],
)
def test_a_limit_is_read_as_it_is_told(language, text, expected):
    assert limits(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("nl", "vijfentwintig, tweehonderd en drieduizend", [25, 200, 3000]),
        ("de", "fünfundzwanzig, zweihundert und zwölf", [25, 200, 12]),
        ("en", "twenty-five, two hundred and a few hundred", [25, 200]),
        ("nl", "een zeef om te zeven", []),
        ("en", "a five-axis machine, one of ours", []),
    ],
)
def test_numbers_in_words_are_those_that_count(language, text, values):
    assert [value for _, _, value in number_words(text, language)] == values


def test_a_number_in_words_keeps_its_place_in_the_text():
    text = "Wir liefern zwölf Stück."

    (found,) = figures(text, "de")

    assert (found.text, text[found.start : found.end]) == ("zwölf Stück", "zwölf Stück")


@pytest.mark.parametrize(
    ("need", "offer", "state"),
    [
        ("30 stuks", "Vanaf 50 stuks, hoogstens 20.000 per jaar.", "not_met"),
        ("400 stuks", "Vanaf 50 stuks, hoogstens 20.000 per jaar.", "met"),
        ("cleaning to grade 1", "Cleaning to grade 2. Grade 1 is not possible.", "not_met"),
        ("cleaning to grade 2", "Cleaning to grade 2. Grade 1 is not possible.", "met"),
        ("tolerance 0.005 mm", "0.01 mm, in consultation 0.005 mm", "unknown"),
        ("Toleranz 0,005 mm", "Toleranz 0,01 mm, auf Anfrage 0,005 mm", "met"),
        ("5 m lang", "Länge bis 3 m, mit Partner bis 6 m", "met"),
        ("1,5 t", "Teile schwerer als 2 t nehmen wir nicht an.", "met"),
        ("3 t", "Teile schwerer als 2 t nehmen wir nicht an.", "not_met"),
        ("70 Shore A", "Gummi von 40 bis 60 Shore A", "not_met"),
        ("70 Shore A", "Rollen mit 60 bis 90 Shore A", "met"),
        ("60 Shore A", "Härten bis 62 HRC", "unknown"),
    ],
)
def test_an_offer_with_limits_is_held_against_a_need(need, offer, state):
    asked = a_need(need, VOCABULARY)
    judged = judge(asked, a_firm(offer), VOCABULARY, today=TODAY)

    assert [one.state for one in judged if one.requirement.kind == "figure"] == [state]
