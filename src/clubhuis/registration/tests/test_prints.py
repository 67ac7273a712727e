import time

import pytest

from clubhuis.registration.prints.badges import PAPERS, Badge, badges_pdf
from clubhuis.registration.prints.papers import Column, Pass, Sign, list_pdf, pass_pdf, signs_pdf

LONG = "Bartholomeus Johannes van der Wielen-Oudenhoven tot Sint-Annaland " * 3
NAMES = ["Alma de Boer", LONG, "X" * 120, '#panic("x") $y$', "Каролина Ковалёва", ""]


def some_badges(number):
    return [
        Badge(NAMES[n % len(NAMES)], LONG if n % 2 else "", "Deelnemer", code=f"https://clubhuis.example/{n}", lines=[LONG])
        for n in range(number)
    ]  # fmt: skip


def pages(pdf):
    return pdf.count(b"/Type/Page/")


def print_badges(number, paper):
    return badges_pdf(some_badges(number), event=LONG, paper=paper, language="nl", title="Badges")


@pytest.mark.parametrize(("paper", "on_a_page"), [("a6x4", 4), ("l4785", 10), ("c32011", 10), ("a6", 1), ("card", 1)])
def test_a_paper_holds_what_it_holds(paper, on_a_page):
    assert pages(print_badges(1, paper)) == 1
    assert pages(print_badges(on_a_page + 1, paper)) == 2


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_is_not_wider_or_higher_than_its_page(paper):
    sheet = PAPERS[paper]

    assert sheet.left * 2 + sheet.columns * sheet.width + (sheet.columns - 1) * sheet.gap_x == sheet.page_width
    assert sheet.top * 2 + sheet.rows * sheet.height + (sheet.rows - 1) * sheet.gap_y == sheet.page_height


def test_three_hundred_badges_take_less_than_two_seconds():
    print_badges(1, "l4785")  # fonts are read once
    began = time.process_time()
    print_badges(300, "l4785")

    assert time.process_time() - began < 2


def test_signs_lists_and_passes_print_whatever_they_say():
    signs = [Sign(LONG, [("09:30", LONG)] * 12), Sign("Zaal 2")]
    assert pages(signs_pdf(signs, event=LONG, language="nl", title="Borden")) == 2
    listed = list_pdf(
        [Column("Naam", 2), Column("Organisatie")], [[LONG, "X" * 200]] * 60, title="Lijst", lead=[LONG], footer="nu",
        language="nl", tick=True,
    )  # fmt: skip
    assert pages(listed) > 2
    assert list_pdf([Column("Naam")], [], title="Lijst", lead=[], footer="", language="en", empty="Niemand")
    one = Pass(LONG, "Precisiekring", [LONG], LONG, LONG, "Standaard", "https://clubhuis.example/")
    assert pages(pass_pdf(one, language="nl", title="Pas", alt="Code", advice=LONG)) == 1
