"""Quantities, as people at a machine shop write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clubhuis.engines.matching.figures import figures

SAID = [
    ("toleranties tot 5 um", "nl", ("tolerance", None, 0.005)),
    ("tolerance of 0.005 mm", "en", ("tolerance", None, 0.005)),
    ("Toleranz ±0,01", "de", ("tolerance", None, 0.01)),
    ("+/- 0,02 mm", "nl", ("tolerance", None, 0.02)),
    ("accuracy better than 3 micron", "en", ("tolerance", None, 0.003)),
    ("ruwheid Ra 0,4", "nl", ("roughness", None, 0.4)),
    ("Werkstukken tot 12 meter", "nl", ("length", None, 12000)),
    ("stukgewicht 0,5 tot 250 kg", "nl", ("weight", 0.5, 250)),
    ("hijscapaciteit 8 ton", "nl", ("weight", 8000, 8000)),
    ("Series van 1.000 tot 1.000.000", "nl", ("batch", 1000, 1_000_000)),
    ("batch 1 to 5,000;", "en", ("batch", 1, 5000)),
    ("Losgröße 1–50", "de", ("batch", 1, 50)),
    ("vanaf 100 stuks", "nl", ("batch", 100, None)),
    ("serie van 50 per jaar", "nl", ("yearly", 50, 50)),
    ("gereinigd volgens grade 2", "nl", ("cleanliness", None, 2)),
    ("assembly in an ISO class 5 cleanroom", "en", ("cleanroom", None, 5)),
    ("Reinraum Klasse 7", "de", ("cleanroom", None, 7)),
    ("leak testing to 1e-10 mbar l/s", "en", ("leak_rate", None, 1e-10)),
    ("CT-scannen tot 225 kV", "nl", ("voltage", None, 225)),
    ("Öfen bis 1.300 °C", "de", ("temperature", None, 1300)),
    ("uitlijning onder 1 arcsec", "nl", ("angle", None, 1)),
    ("plaatdikte 0,5 tot 6 mm", "nl", ("thickness", 0.5, 6)),
    ("tot Ø 600 mm", "nl", ("diameter", None, 600)),
    ("laagdikte 20 µm", "nl", ("layer", 0.02, 0.02)),
    ("chemisch Nickel (5 bis 50 µm)", "de", ("layer", 0.005, 0.05)),
    ("op een honderdste nauwkeurig", "nl", ("tolerance", None, 0.01)),
    ("auf zwei Hundertstel genau", "de", ("tolerance", None, 0.02)),
    ("within five microns", "en", ("tolerance", None, 0.005)),
    ("Ebenheit 0,003", "de", ("tolerance", None, 0.003)),
    ("maat 120 +0,02/-0", "nl", ("tolerance", None, 0.01)),
    ('±0.0005"', "en", ("tolerance", None, 0.0127)),
    ("PEEK-plaat, 0,02 mm", "nl", ("tolerance", None, 0.02)),
    ("passing H6", "nl", ("it_grade", None, 6)),
    ("roughness N6", "en", ("roughness", None, 0.8)),
    ("holes of 25 micron", "en", ("diameter", 0.025, 0.025)),
    ("40,000 per year", "en", ("yearly", 40_000, 40_000)),
    ("Jahresmengen 500 - 100.000", "de", ("yearly", 500, 100_000)),
    ("Annual volumes of 10,000 up to 5 million", "en", ("yearly", 10_000, 5e6)),
    ("enkele honderden per jaar", "nl", ("yearly", 200, 900)),
    ("a dozen", "en", ("batch", 12, 12)),
    ("in a class 7 cleanroom", "en", ("cleanroom", None, 7)),
    ("clean assembly in class 7", "en", ("cleanroom", None, 7)),
    ("een machine van 6 ton", "nl", ("weight", 6000, 6000)),
    ("frame 1 m in diameter", "en", ("diameter", 1000, 1000)),
    ("One to twenty pieces", "en", ("batch", 1, 20)),
    ("behuizing 2 mm", "nl", ("thickness", 2, 2)),
    ("Bandmaterial 1,5 mm", "de", ("thickness", 1.5, 1.5)),
]


@pytest.mark.parametrize(("text", "language", "expected"), SAID)
def test_a_figure_is_read_with_kind_and_limits(text, language, expected):
    (figure,) = figures(text, language)

    assert (figure.kind, figure.low, figure.high) == (
        expected[0],
        pytest.approx(expected[1]),
        pytest.approx(expected[2]),
    )


@pytest.mark.parametrize(
    ("text", "language", "dims"),
    [
        ("400x400x400 mm", "nl", (400, 400, 400)),
        ("build volume 400 x 300 x 500 mm", "en", (500, 400, 300)),
        ("Bauteile bis 1.200 × 800 mm", "de", (1200, 800)),
        ("parts of 1.200 × 800 mm", "en", (1200, 800)),
        ("2 x 1,5 m", "nl", (2000, 1500)),
    ],
)
def test_a_size_has_its_measures_largest_first(text, language, dims):
    (figure,) = figures(text, language)

    assert (figure.kind, figure.dims) == ("size", dims)


@pytest.mark.parametrize("text", ["Ø310 x 45 mm", "Ø310 x 45", "ø 310 × 45 mm"])
def test_a_round_body_has_a_diameter_and_a_length(text):
    assert [(one.kind, one.high) for one in figures(text, "nl")] == [("diameter", 310), ("length", 45)]


def test_a_number_before_a_thing_is_how_many_where_somebody_asks():
    asked = figures("12 flensen, Ø40", "nl", asking=True)

    assert [(one.kind, one.low) for one in asked if one.kind == "batch"] == [("batch", 12)]
    assert [one.kind for one in figures("12 flensen, Ø40", "nl")] == ["diameter"]


@pytest.mark.parametrize(
    "text", ["cursus voor 8 man", "levering voor 10 december", "frezen met 5 assen", "binnen 6 weken"]
)
def test_not_every_number_is_how_many(text):
    assert [one.kind for one in figures(text, "nl", asking=True)] == []


def test_small_and_medium_series_leave_no_gap():
    *_, both = figures("Kleine und mittlere Serien", "de")

    assert (both.low, both.high) == (2, 2_000)


@pytest.mark.parametrize(
    ("text", "language", "series"),
    [
        ("kleine series", "nl", "small"),
        ("small batches", "en", "small"),
        ("Kleinserien", "de", "small"),
        ("prototypes", "nl", "prototype"),
        ("Einzelstücke", "de", "prototype"),
        ("middelgrote series", "nl", "medium"),
        ("Großserien", "de", "large"),
    ],
)
def test_a_series_in_words_is_a_number_of_pieces(text, language, series):
    (figure,) = figures(text, language)

    assert (figure.kind, figure.series) == ("batch", series)


@pytest.mark.parametrize(
    "text", ["EOS M400, SLM 280", "RVS 316L", "titanium grade 5", "Hermle C32", "in 2019 opgericht", "0546-812345"]
)
def test_names_and_numbers_of_other_things_are_no_figures(text):
    assert figures(text, "nl") == []


def test_a_press_of_tonnes_is_a_force_and_a_part_of_tonnes_a_weight():
    press, part = figures("spuitgietmachines tot 450 ton sluitkracht; werkstukken tot 8 ton", "nl")

    assert (press.kind, round(press.high), part.kind, part.high) == ("force", 4413, "weight", 8000)


def test_the_place_of_a_figure_can_be_marked_on_a_page():
    text = "Frezen met toleranties tot 5 µm."
    (figure,) = figures(text, "nl")

    assert text[figure.start : figure.end] == figure.text == "tot 5 µm"


@given(st.text(alphabet=st.sampled_from("0123456789.,±×x-–eE µmkgØ tot bis RaISO"), max_size=60))
def test_odd_text_never_raises_and_places_stay_inside(text):
    for figure in figures(text, "nl"):
        assert text[figure.start : figure.end] == figure.text
