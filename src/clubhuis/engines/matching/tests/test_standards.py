"""Norms by their bare numbers and their levels."""

import pytest

from clubhuis.engines.matching.standards import covers, standards


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("geaccrediteerd (17025)", ["ISO 17025"]),
        ("medisch, 13485", ["ISO 13485"]),
        ("Schweißbetrieb, 3834-2 nachzuweisen", ["ISO 3834-2"]),
        ("certified to 9001 and 14001", ["ISO 9001", "ISO 14001"]),
        ("9001 stuks", []),
        ("17025 mm", []),
    ],
)
def test_numbers_everybody_knows_are_norms_where_it_is_about_certificates(text, names):
    assert [str(one) for one in standards(text)] == names


@pytest.mark.parametrize(
    ("offered", "asked", "covered"),
    [
        ("EN 15085-2 CL1", "EN 15085-2 CL2", True),
        ("EN 15085-2 CL2", "EN 15085-2 CL1", False),
        ("EN 1090-2 EXC3", "EN 1090-2 EXC2", True),
        ("EN 1090-2 EXC2", "EN 1090-2 EXC3", False),
        ("ISO 3834-2", "ISO 3834-3", True),
        ("ISO 3834-3", "ISO 3834-2", False),
    ],
)
def test_a_level_covers_what_asks_for_less(offered, asked, covered):
    assert covers(standards(offered)[0], standards(asked)[0]) is covered
