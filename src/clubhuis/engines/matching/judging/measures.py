# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Figures: what is offered against what is asked, of the right material and the right process."""

from __future__ import annotations

import re

from clubhuis.engines.matching.figures import FINER_IS_BETTER, Figure
from clubhuis.engines.matching.judging.bench import Bench
from clubhuis.engines.matching.judging.comparing import comparable, compare, distance
from clubhuis.engines.matching.judging.judgements import Judgement, Reason, State
from clubhuis.engines.matching.judging.scopes import scope_of
from clubhuis.engines.matching.judging.showing import shown
from clubhuis.engines.matching.known import Part
from clubhuis.engines.matching.needs import Requirement


def judge_figure(bench: Bench, requirement: Requirement, asked: Figure) -> Judgement:
    """Compare with the figures of the same kind that are said of what is asked."""
    comparables = [
        (part, figure, scope_of(bench, part, figure))
        for part in bench.parts
        for figure in part.figures
        if comparable(asked, figure)
        and _about(bench, asked, figure)
        and not (figure.stance == "denied" and compare(asked, figure)[0] == "unknown")
    ]
    comparables = _within_the_limit(asked, comparables)
    # What is said of the very process goes before what is said of its kin or of nothing in particular.
    nearest = max((scope for _, _, scope in comparables), default=0)
    offers = [(part, figure) for part, figure, scope in comparables if scope == nearest > 0]
    offers = _of_the_same_kind(asked, offers)
    if asked.about is not None:
        # What is said of this very material goes before what is said of steel at large.
        closest = max((_closeness(bench, asked.about, figure.about) for _, figure in offers), default=0)
        offers = [(part, figure) for part, figure in offers if _closeness(bench, asked.about, figure.about) == closest]
    if not offers and not _stands_behind_a_process(bench, requirement):
        # A part in a need without a word on how it is made: any process that makes parts may speak for it.
        offers = [(part, figure) for part, figure, _ in comparables]
        offers = _of_the_same_kind(asked, offers)
    verdicts = [(_verdict(asked, part, figure), part, figure) for part, figure in offers]
    if asked.kind in ("batch", "yearly") and _lies_between(asked, [figure for _, figure in offers]):
        verdicts = [
            (("unknown", "figure_partly") if verdict[0] == "not_met" else verdict, part, figure)
            for verdict, part, figure in verdicts
        ]
    order: tuple[tuple[State, str], ...] = (("met", "figure_within"), ("unknown", ""), ("not_met", "figure_beyond"))
    for state, code in order:
        chosen = [(part, figure, reason) for (found, reason), part, figure in verdicts if found == state]
        if not chosen:
            continue
        if state == "not_met" and (beyond := _more_on_request(chosen, asked)):
            state, code = "unknown", "figure_partly"
            chosen = beyond
        part, figure, reason = min(chosen, key=lambda one: distance(asked, one[1])) if state == "not_met" else chosen[0]
        return bench.said(
            requirement,
            state,
            Reason(code or reason, {"offered": shown(figure), "asked": shown(asked)}),
            part,
            figure.start,
            figure.end,
        )
    return _without_it(bench, requirement, asked) or Judgement(requirement, "unknown", Reason("silent"))


_FOR_WHO_ASKS = re.compile(
    r"\b(?:op (?:aanvraag|verzoek)|(?:up)?on request|on demand|auf (?:anfrage|wunsch))\b", re.IGNORECASE
)
"""Done for who wants it; what is done "in consultation" may turn out not to be."""


def _verdict(asked: Figure, part: Part, offered: Figure) -> tuple[State, str]:
    """As `compare`; what is planned, or open to discussion, is asked for first."""
    state, code = compare(asked, offered)
    if state != "met" or offered.stance not in ("on_request", "planned"):
        return state, code
    start, end = part.sentence_at(offered.start)
    if offered.stance == "on_request" and _FOR_WHO_ASKS.search(part.text, start, end):
        return state, code
    return "unknown", offered.stance


