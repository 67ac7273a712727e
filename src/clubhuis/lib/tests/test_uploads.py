import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from clubhuis.lib import uploads


def an_upload(content, name="tekening.pdf"):
    return SimpleUploadedFile(name, content)


def a_picture(kind="JPEG", size=(60, 40), colour="orange", **options):
    drawn = io.BytesIO()
    Image.new("RGB", size, colour).save(drawn, kind, **options)
    return drawn.getvalue()


def an_archive(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def a_workbook(**more):
    return an_archive(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", **more})


def a_flood():
    """A PNG of 40,000 × 40,000 pixels in a hundred bytes."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_drawn_anew_under_a_name_of_ours(kind):
    safe = uploads.safe_image(an_upload(a_picture(kind), "../../etc/passwd.png"))

    with Image.open(io.BytesIO(safe.read())) as picture:
        assert (picture.format, picture.size) == ("WEBP", (60, 40))
    assert safe.name.endswith(".webp")
    assert "passwd" not in safe.name
    assert safe.original_name == "passwd.png"


def test_where_a_photograph_was_taken_is_not_kept():
    exif = Image.Exif()
    exif[0x010E] = "Thuis bij Alma"
    exif[0x0112] = 6  # held upright

    safe = uploads.safe_image(an_upload(a_picture(exif=exif.tobytes()), "foto.jpg"))

    with Image.open(io.BytesIO(safe.read())) as picture:
        assert picture.size == (40, 60)
        assert dict(picture.getexif()) == {}


def test_a_large_picture_becomes_smaller():
    safe = uploads.safe_image(an_upload(a_picture(size=(3000, 1500)), "hal.jpg"), longest_side=600)

    with Image.open(io.BytesIO(safe.read())) as picture:
        assert picture.size == (600, 300)


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (SVG, "not_an_image"),
        (b"<html><script>alert(1)</script></html>", "not_an_image"),
        (a_picture()[:200], "not_an_image"),
        (a_picture("GIF"), "not_an_image"),
        (a_picture("TIFF"), "not_an_image"),
        (b"", "empty"),
        (a_flood(), "too_large"),
        (b"\xff" * (uploads.IMAGE_LIMIT + 1), "too_large"),
    ],
)
def test_what_is_no_harmless_picture_is_refused(content, code):
    with pytest.raises(ValidationError) as refusal:
        uploads.safe_image(an_upload(content, "foto.png"))

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("name", "content", "extension"),
    [
        ("Offerte.PDF", b"%PDF-1.7 ...", "pdf"),
        ("deel.stp", b"ISO-10303-21;\nHEADER;", "step"),
        ("plaat.dxf", b"999\nmade by hand\n  0\nSECTION\n  2\nHEADER\n", "dxf"),
        ("plaat.dwg", b"AC1032\x00\x00", "dwg"),
        ("vorm.stl", b"\x00" * 80 + (1).to_bytes(4, "little") + b"\x00" * 50, "stl"),
        ("leden.xlsx", a_workbook(), "xlsx"),
        ("leden.csv", b"naam;plaats\nVan Dam;Almelo\n", "csv"),
        ("foto.jpg", a_picture(), "webp"),
    ],
)
def test_a_file_is_let_in_when_it_is_what_it_says(name, content, extension):
    assert uploads.safe_file(an_upload(content, name)).name.rpartition(".")[2] == extension


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("deel.pdf", b"<html>", "content"),
        ("deel.step", b"MZ\x90", "content"),
        ("pagina.html", b"<html>", "kind"),
        ("logo.svg", SVG, "kind"),
        ("macro.xlsm", a_workbook(), "kind"),
        ("macro.xlsx", a_workbook(**{"xl/vbaProject.bin": b"x"}), "content"),
        ("brief.txt", b"<script>alert(1)</script>", "content"),
        ("leeg.pdf", b"", "empty"),
        ("zonder", b"%PDF-", "kind"),
        ("deel.docx", a_workbook(), "content"),
    ],
)
def test_a_file_that_is_something_else_is_refused(name, content, code):
    with pytest.raises(ValidationError) as refusal:
        uploads.safe_file(an_upload(content, name))

    assert refusal.value.code == code


def test_an_archive_that_unpacks_to_a_flood_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_UNPACKED", 1000)

    with pytest.raises(ValidationError):
        uploads.safe_file(an_upload(a_workbook(**{"xl/sheet.xml": b" " * 1001}), "leden.xlsx"))


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\tekening.pdf", "tekening.pdf"),
        ("gpj.\u202eexe.pdf", "gpj.exe.pdf"),
        ("regel\r\nX: y.pdf", "regelX: y.pdf"),
        ("..", "file"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
    ],
)
def test_a_file_name_is_readable_and_leads_nowhere(given, plain):
    assert uploads.plain_file_name(given) == plain
