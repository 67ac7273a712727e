"""Where an organisation's page lives: /organisations/<slug>/."""

from __future__ import annotations

import itertools

from django.utils.text import slugify

from .models import Organisation
from .names import plain_name

RESERVED = frozenset({"new", "mine", "invitations", "claims", "search", "map", "export"})  # pages of their own
ROOM_FOR_NUMBER = 70  # of the 80 characters


def unused_slug(name: str, taken: set[str] | None = None) -> str:
    """A readable slug that nothing has. Whoever makes many passes the set of all slugs, and finds the new one added to it."""
    base = slugify(plain_name(name))[:ROOM_FOR_NUMBER].strip("-") or "organisation"
    known = taken
    if known is None:
        known = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = itertools.chain([base], (f"{base}-{number}" for number in itertools.count(2)))
    slug = next(s for s in candidates if s not in known and s not in RESERVED)
    known.add(slug)
    return slug
