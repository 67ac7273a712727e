# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Places, how far apart they are, and the region a text asks for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

_EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Place:
    """A town, postcode area or region: where its middle lies and, for a region, how far it reaches."""

    name: str
    lat: float
    lon: float
    radius_km: float | None = None


class Gazetteer(Protocol):
    """Knows where places are. Handed in by the caller."""

    def find(self, name: str, country: str | None = None) -> Place | None:
        """The place with this name or postcode ("Almelo", "7602 KD"), or `None` when it is not known."""


@dataclass(frozen=True, slots=True)
class Area:
    """A circle somebody must be in; `place` is `None` while nobody knows where the name lies."""

    name: str
    radius_km: float
    place: Place | None
    start: int
    end: int


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres (haversine)."""
    phi, other_phi = math.radians(lat), math.radians(other_lat)
    a = (
        math.sin((other_phi - phi) / 2) ** 2
        + math.cos(phi) * math.cos(other_phi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(a)))


NEAR_KM = 30.0
"""How far "near Almelo", "omgeving Almelo", "Raum Münster" reaches when no distance is named."""

KM_AN_HOUR = 75.0
"""How far away, in a straight line, an hour's drive is."""
_HOURS = {
    "een": 1.0, "één": 1.0, "a": 1.0, "an": 1.0, "one": 1.0, "ein": 1.0, "eine": 1.0, "einer": 1.0, "twee": 2.0, "two": 2.0, "zwei": 2.0,
    "een half": 0.5, "half an": 0.5, "anderhalf": 1.5,
}  # fmt: skip

