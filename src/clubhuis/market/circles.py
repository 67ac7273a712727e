"""Who may see a need, or the name of who posted it, because of what happened between them. Higher rooms register theirs."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from clubhuis.accounts.models import Person
from clubhuis.lib.registry import Registry

# A circle takes the viewer and answers which needs, as a condition on Need.
invited: Registry[Callable[[Person], Q]] = Registry("needs that a person may see because they were asked to answer")
introduced: Registry[Callable[[Person], Q]] = Registry("anonymous needs whose name a person may see: both said yes")
