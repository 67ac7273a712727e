"""Who may see a person because of what they share. Higher rooms register their circles (colleagues, fellow members)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db.models import Q

from clubhuis.lib.registry import Registry

if TYPE_CHECKING:
    from .models import Person

# A circle takes the viewer and answers which persons, as a condition on Person, it shows. It must respect Person.visibility.
circles: Registry[Callable[[Person], Q]] = Registry("people who may be seen because of what they share with the viewer")
