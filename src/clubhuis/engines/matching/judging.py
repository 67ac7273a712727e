"""Met, unknown or not met: one requirement against one document, with the sentence that says so.

Reasons and their values, for the room that puts them in words:

| code | values | state |
|---|---|---|
| `says` | | met: the text names it |
| `says_narrower` | concept | met: the text names a special form of it |
| `chosen` | concept | met: the organisation ticked it |
| `through_partner` | | met: the text says a partner does it |
| `says_broader`, `says_related` | concept | unknown: the text names something near |
| `says_words` | | met: all words stand in one sentence (requirements without a concept) |
| `planned` | | unknown, for a certificate not met: the text says it is not there yet |
| `denies` | | not met: the text says no |
| `only_other` | concept | not met: the text says it works only something else |
| `figure_within` | offered, asked | met |
| `figure_beyond` | offered, asked | not met |
| `figure_partly` | offered, asked | unknown: part of what is asked lies outside |
| `series_near` | offered, asked | unknown: series in words that may or may not reach |
| `certificate_valid` | name, expires | met |
| `certificate_expired` | name, expires | not met |
| `certificate_covered` | name | met: another certificate contains it |
| `level_lower`, `level_open` | offered, asked | not met, unknown |
| `distance` | km, radius, place | met or not met |
| `place_unknown`, `no_site` | place | unknown |
| `writes` | code | met: has a text in that language |
| `helps` | | met: the text offers this kind of help |
| `silent` | | unknown: nothing says anything |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal

from clubhuis.engines.matching.documents import Document, Site
from clubhuis.engines.matching.figures import FINER_IS_BETTER, SERIES, Figure
from clubhuis.engines.matching.known import Known, Part, know
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.needs import Need, Requirement
from clubhuis.engines.matching.places import distance_km
from clubhuis.engines.matching.reading import Mention
from clubhuis.engines.matching.standards import IMPLIES, Standard, covers
from clubhuis.engines.matching.vocabulary import Relation, Vocabulary
from clubhuis.engines.matching.words import STOP_WORDS, stem, tokens

State = Literal["met", "unknown", "not_met"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as a code with values (see the top of this file)."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One requirement against one document.

    `sentence` is what the organisation itself says, from `source` (a passage's source, or `certificate`, `site`,
    `capability`) and record `ref`, in `language`; `start` and `end` mark the words within the sentence. Empty where
    nothing says anything.
    """

    requirement: Requirement
    state: State
    reason: Reason
    sentence: str = ""
    source: str = ""
    ref: str = ""
    language: str = ""
    start: int = 0
    end: int = 0


def judge(
    need: Need, document: Document, vocabulary: Vocabulary, *, today: date, audience: frozenset[str] | None = None
) -> tuple[Judgement, ...]:
    """Judge one need against one document, requirement by requirement, in the need's order."""
    return judge_known(need, know(document, vocabulary), vocabulary, today=today, audience=audience)


def judge_known(
    need: Need, known: Known, vocabulary: Vocabulary, *, today: date, audience: frozenset[str] | None = None
) -> tuple[Judgement, ...]:
    """As `judge`, for a document that has been read. Passages with an audience count only for who shares one with it."""
    parts = [part for part in known.parts if not part.audience or (audience is not None and part.audience & audience)]
    bench = _Bench(need, known, parts, vocabulary, today)
    return tuple(bench.judge(requirement) for requirement in need.requirements)


@lru_cache(maxsize=8_000)  # the sentences of the few hundred organisations that are asked about most
def _stems(sentence: str, language: Language) -> tuple[tuple[str, int, int], ...]:
    """The words of a sentence without their endings, and the characters each stands on."""
    return tuple((stem(token.folded, language), token.start, token.end) for token in tokens(sentence))


@lru_cache(maxsize=4_000)
def _telling_stems(label: str, language: Language) -> frozenset[str]:
    return frozenset(stem(token.folded, language) for token in tokens(label) if token.folded not in STOP_WORDS)


