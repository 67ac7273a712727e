"""What is written on a theme, as it is kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from clubhuis.lib.refusals import Refused

from .models import Theme

NAMES = ("name_nl", "name_en", "name_de")
TEXTS = ("text_nl", "text_en", "text_de")


def write(theme: Theme, fields: Mapping[str, str]) -> None:
    """Put names and texts on the theme. Raises Refused with what is wrong, and TypeError for what is no text of a theme."""
    if unknown := fields.keys() - {*NAMES, *TEXTS}:
        raise TypeError(f"these are not texts of a theme: {sorted(unknown)}")
    for field, value in fields.items():
        text = "".join(c for c in str(value) if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"})
        setattr(theme, field, " ".join(text.split()) if field in NAMES else text.strip())
    if not theme.name:
        raise Refused(_("Give the theme a name: a few words are enough."))
    try:
        theme.clean_fields(exclude={f.name for f in Theme._meta.fields} - {*NAMES, *TEXTS})
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def free_slug(name: str) -> str:
    base = slugify(name)[:50].strip("-") or "theme"
    taken = set(Theme.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
