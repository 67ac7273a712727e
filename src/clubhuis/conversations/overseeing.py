"""Who looks at reports besides those who run the installation: higher rooms know whose business a report is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db.models import Q

from clubhuis.lib.registry import Registry

if TYPE_CHECKING:
    from clubhuis.accounts.models import Person

# Each gets a person and answers which reports they may settle, as a condition on Report; None when none ever.
overseers: Registry[Callable[[Person], Q | None]] = Registry("who may settle which reports")