class _Bench:
    """One need before one document."""

    def __init__(self, need: Need, known: Known, parts: list[Part], vocabulary: Vocabulary, today: date) -> None:
        self._need, self._known, self._parts, self._vocabulary, self._today = need, known, parts, vocabulary, today
        self._asked = {
            concept
            for one in need.requirements
            if one.kind == "capability"
            for concept in one.concepts
            if concept in vocabulary and vocabulary[concept].kind == "process"
        }

    def judge(self, requirement: Requirement) -> Judgement:
        match requirement.kind:
            case "figure" if requirement.figure is not None:
                return self._figure(requirement, requirement.figure)
            case "certificate" if requirement.standard is not None:
                return self._certificate(requirement, requirement.standard)
            case "place":
                return self._place(requirement)
            case "language":
                return self._spoken(requirement)
            case "help":
                return self._help(requirement)
            case "date":
                return Judgement(requirement, "unknown", Reason("silent"))
            case _:
                return self._concept(requirement)

    # ── capabilities and materials ──

    def _concept(self, requirement: Requirement) -> Judgement:
        if not requirement.concepts:
            return self._words(requirement)
        wanted = set(requirement.concepts)
        around = self._vocabulary.around(requirement.concepts)
        best: tuple[int, Part, Mention, str] | None = None
        for part, mention in self._mentions():
            rank = self._rank(mention, around)
            if rank is not None and (best is None or rank[0] < best[0]):
                best = (rank[0], part, mention, rank[1])
        if best is not None and best[0] <= 1:
            return self._said(
                requirement, "met", Reason(best[3], self._naming(best[2], best[3])), best[1], best[2].start, best[2].end
            )
        for concept in self._known.concepts:
            if any(self._vocabulary.covers(wide, concept) for wide in wanted) and concept in self._vocabulary:
                label = self._vocabulary[concept].label(self._need.language)
                return Judgement(
                    requirement,
                    "met",
                    Reason("chosen", {"concept": concept}),
                    label,
                    "capability",
                    concept,
                    self._need.language,
                    0,
                    len(label),
                )
        if best is not None and best[0] <= 3:
            state: State = {"through_partner": "met", "denies": "not_met"}.get(best[3], "unknown")  # type: ignore[assignment]
            return self._said(
                requirement, state, Reason(best[3], self._naming(best[2], best[3])), best[1], best[2].start, best[2].end
            )
        spelled = self._spelled_out(requirement)
        if spelled is not None:
            return spelled
        if requirement.kind == "material":
            other = self._only_other(requirement, wanted)
            if other is not None:
                return other
        words = self._words(requirement)
        if words.state == "met":
            return words
        if best is not None:
            return self._said(
                requirement,
                "unknown",
                Reason(best[3], self._naming(best[2], best[3])),
                best[1],
                best[2].start,
                best[2].end,
            )
        return Judgement(requirement, "unknown", Reason("silent"))

    def _rank(self, mention: Mention, around: Mapping[str, Relation]) -> tuple[int, str] | None:
        """How well a mention answers: 0 says it, 1 says a narrower one, 2 partner or planned, 3 denies, 4 broader, 5 related."""
        match around.get(mention.concept), mention.stance:
            case "same", "stated":
                return 0, "says"
            case "narrower", "stated":
                return 1, "says_narrower"
            case "same" | "narrower", "partner":
                return 2, "through_partner"
            case "same" | "narrower", "planned":
                return 2, "planned"
            case "same" | "broader" | "wide", "denied":
                return 3, "denies"
            case "broader", "stated":
                return 4, "says_broader"
            case "related", "stated":
                return 5, "says_related"
        return None

    def _naming(self, mention: Mention, code: str) -> dict[str, str]:
        return {"concept": mention.concept} if code in ("says_narrower", "says_broader", "says_related") else {}

    def _only_other(self, requirement: Requirement, wanted: set[str]) -> Judgement | None:
        for part, mention in self._mentions():
            if self._vocabulary[mention.concept].kind != "material" or mention.stance != "stated":
                continue
            start, _ = part.sentence_at(mention.start)
            if not _ONLY.search(part.text[start : mention.start]):
                continue
            if any(
                self._vocabulary.covers(mention.concept, one) or self._vocabulary.covers(one, mention.concept)
                for one in wanted
            ):
                continue
            return self._said(
                requirement,
                "not_met",
                Reason("only_other", {"concept": mention.concept}),
                part,
                mention.start,
                mention.end,
            )
        return None

    def _spelled_out(self, requirement: Requirement) -> Judgement | None:
        """ "Assembly and packaging in a cleanroom" is cleanroom assembly: all words of a label in one sentence."""
        for part, mention in self._mentions():
            if mention.stance != "stated" or not any(
                mention.concept in self._vocabulary.above(concept) for concept in requirement.concepts
            ):
                continue
            start, end = part.sentence_at(mention.start)
            said = {stemmed for stemmed, _, _ in _stems(part.text[start:end], part.language)}
            for concept in requirement.concepts:
                if concept not in self._vocabulary:
                    continue
                for label in self._vocabulary[concept].labels.get(part.language, ()):
                    words = _telling_stems(label, part.language)
                    if len(words) > 1 and words <= said and not _DENYING.search(part.text[start:end]):
                        return self._said(requirement, "met", Reason("says_words"), part, mention.start, mention.end)
        return None

    def _words(self, requirement: Requirement) -> Judgement:
        """What has no concept is looked for in its own words, all in one sentence."""
        asked = [token.folded for token in tokens(requirement.text) if token.folded not in STOP_WORDS]
        if asked:
            for part in self._parts:
                wanted = {stem(word, part.language) for word in asked}
                for start, end in part.sentences:
                    found = [one for one in _stems(part.text[start:end], part.language) if one[0] in wanted]
                    if len({stemmed for stemmed, _, _ in found}) == len(wanted) and not _DENYING.search(
                        part.text[start:end]
                    ):
                        return self._said(
                            requirement,
                            "met",
                            Reason("says_words"),
                            part,
                            start + found[0][1],
                            start + found[-1][2],
                        )
        return Judgement(requirement, "unknown", Reason("silent"))

    # ── figures ──

    def _figure(self, requirement: Requirement, asked: Figure) -> Judgement:
        offers = [(part, figure) for part in self._parts for figure in part.figures if _comparable(asked, figure)]
        offers = [
            (part, figure) for part, figure in offers if self._about(asked, figure) and self._in_scope(part, figure)
        ]
        if asked.about is not None:
            # What is said of this very material goes before what is said of steel at large.
            closest = max((self._closeness(asked.about, figure.about) for _, figure in offers), default=0)
            offers = [
                (part, figure) for part, figure in offers if self._closeness(asked.about, figure.about) == closest
            ]
        verdicts = [(compare(asked, figure), part, figure) for part, figure in offers]
        order: tuple[tuple[State, str], ...] = (("met", "figure_within"), ("unknown", ""), ("not_met", "figure_beyond"))
        for state, code in order:
            chosen = [(part, figure, reason) for (found, reason), part, figure in verdicts if found == state]
            if not chosen:
                continue
            part, figure, reason = (
                min(chosen, key=lambda one: _distance(asked, one[1])) if state == "not_met" else chosen[0]
            )
            return self._said(
                requirement,
                state,
                Reason(code or reason, {"offered": shown(figure), "asked": shown(asked)}),
                part,
                figure.start,
                figure.end,
            )
        return Judgement(requirement, "unknown", Reason("silent"))

    def _about(self, asked: Figure, offered: Figure) -> bool:
        if asked.about is None or offered.about is None:
            return True
        return self._vocabulary.covers(asked.about, offered.about) or self._vocabulary.covers(
            offered.about, asked.about
        )

    def _closeness(self, asked: str, offered: str | None) -> int:
        if offered is None:
            return 1
        if offered == asked or self._vocabulary.covers(asked, offered):
            return 1000
        return 500 - self._vocabulary.above(asked).get(offered, 400)

    def _in_scope(self, part: Part, figure: Figure) -> bool:
        """A figure in a sentence about other processes than the ones asked for says nothing here."""
        if not self._asked or figure.kind in ("batch", "yearly", "cleanroom", "cleanliness"):
            return True
        start, _ = self._clause(part, figure)
        # What stands before a figure is what it is about: "frezen tot 5 µm, draaien tot 10 µm".
        before = [
            one
            for one in part.mentions
            if start <= one.start < figure.start and self._vocabulary[one.concept].kind == "process"
        ]
        if not before:
            return True
        last = max(before, key=lambda one: one.start)
        together = [one for one in before if not part.figures_between(one.start, last.start)]
        return any(self._near(one.concept) for one in together)

    def _clause(self, part: Part, figure: Figure) -> tuple[int, int]:
        start, end = part.sentence_at(figure.start)
        before = part.text.rfind(";", start, figure.start)
        behind = part.text.find(";", figure.end, end)
        return (before + 1 if before >= 0 else start), (behind if behind >= 0 else end)

    def _near(self, process: str) -> bool:
        above = self._vocabulary.above(process)
        for asked in self._asked:
            up = self._vocabulary.above(asked)
            if process == asked or asked in above or process in up:
                return True
            if any(steps <= 1 and up.get(shared, 9) <= 1 for shared, steps in above.items()):
                return True
        return False

    # ── certificates ──

    def _certificate(self, requirement: Requirement, asked: Standard) -> Judgement:
        held = [(record, norm) for record, norms in self._known.certificates for norm in norms]
        expired = None
        for record, norm in sorted(held, key=lambda one: one[1].name != asked.name):
            answer = covers(norm, asked)
            if not answer:
                continue
            sentence = " · ".join(part for part in (record.name, record.scope) if part)
            values = {"name": record.name, "expires": record.expires.isoformat() if record.expires else ""}
            if record.expires is not None and record.expires < self._today:
                expired = Judgement(
                    requirement,
                    "not_met",
                    Reason("certificate_expired", values),
                    sentence,
                    "certificate",
                    record.ref,
                    "",
                    0,
                    len(record.name),
                )
                continue
            code = "certificate_valid" if norm.name == asked.name else "certificate_covered"
            return Judgement(
                requirement, "met", Reason(code, values), sentence, "certificate", record.ref, "", 0, len(record.name)
            )
        if expired is not None:
            return expired
        return self._claimed(requirement, asked)

    def _claimed(self, requirement: Requirement, asked: Standard) -> Judgement:
        """Without a valid record: what do the texts say?"""
        weaker: Judgement | None = None
        for part in self._parts:
            for norm, stance in part.standards:
                if norm.name != asked.name and asked.name not in IMPLIES.get(norm.name, ()):
                    continue
                answer = covers(norm, asked)
                if stance in ("denied", "planned"):
                    weaker = weaker or self._said(
                        requirement,
                        "not_met",
                        Reason("planned" if stance == "planned" else "denies"),
                        part,
                        norm.start,
                        norm.end,
                    )
                elif answer:
                    code = "says" if norm.name == asked.name else "certificate_covered"
                    return self._said(
                        requirement,
                        "met",
                        Reason(code, {"name": str(norm)} if code != "says" else {}),
                        part,
                        norm.start,
                        norm.end,
                    )
                elif answer is None:
                    weaker = self._said(
                        requirement,
                        "unknown",
                        Reason("level_open", {"offered": str(norm), "asked": str(asked)}),
                        part,
                        norm.start,
                        norm.end,
                    )
                elif norm.name == asked.name and norm.part == asked.part:
                    weaker = weaker or self._said(
                        requirement,
                        "not_met",
                        Reason("level_lower", {"offered": str(norm), "asked": str(asked)}),
                        part,
                        norm.start,
                        norm.end,
                    )
        return weaker or Judgement(requirement, "unknown", Reason("silent"))

    # ── place, language, kind of help ──

    def _place(self, requirement: Requirement) -> Judgement:
        area = requirement.area
        if area is None or area.place is None:
            return Judgement(
                requirement, "unknown", Reason("place_unknown", {"place": area.name if area else requirement.text})
            )
        nearest = nearest_site(self._known, area.place.lat, area.place.lon)
        if nearest is None:
            return Judgement(requirement, "unknown", Reason("no_site", {"place": area.name}))
        km, site = nearest
        values = {"km": f"{km:.0f}", "radius": f"{area.radius_km:.0f}", "place": area.name}
        state: State = "met" if km <= area.radius_km else "not_met"
        sentence = site.text or f"{site.lat:.3f}, {site.lon:.3f}"
        return Judgement(
            requirement, state, Reason("distance", values), sentence, "site", site.ref, "", 0, len(sentence)
        )

    def _spoken(self, requirement: Requirement) -> Judgement:
        for part in self._parts:
            for one in part.spoken:
                if one.code == requirement.spoken:
                    return self._said(requirement, "met", Reason("says"), part, one.start, one.end)
        for part in self._parts:
            if part.language == requirement.spoken and part.sentences:
                start, end = part.sentences[0]
                return self._said(requirement, "met", Reason("writes", {"code": part.language}), part, start, end)
        return Judgement(requirement, "unknown", Reason("silent"))

    def _help(self, requirement: Requirement) -> Judgement:
        for part in self._parts:
            for one in part.helping:
                if one.kind == requirement.help:
                    return self._said(requirement, "met", Reason("helps"), part, one.start, one.end)
        if requirement.help == "make":
            for part, mention in self._mentions():
                if mention.stance == "stated" and self._vocabulary[mention.concept].kind == "process":
                    return self._said(requirement, "met", Reason("helps"), part, mention.start, mention.end)
        return Judgement(requirement, "unknown", Reason("silent"))

    def _mentions(self) -> Iterator[tuple[Part, Mention]]:
        for part in self._parts:
            for mention in part.mentions:
                if mention.concept in self._vocabulary:
                    yield part, mention

    def _said(
        self, requirement: Requirement, state: State, reason: Reason, part: Part, start: int, end: int
    ) -> Judgement:
        begin, until = part.sentence_at(start)
        return Judgement(
            requirement,
            state,
            reason,
            part.text[begin:until],
            part.source,
            part.ref,
            part.language,
            start - begin,
            min(end, until) - begin,
        )


