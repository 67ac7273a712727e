"""Everything that is understood of one text: language, sentences, concepts, figures, norms, places, dates, kind of help."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from clubhuis.engines.matching.days import Day, days
from clubhuis.engines.matching.figures import Figure, figures
from clubhuis.engines.matching.helping import Helping, Spoken, kinds_of_help, languages_spoken
from clubhuis.engines.matching.languages import LANGUAGES, Language, language_scores
from clubhuis.engines.matching.mentions import Mention, built_up, overlaps, what_is_meant
from clubhuis.engines.matching.places import Area, Gazetteer, areas
from clubhuis.engines.matching.recogniser import recogniser_for
from clubhuis.engines.matching.sentence_ends import sentences
from clubhuis.engines.matching.stances import Stance, stances
from clubhuis.engines.matching.standards import Standard, standards
from clubhuis.engines.matching.thicknesses import about_material, likewise
from clubhuis.engines.matching.vocabulary import Vocabulary
from clubhuis.engines.matching.wishes import wishes

__all__ = ["Helping", "Mention", "Reading", "Spoken", "language_in", "read"]


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
    counted = figures(text, spoken, asking=asking or tolerant)
    graded = [(one.start, one.end) for one in counted if one.kind in ("cleanliness", "cleanroom")]
    found = recogniser_for(vocabulary).find(text, spoken, tolerant=tolerant, figures=graded)
    norms = _norms(text, counted)
    circles = _circles(text, gazetteer, counted)
    substances = [one for one in found if vocabulary[one.concept].kind == "material"]
    quantities = [
        one
        for one in counted
        if not overlaps(one.start, one.end, (*norms, *circles))
        and not any(substance.start <= one.start and one.end <= substance.end for substance in substances)
    ]
    content = [*(one.start for one in found), *(one.start for one in quantities), *(one.start for one in norms)]
    reading = Reading(text, spoken, tuple(sentences(text)), stances=tuple(stances(text, content)))
    meant = what_is_meant(found, text, norms, circles, quantities, vocabulary)
    mentions = built_up(
        tuple(Mention(one.concept, one.start, one.end, one.language, reading.stance_at(one.start)) for one in meant),
        vocabulary,
    )
    materials = [one for one in mentions if vocabulary[one.concept].kind == "material"]
    told = [about_material(figure, text, materials) for figure in quantities]
    return replace(
        reading,
        mentions=mentions,
        figures=(*told, *likewise(told, text, materials)),
        standards=tuple(norms),
        areas=circles,
        days=tuple(one for one in days(text, today) if not overlaps(one.start, one.end, norms)),
        spoken=tuple(languages_spoken(text)),
        helping=tuple(kinds_of_help(text)),
        wishes=tuple(wishes(text)),
    )


def _norms(text: str, quantities: list[Figure]) -> list[Standard]:
    """The norms a text names; the ISO 7 of a cleanroom is its class."""
    rooms = [one for one in quantities if one.kind == "cleanroom"]
    return [one for one in standards(text) if not overlaps(one.start, one.end, rooms)]


def _circles(text: str, gazetteer: Gazetteer | None, quantities: list[Figure]) -> tuple[Area, ...]:
    """The regions a text names; the number behind a diameter is no postcode."""
    round_ones = [one for one in quantities if one.kind == "diameter"]
    return tuple(
        one for one in areas(text, gazetteer) if not (one.name.isdigit() and overlaps(one.start, one.end, round_ones))
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
