"""Capabilities and materials: does a text name what is asked, something near, or the contrary?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from clubhuis.engines.matching.judging.bench import Bench
from clubhuis.engines.matching.judging.judgements import Judgement, Reason, State
from clubhuis.engines.matching.judging.wording import said_in_words, spelled_close, spelled_out, telling_stems
from clubhuis.engines.matching.known import Part
from clubhuis.engines.matching.needs import PRODUCTS, Requirement
from clubhuis.engines.matching.reading import Mention
from clubhuis.engines.matching.vocabulary import Relation, Vocabulary

_ONLY = re.compile(
    r"\b(?:uitsluitend|alleen|enkel|only|exclusively|solely|ausschließlich|ausschliesslich|nur)\b(?!\s+(?:maar|but|für|voor))",
    re.IGNORECASE,
)


def judge_concept(bench: Bench, requirement: Requirement) -> Judgement:
    """The mention that answers best; then what was chosen, what a norm proves, and what is said in other words."""
    if not requirement.concepts:
        return said_in_words(bench, requirement)
    around = bench.vocabulary.around(requirement.concepts)
    best = _best_mention(bench, requirement, around)
    if best is not None and best.rank <= 1:
        return _answered(bench, requirement, best, "met")
    if (proof := _chosen(bench, requirement, around) or _by_its_norm(bench, requirement)) is not None:
        return proof
    if best is not None and best.rank <= 3:
        states: dict[str, State] = {"through_partner": "met", "denies": "not_met"}
        return _answered(bench, requirement, best, states.get(best.code, "unknown"))
    return _in_other_words(bench, requirement) or (
        Judgement(requirement, "unknown", Reason("silent"))
        if best is None
        else _answered(bench, requirement, best, "unknown")
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """A mention that says something of what is asked, and how well: the lower its rank, the better."""

    rank: int
    part: Part
    mention: Mention
    code: str


def _best_mention(bench: Bench, requirement: Requirement, around: Mapping[str, Relation]) -> _Answer | None:
    machines = _machines_for(bench.vocabulary, requirement.concepts)
    best: _Answer | None = None
    for part, mention in bench.mentions:
        if mention.concept not in around and mention.concept not in machines:
            continue
        rank = _rank(bench, part, mention, around, machines)
        if rank is not None and (best is None or rank[0] < best.rank):
            best = _Answer(rank[0], part, mention, rank[1])
    return best


def _answered(bench: Bench, requirement: Requirement, answer: _Answer, state: State) -> Judgement:
    mention = answer.mention
    reason = Reason(answer.code, _naming(bench, mention, answer.code))
    return bench.said(requirement, state, reason, answer.part, mention.start, mention.end)


def _chosen(bench: Bench, requirement: Requirement, around: Mapping[str, Relation]) -> Judgement | None:
    """What the organisation ticked itself."""
    language = bench.need.language
    for concept in bench.known.concepts:
        if around.get(concept) in ("same", "narrower") and concept in bench.vocabulary:
            label = bench.vocabulary[concept].label(language)
            reason = Reason("chosen", {"concept": concept})
            return Judgement(requirement, "met", reason, label, "capability", concept, language, 0, len(label))
    return None


def _in_other_words(bench: Bench, requirement: Requirement) -> Judgement | None:
    """What is asked said word by word, or, for a material, that only others are worked."""
    spelled = spelled_out(bench, requirement) or spelled_close(bench, requirement)
    if spelled is None and requirement.kind == "material":
        spelled = _only_other(bench, requirement, set(requirement.concepts))
    if spelled is not None:
        return spelled
    words = said_in_words(bench, requirement)
    return words if words.state == "met" else None


_WORKED_BY = {"ISO 3834": "welding", "EN 15085": "welding", "EN 1090": "welding"}
"""Norms nobody is certified to who does not do the work."""


def _by_its_norm(bench: Bench, requirement: Requirement) -> Judgement | None:
    """Who says to be certified for welding welds."""
    for part in bench.parts:
        for norm, stance in part.standards:
            if stance == "stated" and _WORKED_BY.get(norm.name) in requirement.concepts:
                return bench.said(requirement, "met", Reason("says"), part, norm.start, norm.end)
    return None


def _rank(
    bench: Bench, part: Part, mention: Mention, around: Mapping[str, Relation], machines: frozenset[str]
) -> tuple[int, str] | None:
    """How well a mention answers: 0 says it, 1 says a narrower one, 2 partner, planned or on request, 3 denies, 4 broader, 5 related."""
    if mention.concept in machines and mention.stance == "stated" and not _sells(part, mention):
        return 1, "has_machine"
    match around.get(mention.concept), mention.stance:
        case "same", "stated":
            return 0, "says"
        case "narrower", "stated":
            return 1, "says_narrower"
        case "same" | "narrower", "partner":
            return 2, "through_partner"
        case "same" | "narrower", "on_request" if bench.vocabulary[mention.concept].kind == "certificate":
            return 1, "says"  # papers are made for who wants them
        case "same" | "narrower", "planned" | "on_request":
            return 2, mention.stance
        case "same" | "broader" | "wide", "denied":
            return None if _of_another_material(bench, part, mention) else (3, "denies")
        case "broader", "stated":
            usual = _is_the_usual(bench, mention, around) or _is_its_family(bench, mention, around)
            return (1, "says") if usual else (4, "says_broader")
        case "related", "stated":
            return (1, "says") if _is_making_of(bench, mention, around) else (5, "says_related")
    return None


_WITH_IT = re.compile(r"[^.,;:!?|]{0,25}")


def _of_another_material(bench: Bench, part: Part, mention: Mention) -> bool:
    """ "We do not weld stainless steel" denies the steel; of welding what is asked it says nothing."""
    if bench.vocabulary[mention.concept].kind != "process":
        return False
    beside = [
        other.concept
        for other in part.mentions
        if other.stance == "denied"
        and bench.vocabulary[other.concept].kind == "material"
        and (
            (mention.end <= other.start and _WITH_IT.fullmatch(part.text, mention.end, other.start))
            or (other.end <= mention.start and _WITH_IT.fullmatch(part.text, other.end, mention.start))
        )
    ]
    asked = [one for requirement in bench.need.requirements for one in requirement.concepts if one in bench.vocabulary]
    covers = bench.vocabulary.covers
    return bool(beside) and not any(covers(other, one) or covers(one, other) for other in beside for one in asked)


_USUAL = frozenset(("structural-steel", "press-brake-bending", "robot-cells", "inconel", "plastic-extrusion"))
"""What a plain name stands for: who says steel works mild steel, who bends has a press brake, who does robotics builds cells."""


def _is_the_usual(bench: Bench, mention: Mention, around: Mapping[str, Relation]) -> bool:
    """Whether what is asked is what everybody means by the wider name."""
    return any(
        around.get(one) == "same" and mention.concept in bench.vocabulary[one].broader
        for one in _USUAL
        if one in bench.vocabulary
    )


_FAMILIES = frozenset(
    (
        "stainless-steel", "tool-steel", "high-speed-steel", "spring-steel", "duplex-stainless-steel", "carbon-steel",
        "cast-iron", "cast-steel", "aluminium", "al-cast-alloys", "copper", "brass", "bronze", "inconel", "nickel-alloys",
        "hard-metal", "glass",
    )
)  # fmt: skip
"""Materials who works them works in all their grades: who turns stainless steel turns 316L. Titanium is asked for by its grade."""


def _is_its_family(bench: Bench, mention: Mention, around: Mapping[str, Relation]) -> bool:
    """Whether a grade is asked and its family is said, without a list of the grades that are meant."""
    known = bench.vocabulary
    if mention.concept not in _FAMILIES:
        return False
    asked = [
        one for one, relation in around.items() if relation == "same" and one in known and known[one].kind == "material"
    ]
    if not any(known.above(one).get(mention.concept, _FAR) <= _STEPS for one in asked):
        return False
    return not any(
        other.stance == "stated" and known.above(other.concept).get(mention.concept, _FAR) <= _STEPS
        for _, other in bench.mentions
    )


_STEPS, _FAR = 2, 9
"""How many steps a grade may lie below its family: 316L is austenitic, and that stainless."""


def _is_making_of(bench: Bench, mention: Mention, around: Mapping[str, Relation]) -> bool:
    """Whether a process makes the very product that is asked, and is named after it: gear cutting makes gears."""
    process = bench.vocabulary[mention.concept]
    if process.kind != "process":
        return False
    named = telling_stems(process.label("en"), "en")
    return any(
        relation == "same"
        and bench.vocabulary.covers(PRODUCTS, product)
        and telling_stems(bench.vocabulary[product].label("en"), "en") & named
        for product, relation in around.items()
        if product in bench.vocabulary
    )


_SELLS = re.compile(
    r"\b(?:bouw\w*|build\w*|bau(?:en|t)|fabri\w*|manufactur\w*|herstell\w*|verko\w*|sell\w*|sales|verkauf\w*|dealer\w*|importeur\w*|lever(?:en|t|ancier\w*)|suppl\w*|liefer\w*|repar\w*|repair\w*|onderhoud\w*|maintenance|wartung\w*|retrofit\w*|ontwerp\w*|design\w*)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=2_000)
def _machines_for(vocabulary: Vocabulary, concepts: tuple[str, ...]) -> frozenset[str]:
    """The machines that do what is asked, or a special form of it: who has a press brake bends."""
    around = vocabulary.around(concepts)
    return frozenset(
        one.id
        for one in vocabulary
        if one.kind == "equipment"
        and any(around.get(done) in ("same", "narrower") for done in vocabulary.related(one.id))
    )


def _sells(part: Part, mention: Mention) -> bool:
    """Whether a machine is built, sold or repaired rather than used: who builds press brakes need not bend."""
    start, end = part.sentence_at(mention.start)
    return _SELLS.search(part.text[start:end]) is not None


def _naming(bench: Bench, mention: Mention, code: str) -> dict[str, str]:
    return (
        {"concept": mention.concept} if code in ("says_narrower", "says_broader", "says_related", "has_machine") else {}
    )


def _only_other(bench: Bench, requirement: Requirement, wanted: set[str]) -> Judgement | None:
    for part, mention in bench.mentions:
        if bench.vocabulary[mention.concept].kind != "material" or mention.stance != "stated":
            continue
        start, _ = part.sentence_at(mention.start)
        if not _ONLY.search(part.text[start : mention.start]):
            continue
        if any(
            bench.vocabulary.covers(mention.concept, one) or bench.vocabulary.covers(one, mention.concept)
            for one in wanted
        ):
            continue
        return bench.said(
            requirement,
            "not_met",
            Reason("only_other", {"concept": mention.concept}),
            part,
            mention.start,
            mention.end,
        )
    return None