_ONLY = re.compile(
    r"\b(?:uitsluitend|alleen|enkel|only|exclusively|solely|ausschließlich|ausschliesslich|nur)\b(?!\s+(?:maar|but|für|voor))",
    re.IGNORECASE,
)
_DENYING = re.compile(r"\b(?:geen|niet|not|no|kein\w*|nicht|zonder|without|ohne)\b", re.IGNORECASE)
_SIZES = frozenset(("size", "length", "diameter"))


def nearest_site(known: Known, lat: float, lon: float) -> tuple[float, Site] | None:
    """The site closest to a point and its distance in kilometres."""
    return min(
        ((distance_km(lat, lon, site.lat, site.lon), site) for site in known.sites),
        key=lambda one: one[0],
        default=None,
    )


def _comparable(asked: Figure, offered: Figure) -> bool:
    if asked.kind == offered.kind:
        return True
    if asked.kind in _SIZES and offered.kind in _SIZES:
        return not (asked.kind == "diameter" and offered.kind == "length")
    return {asked.kind, offered.kind} == {"batch", "yearly"}


def compare(asked: Figure, offered: Figure) -> tuple[State, str]:
    """Whether an offered figure covers an asked one, and a code when it is left open.

    Finer covers coarser for tolerances and the like; larger covers smaller for sizes, weights and the like; a
    batch has to lie within what is offered.
    """
    if asked.kind in ("batch", "yearly"):
        return _compare_batches(asked, offered)
    vacuum = asked.kind == "pressure" and (asked.high or asked.low or 0) < 500
    if asked.kind in FINER_IS_BETTER or vacuum:
        limit = min(value for value in (asked.low, asked.high) if value is not None)
        finest = min(value for value in (offered.low, offered.high) if value is not None)
        return ("met", "") if finest <= limit * (1 + 1e-9) else ("not_met", "")
    if asked.kind in _SIZES and offered.kind in _SIZES:
        return _compare_sizes(asked, offered)
    if asked.kind in ("layer", "temperature"):
        return _compare_ranges(asked, offered)
    most = asked.high if asked.high is not None else asked.low
    reach = offered.high
    if most is None:
        return "unknown", "figure_partly"
    if reach is not None and reach < most * (1 - 1e-9):
        return "not_met", ""
    if offered.low is not None and offered.low != offered.high:
        least = asked.low if asked.low is not None else asked.high
        if most < offered.low:
            return "not_met", ""
        if least is not None and asked.low is not None and least < offered.low:
            return "unknown", "figure_partly"
    return "met", ""


