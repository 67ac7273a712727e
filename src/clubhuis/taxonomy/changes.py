"""What higher rooms do when the vocabulary changes. They join in from `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from clubhuis.accounts.models import Person
from clubhuis.lib.registry import Registry

from .models import Capability

# When one capability is merged into another, whoever points to the first must point to the second: follow(old, new), in that transaction.
followers: Registry[Callable[[Capability, Capability], None]] = Registry(
    "rooms whose rows move along when capabilities are merged"
)

# Every change is told as witness(verb, capability, by, data), in its transaction; this is how it comes into the audit log.
witnesses: Registry[Callable[[str, Capability, Person, dict[str, Any]], None]] = Registry(
    "who writes down what operators change"
)
