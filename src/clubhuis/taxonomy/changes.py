"""What higher rooms do when the vocabulary changes. They join in from `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from clubhuis.accounts.models import Person
from clubhuis.lib.registry import Registry

from .models import Capability

# After one capability was merged into another and every row that pointed to it was led on: follow(old, new), in that transaction.
followers: Registry[Callable[[Capability, Capability], None]] = Registry(
    "what rooms derive from capabilities, to be made again after a merger"
)

# Every change is told as witness(verb, capability, by, data), in its transaction; this is how it comes into the audit log.
witnesses: Registry[Callable[[str, Capability, Person, dict[str, Any]], None]] = Registry(
    "who writes down what operators change"
)
