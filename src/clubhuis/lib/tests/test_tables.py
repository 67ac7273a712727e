"""Tables go out without formulas and come back as they were."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from clubhuis.lib.tables import csv_rows, neutral, plain, tidy, xlsx

FORMULAS = [
    "=1+1", "+31 53 123 45 67", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "  =1", "'=1", "''+x", "'\t"
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert neutral(text) == "'" + text


@pytest.mark.parametrize("text", ["Van Dam", "'t Hart", "a=b", "5-assig frezen", "", "'s-Hertogenbosch", "3 - 4"])
def test_ordinary_text_is_left_alone(text):
    assert neutral(text) == text
    assert plain(text) == text


@given(st.text())
@example("'=1")
@example("' =1")
@example("'\n")
def test_reading_back_gives_the_text_that_was_written(text):
    assert plain(neutral(text)) == text


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_a_csv_file_reads_back_equal(rows):
    rows = [tuple(tidy(cell) for cell in row) for row in rows]
    file = "".join(csv_rows(["a", "b"], rows)).removeprefix("\ufeff")
    read = [tuple(plain(cell) for cell in row) for row in csv.reader(io.StringIO(file, newline=""), delimiter=";")]
    assert read == [("a", "b"), *rows]


def test_numbers_and_dates_stay_what_they_are_in_csv():
    file = "".join(csv_rows(["n"], [[-5], [date(2026, 11, 3)], [None], [datetime(2026, 7, 1, 10, 0, tzinfo=UTC)]]))
    assert file == '\ufeffn\r\n-5\r\n2026-11-03\r\n""\r\n2026-07-01 12:00\r\n'


def test_an_excel_file_holds_texts_as_texts():
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(
            xlsx(
                ["name", "n", "day"],
                [["=cmd|'/c calc'!A1", 7, date(2026, 11, 3)], ["bell \x07", None, None]],
                sheet="A/B: C",
            )
        )
    )
    assert book.sheet_names == ["A B  C"]
    assert book.get_sheet_by_index(0).to_python() == [
        ["name", "n", "day"],
        ["=cmd|'/c calc'!A1", 7.0, date(2026, 11, 3)],
        ["bell ", "", ""],
    ]
