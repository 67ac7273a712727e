"""What rooms that do not know the audit log hand up to be written in it."""

from __future__ import annotations

from typing import Any

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.taxonomy.models import Capability


def record_change_of_vocabulary(verb: str, capability: Capability, by: Person, data: dict[str, Any]) -> None:
    """An operator changed a word that everybody uses."""
    changed = [key for key in data["after"] if not data["before"] or data["before"].get(key) != data["after"][key]]
    record(verb, actor=by, subject=capability, data={"changed": changed}, privileged=True)
