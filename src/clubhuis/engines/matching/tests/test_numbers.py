"""Numbers in three languages."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clubhuis.engines.matching.numbers import number, thousands_read


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("0,5", "nl", 0.5),
        ("0.005", "nl", 0.005),
        ("0,005", "de", 0.005),
        ("1.200", "nl", 1200),
        ("1,200", "en", 1200),
        ("1.200", "en", 1.2),
        ("1,200", "nl", 1.2),
        ("1.000.000", "nl", 1_000_000),
        ("1,000,000", "en", 1_000_000),
        ("1.234,56", "de", 1234.56),
        ("1,234.56", "en", 1234.56),
        ("12 000", "nl", 12000),
        ("1e-10", "en", 1e-10),
        ("5×10⁻⁹", "de", 5e-9),
        ("10⁻⁹", "de", 1e-9),
        ("1·10^-8", "nl", 1e-8),
    ],
)
def test_a_number_means_what_its_language_says(text, language, value):
    assert number(text, language) == pytest.approx(value)


def test_a_count_of_pieces_has_no_thousandths():
    assert number("5.000", "en", whole=True) == 5000


@given(st.integers(0, 10**12), st.sampled_from(["nl", "de", "en"]))
def test_whole_numbers_survive_their_thousands_marks(value, language):
    written = f"{value:,}" if language == "en" else f"{value:,}".replace(",", ".")

    assert number(written, language) == value


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.sampled_from(["nl", "de", "en"]))
def test_decimals_survive_their_mark(value, language):
    written = str(value) if language == "en" else str(value).replace(".", ",")

    assert number(written, language) == pytest.approx(float(value))


@given(st.text(max_size=40))
def test_anything_else_is_refused_as_no_number(text):
    with contextlib.suppress(ValueError, OverflowError):
        assert isinstance(number(text, "nl"), float)


def test_only_a_grouped_number_can_be_read_as_thousands():
    assert (thousands_read("1.200"), thousands_read("0.200"), thousands_read("12")) == (1200.0, None, None)
