"""What is put together of pieces is read as one file."""

import gzip

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from clubhuis.ui.squeezing import accepts_gzip, as_it_is, put_together, squeezed


@given(st.lists(st.tuples(st.booleans(), st.binary(max_size=300)), max_size=12))
def test_it_is_read_as_it_was(parts):
    pieces = [piece for _is_fixed, piece in parts]
    packed = [(squeezed if is_fixed else as_it_is)(piece) for is_fixed, piece in parts]
    assert gzip.decompress(put_together(pieces, packed)) == b"".join(pieces)


@pytest.mark.parametrize("length", [0, 65_535, 65_536, 200_000])
def test_what_is_long_goes_in_as_it_is_too(length):
    piece = b"x" * length
    assert gzip.decompress(put_together([piece], [as_it_is(piece)])) == piece


def test_a_fixed_piece_is_small_and_the_length_of_an_answer_differs():
    piece = b"<li class='row'>Kennisdag</li>" * 500
    lengths = {len(put_together([piece], [squeezed(piece)])) for _time in range(50)}
    assert len(lengths) > 5
    assert max(lengths) < len(piece) / 20


@pytest.mark.parametrize(("header", "accepts"), [("gzip, br", True), ("br", False), ("", False)])
def test_only_for_who_can_read_it(header, accepts):
    assert accepts_gzip(RequestFactory().get("/", HTTP_ACCEPT_ENCODING=header)) is accepts
