# ruff: noqa: E501  (lists of words and patterns are easier to check when each stands on one line)
"""Dates and terms in a text: "voor 1 maart 2027", "by 15 March", "bis KW 12", "within 6 weeks"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from clubhuis.engines.matching.number_words import COUNTS

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january januar jan jän jänner", "februari february februar feb", "maart march märz maerz mrt mar mär", "april apr", "mei may mai",
            "juni june jun", "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct", "november nov", "december dezember dec dez",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)(?P<y>20\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)")
_DIGITS = re.compile(r"(?<![\d.,])(?P<d>\d{1,2})[-./](?P<m>\d{1,2})[-./](?P<y>20\d\d)(?!\d)")
_DAY_MONTH = re.compile(
    rf"(?<![\d.,])(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_MONTH})\b\.?(?:\s+(?P<y>20\d\d))?",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y>20\d\d))?(?![\d.,])", re.IGNORECASE
)
_END_OF_MONTH = re.compile(
    rf"\b(?:eind(?:e)?|end of|ende|voor|before|by|vor|bis|uiterlijk|vóór)\s+(?:van\s+|of\s+)?(?P<m>{_MONTH})\b(?:\s+(?P<y>20\d\d))?",
    re.IGNORECASE,
)
_PART_OF_MONTH = re.compile(
    rf"\b(?P<part>begin|early|anfang|start of|half|medio|mid(?:dle of)?|mitte)[ -](?:of )?(?P<m>{_MONTH})\b(?:\s+(?P<y>20\d\d))?",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"\b(?:week|wk\.?|kw|kalenderwoche)\s?(?P<w>[1-5]?\d)(?:\s*[/-]?\s*(?P<y>20\d\d))?(?!\d)", re.IGNORECASE
)
_SPELLED = "|".join(sorted(COUNTS, key=len, reverse=True))
_UNIT = r"(?P<unit>werkdagen|werkdag|dagen|dag|weken|week|maanden|maand|working days|business days|days|day|weeks|months|month|arbeitstagen?|werktagen?|tagen?|wochen|woche|monaten?)\b"
_RANGE = rf"(?:(?:\d{{1,2}}|{_SPELLED})\s?(?:-|–|to|tot|bis|à|of|or|oder)\s?)?"
_TERM = re.compile(
    r"\b(?:(?:binnen|within|innerhalb von|innerhalb|in|over)(?: (?:spätestens|uiterlijk|hooguit|hoogstens|at most|maximaal|max\.?|maximal|höchstens|een|the next|about|ongeveer|circa|ca\.))?|levertijd(?: van| max\.?| maximaal)?|lead time(?: of| max\.?)?|lieferzeit(?: von| max\.?)?|max(?:imaal|imum|imal)?\.?)\s+"
    rf"{_RANGE}(?P<n>\d{{1,2}}|{_SPELLED})\s+{_UNIT}",
    re.IGNORECASE,
)
_AT_LATEST = re.compile(
    rf"\b{_RANGE}(?P<n>\d{{1,2}}|{_SPELLED})\s+{_UNIT}\s(?:at (?:the )?latest|at most|tops|uiterlijk|op zijn laatst|maximaal|max\.?|hoogstens|spätestens|höchstens|maximal)",
    re.IGNORECASE,
)


_QUARTER = re.compile(r"\b(?:Q|kwartaal |quartal )(?P<q>[1-4])(?:\s*[/-]?\s*(?P<y>20\d\d))?(?!\d)", re.IGNORECASE)
_END_OF_YEAR = re.compile(
    r"\b(?:(?P<last>(?:het )?(?:eind(?:e)?|end|ende)(?: van| of)?(?: het| dit| the| this| des| dieses)? (?:jaar|year|jahres)|jahresende|year-?end|jaareinde|kerst(?:mis)?|christmas|weihnachten)|"
    r"(?:eind|end of|ende) (?P<y>20\d\d))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date a text names, and the characters that name it."""

    day: date
    start: int
    end: int