def _compare_batches(asked: Figure, offered: Figure) -> tuple[State, str]:
    if asked.kind != offered.kind:
        return "unknown", "figure_partly"
    if asked.series and asked.series == offered.series:
        return "met", ""
    low = offered.low if offered.low is not None else 1.0
    high = offered.high if offered.high is not None else float("inf")
    if offered.low == offered.high and not offered.series:
        # "Series van 50 stuks" says what is usual, not where it ends.
        low, high = low / 3, high * 3
    if asked.series:
        core_low, core_high = _CORES[asked.series]
        wide_low, wide_high = SERIES[asked.series]
        if offered.series:
            return ("unknown", "series_near") if low <= wide_high and wide_low <= high else ("not_met", "")
        if low <= core_low and high >= min(core_high, wide_high):
            return "met", ""
        if low <= core_high and high >= core_low:
            return (
                ("met", "")
                if asked.series in ("prototype", "small") and low <= core_low
                else ("unknown", "series_near")
            )
        return ("unknown", "series_near") if low <= wide_high and wide_low <= high else ("not_met", "")
    least = asked.low if asked.low is not None else 1.0
    most = asked.high if asked.high is not None else least
    if offered.series:
        core_low, core_high = _CORES[offered.series]
        if core_low <= most and most <= core_high:
            return "met", ""
        return ("unknown", "series_near") if least <= high and low <= most else ("not_met", "")
    if low <= least and most <= high:
        return "met", ""
    if asked.low is None and low <= most <= high:
        return "met", ""
    return ("unknown", "figure_partly") if least <= high and low <= most else ("not_met", "")


