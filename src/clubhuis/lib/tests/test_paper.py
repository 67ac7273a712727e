import datetime
from pathlib import Path

import pytest

from clubhuis.lib.fitting import advance, fitted
from clubhuis.lib.pdf import breakable, print_pdf, qr_svg

LONG = "Bartholomeus Johannes van der Wielen-Oudenhoven tot Sint-Annaland"


def test_a_short_name_is_set_large_and_a_long_one_small_in_two_lines():
    short = fitted("Alma de Boer", width=80, sizes=(24, 18, 12, 8), bold=True)
    long = fitted(LONG, width=80, sizes=(24, 18, 12, 8), bold=True)

    assert (short.size, short.lines) == (24, ["Alma de Boer"])
    assert long.size < 24
    assert len(long.lines) == 2
    assert "".join(long.lines).replace(" ", "") == LONG.replace(" ", "")


@pytest.mark.parametrize("text", ["X" * 120, "W" * 500, LONG * 4, "é" * 300, "Каролина " * 40, "-" * 90])
@pytest.mark.parametrize("width", [30, 80])
def test_whatever_it_is_called_it_fits(text, width):
    found = fitted(text, width=width, sizes=(20, 12, 6))

    assert 1 <= len(found.lines) <= 2
    assert all(advance(line, bold=False) * found.size * 25.4 / 72 <= width for line in found.lines)


def test_nothing_takes_no_line():
    assert fitted("  ", width=80, sizes=(20, 12)).lines == []


def test_a_word_that_no_line_can_hold_may_break():
    assert breakable("  van   Dam ") == "van Dam"
    assert breakable("x" * 40).split("\u200b") == ["x" * 18, "x" * 18, "x" * 4]


def test_what_looks_like_markup_is_printed_as_it_is(tmp_path):
    template = tmp_path / "naam.typ"
    template.write_text('#let values = json(bytes(sys.inputs.values))\n#values.name #label("x")')
    noon = datetime.datetime(2027, 3, 12, 12, tzinfo=datetime.UTC)

    first, again = (print_pdf(template, {"name": '#panic("kwaad") $x$ *b* \\ "'}, made_at=noon) for _time in range(2))

    assert first == again
    assert first.startswith(b"%PDF-")


def test_a_template_reads_no_file_outside_its_folder(tmp_path):
    (tmp_path / "geheim.txt").write_text("x")
    folder = tmp_path / "prints"
    folder.mkdir()
    (folder / "kwaad.typ").write_text('#read("../geheim.txt")')

    with pytest.raises(RuntimeError):
        print_pdf(Path(folder / "kwaad.typ"), {})


def test_a_code_is_a_drawing():
    assert qr_svg("https://clubhuis.example/").startswith("<svg")
