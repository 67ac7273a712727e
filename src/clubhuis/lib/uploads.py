"""Files from outside: judged by what they contain, given a name of ours, pictures drawn anew.

`ImageField` and `FileField` are form fields; what they return can be saved in a model's file field as it is.
"""

from __future__ import annotations

import io
import secrets
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile as DjangoUpload
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, ImageOps, UnidentifiedImageError

type Upload = IO[bytes] | DjangoUpload[Any]

MEGABYTE = 1024 * 1024
IMAGE_FORMATS = ("JPEG", "PNG", "WEBP")
IMAGE_LIMIT = 10 * MEGABYTE
FILE_LIMIT = 25 * MEGABYTE
LARGEST_IMAGE = 24_000_000  # pixels, judged before decoding
LONGEST_SIDE = 2000
MOST_UNPACKED = 200 * MEGABYTE  # of an office document
NAME_LENGTH = 100

Image.MAX_IMAGE_PIXELS = LARGEST_IMAGE


class SafeFile(ContentFile):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Content that was judged, under a random name; `original_name` is what people may see."""

    def __init__(self, content: bytes, *, extension: str, original_name: str) -> None:
        super().__init__(content, name=f"{secrets.token_urlsafe(16)}.{extension}")
        self.original_name = plain_file_name(original_name)


def safe_image(upload: Upload, *, longest_side: int = LONGEST_SIDE, name: str = "") -> SafeFile:
    """The same picture drawn anew as WebP: upright, without metadata, at most `longest_side` pixels. Raises ValidationError."""
    name = name or getattr(upload, "name", None) or ""
    content = bounded(upload, IMAGE_LIMIT)
    try:
        with Image.open(io.BytesIO(content), formats=IMAGE_FORMATS) as found:
            if found.width * found.height > LARGEST_IMAGE:
                raise Image.DecompressionBombError
            is_drawing = found.format == "PNG"
            picture = upright(found)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(
            _("This picture has more than 24 million pixels. Make it smaller and upload it again."), code="too_large"
        ) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError):
        raise ValidationError(
            _("This is not a picture we can read. Upload a JPEG, PNG or WebP file."), code="not_an_image"
        ) from None
    picture.thumbnail((longest_side, longest_side))
    drawn = io.BytesIO()
    picture.save(drawn, "WEBP", quality=84, lossless=is_drawing and picture.width * picture.height <= 1_000_000)
    return SafeFile(drawn.getvalue(), extension="webp", original_name=name)


def upright(found: Image.Image) -> Image.Image:
    """The pixels only, turned as the camera was held: no metadata, no profile, no further frames."""
    turned = ImageOps.exif_transpose(found)
    plain = turned.convert("RGBA" if turned.has_transparency_data else "RGB")
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    return clean


def bounded(upload: Upload, limit: int) -> bytes:
    """The content, unless it is empty or larger than the limit (whatever the size it claims)."""
    upload.seek(0)
    content: bytes = upload.read(limit + 1)
    if not content:
        raise ValidationError(_("This file is empty. Choose another one."), code="empty")
    if len(content) > limit:
        raise ValidationError(
            _("This file is larger than %(megabytes)s MB. Make it smaller and upload it again.")
            % {"megabytes": limit // MEGABYTE},
            code="too_large",
        )
    return content


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is let in: how it is called, served and recognised by its content."""

    extensions: tuple[str, ...]
    content_type: str
    recognises: Callable[[bytes], bool]


