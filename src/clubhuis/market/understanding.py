"""What is understood of a text beside what people did with it: ticked off, added, called a wish."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.datastructures import MultiValueDict

from clubhuis.engines.matching import Figure, Requirement, requirement_id, requirements_from
from clubhuis.taxonomy import access as taxonomy
from clubhuis.taxonomy.models import Capability

from .models import Need, Offer
from .offering import figure_id, read_offer
from .reading import read_text, vocabulary
from .requirements import MOST, all_from_json, figures_from_json, from_json, to_json
from .wording import figure_in_words, in_words

type Data = MultiValueDict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement in the form of a need. `own`: added by hand; it is not in the text."""

    requirement: Requirement
    kept: bool = True
    own: bool = False

    @property
    def id(self) -> str:
        return requirement_id(self.requirement)

    @property
    def words(self) -> str:
        return in_words(self.requirement)

    @property
    def quote(self) -> str:
        """The words of the text, where they say it differently."""
        said = " ".join(self.requirement.text.split())
        return "" if self.own or said.casefold() in self.words.casefold() else said

    @property
    def json(self) -> str:
        return json.dumps(to_json(self.requirement))


@dataclass(frozen=True, slots=True)
class Understood:
    """The requirements of a need as people have them before them."""

    rows: tuple[Row, ...] = ()

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        return tuple(row.requirement for row in self.rows if row.kept)

    @property
    def declined(self) -> list[str]:
        """Ids of what was read and is not meant."""
        return [row.id for row in self.rows if not row.kept and not row.own]

    def with_more(self, more: Iterable[Requirement]) -> Understood:
        """With requirements added by hand, unless they are there: then they are kept."""
        rows = {row.id: row for row in self.rows}
        asked = {_asked(row.requirement): row.id for row in self.rows}
        for requirement in more:
            if known := asked.get(_asked(requirement)):
                rows[known] = replace(rows[known], kept=True)
            elif len(rows) < MOST:
                row = Row(requirement, own=True)
                rows[row.id] = row
        return Understood(tuple(rows.values()))


def of_need(need: Need) -> Understood:
    """As it was left."""
    kept = all_from_json(need.requirements)
    ids = {requirement_id(one) for one in kept}
    declined = {str(one) for one in need.declined} - ids
    off = [Row(one, kept=False) for one in _read(need.text, need.language)] if declined else []
    return Understood((*(Row(one, own=_is_own(one)) for one in kept), *(row for row in off if row.id in declined)))


def of_text(text: str, language: str | None, data: Data | None = None, need: Need | None = None) -> Understood:
    """What a text says now, with the ticks and wishes that came with the form, else as the need has them."""
    before = _posted(data) if data is not None and data.getlist("shown") else _left(need) if need else {}
    own = _own(data) if data is not None else [r.requirement for r in (of_need(need).rows if need else ()) if r.own]
    rows = []
    for one in _read(text, language):
        kept, must = before.get(requirement_id(one), (True, one.must))
        rows.append(Row(replace(one, must=must), kept))
    for one in own:
        kept, must = before.get(requirement_id(one), (True, one.must))
        if kept:
            rows.append(Row(replace(one, must=must), own=True))
    return Understood(tuple({row.id: row for row in rows}.values()))


def _read(text: str, language: str | None) -> list[Requirement]:
    """Without the place and the kind of help, which are fields of their own."""
    found = requirements_from(read_text(text, language, asking=True), vocabulary())
    return [one for one in found if one.kind not in ("place", "help")][:MOST]


def _posted(data: Data) -> dict[str, tuple[bool, bool]]:
    """Of what was shown: whether it is still ticked, and whether it is a must."""
    ticked = set(data.getlist("requirement"))
    return {one: (one in ticked, data.get(f"weight-{one}") != "wish") for one in data.getlist("shown")[:500]}


def _left(need: Need) -> dict[str, tuple[bool, bool]]:
    declined = {str(one): (False, True) for one in need.declined}
    return declined | {requirement_id(one): (True, one.must) for one in all_from_json(need.requirements)}


