# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""What a need asks for, one requirement at a time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from clubhuis.engines.matching.figures import Figure
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.places import Area
from clubhuis.engines.matching.reading import Mention, Reading
from clubhuis.engines.matching.standards import Standard
from clubhuis.engines.matching.vocabulary import Vocabulary

RequirementKind = Literal["capability", "material", "figure", "certificate", "place", "language", "date", "help"]
Help = Literal["make", "develop", "advise", "lend", "teach"]
KINDS: tuple[RequirementKind, ...] = (
    "capability",
    "material",
    "figure",
    "certificate",
    "place",
    "language",
    "date",
    "help",
)
HELP: tuple[Help, ...] = ("make", "develop", "advise", "lend", "teach")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing a need asks for. Which of the optional values is filled follows from `kind`.

    capability, material: `concepts` (any of them will do) · figure: `figure` · certificate: `standard` · place: `area` ·
    language: `spoken` · date: `day` · help: `help`. `text` is how the need says it; `start` and `end` are its
    characters in the need's text (0, 0 when people added the requirement or it is `implied`).
    """

    kind: RequirementKind
    text: str
    must: bool = True
    implied: bool = False
    concepts: tuple[str, ...] = ()
    figure: Figure | None = None
    standard: Standard | None = None
    area: Area | None = None
    spoken: str | None = None
    day: date | None = None
    help: Help | None = None
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Need:
    """A text and the requirements read from it or set by people."""

    text: str
    requirements: tuple[Requirement, ...] = ()
    language: Language = "nl"
    key: str = ""


PRODUCTS = "products-and-components"
"""The concept under which a vocabulary keeps things that are made, if it has them."""
_GENERIC = re.compile(
    r"(?:parts?|components?|onderde(?:el|len)|delen|producten?|products?|machines?|systems?|systemen|syst[eè]me[ns]?|teile?n?|bauteile?n?|produkte?|maschinen?|material(?:s|en)?|"
    r"materiaal|werkstuk(?:ken)?|werkstücke?|services?|diensten|quality|kwaliteit|qualität|manufacturing|production|productie|produktion|fertigung|techniek|technology|technik|"
    r"industrie|industry|suppliers?|leveranciers?|lieferant(?:en)?|toeleverancier|company|bedrijf|firma|maken|laten maken|gemaakte?|manufactured?|hergestellt|zwart|black|schwarz|wit|white|weiß|make|machen|herstellen|hardened|gehard|geharde|gehärtet|gehärtete[nmrs]?|"
    r"(?:surface |oppervlakte)?(?:roughness|ruwheid)|(?:oberflächen)?rauheit|(?:leak rate|lekdichtheid|leckrate)|passing(?:en)?|passung(?:en)?|fits?|prijs|price|preis|(?:ge)?accredit\w*|akkreditiert\w*|certifica(?:at|ten|te|tes|tion)|zertifikate?n?|zulassung(?:en)?|certificering(?:en)?|accreditatie|akkreditierung|zertifizierung(?:en)?|norm(?:en)?|standards?|gecertificeerde?|certified|zertifiziert\w*)",
    re.IGNORECASE,
)
_AXES = re.compile(r"(?:\S\s)?\d[ -]?(?:achsen?|assen|axes|axis)", re.IGNORECASE)
_IMPLIED = (
    ("ISO 13485", re.compile(r"\b(?:medisch\w*|medical\w*|medizin\w*|implanta\w*|chirurg\w*|surgical\w*|orthop\w*|tandheelkund\w*|dental\w*)\b|\bmedtech\b", re.IGNORECASE)),
    ("AS 9100", re.compile(r"\b(?:luchtvaart\w*|aviation|aerospace|aircraft|airplane|vliegtuig\w*|luftfahrt\w*|flugzeug\w*|lucht- en ruimtevaart\w*|avionics)\b", re.IGNORECASE)),
    ("IATF 16949", re.compile(r"\b(?:automotive|auto-industrie|automobielindustrie|automobilindustrie|automobilbau|autoindustrie)\b", re.IGNORECASE)),
)  # fmt: skip
_OR = re.compile(
    r"\s*(?:,?\s(?:of|or|oder|dan wel|resp\.|bzw\.)\s|/|,\s(?=.{0,40}\s(?:of|or|oder)\s))\s*", re.IGNORECASE
)


def requirements_from(reading: Reading, vocabulary: Vocabulary) -> tuple[Requirement, ...]:
    """What a need asks for, in the order of its text; what its field of use implies comes last, as wishes."""
    found = _asked(reading, vocabulary)
    if any(one.figure and one.figure.kind in ("batch", "yearly") and not one.figure.series for one in found):
        # "Prototypes (5 pieces)", "small series of 20 to 100": the number says it better.
        found = [one for one in found if not (one.figure and one.figure.series)]
    found = _with_material(_without_broader(_without_open_level(_once(found)), vocabulary))
    return (*found, *_implied(reading, found))


def _asked(reading: Reading, vocabulary: Vocabulary) -> list[Requirement]:
    """Everything a need asks for, in the order of its text."""
    found = [
        *_capabilities(reading, vocabulary),
        *(
            _one(reading, "figure", figure.start, figure.end, figure=figure)
            for figure in reading.figures
            if reading.stance_at(figure.start) != "denied"
        ),
        *(
            _one(reading, "certificate", norm.start, norm.end, standard=norm)
            for norm in reading.standards
            if reading.stance_at(norm.start) != "denied"
        ),
        *(_one(reading, "place", area.start, area.end, area=area) for area in reading.areas[:1]),
        *(_one(reading, "language", one.start, one.end, spoken=one.code) for one in reading.spoken),
        *(_one(reading, "date", one.start, one.end, day=one.day) for one in reading.days[:1]),
    ]
    made = any(one.kind == "capability" for one in found)
    found.extend(
        replace(_one(reading, "help", one.start, one.end, help=one.kind), must=not made)
        for one in reading.helping
        if reading.stance_at(one.start) != "denied"
    )
    return sorted(found, key=lambda one: (one.start, one.end))


def _implied(reading: Reading, found: list[Requirement]) -> Iterator[Requirement]:
    """The certificates that go without saying in the field a need speaks of."""
    asked = {one.standard.name for one in found if one.standard is not None}
    for name, pattern in _IMPLIED:
        match = pattern.search(reading.text)
        if match is None or name in asked or reading.stance_at(match.start()) == "denied":
            continue
        if any(norm.name == name for norm in reading.standards):
            continue
        yield Requirement(
            "certificate",
            name,
            must=False,
            implied=True,
            standard=Standard(name, text=name),
            start=match.start(),
            end=match.end(),
        )


def requirement_id(requirement: Requirement) -> str:
    """An id that stays the same as long as the requirement asks for the same thing."""
    asked = (
        requirement.kind, requirement.text, requirement.concepts, str(requirement.standard), requirement.spoken, str(requirement.day),
        requirement.help, requirement.figure and (requirement.figure.kind, requirement.figure.low, requirement.figure.high, requirement.figure.dims),
        requirement.area and (requirement.area.name, requirement.area.radius_km),
    )  # fmt: skip
    return hashlib.blake2b(repr(asked).encode("utf-8", "replace"), digest_size=6).hexdigest()


def _one(reading: Reading, kind: RequirementKind, start: int, end: int, **values: object) -> Requirement:
    must = not any(begin <= start < until for begin, until in reading.wishes)
    return Requirement(kind, reading.text[start:end], must=must, start=start, end=end, **values)  # type: ignore[arg-type]


def _capabilities(reading: Reading, vocabulary: Vocabulary) -> list[Requirement]:
    found: list[Requirement] = []
    counts = [
        (figure.start, figure.end)
        for figure in reading.figures
        if figure.kind in ("batch", "yearly", "cleanliness", "cleanroom")
    ]
    spots: dict[tuple[int, int], list[str]] = {}
    for mention in reading.mentions:
        if mention.stance == "denied" or _names_nothing(mention, reading):
            continue
        if any(mention.start < end and start < mention.end for start, end in counts) and not _carries_on(
            mention, counts, vocabulary
        ):
            continue
        if _AXES.fullmatch(reading.text[max(0, mention.start - 3) : mention.end].strip()):
            continue
        if vocabulary[mention.concept].kind == "material" and _inside_name(mention, reading, vocabulary):
            continue
        spots.setdefault((mention.start, mention.end), []).append(mention.concept)
    for (start, end), concepts in sorted(spots.items()):
        kinds = {vocabulary[concept].kind for concept in concepts}
        kind: RequirementKind = (
            "material" if kinds == {"material"} else "certificate" if kinds == {"certificate"} else "capability"
        )
        one = _one(reading, kind, start, end, concepts=tuple(concepts))
        if kinds == {"market"} or all(_is_product(concept, vocabulary) for concept in concepts):
            one = replace(one, must=False)
        before = found[-1] if found else None
        if (
            before is not None
            and before.kind == kind
            and before.must == one.must
            and _OR.fullmatch(reading.text[before.end : start])
        ):
            together = tuple(dict.fromkeys((*before.concepts, *concepts)))
            found[-1] = replace(before, concepts=together, end=end, text=reading.text[before.start : end])
            continue
        found.append(one)
    return found


_DONE_TO_IT = re.compile(r"hardened|gehard|gehärtet", re.IGNORECASE)
_LAST_OF_A_LIST = re.compile(r"\s*(?:[,.;)]|$|(?:en|and|und)\s)")


def _names_nothing(mention: Mention, reading: Reading) -> bool:
    """Whether a word asks for nothing; "hardened" does so behind what else is done ("verzahnt und gehärtet"), not before a thing."""
    name = reading.text[mention.start : mention.end]
    if _DONE_TO_IT.fullmatch(name) and _LAST_OF_A_LIST.match(reading.text, mention.end):
        before = reading.text[: mention.start].rstrip()
        return not before.endswith((",", " en", " and", " und", " &", "+"))
    return _GENERIC.fullmatch(name) is not None


def _inside_name(mention: Mention, reading: Reading, vocabulary: Vocabulary) -> bool:
    """Whether a material is part of a longer name that is asked for already: the steel of "tool steel"."""
    return any(
        other.start <= mention.start
        and mention.end <= other.end
        and (other.start, other.end) != (mention.start, mention.end)
        and vocabulary[other.concept].kind in ("certificate", "material")
        for other in reading.mentions
    )


def _is_product(concept: str, vocabulary: Vocabulary) -> bool:
    """Whether a concept names a thing to be made: good to have made before, no condition."""
    return vocabulary.covers(PRODUCTS, concept)


def _carries_on(mention: Mention, counts: list[tuple[int, int]], vocabulary: Vocabulary) -> bool:
    """Whether a name goes beyond the figure inside it ("cleaning to grade 2" is cleaning, too) or says what is counted."""
    kind = vocabulary[mention.concept].kind
    if kind in ("process", "equipment") and any(
        mention.start < start - 3 or end + 3 < mention.end for start, end in counts
    ):
        return True
    # "250 gelaste RVS frames per jaar"
    return kind in ("process", "material") and any(start < mention.start and mention.end < end for start, end in counts)


def _once(found: list[Requirement]) -> list[Requirement]:
    """Without what is asked twice; the strictest of two equal ones stays."""
    kept: dict[object, Requirement] = {}
    for one in found:
        same: object = (one.kind, one.concepts, str(one.standard or ""), one.spoken, one.help)
        if one.figure is not None:
            same = (one.figure.kind, one.figure.low, one.figure.high, one.figure.dims, one.figure.about)
        elif one.area is not None or one.day is not None:
            same = one.kind
        earlier = kept.get(same)
        if earlier is None:
            kept[same] = one
        elif one.must and not earlier.must:
            kept[same] = replace(earlier, must=True)
    return list(kept.values())


def _without_open_level(found: list[Requirement]) -> list[Requirement]:
    """ "EXC2 according to EN 1090-2" asks for one thing: the norm with the level; the norm alone adds nothing."""
    levels = {one.standard.name for one in found if one.standard is not None and one.standard.level}
    return [
        one
        for one in found
        if one.standard is None or one.standard.level or one.standard.name not in levels or one.implied
    ]


def _without_broader(found: list[Requirement], vocabulary: Vocabulary) -> list[Requirement]:
    """ "Aluminium housings (EN AW-6082)" asks for the alloy; "aluminium" adds nothing."""
    materials = [one for one in found if one.kind == "material"]
    return [
        one
        for one in found
        if one.kind != "material"
        or not any(
            other is not one
            and all(any(wide in vocabulary.above(narrow) for wide in one.concepts) for narrow in other.concepts)
            for other in materials
        )
    ]


def _with_material(found: list[Requirement]) -> list[Requirement]:
    """A thickness is about the one material the need names."""
    materials = [one for one in found if one.kind == "material"]
    if len(materials) != 1 or len(materials[0].concepts) != 1:
        return found
    about = materials[0].concepts[0]
    return [
        replace(one, figure=replace(one.figure, about=about))
        if one.figure is not None and one.figure.kind == "thickness" and one.figure.about is None
        else one
        for one in found
    ]
