"""Matches as pages show them: every requirement with its verdict, the sentence, where it stands, and its words marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any

from django.utils.formats import number_format
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clubhuis.engines.matching import Judgement, Reason
from clubhuis.market.requirements import from_json as requirement_from_json
from clubhuis.market.requirements import to_json as requirement_to_json
from clubhuis.market.wording import in_words as asked
from clubhuis.ui.parts.icons import icon
from clubhuis.ui.parts.library import markup

from .access.matches import Answer, Match
from .wording import SIGNALS, SOURCES, SPOKEN, STATES, is_reason, why

FAINT = 0.02  # what brings less of the score than this is not told


@dataclass(frozen=True, slots=True)
class Proof:
    state: str
    asked: str
    must: bool
    implied: bool
    why: str
    sentence: SafeString
    language: str
    source: str

    @property
    def plain_sentence(self) -> str:
        """For a mail in plain text."""
        return " ".join(unescape(strip_tags(self.sentence)).split())

    @property
    def is_wish(self) -> bool:
        return not self.must


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation with its proofs, the met ones first in the need's order."""

    match: Match
    proofs: tuple[Proof, ...]

    @property
    def raised(self) -> str:
        """What brought it here, the most first: "what it meets 61 %, nearness 8 %"."""
        brought = sorted(self.match.found.explanation.raised.items(), key=lambda one: -one[1])
        told = [f"{SIGNALS[name]} {100 * part:.0f} %" for name, part in brought if name in SIGNALS and part >= FAINT]
        return ", ".join(told)

    @property
    def learnt(self) -> str:
        """What answers of others taught this community, as far as it moved this one."""
        points = round(100 * self.match.found.explanation.learnt)
        if not points:
            return ""
        said = _("%(points)s points higher") if points > 0 else _("%(points)s points lower")
        return said % {"points": abs(points)}

    # Sentences are made here and not in templates: with forty suppliers on a page that is a seventh of its time.

    @property
    def how_raised(self) -> str:
        """What brought it here and what moved it, as a sentence; empty when nothing did."""
        if not (what := self.raised):
            return ""
        said = _("What raised it: %(what)s.") % {"what": what}
        if points := self.learnt:
            said += " " + _("Answers in this community moved it: %(points)s.") % {"points": points}
        return said

    @property
    def away(self) -> str:
        """How far it is, where that is known: "12 km"."""
        km = self.match.distance_km
        return "" if km is None else _("%(km)s km") % {"km": number_format(round(km), use_l10n=True)}

    @property
    def met(self) -> int:
        return sum(proof.state == "met" for proof in self.proofs)

    @property
    def how_many_met(self) -> str:
        return _("%(met)s of %(total)s met") % {"met": self.met, "total": len(self.proofs)}

    @property
    def drawn(self) -> SafeString:
        return drawn(self.proofs)


def rows(answer: Answer) -> list[Row]:
    # The same requirements stand with each of them, in the same order.
    words = [asked(one) for one in answer.need.requirements]
    return [
        Row(match, tuple(proof(one, said) for one, said in zip(match.judgements, words, strict=True)))
        for match in answer.matches
    ]


def proof(judgement: Judgement, words: str = "") -> Proof:
    """`words` are what was asked, where they are known already."""
    requirement = judgement.requirement
    return Proof(
        judgement.state,
        words or asked(requirement),
        requirement.must,
        requirement.implied,
        why(judgement),
        marked(judgement),
        judgement.language,
        where(judgement),
    )


def drawn(proofs: Iterable[Proof]) -> SafeString:
    """The proofs as a list. Without a template: forty suppliers with eleven requirements each are on one page."""
    marks = {
        "met": icon("check", label=_("met")),
        "not_met": icon("x", label=_("not met")),
        "unknown": icon("circle-help", label=_("unknown")),
    }
    wish = markup(' <span class="quiet small">{}</span>', _("wish"))
    lines = []
    for one in proofs:
        if one.sentence:
            spoken = markup(' lang="{}"', one.language) if one.language else ""
            said = markup(' <q{}>{}</q> <span class="quiet small">{}</span>', spoken, one.sentence, one.source)
        else:
            said = markup(' <span class="quiet">{}</span>', one.why)
        lines.append(
            markup(
                '<li class="is-{}">{}<span><strong>{}</strong>{}{}</span></li>',
                *(one.state, marks[one.state], one.asked, wish if one.is_wish else "", said),
            )
        )
    return markup('<ul class="deal-proofs">{}</ul>', SafeString("".join(lines)))


def proofs(kept: object) -> list[Proof]:
    """Kept judgements in the language of the page."""
    return [proof(judgement) for judgement in from_json(kept)]


def to_json(judgements: Iterable[Judgement]) -> list[dict[str, Any]]:
    """Judgements as they were at a moment, to be kept with an invitation."""
    return [
        {
            "requirement": requirement_to_json(one.requirement),
            "state": one.state,
            "code": one.reason.code,
            "values": dict(one.reason.values),
            "sentence": one.sentence[:600],
            "source": one.source,
            "language": one.language,
            "start": one.start,
            "end": one.end,
        }
        for one in judgements
    ]


def from_json(values: object) -> list[Judgement]:
    """What was kept; what no longer makes sense is left out."""
    found = []
    for value in values if isinstance(values, list) else ():
        requirement = requirement_from_json(value.get("requirement")) if isinstance(value, dict) else None
        if requirement is None or value.get("state") not in STATES or not is_reason(str(value.get("code"))):
            continue
        found.append(
            Judgement(
                requirement,
                value["state"],
                Reason(str(value["code"]), {str(k): str(v) for k, v in dict(value.get("values") or {}).items()}),
                str(value.get("sentence") or ""),
                str(value.get("source") or ""),
                language=str(value.get("language") or ""),
                start=int(value.get("start") or 0),
                end=int(value.get("end") or 0),
            )
        )
    return found


def where(judgement: Judgement) -> str:
    """Where the sentence stands, and its language when it is another one than the reader's."""
    return _where(judgement.source, judgement.language, get_language() or "nl")


@lru_cache(256)
def _where(source: str, language: str, readers: str) -> str:
    said = str(SOURCES.get(source, source))
    if language in SPOKEN and language != readers[:2]:
        return _("%(source)s, in %(language)s") % {"source": said, "language": SPOKEN[language]}
    return said


def marked(judgement: Judgement) -> SafeString:
    """The sentence, with the words that say it in a <mark>."""
    text, start, end = judgement.sentence, judgement.start, judgement.end
    if not text:
        return SafeString("")
    if not 0 <= start < end <= len(text):
        return markup("{}", text)
    return markup("{}<mark>{}</mark>{}", text[:start], text[start:end], text[end:])
