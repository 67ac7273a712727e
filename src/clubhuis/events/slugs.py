"""Where an event lives: /events/<slug>/. Readable for everybody; not to be guessed when not everybody may see it."""

from __future__ import annotations

import itertools
import secrets

from django.utils.text import slugify

from .models import Event, Series, Visibility

RESERVED = frozenset({"new", "map", "month", "list", "feed", "feeds", "calendar", "past", "search", "mine", "series"})
LONGEST = 70


def slug_for(title: str, visibility: str) -> str:
    base = slugify(title)[:LONGEST].strip("-") or "event"
    if visibility != Visibility.PUBLIC:
        return f"{base[:60].strip('-')}-{secrets.token_hex(8)}"
    known = set(Event.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return first_free(base, known)


def slug_for_series(name: str) -> str:
    base = slugify(name)[:50].strip("-") or "series"
    return first_free(base, set(Series.objects.filter(slug__startswith=base).values_list("slug", flat=True)))


def first_free(base: str, known: set[str]) -> str:
    candidates = itertools.chain([base], (f"{base}-{number}" for number in itertools.count(2)))
    return next(slug for slug in candidates if slug not in known and slug not in RESERVED)
