"""How the tree is shown on one page: a few branches, each with what grows on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .snapshot import Snapshot, Term

FEW = 4


@dataclass(frozen=True, slots=True)
class Branch:
    """A term with the terms right under it; without a term: those that stand alone."""

    term: Term | None
    leaves: list[Term] = field(default_factory=list)


def branches(terms: Snapshot, kind: str) -> list[Branch]:
    """The branches of a kind. Where one term holds (nearly) everything, its branches are shown instead of it."""
    tops = terms.tops(kind)
    grown = [term for term in tops if term.narrower]
    alone = [term for term in tops if not term.narrower]
    for _ in range(2):
        if not grown or len(grown) >= FEW:
            break
        opened = [child for term in grown for child in terms.named(term.narrower)]
        if not any(child.narrower for child in opened):
            break
        alone += [child for child in opened if not child.narrower]
        grown = [child for child in opened if child.narrower]
    grown = list({term.slug: term for term in grown}.values())
    result = [Branch(term, terms.named(term.narrower)) for term in grown]
    if alone:
        by_slug = {term.slug: term for term in alone}
        result.append(Branch(None, sorted(by_slug.values(), key=lambda term: term.name.casefold())))
    return result