_CORES: dict[str, tuple[float, float]] = {
    "prototype": (1, 3), "small": (10, 100), "medium": (500, 2_000), "large": (10_000, 50_000),
}  # fmt: skip
"""What everybody means by a prototype, a small, a medium and a large series."""


def _compare_sizes(asked: Figure, offered: Figure) -> tuple[State, str]:
    wanted = asked.dims or tuple(
        value for value in (asked.high if asked.high is not None else asked.low,) if value is not None
    )
    given = offered.dims or tuple(value for value in (offered.high,) if value is not None)
    if not given:
        return (
            ("met", "")
            if offered.low is not None and wanted and wanted[0] >= offered.low
            else ("unknown", "figure_partly")
        )
    if not wanted:
        return "unknown", "figure_partly"
    if any(want > have * (1 + 1e-9) for want, have in zip(wanted, given, strict=False)):
        return "not_met", ""
    if len(wanted) > len(given) and len(given) == 1 and offered.kind != "size":
        return "unknown", "figure_partly"
    return "met", ""


def _compare_ranges(asked: Figure, offered: Figure) -> tuple[State, str]:
    least = asked.low if asked.low is not None else asked.high
    most = asked.high if asked.high is not None else asked.low
    low = offered.low if offered.low is not None and offered.low != offered.high else float("-inf")
    high = offered.high if offered.high is not None else float("inf")
    if least is None or most is None:
        return "unknown", "figure_partly"
    if low <= least and most <= high:
        return "met", ""
    return ("unknown", "figure_partly") if least <= high and low <= most else ("not_met", "")


