"""What rooms above find waiting at a community's desk, for its first page."""

from __future__ import annotations

from collections.abc import Callable

from clubhuis.lib.registry import Registry

from .attention import Matter
from .models import Community

# Each answers what waits for the organisers of a community, in one or two questions to the database.
concerns: Registry[Callable[[Community], list[Matter]]] = Registry("what rooms above find waiting at a desk")