_NAME = r"(?P<name>(?:'s-|’s-|[Dd]en |[Dd]e |[Hh]et |[Ss]t\.? |[Ss]int |[Bb]ad )?[A-ZÀ-Ý][\w'’À-ÿ]*(?:(?:[- ](?:aan|op|am|an|der|den|de|in|van|bij|und|en) ?-?|[- ]?[/-]|[ ])[A-ZÀ-Ý][\w'’À-ÿ]*|-[a-z]+(?=-)|-[A-ZÀ-Ýa-z][\w'’À-ÿ]*)*)"
_POSTCODE = r"(?P<postcode>[1-9]\d{3} ?[A-Z]{2}\b|(?:D-)?\d{5}\b|(?:B-)?\d{4}\b)"
_WHERE = rf"(?:{_POSTCODE}|{_NAME})"
_KM = r"(?P<km>\d{1,4}(?:[.,]\d)?) ?(?:km|kilometer|kilometers|kilometre|kilometres|Kilometer|Kilometern)\b"
_AT_MOST = r"(?:[Mm]ax(?:imaal|imum|imal|\.)?|[Hh]oogstens|[Hh]ooguit|[Hh]öchstens|[Aa]t most|[Uu]p to|[Tt]ot|[Bb]is(?: zu)?|[Nn]o more than|[Nn]ot more than|[Nn]ot over|[Nn]iet meer dan|[Nn]icht mehr als|[Nn]icht über|[Uu]nder|[Ll]ess than|[Bb]elow|[Ww]ithin|[Bb]innen|[Ii]nnerhalb von|ca\.?|circa|about|ongeveer|etwa|under)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # binnen 100 km van Almelo · within 50 km of Eindhoven · in een straal van 50 km rond(om) Zwolle · 30 km around Delft
        rf"(?:(?:[Bb]innen|[Ww]ithin|[Ii]nnerhalb von|[Mm]ax(?:imaal|imum|\.)?|[Hh](?:ö|oe)chstens|[Mm]aximal|[Uu]p to|[Tt]ot|[Bb]is)(?: (?:een |a )?(?:straal|radius|omtrek) (?:van|of))?(?: ca\.?| circa)? |[Ii]n (?:een |a )?(?:straal|radius) (?:van|of) |[Ii]m (?:Umkreis|Radius) von (?:ca\. )?)?{_KM},? (?:(?:[Aa]fstand )?van(?:af)?|of|from|around|near|rond(?:om)?|om|bij|vom?|um|rund um|von|to|om en nabij)(?: (?:de |the |onze |our )?(?:locatie |vestiging |site |plant |Standort )?(?:in |te )?)? ?{_WHERE}",
        # afstand tot Almelo maximaal 50 km · Entfernung nach Münster höchstens 70 km · distance to Venlo not over 30 km
        rf"(?:[Aa]fstand|[Rr]eisafstand|[Dd]istance|[Ee]ntfernung|[Aa]nfahrt|[Aa]nfahrtsweg) (?:tot|to|van(?:af)?|from|nach|zu[rm]?|von|ab|bis) {_WHERE},?:? (?:(?:van |of |von |is |ist |are |mag |may be |darf )?{_AT_MOST} )*{_KM}",
        # höchstens 60 km entfernt von Münster · 45 km away from Leuven · in höchstens 75 km Entfernung zu Dortmund · op 30 km afstand van Zwolle
        rf"(?:(?:[Ii]n |[Oo]p )?(?:[Ee]iner [Ee]ntfernung von |een afstand van |a distance of )?{_AT_MOST} |[Ii]n )?{_KM},? (?:entfernt|[Ee]ntfernung|away|distance|afstand|verwijderd|drive|[Ff]ahrt|[Aa]nfahrt|rijden|radius|[Uu]mkreis|straal) (?:von|vom|zu[rm]?|nach|ab|from|to|of|van(?:af)?|tot|around|um|rond(?:om)?) {_WHERE}",
        rf"[Ii]n (?:einer [Ee]ntfernung|een afstand|a distance) (?:von|van|of) (?:{_AT_MOST} )?{_KM} (?:zu[rm]?|von|vom|tot|van(?:af)?|to|from|of) {_WHERE}",
        # im 100-km-Umkreis von Osnabrück · within a 50 km radius of Delft
        rf"(?:[Ii]m|[Ii]n einem|[Ww]ithin an?|[Ii]n an?|[Bb]innen een|[Ii]n een) (?P<km>\d{{1,4}})[- ]?(?:km|kilometers?|[Kk]ilometer)[- ](?:[Uu]mkreis|[Rr]adius|straal|radius) (?:von|vom|um|of|around|van|rond(?:om)?|from) {_WHERE}",
        # max. 1 uur rijden van Eindhoven · within two hours' drive of Aachen
        rf"(?:[Bb]innen|[Ww]ithin|[Ii]nnerhalb von|[Mm]ax(?:imaal|imum|imal|\.)?|[Hh]oogstens|[Uu]p to|[Tt]ot)? ?(?P<hours>\d(?:[.,]\d)?|een half|een|één|an?|one|half an|anderhalf|twee|two|einer?|zwei) ?(?:uur|uren|hours?'?|[Ss]tunden?) (?:rijden|rijafstand|reizen|drive|driving|by car|Fahrt|Fahrzeit|Autofahrt|Fahrtzeit),? (?:van(?:af)?|from|of|von|vanuit) {_WHERE}",
        # max. 45 minuten rijden van Zwolle · 30 Min. von Aachen
        rf"(?:[Bb]innen|[Ww]ithin|[Ii]nnerhalb von|[Mm]ax(?:imaal|imum|imal|\.)?|[Hh]oogstens|[Uu]p to|[Tt]ot)? ?(?P<minutes>\d{{2,3}}) ?(?:minuten|minutes?'?|[Mm]in\.?|Minuten)(?: (?:rijden|rijafstand|reizen|drive|driving|by car|Fahrt|Fahrzeit|Autofahrt))?,? (?:van(?:af)?|from|of|von|vanuit) {_WHERE}",
        # Umkreis Münster 80 km · Almelo + 50 km · Almelo (50 km)
        rf"(?:[Uu]mkreis|[Rr]egio|[Rr]aum|[Oo]mgeving|[Rr]ond|[Nn]ear|[Aa]round) (?:von |um |van )?{_WHERE},? ?[(+±]? ?(?:max\.? |binnen |within )?{_KM}\)?",
        rf"\b{_WHERE} ?[(+±] ?{_KM}\)?",
        # location: max 50 km Hengelo
        rf"(?:[Ll]ocati(?:on|e)|[Ss]tandort|[Pp]laats|[Rr]egio|[Uu]mkreis|[Rr]adius|[Ss]traal):? {_AT_MOST} {_KM} {_WHERE}",
        # Enschede en omgeving · Aachen und Umgebung
        rf"\b{_WHERE} (?:en omgeving|en omstreken|en omstr\.|e\.?\s?o\.|und Umgebung|u\.\s?Umg(?:ebung|\.)|u\.\s?U\.|and surroundings|and surrounding area|and around|or nearby|of in de buurt|oder Umgebung|of omgeving)",
        # Hasselt region · Bielefeld area, max 150 km
        rf"\b{_WHERE}(?: region| area|-regio|er Raum),? ?(?:(?:[Mm]ax\.?(?:imum|imaal|imal)?|[Ww]ithin|[Bb]innen|[Uu]p to|[Tt]ot|[Bb]is) )?(?:{_KM})?",
        # regio Twente · region of Utrecht · Raum Münster · omgeving Zwolle · near Venlo
        rf"\b(?:[Rr]egio(?:n)?|[Rr]aum|[Gg]roßraum|[Oo]mgeving|[Ii]n de buurt van|[Nn]abij|[Nn]ear|[Cc]lose to|[Aa]round|[Nn]ähe|[Ii]n der Nähe von|[Pp]rovincie|[Pp]rovince of|[Bb]undesland|[Dd]ichtbij|[Rr]ondom|(?:[Ii]n (?:of|or|oder) )?(?:rond|around|um|bij|near|nabij))(?: (?:van|of|von|rond|um|around))? {_WHERE}",
    )
)
# After "in" or "from" four digits are sooner an alloy ("uit 7075", "from 6061") than a postcode, unless a town stands behind them.
_TOLD_APART = r"(?P<postcode>[1-9]\d{3} ?[A-Z]{2}\b|D-\d{5}\b|B-\d{4}\b)"
_IN_PLACE = re.compile(rf"\b(?:in|te|uit|from|based in|aus|gevestigd in) (?:{_TOLD_APART}|(?:\d{{4,5}} )?{_NAME})")