def _distance(asked: Figure, offered: Figure) -> float:
    """How far off an offered figure is, to show the nearest one."""
    want = asked.high if asked.high is not None else asked.low or 0.0
    have = offered.high if offered.high is not None else offered.low or 0.0
    return abs(have - want)


def shown(figure: Figure) -> str:
    """A figure as a reader of any language understands it: "5 µm", "1–50", "1200 × 800 mm"."""
    if figure.series and figure.text:
        return figure.text
    unit, factor = figure.unit, 1.0
    if unit == "mm" and figure.kind in ("tolerance", "layer", "resolution", "particle"):
        unit, factor = "µm", 1000.0
    if unit in ("pieces", "pieces/year", "grade", "ISO class", "IT"):
        unit = ""
    if figure.dims:
        return " × ".join(_plain(value * factor) for value in figure.dims) + f" {unit}"
    low = None if figure.low is None else _plain(figure.low * factor)
    high = None if figure.high is None else _plain(figure.high * factor)
    if low == high or low is None or high is None:
        sign = "≥ " if high is None else "≤ " if low is None and figure.kind not in FINER_IS_BETTER else ""
        return f"{sign}{high or low} {unit}".strip()
    return f"{low}–{high} {unit}".strip()


def _plain(value: float) -> str:
    if value != 0 and (abs(value) < 1e-3 or abs(value) >= 1e9):
        return f"{value:.0e}".replace("e-0", "e-")
    return f"{round(value, 4):g}" if abs(value) < 1e5 else f"{value:.0f}"


def summary(judgements: Iterable[Judgement]) -> dict[State, int]:
    """How many requirements are met, unknown and not met."""
    counts: dict[State, int] = {"met": 0, "unknown": 0, "not_met": 0}
    for judgement in judgements:
        counts[judgement.state] += 1
    return counts
