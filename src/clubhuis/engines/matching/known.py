"""A document as the engine remembers it: read once, ready to be judged, small enough to keep by the million."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from sys import intern

from clubhuis.engines.matching.documents import Certificate, Document, Site
from clubhuis.engines.matching.figures import FINER_IS_BETTER, Figure
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.reading import Helping, Mention, Reading, Spoken, read
from clubhuis.engines.matching.stances import Stance
from clubhuis.engines.matching.standards import Standard, standards
from clubhuis.engines.matching.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Part:
    """A passage and what was read in it."""

    source: str
    text: str
    language: Language
    ref: str
    audience: frozenset[str]
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    figures: tuple[Figure, ...]
    standards: tuple[tuple[Standard, Stance], ...]
    spoken: tuple[Spoken, ...]
    helping: tuple[Helping, ...]

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence a character belongs to."""
        for start, end in self.sentences:
            if start <= position < end:
                return start, end
        return (0, len(self.text))

    def figures_between(self, start: int, end: int) -> bool:
        """Whether a figure stands between two places of the text."""
        return any(start <= figure.start < end for figure in self.figures)


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of one organisation, ready to be judged."""

    key: str
    title: str
    parts: tuple[Part, ...]
    concepts: tuple[str, ...]
    certificates: tuple[tuple[Certificate, tuple[Standard, ...]], ...]
    sites: tuple[Site, ...]
    groups: frozenset[str]


def know(document: Document, vocabulary: Vocabulary) -> Known:
    """Read a document."""
    parts = []
    for passage in document.passages:
        reading = read(passage.text, vocabulary, language=passage.language)
        norms = tuple((norm, reading.stance_at(norm.start)) for norm in reading.standards)
        parts.append(
            Part(
                passage.source,
                passage.text,
                reading.language,
                passage.ref,
                passage.audience,
                reading.sentences,
                reading.mentions,
                tuple(_as_said(figure, reading) for figure in reading.figures),
                norms,
                reading.spoken,
                reading.helping,
            )
        )
    certificates = tuple((one, tuple(standards(f"{one.name} {one.scope}".strip()))) for one in document.certificates)
    return Known(
        document.key, document.title, tuple(parts), document.concepts, certificates, document.sites, document.groups
    )


def _as_said(figure: Figure, reading: Reading) -> Figure:
    """A limit that is denied lies on the other side: who does no sheet below 3 mm works from 3 mm on."""
    stance = reading.stance_at(figure.start)
    told = replace(figure, stance=stance)
    if stance != "denied" or figure.dims or figure.series:
        return told
    if figure.kind in FINER_IS_BETTER:
        return told
    if figure.low is None:
        return replace(figure, low=figure.high, high=None)
    if figure.high is None:
        return replace(figure, low=None, high=figure.low)
    return told


def pack(known: Known) -> bytes:
    """As bytes, for the index."""
    return json.dumps(
        [
            known.key,
            known.title,
            [
                [
                    part.source,
                    part.text,
                    part.language,
                    part.ref,
                    sorted(part.audience),
                    [number for sentence in part.sentences for number in sentence],
                    [[one.concept, one.start, one.end, one.language, one.stance] for one in part.mentions],
                    [
                        [
                            one.kind,
                            one.low,
                            one.high,
                            one.unit,
                            one.start,
                            one.end,
                            list(one.dims),
                            one.about,
                            one.series,
                            one.stance,
                        ]
                        for one in part.figures
                    ],
                    [[one.name, one.part, one.level, one.start, one.end, stance] for one, stance in part.standards],
                    [[one.code, one.start, one.end] for one in part.spoken],
                    [[one.kind, one.start, one.end] for one in part.helping],
                ]
                for part in known.parts
            ],
            list(known.concepts),
            [
                [one.name, one.expires.isoformat() if one.expires else None, one.scope, one.ref]
                for one, _ in known.certificates
            ],
            [[site.lat, site.lon, site.text, site.ref] for site in known.sites],
            sorted(known.groups),
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode("utf-8", "surrogatepass")


def unpack(data: bytes) -> Known:
    """The document from its bytes."""
    key, title, parts, concepts, certificates, sites, groups = json.loads(data.decode("utf-8", "surrogatepass"))
    held = [
        Certificate(name, date.fromisoformat(expires) if expires else None, scope, ref)
        for name, expires, scope, ref in certificates
    ]
    return Known(
        key,
        title,
        tuple(_part(*part) for part in parts),
        tuple(concepts),
        tuple((one, tuple(standards(f"{one.name} {one.scope}".strip()))) for one in held),
        tuple(Site(*site) for site in sites),
        frozenset(groups),
    )


def _part(
    source: str,
    text: str,
    language: Language,
    ref: str,
    audience: list[str],
    sentences: list[int],
    mentions: list[tuple[str, int, int, Language, Stance]],
    figures: list[tuple[str, float | None, float | None, str, int, int, list[float], str | None, str, Stance]],
    norms: list[tuple[str, str, str, int, int, Stance]],
    spoken: list[tuple[str, int, int]],
    helping: list[tuple[str, int, int]],
) -> Part:
    return Part(
        source,
        text,
        language,
        ref,
        frozenset(audience),
        tuple(zip(sentences[::2], sentences[1::2], strict=True)),
        tuple(
            Mention(intern(concept), start, end, said, stance)  # a concept is named by many
            for concept, start, end, said, stance in mentions
        ),
        tuple(
            Figure(kind, low, high, unit, text[start:end], start, end, tuple(dims), about, series, stance)  # type: ignore[arg-type]
            for kind, low, high, unit, start, end, dims, about, series, stance in figures
        ),
        tuple(
            (Standard(name, part, level, text[start:end], start, end), stance)
            for name, part, level, start, end, stance in norms
        ),
        tuple(Spoken(*one) for one in spoken),
        tuple(Helping(*one) for one in helping),  # type: ignore[arg-type]
    )