_ON_REQUEST = re.compile(
    r"\b(?:tight|fin|clos|small|larg|bigg|heavi|long|fijn|nauw|kleiner|grot|zwaard|lang|eng|gena|größ|schwer|läng|höher|hog|high|more|meer|mehr|other|ander)\w*\s(?:\w+\s){0,3}(?:on request|upon request|on demand|op aanvraag|in overleg|auf anfrage|auf wunsch|nach absprache|possible|mogelijk|möglich|bespreekbaar|negotiable)|"
    r"\b(?:on request|op aanvraag|in overleg|auf anfrage|auf wunsch)\s(?:also |ook |auch )?(?:tight|fin|small|larg|bigg|heavi|long|fijn|nauw|kleiner|grot|zwaard|lang|eng|gena|größ|schwer|läng|more|meer|mehr)\w*",
    re.IGNORECASE,
)


def _more_on_request(chosen: list[tuple[Part, Figure, str]], asked: Figure) -> list[tuple[Part, Figure, str]]:
    """ "±0.05, tighter on request": who says so is asked."""
    found = []
    for part, figure, reason in chosen:
        end = part.sentence_at(figure.start)[1]
        if figure.kind == asked.kind and _ON_REQUEST.search(part.text, figure.end, end):
            found.append((part, figure, reason))
    return found


def _within_the_limit(asked: Figure, offers: list[tuple[Part, Figure, int]]) -> list[tuple[Part, Figure, int]]:
    """ "From 0.01 g … max. 180 g" is one range: where it begins does not reach past where it ends."""
    if asked.kind in FINER_IS_BETTER or asked.kind in ("batch", "yearly", "layer", "temperature"):
        return offers
    ends = [
        part.sentence_at(figure.start)
        for part, figure, _ in offers
        if figure.low is None and figure.high is not None and not figure.dims and compare(asked, figure)[0] == "not_met"
    ]
    return [
        (part, figure, scope)
        for part, figure, scope in offers
        if figure.high is not None or part.sentence_at(figure.start) not in ends
    ]


_NEEDS: dict[str, tuple[str, ...]] = {"cleanroom": ("cleanroom", "cleanroom-technology")}
"""What must be there at all for a figure of some kinds; who says there is none is not asked for its class."""


def _without_it(bench: Bench, requirement: Requirement, asked: Figure) -> Judgement | None:
    things = _NEEDS.get(asked.kind, ())
    for part, mention in bench.mentions:
        if mention.stance == "denied" and any(bench.vocabulary.covers(thing, mention.concept) for thing in things):
            return bench.said(requirement, "not_met", Reason("denies"), part, mention.start, mention.end)
    return None


def _stands_behind_a_process(bench: Bench, requirement: Requirement) -> bool:
    """Whether the need names a process before the figure: then the figure is one of that process."""
    return any(
        one.kind == "capability"
        and one.start < requirement.start
        and any(concept in bench.vocabulary and bench.vocabulary[concept].kind == "process" for concept in one.concepts)
        for one in bench.need.requirements
    )


def _lies_between(asked: Figure, offered: list[Figure]) -> bool:
    """Whether some offers are smaller and some larger than what is asked: "large series, and trial series of 100"."""
    if asked.low is None or len(offered) < 2:
        return False
    wanted = asked.low
    return any((one.high or one.low or 0) < wanted for one in offered) and any(
        (one.low or 0) > wanted for one in offered
    )


def _of_the_same_kind(asked: Figure, offers: list[tuple[Part, Figure]]) -> list[tuple[Part, Figure]]:
    """A diameter is compared with diameters where some are named; the height beside it says nothing of it."""
    if asked.kind not in ("diameter", "length") and not asked.dims:
        return offers
    return [one for one in offers if one[1].kind == asked.kind] or offers


def _about(bench: Bench, asked: Figure, offered: Figure) -> bool:
    if asked.about is None or offered.about is None:
        return True
    return bench.vocabulary.covers(asked.about, offered.about) or bench.vocabulary.covers(offered.about, asked.about)


def _closeness(bench: Bench, asked: str, offered: str | None) -> int:
    if offered is None:
        return 1
    if offered == asked or bench.vocabulary.covers(asked, offered):
        return 1000
    return 500 - bench.vocabulary.above(asked).get(offered, 400)
