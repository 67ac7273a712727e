# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Certificates and norms: what is on record goes before what a text claims."""

from __future__ import annotations

import re

from clubhuis.engines.matching.judging.bench import Bench
from clubhuis.engines.matching.judging.judgements import Judgement, Reason, State
from clubhuis.engines.matching.known import Part
from clubhuis.engines.matching.needs import Requirement
from clubhuis.engines.matching.standards import COVERING_PARTS, IMPLIES, MANAGEMENT, Standard, covers


def judge_certificate(bench: Bench, requirement: Requirement, asked: Standard) -> Judgement:
    held = [(record, norm) for record, norms in bench.known.certificates for norm in norms]
    expired = lower = None
    for record, norm in sorted(held, key=lambda one: one[1].name != asked.name):
        answer = covers(norm, asked)
        if answer is False and norm.name == asked.name and asked.level and norm.level:
            lower = Judgement(
                requirement,
                "not_met",
                Reason("level_lower", {"offered": str(norm), "asked": str(asked)}),
                record.name,
                "certificate",
                record.ref,
                "",
                0,
                len(record.name),
            )
        if not answer:
            continue
        sentence = " · ".join(part for part in (record.name, record.scope) if part)
        values = {"name": record.name, "expires": record.expires.isoformat() if record.expires else ""}
        if record.expires is not None and record.expires < bench.today:
            expired = Judgement(
                requirement,
                "not_met",
                Reason("certificate_expired", values),
                sentence,
                "certificate",
                record.ref,
                "",
                0,
                len(record.name),
            )
            continue
        code = "certificate_valid" if norm.name == asked.name else "certificate_covered"
        return Judgement(
            requirement, "met", Reason(code, values), sentence, "certificate", record.ref, "", 0, len(record.name)
        )
    claimed = expired or _claimed(bench, requirement, asked)
    if lower is not None and claimed.state != "met":
        return lower
    if claimed.reason.code == "silent" and asked.name in MANAGEMENT:
        return _not_for_this_field(bench, requirement, asked) or _none_at_all(bench, requirement, asked) or claimed
    return claimed


_FIELDS = {
    "IATF 16949": re.compile(r"automotive|auto-?industrie|automobil\w*", re.IGNORECASE),
    "AS 9100": re.compile(r"luchtvaart|aerospace|aviation|luftfahrt|aircraft", re.IGNORECASE),
    "ISO 13485": re.compile(r"medisch\w*|medical|medizin\w*", re.IGNORECASE),
}


def _not_for_this_field(bench: Bench, requirement: Requirement, asked: Standard) -> Judgement | None:
    """ "Not certified for automotive" says no to the norm of that field."""
    field = _FIELDS.get(asked.name)
    for part in bench.parts if field else ():
        for start, end in part.sentences:
            sentence = part.text[start:end]
            if (found := _UNCERTIFIED.search(sentence)) and field is not None and field.search(sentence):
                return bench.said(
                    requirement, "not_met", Reason("denies"), part, start + found.start(), start + found.end()
                )
    return None


_NO_CERTIFICATES = re.compile(
    r"\b(?:geen|no|keine|without any|zonder) (?:certifica\w*|zertifi\w*)|\b(?:(?:zijn|we are|wir sind|are|sind) )?(?:niet|not|nicht) (?:ge)?(?:certificeerd|certified|zertifiziert)\b",
    re.IGNORECASE,
)
_NO_ACCREDITATION = re.compile(r"\b(?:niet|not|nicht) (?:ge)?(?:accrediteerd|accredited|akkreditiert)\b", re.IGNORECASE)


def _none_at_all(bench: Bench, requirement: Requirement, asked: Standard) -> Judgement | None:
    """ "No certificates, just quality": who says so is not asked for one more."""
    if any(norms for _, norms in bench.known.certificates) and asked.name != "ISO 17025":
        return None
    pattern = _NO_ACCREDITATION if asked.name == "ISO 17025" else _NO_CERTIFICATES
    for part in bench.parts:
        if (found := pattern.search(part.text)) is not None:
            return bench.said(requirement, "not_met", Reason("denies"), part, found.start(), found.end())
    return None


_FOLLOWING = re.compile(
    r"\b(?:werk(?:en|t|end|wijze)?|working|works?|arbeit\w+|processen|processes|prozesse|handel(?:en|t)|in lijn|in line|in anlehnung|angelehnt|gemodelleerd|modelled|gebaseerd|based|basier\w+|geïnspireerd|inspired)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
_CERTIFIED = re.compile(r"(?:ge)?certif\w*|zertifi\w*|accredit\w*|akkredit\w*|geaccredit\w*", re.IGNORECASE)
_UNCERTIFIED = re.compile(
    r"\b(?:(?:niet|not|nicht|geen|kein\w*|without|zonder|ohne)\b[^.;]{0,25}(?:certif|zertif|gecertif)\w*|(?:ge)?(?:certif|zertif)\w*[^.;,]{0,30}\b(?:niet|not|nicht)\b)",
    re.IGNORECASE,
)


def _only_followed(part: Part, norm: Standard) -> tuple[State, str] | None:
    """ "We work in line with ISO 13485" claims no certificate; with "but are not certified" behind it, there is none."""
    start, end = part.sentence_at(norm.start)
    before = part.text[start : norm.start]
    if not _FOLLOWING.search(before) or _CERTIFIED.search(before[-40:]):
        return None
    return ("not_met", "denies") if _UNCERTIFIED.search(part.text, norm.end, end) else ("unknown", "follows")


def _claimed(bench: Bench, requirement: Requirement, asked: Standard) -> Judgement:
    """Without a valid record: what do the texts say?"""
    weaker: Judgement | None = None
    for part in bench.parts:
        for norm, stance in part.standards:
            if norm.name != asked.name and asked.name not in IMPLIES.get(norm.name, ()):
                continue
            answer = covers(norm, asked)
            if stance in ("denied", "planned"):
                weaker = weaker or bench.said(
                    requirement,
                    "not_met",
                    Reason("planned" if stance == "planned" else "denies"),
                    part,
                    norm.start,
                    norm.end,
                )
            elif answer and norm.name in MANAGEMENT and (loose := _only_followed(part, norm)) is not None:
                state, reason = loose
                weaker = weaker or bench.said(requirement, state, Reason(reason), part, norm.start, norm.end)
            elif answer:
                code = "says" if norm.name == asked.name else "certificate_covered"
                return bench.said(
                    requirement,
                    "met",
                    Reason(code, {"name": str(norm)} if code != "says" else {}),
                    part,
                    norm.start,
                    norm.end,
                )
            elif answer is None:
                weaker = bench.said(
                    requirement,
                    "unknown",
                    Reason("level_open", {"offered": str(norm), "asked": str(asked)}),
                    part,
                    norm.start,
                    norm.end,
                )
            elif norm.name == asked.name and (norm.part == asked.part or norm.name in COVERING_PARTS):
                weaker = weaker or bench.said(
                    requirement,
                    "not_met",
                    Reason("level_lower", {"offered": str(norm), "asked": str(asked)}),
                    part,
                    norm.start,
                    norm.end,
                )
    return weaker or Judgement(requirement, "unknown", Reason("silent"))
