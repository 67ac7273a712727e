"""What the vocabulary says, and who may change it."""

from __future__ import annotations

from collections.abc import Iterable

from django.shortcuts import get_object_or_404

from clubhuis.accounts.models import Person
from clubhuis.engines.matching import Concept, Vocabulary
from clubhuis.lib.languages import CONTENT_LANGUAGES

from .files import Entry
from .models import Capability
from .search import Hit, search
from .snapshot import Snapshot, Term, snapshot

__all__ = [
    "Hit",
    "Snapshot",
    "Term",
    "can_edit",
    "capabilities",
    "capability_for",
    "concepts",
    "entries",
    "search",
    "snapshot",
    "version",
    "vocabulary",
]


def version() -> int:
    """Moves with every change of the vocabulary, in all processes alike: what was made from it before is out of date."""
    return snapshot().version


def concepts() -> list[Concept]:
    """Every capability in use, as plain values for the matching engine."""
    return list(vocabulary())


def vocabulary() -> Vocabulary:
    """The same, made ready by the engine; kept until the vocabulary changes."""
    return snapshot().vocabulary


def can_edit(person: Person | None) -> bool:
    """Only those who run the installation change the words everybody uses."""
    return person is not None and person.is_operator


def capability_for(slug: str) -> Capability:
    """A capability by its slug, withdrawn or not."""
    return get_object_or_404(Capability.objects.select_related("replaced_by"), slug=slug)


def capabilities(slugs: Iterable[str]) -> list[Capability]:
    """The capabilities in use with these slugs, in this order; a withdrawn one gives way to what replaced it."""
    terms = snapshot()
    wanted = list(dict.fromkeys(terms.replaced.get(slug, slug) for slug in slugs))
    found = {c.slug: c for c in Capability.objects.filter(slug__in=[slug for slug in wanted if slug in terms])}
    return [found[slug] for slug in wanted if slug in found]


def entries() -> list[Entry]:
    """Every capability in use, as it stands in a file."""
    terms = snapshot()
    columns = ("slug", "nace", "cpv", *(f"definition_{code}" for code in CONTENT_LANGUAGES))
    more = {slug: rest for slug, *rest in Capability.objects.filter(is_deprecated=False).values_list(*columns)}
    return [entry_of(term, *more[term.slug]) for term in terms.values() if term.slug in more]


def entry_of(term: Term, nace: list[str], cpv: list[str], *definitions: str) -> Entry:
    return Entry(
        id=term.slug,
        kind=term.kind,
        broader=term.broader,
        names=term.names,
        synonyms=term.synonyms,
        related=term.related,
        nace=tuple(nace),
        cpv=tuple(cpv),
        definitions={code: text for code, text in zip(CONTENT_LANGUAGES, definitions, strict=True) if text},
    )
