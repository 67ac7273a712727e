"""Reading the lists people really have: Excel, OpenDocument, and CSV in any usual encoding and with any usual separator."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from .refusals import Refused

LARGEST_FILE = 30 * 1024 * 1024  # bytes
LARGEST_UNPACKED = 300 * 1024 * 1024  # bytes; more than this is a zip bomb, not a member list
MOST_ROWS = 200_000
MOST_COLUMNS = 500
LONGEST_CELL = 32_767  # characters, as Excel has it
SEPARATORS = ";,\t|"
OTHER_FILES = ((b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"{\\rtf", "RTF"))
WEB_PAGES = (b"<!doctype html", b"<html", b"<?xml", b"<table")

Row = list[str]


def read(name: str, content: bytes) -> list[Row]:
    """The rows of the fullest sheet, every cell as clean text; row i of the answer is row i + 1 of the file.

    Dates come as ISO dates, whole numbers without a decimal point. Raises Refused for what is no table, or too large a one.
    """
    if not content:
        raise Refused(_("“%(name)s” is empty. Save the list again and upload that file.") % {"name": name})
    if len(content) > LARGEST_FILE:
        raise Refused(_("This file is larger than 30 MB. Split the list and bring it in in parts."))
    if content[:4] == b"PK\x03\x04" or content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        rows = read_workbook(content)
    else:
        refuse_other_files(content)
        rows = read_csv(content)
    if not any(any(row) for row in rows):
        raise Refused(_("There are no rows with text in this file."))
    return rows


def clean(text: str) -> str:
    """Composed, without control and invisible characters, white space folded (line ends are kept), cut at Excel's limit."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())[:LONGEST_CELL]
    composed = unicodedata.normalize("NFC", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    visible = "".join(
        "\n" if c in "\n\r\x0b\x0c\u2028\u2029" else " " if c in "\t\xa0" else c
        for c in composed.replace("\r\n", "\n")
        if c in "\n\r\t\x0b\x0c" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"}
    )
    return "\n".join(" ".join(line.split()) for line in visible.strip().split("\n"))[:LONGEST_CELL]


# Workbooks


def read_workbook(content: bytes) -> list[Row]:
    if content[:2] == b"PK":
        refuse_bombs(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [s.name for s in book.sheets_metadata if s.visible == SheetVisibleEnum.Visible] or book.sheet_names
        sheets = [rows_of(book, name) for name in names[:20]]
    except PasswordError:
        raise Refused(_("This file is protected with a password. Save it without one and try again.")) from None
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, OverflowError):
        raise Refused(_("This file cannot be read as a spreadsheet. Save it as .xlsx or .csv and try again.")) from None
    return max(sheets, key=lambda rows: sum(bool(cell) for row in rows for cell in row), default=[])


def refuse_bombs(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except zipfile.BadZipFile:
        raise Refused(_("This file is damaged: it could not be unpacked. Save it again and try once more.")) from None
    if unpacked > LARGEST_UNPACKED:
        raise Refused(_("This file unpacks to far more than a list of members. Save only the list and try again."))


def rows_of(book: CalamineWorkbook, name: str) -> list[Row]:
    sheet = book.get_sheet_by_name(name)
    width = min(sheet.width, MOST_COLUMNS)
    rows: list[Row] = []
    empty: Row = []  # one for all: there may be a million rows that are formatted but empty
    filled = last_filled = 0
    for row in sheet.iter_rows():
        if row.count("") == len(row):
            rows.append(empty)
            continue
        rows.append([cell_text(cell) for cell in row[:width]])
        if any(rows[-1]):
            filled, last_filled = filled + 1, len(rows)
        if filled > MOST_ROWS:
            raise Refused(_("This list has more than 200,000 rows. Split it and bring it in in parts."))
    return rows[:last_filled]


def cell_text(cell: object) -> str:
    match cell:
        case str():
            return clean(cell)
        case bool():
            return _("yes") if cell else _("no")
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() if cell.time() == time(0):
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case None:
            return ""
    return clean(str(cell))


# CSV


def refuse_other_files(content: bytes) -> None:
    """What is no list, whatever its name says: a PDF, a picture, a web page that a program calls “.xls”, bytes without text."""
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    for mark, kind in OTHER_FILES:
        if start.startswith(mark):
            raise Refused(_("This is a %(kind)s file, not a list. Save the list as .xlsx or .csv.") % {"kind": kind})
    if start.lower().startswith(WEB_PAGES):
        raise Refused(
            _("This file is a web page with the name of a list. Open it in Excel, save it as .xlsx and upload that.")
        )
    sample = decode(content[:4096])
    if sum(c < " " and c not in "\t\r\n\x0b\x0c" for c in sample) > len(sample) // 10:
        raise Refused(_("There is no text in this file that can be read. Save the list as .xlsx or .csv."))


def read_csv(content: bytes) -> list[Row]:
    text = decode(content).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    first_line, _newline, rest = text.partition("\n")
    if first_line.lower().startswith("sep=") and len(first_line.strip()) == 5:  # Excel's own way of naming it
        separator, text = first_line.strip()[-1], "\n" + rest
    else:
        separator = separator_of(text)
    csv.field_size_limit(2**20)
    rows: list[Row] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append([clean(cell) for cell in row[:MOST_COLUMNS]])
            if len(rows) > MOST_ROWS:
                raise Refused(_("This list has more than 200,000 rows. Split it and bring it in in parts."))
    except csv.Error as error:
        raise Refused(
            _("Row %(row)s cannot be read (%(why)s). Save the list again and try once more.")
            % {"row": len(rows) + 1, "why": error}
        ) from None
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def decode(content: bytes) -> str:
    """UTF-8 or UTF-16 when the bytes say so, else the one-byte encoding whose letters look most like European text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    sample = content[:4096]
    if sample.count(0) > len(sample) // 4:  # UTF-16 without its mark: every other byte of Latin text is zero
        return content.decode("utf-16-be" if sample[:1] == b"\x00" else "utf-16-le", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        candidates = [content.decode(encoding, "replace") for encoding in ("cp1252", "cp850", "mac_roman")]
        return max(candidates, key=looks_european)


def looks_european(text: str) -> int:
    strange = Counter(c for c in text if ord(c) > 127)
    usual = sum(n for c, n in strange.items() if c in "éèëêïíìîöóòôüúùûäáàâçñßæøåÉËÏÖÜÄÇØÅ×°±µ€–—’‘“”…²³Øø½")
    return usual * 2 - strange.total() - 10 * strange["\ufffd"]


def separator_of(text: str) -> str:
    """The separator that cuts the first rows into the most, and the most equally many, pieces."""

    def regularity(separator: str) -> float:
        reader = csv.reader(io.StringIO(text[:50_000], newline=""), delimiter=separator)
        widths = Counter(width for width in row_widths(reader) if width > 1)
        if not widths:
            return 0
        width, often = widths.most_common(1)[0]
        return often * (width - 1)

    return max(SEPARATORS, key=regularity)


def row_widths(reader: Iterable[list[str]]) -> list[int]:
    widths: list[int] = []
    try:
        for row in reader:
            widths.append(len(row))
            if len(widths) == 60:
                break
    except csv.Error:
        pass
    return widths
