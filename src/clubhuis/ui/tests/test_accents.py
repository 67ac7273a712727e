"""Whatever colour a community chooses, its name and links can be read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clubhuis.ui import accents
from clubhuis.ui.accents import DARK_GROUNDS, ENOUGH, LIGHT_GROUNDS, accent, contrast

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colours)
def test_every_colour_becomes_one_that_can_be_read(colour):
    found = accent(colour)

    assert min(contrast(found.light, ground) for ground in LIGHT_GROUNDS) >= ENOUGH
    assert min(contrast(found.dark, ground) for ground in DARK_GROUNDS) >= ENOUGH
    assert contrast(found.on_light, found.light) >= ENOUGH
    assert contrast(found.on_dark, found.dark) >= ENOUGH


@given(colours)
def test_a_colour_survives_the_way_to_oklch_and_back(colour):
    assert accents.to_hex(accents.from_oklch(*accents.to_oklch(colour))) == colour


def test_a_colour_that_can_be_read_already_stays_what_it_is():
    assert accent("#1f5f99").light == "#1f5f99"


def test_the_hue_stays_while_the_lightness_moves():
    _lightness, chroma, hue = accents.to_oklch("#ffd400")
    light = accents.to_oklch(accent("#ffd400").light)

    assert light[2] == pytest.approx(hue, abs=0.06)
    assert light[1] > chroma / 3


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1)]
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("typed", ["", "red", "#12345", "#1234567", "</style><script>", "#12345g", "#12345６"])
def test_what_is_no_colour_becomes_the_colour_of_the_house(typed):
    assert accent(typed) == accent(accents.DEFAULT)


@given(st.text())
def test_nothing_that_was_typed_comes_into_the_page(typed):
    assert re.fullmatch(r":root\{[-a-z0-9:#(),;]+\}", accents.as_css(typed))
