"""How the tree is shown on one page: a few branches, each with what grows on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .snapshot import Snapshot, Term

FEW = 4  # a branch with fewer leaves is shown as one of "others"
LARGE = 0.3  # a branch with more than this part of everything is opened


@dataclass(frozen=True, slots=True)
class Branch:
    """A term with the terms right under it; without a term: those that stand alone."""

    term: Term | None
    leaves: list[Term] = field(default_factory=list)


def branches(terms: Snapshot, kind: str) -> list[Branch]:
    """The branches of a kind, by name. Where one term holds a large part of everything, its own branches are shown instead of it."""
    total = sum(1 for term in terms.values() if term.kind == kind)
    shown: dict[str, Term] = {}
    alone: dict[str, Term] = {}
    opened: set[str] = set()
    todo = terms.tops(kind)
    while todo:
        term = todo.pop()
        if term.slug in opened or term.slug in shown or term.slug in alone:
            continue
        below = terms.vocabulary.below(term.slug)
        if len(below) > LARGE * total and any(terms[child].narrower for child in term.narrower):
            opened.add(term.slug)
            todo.extend(terms.named(term.narrower))
        elif len(term.narrower) >= FEW:
            shown[term.slug] = term
        else:
            alone[term.slug] = term
    result = [Branch(term, terms.named(term.narrower)) for term in terms.named(tuple(shown))]
    if alone:
        result.append(Branch(None, terms.named(tuple(alone))))
    return result
