"""The whole vocabulary in memory: read once by each process for each state of it."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet

from clubhuis.engines.matching import Concept, Vocabulary, with_grades
from clubhuis.lib.languages import CONTENT_LANGUAGES, choose
from clubhuis.lib.looking import once_a_look
from clubhuis.lib.prepared import prepared

from .models import Capability, Edition, Synonym


@dataclass(frozen=True, slots=True)
class Term:
    """A capability as plain values. `narrower` and `broader` are slugs of terms that are not withdrawn."""

    pk: int
    slug: str
    kind: str
    names: Mapping[str, str]
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    broader: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """In the language of the page."""
        return choose(dict(self.names))[0]

    def labels(self, language: str) -> tuple[str, ...]:
        preferred = self.names.get(language)
        return (*((preferred,) if preferred else ()), *self.synonyms.get(language, ()))

    def __str__(self) -> str:
        return self.name


class Snapshot(Mapping[str, Term]):
    """All terms that are in use, by slug, with the ways between them."""

    def __init__(
        self, version: int, changed_at: datetime | None, terms: dict[str, Term], replaced: dict[str, str]
    ) -> None:
        self.version = version
        self.changed_at = changed_at
        self.replaced = replaced  # slug of a withdrawn capability → slug of the one that took its place
        self._terms = terms

    # A snapshot is itself and no other: what is made from it can be kept under it.
    __hash__ = object.__hash__
    __eq__ = object.__eq__

    def __getitem__(self, slug: str) -> Term:
        return self._terms[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The same for the matching engine."""
        return with_grades(
            (
                Concept(
                    term.slug,
                    term.kind,
                    term.broader,
                    term.related,
                    {language: labels for language in CONTENT_LANGUAGES if (labels := term.labels(language))},  # type: ignore[misc]
                )
                for term in self.values()
            ),
            known_only=True,
        )

    @cached_property
    def by_pk(self) -> dict[int, Term]:
        return {term.pk: term for term in self.values()}

    def named(self, slugs: tuple[str, ...]) -> list[Term]:
        """These terms in the order of their names on the page."""
        return sorted((self[slug] for slug in slugs), key=lambda term: term.name.casefold())

    def tops(self, kind: str) -> list[Term]:
        """Terms of a kind that stand under no other term of that kind."""
        return sorted(
            (t for t in self.values() if t.kind == kind and not any(self[b].kind == kind for b in t.broader)),
            key=lambda term: (-len(term.narrower), term.name.casefold()),
        )

    def path(self, slug: str) -> list[Term]:
        """The way down to a term from a top, along the first broader term each time."""
        steps: list[Term] = []
        here = self[slug]
        while here.broader and len(steps) < 20:
            here = self[here.broader[0]]
            steps.append(here)
        return steps[::-1]


_lock = threading.Lock()
_latest: Snapshot | None = None


def snapshot() -> Snapshot:
    """The vocabulary as it is now: one small question to the database, and a new reading only after a change."""
    global _latest
    version, changed_at = _edition()
    latest = _latest
    if latest is not None and latest.version == version and latest.changed_at == changed_at:
        return latest
    with _lock:
        latest = _latest
        if latest is None or latest.version != version or latest.changed_at != changed_at:
            latest = _latest = _read(version, changed_at)
    return latest


@once_a_look
def _edition() -> tuple[int, datetime | None]:
    return next(iter(_editions()), (0, None))


@prepared
def _editions() -> QuerySet[Edition, tuple[int, datetime | None]]:
    return Edition.objects.filter(pk=1).values_list("version", "changed_at")


def _read(version: int, changed_at: datetime | None) -> Snapshot:
    columns = (
        "pk",
        "slug",
        "kind",
        *(f"name_{code}" for code in CONTENT_LANGUAGES),
        "is_deprecated",
        "replaced_by__slug",
    )
    found = list(Capability.objects.order_by("slug").values_list(*columns))
    slugs = {pk: slug for pk, slug, *_, withdrawn, _replacement in found if not withdrawn}
    synonyms: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for pk, language, text in Synonym.objects.order_by("pk").values_list("capability", "language", "text"):
        synonyms[pk][language].append(text)
    broader: dict[int, list[str]] = defaultdict(list)
    narrower: dict[int, list[str]] = defaultdict(list)
    through = Capability.broader.through.objects
    for below, above in through.order_by("pk").values_list("from_capability", "to_capability"):
        if below in slugs and above in slugs:
            broader[below].append(slugs[above])
            narrower[above].append(slugs[below])
    related: dict[int, list[str]] = defaultdict(list)
    through = Capability.related.through.objects  # type: ignore[assignment]
    for here, there in through.order_by("pk").values_list("from_capability", "to_capability"):
        if there in slugs:
            related[here].append(slugs[there])
    terms = {
        slug: Term(
            pk,
            slug,
            kind,
            {code: name for code, name in zip(CONTENT_LANGUAGES, names, strict=True) if name},
            {language: tuple(texts) for language, texts in synonyms.get(pk, {}).items()},
            tuple(broader.get(pk, ())),
            tuple(narrower.get(pk, ())),
            tuple(related.get(pk, ())),
        )
        for pk, slug, kind, *names, withdrawn, _replacement in found
        if not withdrawn
    }
    replaced = {slug: new for _, slug, *_, withdrawn, new in found if withdrawn and new}
    return Snapshot(version, changed_at, terms, replaced)
