"""Tables that go out as files and come back unchanged: CSV and Excel, which no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain

from django.utils import timezone

type Cell = str | int | float | date | datetime | None

# What a spreadsheet may run when it stands first in a cell, also behind white space or in full width.
DANGEROUS = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")
NEUTRALISED = re.compile(r"'" + f"(?:{DANGEROUS.pattern})")
LONGEST = 32_767  # characters in a cell of Excel
WIDEST = 60


def neutral(text: str) -> str:
    """A text that is a text in every spreadsheet: an apostrophe goes before what would be a formula."""
    return f"'{text}" if DANGEROUS.match(text) else text


def plain(text: str) -> str:
    """The text that `neutral` was given; other texts stay as they are. For reading CSV back."""
    return text[1:] if NEUTRALISED.match(text) else text


def tidy(text: str) -> str:
    """Without the characters that no file of this kind can hold (all control characters but tab and line ends)."""
    return "".join(c for c in text if c in "\t\r\n" or unicodedata.category(c) not in {"Cc", "Cs"})


def written(cell: Cell) -> str:
    """One cell as CSV text. Numbers stay numbers, also negative ones; dates are ISO dates."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return (timezone.localtime(cell) if timezone.is_aware(cell) else cell).strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str):
        return neutral(tidy(cell))
    return str(cell)


def csv_rows(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, separator: str = ";") -> Iterator[str]:
    """The lines of a CSV file that Excel opens well (it begins with a byte order mark), one by one.

    Dutch spreadsheets expect ";" between cells, English ones ",".
    """
    line = io.StringIO()
    writer = csv.writer(line, delimiter=separator)
    yield "\ufeff"
    for row in chain([header], rows):
        writer.writerow([written(cell) for cell in row])
        yield _taken(line)


def _taken(line: io.StringIO) -> str:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text


def xlsx(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet: str = "Clubhuis") -> bytes:
    """An Excel file with one sheet, its head frozen and filters on. Texts are stored as texts, so nothing in them runs."""
    import xlsxwriter  # here: most processes never write one

    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
            "remove_timezone": True,
        },
    )
    page = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", sheet)[:31].strip() or "Clubhuis")
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    widths = [len(name) for name in header]
    last = 0
    for column, name in enumerate(header):
        page.write_string(0, column, name, bold)
    for last, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if isinstance(cell, datetime):
                page.write_datetime(last, column, timezone.localtime(cell) if timezone.is_aware(cell) else cell, moment)
            elif isinstance(cell, date):
                page.write_datetime(last, column, cell, day)
            elif isinstance(cell, str):
                page.write_string(last, column, tidy(cell)[:LONGEST])
            else:
                page.write_number(last, column, cell)
            widths[column] = max(widths[column], min(len(str(cell)), WIDEST))
    for column, width in enumerate(widths):
        page.set_column(column, column, width + 2)
    page.freeze_panes(1, 0)
    if header:
        page.autofilter(0, 0, last, len(header) - 1)
    book.close()
    return file.getvalue()
