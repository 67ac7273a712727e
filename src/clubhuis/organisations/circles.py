"""Who may see an organisation, or what it keeps for its circle, because of what they share. Communities register theirs."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from clubhuis.accounts.models import Person
from clubhuis.lib.registry import Registry

# A circle takes the viewer and answers which organisations, as a condition on Organisation, are in a circle with them
# and are visible to it (visibility "communities").
circles: Registry[Callable[[Person], Q]] = Registry("organisations that may be seen because of what they share")