def areas(text: str, gazetteer: Gazetteer | None) -> Iterator[Area]:
    """The circles a text asks for: "binnen 100 km van Almelo", "im Umkreis von 80 km um Münster", "regio Twente"."""
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            groups = match.groupdict()
            km = groups.get("km")
            radius = float(km.replace(",", ".")) if km else None
            if groups.get("hours"):
                radius = round(_hours(groups["hours"]) * KM_AN_HOUR)
            if groups.get("minutes"):
                radius = round(int(groups["minutes"]) / 60 * KM_AN_HOUR)
            area = _area(match, radius, gazetteer)
            if area is None:
                continue
            taken.append((area.start, area.end))
            yield area
    if gazetteer is None:
        return
    for match in _IN_PLACE.finditer(text):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        area = _area(match, None, gazetteer)
        if area is not None and area.place is not None:
            taken.append((area.start, area.end))
            yield area


def _hours(text: str) -> float:
    return _HOURS.get(text.lower()) or float(text.replace(",", "."))


def _area(match: re.Match[str], km: float | None, gazetteer: Gazetteer | None) -> Area | None:
    name, end = match["postcode"] or match["name"], match.end()
    if km == 0:
        return None
    place = None
    if gazetteer is not None:
        # A name may have swallowed the word behind it ("Almelo ISO"): try it shorter, from the end.
        words = name.split(" ")
        for count in range(len(words), 0, -1):
            place = gazetteer.find(" ".join(words[:count]), _country(name))
            if place is not None:
                if match["name"] and count < len(words):
                    shorter = " ".join(words[:count])
                    if match.end("name") == match.end():
                        end = match.start("name") + len(shorter)
                    name = shorter
                break
    radius = km if km is not None else (place.radius_km if place and place.radius_km else NEAR_KM)
    return Area(name, radius, place, match.start(), end)


def _country(name: str) -> str | None:
    if re.fullmatch(r"[1-9]\d{3} ?[A-Z]{2}", name):
        return "NL"
    if re.fullmatch(r"(?:D-)?\d{5}", name):
        return "DE"
    return None