def days(text: str, today: date | None) -> list[Day]:
    """The dates of a text. Without `today` only those with a year; a term ("within 6 weeks") counts from `today`."""
    found: list[Day] = []
    for pattern in (
        _ISO,
        _DIGITS,
        _DAY_MONTH,
        _MONTH_DAY,
        _PART_OF_MONTH,
        _END_OF_MONTH,
        _WEEK,
        _TERM,
        _AT_LATEST,
        _QUARTER,
        _END_OF_YEAR,
    ):
        for match in pattern.finditer(text):
            if any(match.start() < one.end and one.start < match.end() for one in found):
                continue
            day = _day(match, today)
            if day is not None:
                found.append(Day(day, match.start(), match.end()))
    return sorted(found, key=lambda one: one.start)


def _day(match: re.Match[str], today: date | None) -> date | None:
    groups = match.groupdict()
    try:
        if groups.get("n"):
            return None if today is None else today + span(_count(groups["n"]), groups["unit"].lower())
        year = int(groups["y"]) if groups["y"] else None
        if year is None and today is None:
            return None
        if groups.get("q"):
            return _next(year, today, lambda y: _last_day(y, 3 * int(groups["q"])))
        if "last" in groups:
            return _next(year, today, lambda y: date(y, 12, 31))
        if groups.get("w"):
            return _next(year, today, lambda y: date.fromisocalendar(y, int(groups["w"]), 5))
        month = int(groups["m"]) if groups["m"].isdigit() else _MONTHS[groups["m"].lower()]
        if groups.get("part"):
            middle = 15 if groups["part"].lower().startswith(("half", "medio", "mi")) else 10
            return _next(year, today, lambda y: date(y, month, middle))
        if groups.get("d"):
            day = int(groups["d"])
            return _next(year, today, lambda y: date(y, month, day))
        return _next(year, today, lambda y: _last_day(y, month))
    except (ValueError, OverflowError):
        return None


def _next(year: int | None, today: date | None, make: Callable[[int], date]) -> date:
    """The date in the year named, or else the first that is not past."""
    if year is not None or today is None:
        return make(year or date.min.year)
    made = make(today.year)
    return made if made >= today else make(today.year + 1)


