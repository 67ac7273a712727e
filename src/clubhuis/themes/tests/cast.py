"""Themes for tests."""

import itertools

from clubhuis.themes.models import Following, Support, Theme

numbers = itertools.count(1)


def a_theme(name="Contaminatie", *, followers=(), supporters=(), capabilities=(), **fields):
    """A theme of the whole installation, unless a community is given."""
    fields.setdefault("slug", f"theme-{next(numbers)}")
    theme = Theme.objects.create(name_nl=name, **fields)
    theme.capabilities.set(capabilities)
    Following.objects.bulk_create([Following(person=person, theme=theme) for person in followers])
    Support.objects.bulk_create([Support(person=person, theme=theme) for person in supporters])
    return theme
