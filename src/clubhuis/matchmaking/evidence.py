"""Matches as pages show them: every requirement with its verdict, the sentence, where it stands, and its words marked."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clubhuis.engines.matching import Judgement

from .access import Answer, Match
from .wording import SOURCES, SPOKEN, asked, why


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
    def is_wish(self) -> bool:
        return not self.must


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation with its proofs, the met ones first in the need's order."""

    match: Match
    proofs: tuple[Proof, ...]

    @property
    def met(self) -> int:
        return sum(proof.state == "met" for proof in self.proofs)


def rows(answer: Answer) -> list[Row]:
    return [Row(match, tuple(map(proof, match.judgements))) for match in answer.matches]


def proof(judgement: Judgement) -> Proof:
    requirement = judgement.requirement
    return Proof(
        judgement.state,
        asked(requirement),
        requirement.must,
        requirement.implied,
        why(judgement),
        marked(judgement),
        judgement.language,
        where(judgement),
    )


def where(judgement: Judgement) -> str:
    """Where the sentence stands, and its language when it is another one than the reader's."""
    source = str(SOURCES.get(judgement.source, judgement.source))
    if judgement.language in SPOKEN and judgement.language != (get_language() or "nl")[:2]:
        return _("%(source)s, in %(language)s") % {"source": source, "language": SPOKEN[judgement.language]}
    return source


def marked(judgement: Judgement) -> SafeString:
    """The sentence, with the words that say it in a <mark>."""
    text, start, end = judgement.sentence, judgement.start, judgement.end
    if not text:
        return SafeString("")
    if not 0 <= start < end <= len(text):
        return format_html("{}", text)
    return format_html("{}<mark>{}</mark>{}", text[:start], text[start:end], text[end:])
