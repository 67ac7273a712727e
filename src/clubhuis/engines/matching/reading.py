# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Everything that is understood of one text: language, sentences, concepts, figures, norms, places, dates, kind of help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from clubhuis.engines.matching.days import Day, days
from clubhuis.engines.matching.figures import Figure, FigureKind, figures
from clubhuis.engines.matching.figures.exactness import EXACT
from clubhuis.engines.matching.languages import LANGUAGES, Language, language_scores
from clubhuis.engines.matching.places import Area, Gazetteer, areas
from clubhuis.engines.matching.recogniser import Found, recogniser_for
from clubhuis.engines.matching.stances import Stance, stances
from clubhuis.engines.matching.standards import Standard, standards
from clubhuis.engines.matching.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept and the characters of the text that name it; `stance` tells whether it is said, denied, planned, or done by a partner."""

    concept: str
    start: int
    end: int
    language: Language
    stance: Stance = "stated"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language somebody has to speak, as an ISO code, and the characters that ask for it."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Helping:
    """A kind of help (make, develop, advise, lend, teach) and the characters that ask for it."""

    kind: Literal["make", "develop", "advise", "lend", "teach"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a text. All `start` and `end` count characters of `text`.

    `wishes` are the stretches of text that ask for something only if possible ("bij voorkeur …").
    """

    text: str
    language: Language
    sentences: tuple[tuple[int, int], ...] = ()
    mentions: tuple[Mention, ...] = ()
    figures: tuple[Figure, ...] = ()
    standards: tuple[Standard, ...] = ()
    areas: tuple[Area, ...] = ()
    days: tuple[Day, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    helping: tuple[Helping, ...] = ()
    stances: tuple[tuple[int, int, Stance], ...] = ()
    wishes: tuple[tuple[int, int], ...] = ()

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence a character belongs to."""
        for start, end in self.sentences:
            if start <= position < end:
                return start, end
        return (0, len(self.text))

    def stance_at(self, position: int) -> Stance:
        """Whether what stands here is said, denied, planned or done by a partner."""
        for start, end, stance in self.stances:
            if start <= position < end:
                return stance
        return "stated"


_END = re.compile(r"[.!?…]+(?=\s+[\"'(]?[A-Z0-9À-Þ]|\s*$)|\n+|\s[•·▪]\s")
_ABBREVIATED = re.compile(
    r"(?:\b(?:max|min|ca|incl|excl|bv|bijv|o\.a|d\.w\.z|m\.b\.t|nr|no|st|art|afm|dia|diam|evt|resp|z\.b|u\.a|inkl|exkl|e\.g|i\.e|etc|approx|dr|ir|ing|"
    r"gr|kl|abm|stk|pcs|fa|tel|rev|z|d|b|u|a|o))\.$",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:bij voorkeur|het liefst|liefst|voorkeur voor|idealiter|nice[- ]to[- ]have|wenselijk|gewenst is|een pre|een pré|is pre|pré|gewenst(?=\s*(?:[,.;)]|$))|(?:ge|er)wünscht(?=\s*(?:[,.;)]|$))|welkom(?=\s*(?:[,.;)]|$))|welcome(?=\s*(?:[,.;)]|$))|willkommen(?=\s*(?:[,.;)]|$))|mooi meegenomen|optioneel|"
    r"eventueel|indien mogelijk|als het kan|zo mogelijk|graag ook|preferably|ideally|preferred|would be (?:nice|good|great|welcome|a plus|an advantage)|"
    r"a plus|an advantage|optional(?:ly)?|desirable|desired|if possible|wünschenswert|wuenschenswert|idealerweise|vorzugsweise|bevorzugt|am liebsten|von vorteil|"
    r"wenn möglich|optional|gern(?:e)? auch|nice|pluspunt|wens|wünsche|wäre (?:gut|schön|ideal))\b",
    re.IGNORECASE,
)
_TRAILING_WISH = re.compile(
    r"(?:is|ist|would be|wäre|zou|zijn|are|sind|heeft|hat|has)?\s?\b(?:(?:ge|er)wünscht|welkom|welcome|willkommen|een pre|een pré|pré|a plus|an advantage|wenselijk|gewenst|desirable|preferred|optional|optioneel|wünschenswert|von vorteil|mooi meegenomen|bevorzugt|nice[- ]to[- ]have|(?:heeft|hat|has) (?:de |die |the )?(?:voorkeur|vorzug|preference)|would be (?:nice|good|welcome|a plus))",
    re.IGNORECASE,
)
_WISH_END = re.compile(
    r"[;.!?\n](?=\s|$)|,(?=\s)|\s(?:maar|but|aber|moet|must|muss|verplicht|required|mandatory)\b", re.IGNORECASE
)
_SPOKEN = {
    "nl": r"nederlands(?:talig\w*|sprekend\w*)?|dutch(?:[- ]speaking)?|niederländisch(?:sprachig\w*)?|hollands",
    "de": r"duits(?:talig\w*|sprekend\w*)?|german(?:[- ]speaking)?|deutsch(?:sprachig\w*|sprechend\w*)?",
    "en": r"engels(?:talig\w*|sprekend\w*)?|english(?:[- ]speaking)?|englisch(?:sprachig\w*|sprechend\w*)?",
    "fr": r"frans(?:talig\w*|sprekend\w*)?|french(?:[- ]speaking)?|französisch(?:sprachig\w*)?",
}
_SPEAKING = re.compile(
    r"spreek\w*|spreken\w*|spoken|gesproken|gesprochen|sprek\w*|speak\w*|sprech\w*|sprach\w*|talig|taal\b|language|communic\w*|kommunik\w*|contact\w*|voertaal|flie(?:ß|ss)end|vloeiend|fluent\w*|in het\s|auf\s|in\s|documentati\w*|tekeningen|dokumentation",
    re.IGNORECASE,
)
_HELP: tuple[tuple[Literal["make", "develop", "advise", "lend", "teach"], re.Pattern[str]], ...] = (
    ("develop", re.compile(r"\b(?:(?:mee[- ]?)?ontwikkel\w*|co-?development|(?:co-)?develop(?:s|ed|ing|ment|er|ers)?|(?:mit)?entwick(?:el|l)\w*|engineeren|engineering|uitontwikkel\w*|ontwerp(?:en|t)?|design(?:en|ing)?|konstruier\w*|konstruktion|doorontwikkel\w*)\b", re.IGNORECASE)),
    ("advise", re.compile(r"\b(?:advies|advis\w+|consult\w+|adviseur\w*|expertise|kennis|sparringpartner|berat\w+|fachwissen|know-?how|advice|guidance|meedenken|onderzoek\w*|research|haalbaarheid\w*|feasibility|machbarkeit\w*)\b", re.IGNORECASE)),
    ("lend", re.compile(r"\b(?:huren|huur|lenen|te leen|verhuur\w*|inhuren|gebruikmaken van|gebruik maken van|rent(?:al|ing|ed)?|borrow\w*|hire|machine ?time|machine-uren|machinecapaciteit huren|mieten|leihen|ausleihen|vermiet\w*|anmieten|lend(?:ing)?|share equipment|apparatuur delen)\b", re.IGNORECASE)),
    ("teach", re.compile(r"\b(?:\w*training(?:en|s)?|\w*cursus\w*|\w*opleid\w*|course\w*|\w*schulung\w*|schul(?:en|t|ten)|lernen|leren|trainen|trainieren|opleiden|\w*kurse?n?\b|\w*lehrgänge?n?|weiterbildung\w*|fortbildung\w*|einweis\w*|leid(?:t|en)\s(?:[\w-]+\s){1,5}op\b|bild(?:et|en)\s(?:[\w-]+\s){1,5}aus\b|instru(?:ct|eer|er)\w*|workshop\w*|bijscholing|onderwijs|leren\b|teach\w*|les(?:sen)?\b|lehrgang|train(?:er|s|ing)? (?:our|your|the|uw|je|jullie|onze|ihre?|unsere)|ausbildung\w*)\b", re.IGNORECASE)),
)  # fmt: skip


def read(
    text: str,
    vocabulary: Vocabulary,
    *,
    language: Language | None = None,
    gazetteer: Gazetteer | None = None,
    today: date | None = None,
    asking: bool = False,
    tolerant: bool = False,
) -> Reading:
    """Read a need, an offer or a profile.

    Without `language` it is guessed; without a `gazetteer` places keep their name only; without `today` dates
    need a year. With `asking`, for what people ask, "12 flanges" is a number of pieces; `tolerant` forgives spelling
    mistakes in concepts as well. Never raises on odd text.
    """
    spoken = language or language_in(text, vocabulary)
    sentences = tuple(_sentences(text))
    quantities = figures(text, spoken, asking=asking or tolerant)
    graded = [(one.start, one.end) for one in quantities if one.kind in ("cleanliness", "cleanroom")]
    found = recogniser_for(vocabulary).find(text, spoken, tolerant=tolerant, figures=graded)
    substances = [one for one in found if vocabulary[one.concept].kind == "material"]
    rooms = [one for one in quantities if one.kind == "cleanroom"]
    norms = [one for one in standards(text) if not _overlaps(one.start, one.end, rooms)]
    round_ones = [one for one in quantities if one.kind == "diameter"]
    circles = tuple(
        one for one in areas(text, gazetteer) if not (one.name.isdigit() and _overlaps(one.start, one.end, round_ones))
    )
    quantities = [
        one
        for one in quantities
        if not _overlaps(one.start, one.end, norms)
        and not _overlaps(one.start, one.end, circles)
        and not any(substance.start <= one.start and one.end <= substance.end for substance in substances)
    ]
    content = [*(one.start for one in found), *(one.start for one in quantities), *(one.start for one in norms)]
    reading = Reading(text, spoken, sentences, stances=tuple(stances(text, content)))
    mentions = tuple(
        Mention(one.concept, one.start, one.end, one.language, reading.stance_at(one.start))
        for one in found
        if not _overlaps(one.start, one.end, circles)
        and not _repeats_norm(one, norms, vocabulary)
        and not _is_means(one, found, text, vocabulary)
        and not _is_quality(one, text, quantities)
        and not any(
            figure.kind in _WITH_UNIT and figure.start < one.start and one.end <= figure.end for figure in quantities
        )
    )
    mentions = _built_up(mentions, vocabulary)
    materials = [one for one in mentions if vocabulary[one.concept].kind == "material"]
    told = [_about(figure, text, materials) for figure in quantities]
    return replace(
        reading,
        mentions=mentions,
        figures=(*told, *_likewise(told, text, materials)),
        standards=tuple(norms),
        areas=circles,
        days=tuple(one for one in days(text, today) if not _overlaps(one.start, one.end, norms)),
        spoken=tuple(_languages(text)),
        helping=tuple(_helping(text)),
        wishes=tuple(_wishes(text)),
    )


def language_in(text: str, vocabulary: Vocabulary) -> Language:
    """The language of a text; where small words do not settle it, the one in which most of it names something."""
    scores = language_scores(text)
    ranked = sorted(LANGUAGES, key=lambda language: -scores[language])
    if scores[ranked[0]] - scores[ranked[1]] >= 2.0 or len(text) > 300:
        return ranked[0] if scores[ranked[0]] > 0 else "en"
    recogniser = recogniser_for(vocabulary)
    covered = {
        language: sum(one.end - one.start for one in recogniser.find(text, language) if one.language == language)
        for language in LANGUAGES
    }
    return max(ranked, key=lambda language: (covered[language] + 4 * scores[language], -ranked.index(language)))


def _overlaps(start: int, end: int, others: object) -> bool:
    return any(start < one.end and one.start < end for one in others)  # type: ignore[attr-defined]


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


def _built_up(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> tuple[Mention, ...]:
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


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if match.group().startswith(".") and _ABBREVIATED.search(
            text[max(start, match.start() - 8) : match.start() + 1]
        ):
            continue
        yield from _piece(text, start, match.end())
        start = match.end()
    yield from _piece(text, start, len(text))


def _piece(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 400 and ";" in text[start:end]:
        cut = text.index(";", start, end) + 1
        yield from _piece(text, start, cut)
        yield from _piece(text, cut, end)
    elif end > start:
        yield start, end


def _wishes(text: str) -> Iterator[tuple[int, int]]:
    """ "bij voorkeur ISO 9001, …" reaches forward to the comma; "ISO 9001 is een pré" reaches back to it."""
    for match in _WISH.finditer(text):
        ending = _WISH_END.search(text, match.end())
        end = ending.start() if ending else len(text)
        begin = match.start()
        trailing = _TRAILING_WISH.search(text, max(0, match.start() - 12), match.end())
        if trailing or len(text[match.end() : end].strip(" )")) < 3:
            begin = max((earlier.end() for earlier in _WISH_END.finditer(text, 0, match.start())), default=0)
        yield begin, end


def _languages(text: str) -> Iterator[Spoken]:
    for code, pattern in _SPOKEN.items():
        for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            around = text[max(0, match.start() - 30) : match.end() + 25]
            if re.search(r"talig|sprekend|speaking|sprach|sprech", match.group(), re.IGNORECASE) or _SPEAKING.search(
                around
            ):
                yield Spoken(code, match.start(), match.end())
                break


def _helping(text: str) -> Iterator[Helping]:
    for kind, pattern in _HELP:
        match = pattern.search(text)
        if match is not None:
            yield Helping(kind, match.start(), match.end())


_LIKEWISE = re.compile(
    r"\s?(?:gaat |geht |goes )?(?:tot|t/m|up to|to|bis|max\.?|≤|[:(])\s?(?P<a>\d{1,3}(?:[.,]\d)?)(?=\s*[,.;|)]|\s*$|\s(?:en|and|und)\s)",
    re.IGNORECASE,
)


def _likewise(told: list[Figure], text: str, materials: list[Mention]) -> Iterator[Figure]:
    """ "Staal tot 20 mm, roestvast tot 15, aluminium tot 10": the unit is said once."""
    pattern = next((one for one in told if one.kind == "thickness" and one.about is not None), None)
    if pattern is None:
        return
    for material in materials:
        match = _LIKEWISE.match(text, material.end)
        if match is None or abs(match.start() - pattern.start) > 120 or _overlaps(match.start("a"), match.end(), told):
            continue
        reach = float(match["a"].replace(",", "."))
        start, end = match.span("a")
        yield replace(pattern, low=None, high=reach, text=text[start:end], start=start, end=end, about=material.concept)


_SHEET = re.compile(
    r"laser|plaat|sheet|blech|\bplates?\b|snij|schneid|\bcut\w*|\bkant\w*|\bbend\w*|buig|bieg|pons|punch|stan[sz]|zetwerk",
    re.IGNORECASE,
)


_OF_MATERIAL = re.compile(
    r"\s?(?:(?:in|dik|dick|van|of|thick|aus|von|voor|for|für|dikke?|starkes?)\s?)?(?:[a-zäöüß-]{3,16}(?:t|d|te|de|ed|es|er)\s)?",
    re.IGNORECASE,
)
"""What may stand between a thickness and its material: "3 mm *dik*", "3 mm *verzinkt* staal", "2 mm *of cold-rolled*"."""


def _about(figure: Figure, text: str, materials: list[Mention]) -> Figure:
    """Ties a thickness to the material it is about: "25 mm staal", "RVS tot 15 mm"."""
    if figure.kind not in ("thickness", "size", "layer"):
        return figure
    for material in materials:
        between = text[figure.end : material.start] if material.start >= figure.end else None
        if between is not None and len(between) <= 30 and _OF_MATERIAL.fullmatch(between):
            if figure.kind == "size" and (figure.dims or (figure.high is not None and figure.high > 150)):
                return figure
            kind = "thickness" if figure.kind == "size" else figure.kind
            return replace(figure, kind=kind, about=material.concept)
    sheet = (
        figure.kind == "size" and not figure.dims and (figure.high or figure.low or 999) <= 150 and _SHEET.search(text)
    )
    if figure.kind == "thickness" or sheet:
        for material in reversed(materials):
            between = text[material.end : figure.start] if material.end <= figure.start else None
            if (
                between is not None
                and len(between) <= 24
                and re.fullmatch(
                    r"\s?(?:gaat |gaan |geht |gehen |goes |go |can go |halen we |we cut )?(?:tot|t/m|up to|to|bis|van|from|[:(]|dikte|max\.?|maximaal|of)?\s?",
                    between,
                )
            ):
                return replace(figure, kind="thickness", about=material.concept)
    return figure