def _last_day(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


_SPAN_UNIT = r"(?P<unit>uur|uren|hours?|stunden?|werkdagen|werkdag|dagen|dag|weken|week|maanden|maand|working days?|business days?|days|day|weeks|months|month|arbeitstagen?|werktagen?|tagen?|wochen|woche|monaten?)\b"
_SPAN = rf"(?P<low>\d{{1,2}}|{_SPELLED})(?:\s?(?:-|–|to|tot|bis|à|of|or|oder)\s?(?P<high>\d{{1,2}}|{_SPELLED}))?\s?{_SPAN_UNIT}"
_LEAD = re.compile(
    r"(?:\b(?:lever ?tijd\w*|doorlooptijd\w*|lead[- ]?times?|delivery(?: time)?|turn-?around|lieferzeit\w*|lieferfrist\w*|durchlaufzeit\w*|levering|lieferung|versand|ship\w*|leverbaar|geleverd|delivered|geliefert|lieferbar|parts in|klaar|ready|fertig)\b[^.;\n\d]{0,30}?)"
    rf"{_SPAN}",
    re.IGNORECASE,
)
_IN_FRONT = re.compile(
    rf"\b{_SPAN}\s(?:of\s)?(?:lever\s?tijd|doorlooptijd|levertermijn|lead[- ]?time|delivery time|turn-?around|lieferzeit|lieferfrist|durchlaufzeit|productietijd|fertigungszeit)",
    re.IGNORECASE,
)
_TAKES = re.compile(
    rf"\b(?:takes?|dauer(?:t|n)|duurt|duren|vraagt|vragen|kost|kosten|vergt|vergen|benötig(?:t|en)|braucht|brauchen|requires?|erfordert)\s(?:us |ons |uns |wij |we |wir |ons )?(?:etwa |ca\.? |circa |ongeveer |about |gemiddeld |meestal |usually |typically |meist |in der regel )?{_SPAN}",
    re.IGNORECASE,
)
_NO_DELIVERY = re.compile(
    r"cursus\w*|training\w*|course\w*|schulung\w*|kurs\w*|opleiding\w*|workshop\w*|garanti\w*|warrant\w*|audit\w*|uithard\w*|cur(?:e|ing)\b|aushärt\w*|proeftijd|test\w*|offert\w*|quot\w*|angebot\w*",
    re.IGNORECASE,
)
"""What takes so long without being delivered."""
_AFTER = re.compile(rf"\b(?:nach|na|after)\s(?:etwa |ca\.? |circa |ongeveer |about )?{_SPAN}", re.IGNORECASE)
_OUT = re.compile(
    r"\b(?:verl(?:assen|ässt|aten|aat)|leaves?|erh(?:alten|ält)|ontvang\w*|receives?|get|krijg\w*|bekomm\w*|verz(?:onden|enden)|send|sent|ships?|klaar|fertig|ready|gereed|ergebnis\w*|resulta\w*|results?|bericht\w*|reports?|rapport\w*|musterteile?|muster|samples?|monsters?|aufträge?|orders?|opdrachten|bestell\w*|ware|goods|terug|zurück|back)\b",
    re.IGNORECASE,
)
"""What tells that "after three days" is how long it takes until somebody has the goods."""


_WITHIN = re.compile(
    rf"\b(?:binnen|within|innerhalb von|innerhalb|in)\s(?=\S+\s)(?!\d+\s?(?:-|–)){_SPAN}", re.IGNORECASE
)
_ANSWERING = re.compile(
    r"reacti|reage|antwoord|offerte|\bbel|quot|reply|respon[sd]|answer|call|angebot|antwort|rückmeldung|service|storing",
    re.IGNORECASE,
)
"""Within so much time somebody answers, which is no delivery."""


_STOP = re.compile(r"[.!?\n](?=\s|$)")


@dataclass(frozen=True, slots=True)
class LeadTime:
    """How long somebody says delivery takes, shortest and longest, and the characters that say so."""

    shortest: timedelta
    longest: timedelta
    start: int
    end: int


def lead_times(text: str) -> list[LeadTime]:
    """What a text says of how long delivery takes: "levertijd 3 tot 5 werkdagen", "delivery in 8 to 12 weeks"."""
    found = []
    told = [match for match in _AFTER.finditer(text) if _OUT.search(_sentence_around(text, match.start(), match.end()))]
    takes = [
        match
        for match in _TAKES.finditer(text)
        if not _NO_DELIVERY.search(_sentence_around(text, match.start(), match.start()))
    ]
    for match in (*_LEAD.finditer(text), *_IN_FRONT.finditer(text), *_WITHIN.finditer(text), *takes, *told):
        before, behind = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 25]
        if _ANSWERING.search(re.split(_STOP, before)[-1] + match.group() + re.split(_STOP, behind)[0]):
            continue
        unit = match["unit"].lower()
        low = span(_count(match["low"]), unit)
        found.append(
            LeadTime(low, span(_count(match["high"]), unit) if match["high"] else low, match.start(), match.end())
        )
    return found


def _sentence_around(text: str, start: int, end: int) -> str:
    return re.split(r"[.!?\n]\s", text[:start])[-1] + " " + re.split(r"[.!?\n](?:\s|$)", text[end:], maxsplit=1)[0]


def _count(text: str) -> float:
    return int(text) if text.isdigit() else COUNTS[text.lower()]


def span(count: float, unit: str) -> timedelta:
    """So many days, working days, weeks or months, in calendar days."""
    if unit.startswith(("werkdag", "working", "business", "arbeitstag", "werktag")):
        return timedelta(days=round(count * 7 / 5))
    if unit.startswith(("uur", "uren", "hour", "stunde")):
        return timedelta(days=max(1, round(count / 24)))
    if unit.startswith(("week", "weken", "woche", "weeks")):
        return timedelta(weeks=count)
    if unit.startswith(("maand", "month", "monat")):
        return timedelta(days=round(count * 30.4))
    return timedelta(days=count)
