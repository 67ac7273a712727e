"""Capabilities as the page of an organisation shows them."""

from __future__ import annotations

from collections.abc import Iterable

from clubhuis.taxonomy.models import Capability, Kind


def by_kind(capabilities: Iterable[Capability]) -> list[tuple[str, list[Capability]]]:
    """Processes first, then materials, as the vocabulary orders its kinds; inside a kind by name."""
    groups: dict[str, list[Capability]] = {}
    for capability in sorted(capabilities, key=lambda c: str(c).casefold()):
        groups.setdefault(capability.kind, []).append(capability)
    return [(str(kind.label), groups[kind.value]) for kind in Kind if kind.value in groups]
