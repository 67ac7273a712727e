"""Capabilities and materials: does a text name what is asked, something near, or the contrary?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from clubhuis.engines.matching.judging.bench import Bench
from clubhuis.engines.matching.judging.judgements import Judgement, Reason, State
from clubhuis.engines.matching.known import Part
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.needs import PRODUCTS, Requirement
from clubhuis.engines.matching.reading import Mention
from clubhuis.engines.matching.vocabulary import Relation, Vocabulary
from clubhuis.engines.matching.words import STOP_WORDS, Splitter, fold, stem, tokens

_ONLY = re.compile(
    r"\b(?:uitsluitend|alleen|enkel|only|exclusively|solely|ausschließlich|ausschliesslich|nur)\b(?!\s+(?:maar|but|für|voor))",
    re.IGNORECASE,
)
_DENYING = re.compile(r"\b(?:geen|niet|not|no|kein\w*|nicht|zonder|without|ohne)\b", re.IGNORECASE)


@lru_cache(maxsize=8_000)  # the sentences of the few hundred organisations that are asked about most
def _stems(sentence: str, language: Language) -> tuple[tuple[str, int, int], ...]:
    """The words of a sentence without their endings, and the characters each stands on."""
    return tuple((stem(token.folded, language), token.start, token.end) for token in tokens(sentence))


@lru_cache(maxsize=8_000)
def _stems_and_parts(sentence: str, language: Language, splitter: Splitter) -> tuple[tuple[str, int, int], ...]:
    """As `_stems`, and the parts of compounds as well: there is `Stahl` in `Stahlbau`."""
    found: list[tuple[str, int, int]] = []
    for token, whole in zip(tokens(sentence), _stems(sentence, language), strict=True):
        found.append(whole)
        found.extend(
            (stem(part, language), token.start, token.end) for part, _ in splitter.split(token.folded, language)
        )
    return tuple(found)


@lru_cache(maxsize=8_000)
def _folded(text: str) -> str:
    """A passage without capitals and accents: what is not in it need not be looked for word by word."""
    return fold(text)


@lru_cache(maxsize=4_000)
def _telling_stems(label: str, language: Language) -> frozenset[str]:
    return frozenset(stem(token.folded, language) for token in tokens(label) if token.folded not in STOP_WORDS)


@lru_cache(maxsize=8_000)
def _in_parts(label: str, language: Language, splitter: Splitter) -> frozenset[str]:
    """The words of a label, compounds in parts: `plasmanitreren` is said by "nitreren (gas en plasma)"."""
    words = _telling_stems(label, language)
    if len(words) == 1 and " " not in label:
        return frozenset(stem(part, language) for part, _ in splitter.split(fold(label), language)) or words
    return words


def judge_concept(bench: Bench, requirement: Requirement) -> Judgement:
    if not requirement.concepts:
        return _words(bench, requirement)
    wanted = set(requirement.concepts)
    around = bench.vocabulary.around(requirement.concepts)
    machines = _machines_for(bench.vocabulary, requirement.concepts)
    best: tuple[int, Part, Mention, str] | None = None
    for part, mention in bench.mentions:
        if mention.concept not in around and mention.concept not in machines:
            continue
        rank = _rank(bench, part, mention, around, machines)
        if rank is not None and (best is None or rank[0] < best[0]):
            best = (rank[0], part, mention, rank[1])
    if best is not None and best[0] <= 1:
        return bench.said(
            requirement, "met", Reason(best[3], _naming(bench, best[2], best[3])), best[1], best[2].start, best[2].end
        )
    for concept in bench.known.concepts:
        if around.get(concept) in ("same", "narrower") and concept in bench.vocabulary:
            label = bench.vocabulary[concept].label(bench.need.language)
            return Judgement(
                requirement,
                "met",
                Reason("chosen", {"concept": concept}),
                label,
                "capability",
                concept,
                bench.need.language,
                0,
                len(label),
            )
    if best is not None and best[0] <= 3:
        state: State = {"through_partner": "met", "denies": "not_met"}.get(best[3], "unknown")  # type: ignore[assignment]
        return bench.said(
            requirement, state, Reason(best[3], _naming(bench, best[2], best[3])), best[1], best[2].start, best[2].end
        )
    spelled = _spelled_out(bench, requirement) or _spelled_close(bench, requirement)
    if spelled is not None:
        return spelled
    if requirement.kind == "material":
        other = _only_other(bench, requirement, wanted)
        if other is not None:
            return other
    words = _words(bench, requirement)
    if words.state == "met":
        return words
    if best is not None:
        return bench.said(
            requirement,
            "unknown",
            Reason(best[3], _naming(bench, best[2], best[3])),
            best[1],
            best[2].start,
            best[2].end,
        )
    return Judgement(requirement, "unknown", Reason("silent"))


def _rank(
    bench: Bench, part: Part, mention: Mention, around: Mapping[str, Relation], machines: frozenset[str]
) -> tuple[int, str] | None:
    """How well a mention answers: 0 says it, 1 says a narrower one, 2 partner or planned, 3 denies, 4 broader, 5 related."""
    if mention.concept in machines and mention.stance == "stated" and not _sells(part, mention):
        return 1, "has_machine"
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
            return (1, "says") if _is_the_usual(bench, mention, around) else (4, "says_broader")
        case "related", "stated":
            return (1, "says") if _is_making_of(bench, mention, around) else (5, "says_related")
    return None


_USUAL = frozenset(("structural-steel", "press-brake-bending"))
"""What a plain name stands for: who says steel and no more works mild steel, and who bends has a press brake."""


def _is_the_usual(bench: Bench, mention: Mention, around: Mapping[str, Relation]) -> bool:
    """Whether what is asked is what everybody means by the wider name."""
    return any(
        around.get(one) == "same" and mention.concept in bench.vocabulary[one].broader
        for one in _USUAL
        if one in bench.vocabulary
    )


def _is_making_of(bench: Bench, mention: Mention, around: Mapping[str, Relation]) -> bool:
    """Whether a process makes the very product that is asked, and is named after it: gear cutting makes gears."""
    process = bench.vocabulary[mention.concept]
    if process.kind != "process":
        return False
    named = _telling_stems(process.label("en"), "en")
    return any(
        relation == "same"
        and bench.vocabulary.covers(PRODUCTS, product)
        and _telling_stems(bench.vocabulary[product].label("en"), "en") & named
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


def _spelled_out(bench: Bench, requirement: Requirement) -> Judgement | None:
    """ "Assembly and packaging in a cleanroom" is cleanroom assembly: all words of a label in one sentence."""
    above = {wide for concept in requirement.concepts for wide in bench.vocabulary.above(concept)}
    for part, mention in bench.mentions:
        if mention.concept not in above or mention.stance != "stated":
            continue
        start, end = part.sentence_at(mention.start)
        said = {stemmed for stemmed, _, _ in _stems_and_parts(part.text[start:end], part.language, bench.splitter)}
        for concept in requirement.concepts:
            if concept not in bench.vocabulary:
                continue
            for label in bench.vocabulary[concept].labels.get(part.language, ()):
                words = _in_parts(label, part.language, bench.splitter)
                if len(words) > 1 and words <= said and not _DENYING.search(part.text[start:end]):
                    return bench.said(requirement, "met", Reason("says_words"), part, mention.start, mention.end)
    return None


_CLOSE = 60
"""Characters within which the words of a name still belong together: "thermal and vibration analysis"."""


def _spelled_close(bench: Bench, requirement: Requirement) -> Judgement | None:
    """All words of a label close together, with others in between."""
    for part in bench.parts:
        plain = _folded(part.text)
        for words, beginnings in _names(bench.vocabulary, requirement.concepts, part.language, bench.splitter):
            for beginning in beginnings:
                if beginning not in plain:
                    break
            else:
                if stretch := _close_together(bench, part, words):
                    return bench.said(requirement, "met", Reason("says_words"), part, *stretch)
    return None


@lru_cache(maxsize=2_000)
def _names(
    vocabulary: Vocabulary, concepts: tuple[str, ...], language: Language, splitter: Splitter
) -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    """The names of several words that the concepts have, and how these words begin, the longest and so the rarest first."""
    labels = (label for one in concepts if one in vocabulary for label in vocabulary[one].labels.get(language, ()))
    spelled = dict.fromkeys(_in_parts(label, language, splitter) for label in labels)
    return tuple(
        (words, tuple(word[:4] for word in sorted(words, key=lambda word: (-len(word), word))))
        for words in spelled
        if len(words) > 1
    )


def _close_together(bench: Bench, part: Part, words: frozenset[str]) -> tuple[int, int] | None:
    """Where in the text one sentence says all of the words near each other, denying nothing."""
    for start, end in part.sentences:
        sentence = part.text[start:end]
        found = [one for one in _stems_and_parts(sentence, part.language, bench.splitter) if one[0] in words]
        if {one[0] for one in found} != words or _DENYING.search(sentence):
            continue
        first, last = _narrowest(found, len(words))
        if last - first <= _CLOSE:
            return start + first, start + last
    return None


def _narrowest(found: list[tuple[str, int, int]], number: int) -> tuple[int, int]:
    """The shortest stretch that has all of the words."""
    best = (found[0][1], found[-1][2])
    for place, first in enumerate(found):
        seen: set[str] = set()
        for one in found[place:]:
            seen.add(one[0])
            if len(seen) == number:
                best = min(best, (first[1], one[2]), key=lambda stretch: stretch[1] - stretch[0])
                break
    return best


@lru_cache(maxsize=1_000)
def _telling(text: str) -> tuple[str, ...]:
    return tuple(token.folded for token in tokens(text) if token.folded not in STOP_WORDS)


@lru_cache(maxsize=1_000)
def _wanted(words: tuple[str, ...], language: Language) -> frozenset[str]:
    return frozenset(stem(word, language) for word in words)


def _words(bench: Bench, requirement: Requirement) -> Judgement:
    """What has no concept is looked for in its own words, all in one sentence."""
    asked = _telling(requirement.text)
    if asked:
        for part in bench.parts:
            wanted = _wanted(asked, part.language)
            plain = _folded(part.text)
            if not all(word[:4] in plain or word[:1].isdigit() for word in wanted):
                continue
            for start, end in part.sentences:
                found = [
                    one
                    for one in _stems_and_parts(part.text[start:end], part.language, bench.splitter)
                    if one[0] in wanted
                ]
                if not found and requirement.kind == "material" and len(asked) == 1 and len(asked[0]) >= 5:
                    # Who does `Stahlbau` works steel.
                    found = [
                        (next(iter(wanted)), token.start, token.end)
                        for token in tokens(part.text[start:end])
                        if token.folded.startswith(asked[0])
                    ]
                if len({stemmed for stemmed, _, _ in found}) == len(wanted) and not _DENYING.search(
                    part.text[start:end]
                ):
                    return bench.said(
                        requirement,
                        "met",
                        Reason("says_words"),
                        part,
                        start + found[0][1],
                        start + found[-1][2],
                    )
    return Judgement(requirement, "unknown", Reason("silent"))
