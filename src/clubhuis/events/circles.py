"""Who may see an event because they were asked to come, or because they come. Higher rooms register theirs."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from clubhuis.accounts.models import Person
from clubhuis.lib.registry import Registry

# A circle takes the viewer and answers which events, as a condition on Event.
invited: Registry[Callable[[Person], Q]] = Registry("events that a person may see because of an invitation or a seat")
