import io
import zipfile

import pytest

from clubhuis.lib.refusals import Refused
from clubhuis.lib.spreadsheets import clean, read


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp850", "mac_roman"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_csv_reads_the_same_in_every_encoding_and_with_every_separator(encoding, separator):
    lines = [
        ["Naam", "Plaats"],
        ["Vacuüm Coöperatie", "Köln"],
        ["Van Dam & Zn", "’s-Gravenhage" if encoding != "cp850" else "Den Haag"],
    ]
    content = "\r\n".join(separator.join(line) for line in lines).encode(encoding)

    assert read("leden.csv", content) == lines


def test_a_cell_may_hold_separators_quotes_and_line_ends():
    content = b'Naam;Tekst\n"Van Dam; Zonen";"frezen\nen ""draaien"""\n'

    assert read("leden.csv", content) == [["Naam", "Tekst"], ["Van Dam; Zonen", 'frezen\nen "draaien"']]


def test_the_line_in_which_excel_names_the_separator_is_no_row():
    assert read("leden.csv", b"sep=,\na,b;c\n") == [[], ["a", "b;c"]]


def test_invisible_and_control_characters_are_left_out():
    assert clean("Van\x00 Dam\u200b \u202eZonen\ud800") == "Van Dam Zonen\ufffd"


def test_white_space_is_folded_and_text_is_composed():
    assert clean("  Cafe\u0301\xa0 Noord \t ") == "Café Noord"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\n\n;;;\n", "no rows with text"),
        (b"PK\x03\x04 this is no workbook", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 neither is this", "cannot be read as a spreadsheet"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(settings, content, why):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(Refused, match=why):
        read("leden.xlsx", content)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7\n\x00\x01", "This is a PDF file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "This is a PNG file"),
        (b"\xff\xd8\xff\xe0JFIF", "This is a JPEG file"),
        (b"\xef\xbb\xbf\n <HTML><table><tr><td>Naam</td></tr></table>", "a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "a web page"),
        (bytes(range(32)) * 40, "no text"),
    ],
)
def test_a_file_that_is_something_else_is_called_by_its_name(settings, content, why):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(Refused, match=why):
        read("leden.xls", content)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(settings):
    settings.LANGUAGE_CODE = "en"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * (301 * 1024 * 1024))

    with pytest.raises(Refused, match="unpacks to far more"):
        read("leden.xlsx", buffer.getvalue())
