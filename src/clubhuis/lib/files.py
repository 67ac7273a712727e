"""Serving and discarding what people uploaded. The caller has decided that this person may; nothing here asks."""

from __future__ import annotations

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from .uploads import CONTENT_TYPES, plain_file_name

# Shown in the page or the browser's own viewer; everything else is downloaded.
SHOWN = {"application/pdf", "image/webp"}


def file_response(file: FieldFile, *, name: str = "", public_for: int = 0, download: bool = False) -> FileResponse:
    """A file from storage, harmless whatever it contains: its type comes from the name we gave it and is not to be guessed.

    It is not stored by anybody on the way, unless it is a thing that everybody may see (`public_for` seconds). A file that
    is gone is a 404.
    """
    if not file:
        raise Http404
    try:
        content = file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    extension = (file.name or "").rpartition(".")[2]
    content_type = CONTENT_TYPES.get(extension, "application/octet-stream")
    shown_name = plain_file_name(name or (file.name or "").rpartition("/")[2])
    response = FileResponse(
        content,
        as_attachment=download or content_type not in SHOWN,
        filename=shown_name,
        content_type=content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = f"public, max-age={public_for}" if public_for else "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def discard(file: FieldFile) -> None:
    """The file goes when the transaction that took it away has committed, and stays when it did not."""
    if file:
        storage, name = file.storage, str(file.name)
        transaction.on_commit(lambda: storage.delete(name))
