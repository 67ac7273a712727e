"""What is asked, looked for in its own words: names in other words or further apart, compounds in parts."""

from __future__ import annotations

import re
from functools import lru_cache

from clubhuis.engines.matching.judging.bench import Bench
from clubhuis.engines.matching.judging.judgements import Judgement, Reason
from clubhuis.engines.matching.known import Part
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.needs import Requirement
from clubhuis.engines.matching.vocabulary import Vocabulary
from clubhuis.engines.matching.words import STOP_WORDS, Splitter, fold, stem, tokens

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
def telling_stems(label: str, language: Language) -> frozenset[str]:
    return frozenset(stem(token.folded, language) for token in tokens(label) if token.folded not in STOP_WORDS)


@lru_cache(maxsize=8_000)
def _in_parts(label: str, language: Language, splitter: Splitter) -> frozenset[str]:
    """The words of a label, compounds in parts: `plasmanitreren` is said by "nitreren (gas en plasma)"."""
    words = telling_stems(label, language)
    if len(words) == 1 and " " not in label:
        return frozenset(stem(part, language) for part, _ in splitter.split(fold(label), language)) or words
    return words


def spelled_out(bench: Bench, requirement: Requirement) -> Judgement | None:
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


def spelled_close(bench: Bench, requirement: Requirement) -> Judgement | None:
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


def said_in_words(bench: Bench, requirement: Requirement) -> Judgement:
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
