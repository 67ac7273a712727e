"""What else moves when a theme becomes part of another: higher rooms hang events, organisations and needs on themes."""

from __future__ import annotations

from collections.abc import Callable

from clubhuis.lib.registry import Registry

from .models import Theme

# Takes the theme that goes and the theme that stays, in the transaction that merges them.
followers: Registry[Callable[[Theme, Theme], None]] = Registry("what hangs on a theme and moves with it")
