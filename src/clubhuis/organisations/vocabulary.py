"""Capabilities as an organisation chooses and shows them: by kind, and by the words one types."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from clubhuis.taxonomy.models import Capability, Kind

FOUND = 30


def by_kind(capabilities: Iterable[Capability]) -> list[tuple[str, list[Capability]]]:
    """Processes first, then materials, as the vocabulary orders its kinds; inside a kind by name."""
    groups: dict[str, list[Capability]] = {}
    for capability in sorted(capabilities, key=lambda c: str(c).casefold()):
        groups.setdefault(capability.kind, []).append(capability)
    return [(str(kind.label), groups[kind.value]) for kind in Kind if kind.value in groups]


def matching(words: str, *, without: set[int]) -> list[Capability]:
    """Capabilities whose name or synonym, in any language, has all of these words in it; the best known first."""
    conditions = Q(is_deprecated=False)
    for word in words.replace("\x00", " ").split()[:6]:
        conditions &= (
            Q(name_nl__icontains=word)
            | Q(name_en__icontains=word)
            | Q(name_de__icontains=word)
            | Q(synonyms__text__icontains=word)
        )
    found = Capability.objects.filter(conditions).exclude(pk__in=without).order_by("slug").distinct()[:200]
    first = words.strip().casefold()
    return sorted(found, key=lambda c: (not _begins(c, first), len(str(c)), str(c)))[:FOUND]


def _begins(capability: Capability, words: str) -> bool:
    names = (capability.name_nl, capability.name_en, capability.name_de)
    return any(name.casefold().startswith(words) for name in names if name)