def begins_with(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(beginnings)


def is_dxf(content: bytes) -> bool:
    if content.startswith(b"AutoCAD Binary DXF\r\n\x1a\x00"):
        return True
    lines = [line.strip() for line in content[:4096].splitlines()]
    while len(lines) > 1 and lines[0] == b"999":  # comments
        lines = lines[2:]
    return lines[:2] == [b"0", b"SECTION"]


def is_stl(content: bytes) -> bool:
    if content.lstrip().startswith(b"solid") and b"facet" in content[:2000]:
        return True
    return len(content) >= 84 and len(content) == 84 + 50 * int.from_bytes(content[80:84], "little")


def is_iges(content: bytes) -> bool:
    first = content[:82].splitlines()[:1]
    return bool(first) and len(first[0]) >= 80 and first[0][72:73] == b"S" and first[0][73:80].strip() == b"1"


def is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    beginning = content[:2000].lstrip().lower()
    return not beginning.startswith((b"<", b"%!", b"#!"))  # markup and programs are not what people mean by text


def office(*needed: str) -> Callable[[bytes], bool]:
    """Office documents are archives with known members; those with programs in them, or that unpack to a flood, are not let in."""

    def recognises(content: bytes) -> bool:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                members = archive.infolist()
                names = {member.filename for member in members}
                return (
                    all(any(n.startswith(part) for n in names) for part in needed)
                    and not any(n.lower().endswith("vbaproject.bin") or n.startswith("Basic/") for n in names)
                    and len(members) < 20_000
                    and sum(member.file_size for member in members) <= MOST_UNPACKED
                )
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
            return False

    return recognises


OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
KINDS = [
    FileKind(("pdf",), "application/pdf", begins_with(b"%PDF-")),
    FileKind(("step", "stp", "p21"), "model/step", begins_with(b"ISO-10303-21;")),
    FileKind(("dxf",), "image/vnd.dxf", is_dxf),
    FileKind(("dwg",), "image/vnd.dwg", begins_with(b"AC10")),
    FileKind(("igs", "iges"), "model/iges", is_iges),
    FileKind(("stl",), "model/stl", is_stl),
    FileKind(("docx",), f"{OOXML}wordprocessingml.document", office("[Content_Types].xml", "word/")),
    FileKind(("xlsx",), f"{OOXML}spreadsheetml.sheet", office("[Content_Types].xml", "xl/")),
    FileKind(("pptx",), f"{OOXML}presentationml.presentation", office("[Content_Types].xml", "ppt/")),
    FileKind(("odt",), f"{ODF}text", office("mimetype", "content.xml")),
    FileKind(("ods",), f"{ODF}spreadsheet", office("mimetype", "content.xml")),
    FileKind(("odp",), f"{ODF}presentation", office("mimetype", "content.xml")),
    FileKind(("csv",), "text/csv; charset=utf-8", is_text),
    FileKind(("txt",), "text/plain; charset=utf-8", is_text),
]
IMAGE_EXTENSIONS = ("jpg", "jpeg", "png", "webp")
# How a file is served, by the extension that we gave it.
CONTENT_TYPES = {kind.extensions[0]: kind.content_type for kind in KINDS} | {"webp": "image/webp"}


def safe_file(upload: Upload, *, limit: int = FILE_LIMIT) -> SafeFile:
    """The file under a random name, when what it contains is what its name says and is of a kind we let in. Raises ValidationError."""
    name = getattr(upload, "name", None) or ""
    extension = name.rpartition(".")[2].lower()
    if extension in IMAGE_EXTENSIONS:
        return safe_image(upload)
    kind = next((k for k in KINDS if extension in k.extensions), None)
    if kind is None:
        raise ValidationError(
            _("Files of this kind cannot be uploaded. Use one of these: %(kinds)s.")
            % {"kinds": ", ".join([*(k.extensions[0] for k in KINDS), *IMAGE_EXTENSIONS])},
            code="kind",
        )
    content = bounded(upload, limit)
    if not kind.recognises(content):
        raise ValidationError(
            _("This file does not contain what its name promises (%(extension)s). Save it again and upload that.")
            % {"extension": extension},
            code="content",
        )
    return SafeFile(content, extension=kind.extensions[0], original_name=name)


def plain_file_name(name: str) -> str:
    """A file name people can read and no system can misread: no folders, no invisible characters, not too long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    visible = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    stem, dot, extension = visible.strip(" .").rpartition(".")
    return f"{stem[: NAME_LENGTH - len(extension) - 1]}{dot}{extension}"[:NAME_LENGTH] or "file"


class FileField(forms.FileField):
    """A drawing or document: PDF, office, CAD or picture."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        cleaned = super().clean(data, initial)
        return safe_file(cleaned, limit=FILE_LIMIT) if isinstance(cleaned, DjangoUpload) else cleaned


class ImageField(forms.FileField):
    """A picture, drawn anew."""

    default_error_messages = {
        "invalid": gettext_lazy("This is not a picture we can read. Upload a JPEG, PNG or WebP file.")
    }

    def __init__(self, *, longest_side: int = LONGEST_SIDE, **options: Any) -> None:
        super().__init__(**options)
        self.longest_side = longest_side
        self.widget.attrs.setdefault("accept", "image/jpeg,image/png,image/webp")

    def clean(self, data: Any, initial: Any = None) -> Any:
        cleaned = super().clean(data, initial)
        return safe_image(cleaned, longest_side=self.longest_side) if isinstance(cleaned, DjangoUpload) else cleaned