def _own(data: Data) -> list[Requirement]:
    found = []
    for raw in data.getlist("own")[:MOST]:
        try:
            value = json.loads(raw) if len(raw) < 4000 else None
        except (ValueError, RecursionError):
            continue
        if (requirement := from_json(value)) is not None and requirement.kind not in ("place", "help"):
            found.append(replace(requirement, start=0, end=0, implied=False))
    return found


def _is_own(requirement: Requirement) -> bool:
    return not requirement.implied and requirement.end == 0


def _asked(requirement: Requirement) -> object:
    """What makes two requirements the same, however they are worded."""
    figure = requirement.figure
    return (
        requirement.concepts,
        figure and (figure.kind, figure.low, figure.high, figure.dims),
        str(requirement.standard or ""),
        requirement.spoken,
        requirement.day,
    )


# Added by hand


def as_requirement(capability: Capability) -> Requirement:
    kind = capability.kind if capability.kind in ("material", "certificate") else "capability"
    return Requirement(kind, str(capability), concepts=(capability.slug,))  # type: ignore[arg-type]


def figures_as_written(words: str) -> list[Requirement]:
    """ "tolerance 5 µm, 200 pieces" → requirements, none when there is no quantity in it."""
    return [
        Requirement("figure", one.text, figure=replace(one, start=0, end=0)) for one in read_text(words).figures[:MOST]
    ]


def certificates_as_written(words: str) -> list[Requirement]:
    """ "ISO 9001, EN 1090-2" → requirements: norms, and certificates of the vocabulary."""
    reading = read_text(words)
    found = [Requirement("certificate", str(one), standard=replace(one, start=0, end=0)) for one in reading.standards]
    terms = taxonomy.snapshot()
    said = dict.fromkeys(one.concept for one in reading.mentions)
    named = [slug for slug in said if slug in terms and terms[slug].kind == "certificate"]
    return [*found, *(Requirement("certificate", terms[slug].name, concepts=(slug,)) for slug in named)][:MOST]


# Offers


@dataclass(frozen=True, slots=True)
class FigureRow:
    figure: Figure
    kept: bool = True

    @property
    def id(self) -> str:
        return figure_id(self.figure)

    @property
    def words(self) -> str:
        return figure_in_words(self.figure)


@dataclass(frozen=True, slots=True)
class OfferUnderstood:
    """What is recognised in an offer: capabilities (slugs) and figures, ticked or not."""

    capabilities: Mapping[str, bool] = field(default_factory=dict)
    figures: tuple[FigureRow, ...] = ()

    @property
    def terms(self) -> list[tuple[taxonomy.Term, bool]]:
        known = taxonomy.snapshot()
        return [(known[slug], kept) for slug, kept in self.capabilities.items() if slug in known]

    @property
    def kept(self) -> list[str]:
        return [slug for slug, kept in self.capabilities.items() if kept]

    @property
    def kept_figures(self) -> list[Figure]:
        return [row.figure for row in self.figures if row.kept]

    @property
    def declined(self) -> list[str]:
        off = [slug for slug, kept in self.capabilities.items() if not kept]
        return [*off, *(row.id for row in self.figures if not row.kept)]


def of_offer(
    text: str, equipment: str, language: str | None, data: Data | None = None, offer: Offer | None = None
) -> OfferUnderstood:
    """What the text says now, with the ticks that came with the form, else as the offer has them; and what was added by hand."""
    found = read_offer(text, equipment, language)
    if data is not None and "shown" in data:
        shown, ticked = set(data.getlist("shown")[:500]), data.getlist("recognised")[:500]
        off, added = shown - set(ticked), ticked
    else:
        off = {str(one) for one in offer.declined} if offer else set()
        added = [c.slug for c in offer.capabilities.all()] if offer else []
    known = taxonomy.snapshot()
    slugs = dict.fromkeys([*found.concepts, *(slug for slug in added if slug in known)])
    figures = {figure_id(one): one for one in found.figures}
    if offer is not None and data is None:
        figures |= {figure_id(one): one for one in figures_from_json(offer.figures) if figure_id(one) not in off}
    return OfferUnderstood(
        {slug: slug not in off for slug in slugs},
        tuple(FigureRow(one, id not in off) for id, one in figures.items()),
    )
