"""What is named in a text, and which of the names found mean what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from clubhuis.engines.matching.figures import Figure, FigureKind
from clubhuis.engines.matching.figures.exactness import EXACT
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.places import Area
from clubhuis.engines.matching.recogniser import Found
from clubhuis.engines.matching.stances import Stance
from clubhuis.engines.matching.standards import Standard
from clubhuis.engines.matching.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept and the characters of the text that name it; `stance` tells whether it is said, denied, planned, or done by a partner."""

    concept: str
    start: int
    end: int
    language: Language
    stance: Stance = "stated"


def overlaps(start: int, end: int, others: Iterable[Figure | Standard | Area]) -> bool:
    """Whether a stretch of text shares characters with one of the others."""
    return any(start < one.end and one.start < end for one in others)


def what_is_meant(
    found: list[Found],
    text: str,
    norms: list[Standard],
    circles: Sequence[Area],
    quantities: list[Figure],
    vocabulary: Vocabulary,
) -> list[Found]:
    """The names that mean what they say: not part of a place, a norm or a figure, and no means of another process."""
    return [
        one
        for one in found
        if not overlaps(one.start, one.end, circles)
        and not _repeats_norm(one, norms, vocabulary)
        and not _is_means(one, found, text, vocabulary)
        and not _is_quality(one, text, quantities)
        and not any(
            figure.kind in _WITH_UNIT and figure.start < one.start and one.end <= figure.end for figure in quantities
        )
    ]


_PUT_ON = re.compile(
    r"ni[ck]+k?el|chro+m|zin[ck]|\btin|goud|gold|silver|zilver|silber|helium|adhesive|lijm|kleb|koper|copper|kupfer|gas",
    re.IGNORECASE,
)
_MEANS = ("surface-treatment", "coating-processes", "joining", "leak-testing")


def _is_means(one: Found, found: list[Found], text: str, vocabulary: Vocabulary) -> bool:
    """Whether a material is only what a process uses: the nickel of nickel plating is put on, not worked."""
    if vocabulary[one.concept].kind != "material" or not _PUT_ON.match(text[one.start : one.end]):
        return False
    for other in found:
        if other.start <= one.start and one.end <= other.end and vocabulary[other.concept].kind == "process":
            above = vocabulary.above(other.concept)
            if any(means in above for means in _MEANS):
                return True
    return False


_WITH_UNIT = frozenset(("size", "length", "diameter", "thickness", "weight", "volume", "tolerance"))
"""Kinds of figures whose words are units: a `meter` is no measuring device there."""
_IN_LAYERS = "additive-manufacturing"


def built_up(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> tuple[Mention, ...]:
    """Where something is built up in layers, "printed" means that, and no ink."""
    if _IN_LAYERS not in vocabulary or not any(vocabulary.covers(_IN_LAYERS, one.concept) for one in mentions):
        return mentions
    return tuple(replace(one, concept=_IN_LAYERS) if one.concept == "printing" else one for one in mentions)


_QUALITIES: dict[FigureKind, re.Pattern[str]] = {
    "roughness": re.compile(
        r"(?:surface )?finish(?:es)?|oppervlakte(?:kwaliteit|afwerking)|oppervlak|oberflächen?(?:güte|qualität)?|surface(?: quality)?",
        re.IGNORECASE,
    ),
    "tolerance": re.compile(EXACT, re.IGNORECASE),
    "hardness": re.compile(r"härte|hardness|hardheid", re.IGNORECASE),
}


def _is_quality(one: Found, text: str, quantities: list[Figure]) -> bool:
    """Whether a name is that of a figure: a "surface finish down to 2 nm Ra" is roughness and no treatment, "rondheid 2 µm" a tolerance."""
    name = text[one.start : one.end]
    kinds = [kind for kind, pattern in _QUALITIES.items() if pattern.fullmatch(name)]
    return bool(kinds) and any(
        figure.kind in kinds and one.end <= figure.start <= one.end + 25 for figure in quantities
    )


def _repeats_norm(found: Found, norms: list[Standard], vocabulary: Vocabulary) -> bool:
    """Whether a name lies in that of a norm, or is a certificate that says the norm again: "ISO 9001 certified"."""
    certificate = vocabulary[found.concept].kind == "certificate"
    return any(
        (one.start <= found.start and found.end <= one.end)
        or (certificate and found.start <= one.start and one.end <= found.end)
        for one in norms
    )
