"""Place, language, kind of help and time."""

from __future__ import annotations

from clubhuis.engines.matching.days import lead_times
from clubhuis.engines.matching.documents import Site
from clubhuis.engines.matching.judging.bench import Bench
from clubhuis.engines.matching.judging.judgements import Judgement, Reason, State
from clubhuis.engines.matching.known import Known
from clubhuis.engines.matching.needs import Requirement
from clubhuis.engines.matching.places import distance_km


def nearest_site(known: Known, lat: float, lon: float) -> tuple[float, Site] | None:
    """The site closest to a point and its distance in kilometres."""
    return min(
        ((distance_km(lat, lon, site.lat, site.lon), site) for site in known.sites),
        key=lambda one: one[0],
        default=None,
    )


def judge_place(bench: Bench, requirement: Requirement) -> Judgement:
    area = requirement.area
    if area is None or area.place is None:
        return Judgement(
            requirement, "unknown", Reason("place_unknown", {"place": area.name if area else requirement.text})
        )
    nearest = nearest_site(bench.known, area.place.lat, area.place.lon)
    if nearest is None:
        return Judgement(requirement, "unknown", Reason("no_site", {"place": area.name}))
    km, site = nearest
    values = {"km": f"{km:.0f}", "radius": f"{area.radius_km:.0f}", "place": area.name}
    state: State = "met" if km <= area.radius_km else "not_met"
    sentence = site.text or f"{site.lat:.3f}, {site.lon:.3f}"
    return Judgement(requirement, state, Reason("distance", values), sentence, "site", site.ref, "", 0, len(sentence))


def judge_language(bench: Bench, requirement: Requirement) -> Judgement:
    for part in bench.parts:
        for one in part.spoken:
            if one.code == requirement.spoken:
                return bench.said(requirement, "met", Reason("says"), part, one.start, one.end)
    for part in bench.parts:
        if part.language == requirement.spoken and part.sentences:
            start, end = part.sentences[0]
            return bench.said(requirement, "met", Reason("writes", {"code": part.language}), part, start, end)
    return Judgement(requirement, "unknown", Reason("silent"))


def judge_help(bench: Bench, requirement: Requirement) -> Judgement:
    for part in bench.parts:
        for one in part.helping:
            if one.kind == requirement.help:
                return bench.said(requirement, "met", Reason("helps"), part, one.start, one.end)
    if requirement.help == "make":
        for part, mention in bench.mentions:
            if mention.stance == "stated" and bench.vocabulary[mention.concept].kind == "process":
                return bench.said(requirement, "met", Reason("helps"), part, mention.start, mention.end)
    return Judgement(requirement, "unknown", Reason("silent"))


def judge_time(bench: Bench, requirement: Requirement) -> Judgement:
    """A date against how long somebody says delivery takes; who says nothing of it is asked."""
    if requirement.day is None:
        return Judgement(requirement, "unknown", Reason("silent"))
    left = requirement.day - bench.today
    open_still: Judgement | None = None
    for part in bench.parts:
        for one in lead_times(part.text):
            values = {"offered": part.text[one.start : one.end], "asked": requirement.day.isoformat()}
            if one.longest <= left:
                return bench.said(requirement, "met", Reason("in_time", values), part, one.start, one.end)
            state: State = "not_met" if one.shortest > left else "unknown"
            code = "too_late" if state == "not_met" else "maybe_in_time"
            open_still = open_still or bench.said(requirement, state, Reason(code, values), part, one.start, one.end)
    return open_still or Judgement(
        requirement, "unknown", Reason("time_not_said", {"asked": requirement.day.isoformat()})
    )
