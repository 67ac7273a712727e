"""Combinations: milling here, then coating there, then clean assembly; and who fills what a group still lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from clubhuis.engines.matching.index.answers import Chain, Link, Match, Partner
from clubhuis.engines.matching.judging import Judgement
from clubhuis.engines.matching.needs import Need, Requirement

Ask = Callable[[Need], Iterable[Match]]
"""Asks the index one need; who may be found and whose words count are settled by whoever hands it in."""
_FOR_ALL = ("place", "material", "language")


def chains_for(need: Need, ask: Ask, *, most: int, limit: int) -> list[Chain]:
    """The chains of a need: few documents that cover much come first; one document that does all makes a chain of one.

    Each capability is asked apart, together with its own figures (those between it and the next capability) and what
    holds for all: materials, region, language. Greedy set cover; a later chain begins with somebody else.
    """
    steps = steps_of(need)
    if not steps:
        return []
    takers: dict[str, dict[int, Match]] = {}
    for step in steps:
        for match in ask(alone(need, step)):
            if match.fits and any(
                one.requirement is need.requirements[step] and one.state == "met" for one in match.judgements
            ):
                takers.setdefault(match.key, {})[step] = match
    chains: list[Chain] = []
    barred: set[str] = set()
    for _ in range(limit):
        chain = _cover(steps, {key: found for key, found in takers.items() if key not in barred}, most)
        if not chain.links or chain in chains:
            break
        chains.append(chain)
        barred.add(max(chain.links, key=lambda link: len(link.takes)).key)
    return chains


def partners_for(need: Need, having: Mapping[str, Sequence[Judgement]], ask: Ask, *, limit: int) -> list[Partner]:
    """Who fills what a group lacks: `having` are its documents, each judged against the whole need.

    A requirement is lacking when nobody of the group meets it. Partners that add most come first, then the better match.
    """
    gap = lacking(need, having.values())
    asked = [
        place for place in gap if need.requirements[place].kind in ("capability", "material", "certificate", "help")
    ]
    if not asked:
        return []
    wanted = [need.requirements[place] for place in asked]
    everywhere = [one for one in need.requirements if one.kind in ("place", "language") and one not in wanted]
    missing = replace(
        need, text=", ".join(dict.fromkeys(one.text for one in wanted)), requirements=(*wanted, *everywhere)
    )
    found = []
    for match in ask(missing):
        if match.key in having:
            continue
        met = {id(one.requirement) for one in match.judgements if one.state == "met"}
        fills = tuple(place for place in asked if id(need.requirements[place]) in met)
        if fills:
            found.append(Partner(match.key, fills, match))
    found.sort(key=lambda one: (-len(one.fills), -one.match.score, one.key))
    return found[:limit]


def lacking(need: Need, group: Iterable[Sequence[Judgement]]) -> tuple[int, ...]:
    """Places of the musts that nobody of a group meets; each member's judgements are in the order of the need."""
    judged = list(group)
    return tuple(
        place
        for place, requirement in enumerate(need.requirements)
        if requirement.must and not any(one[place].state == "met" for one in judged)
    )


def steps_of(need: Need) -> list[int]:
    """Places of the capabilities that must be covered."""
    return [place for place, one in enumerate(need.requirements) if one.kind == "capability" and one.must]


def alone(need: Need, step: int) -> Need:
    """One step of a need as a need of its own."""
    asked = need.requirements[step]
    following = min(
        (need.requirements[other].start for other in steps_of(need) if need.requirements[other].start > asked.start),
        default=len(need.text) + 1,
    )
    kept = tuple(
        one
        for place, one in enumerate(need.requirements)
        if place == step or one.kind in _FOR_ALL or _belongs(one, asked, following)
    )
    return replace(need, text=asked.text, requirements=kept)


def _belongs(one: Requirement, asked: Requirement, following: int) -> bool:
    """A figure is about the capability it stands behind; one added by hand stands nowhere and is about all."""
    return one.kind == "figure" and (one.end == 0 or asked.start <= one.start < following)


def _cover(steps: Sequence[int], takers: Mapping[str, Mapping[int, Match]], most: int) -> Chain:
    left = set(steps)
    links: list[Link] = []
    while left and len(links) < most:
        key = max(
            takers, key=lambda one: (len(left & takers[one].keys()), _quality(takers[one], left), one), default=None
        )
        if key is None or not left & takers[key].keys():
            break
        takes = tuple(sorted(left & takers[key].keys()))
        judgements = {id(one.requirement): one for step in takes for one in takers[key][step].judgements}
        links.append(Link(key, takes, round(_quality(takers[key], left), 4), tuple(judgements.values())))
        left -= set(takes)
    links.sort(key=lambda link: link.takes)
    return Chain(tuple(links), tuple(sorted(left)))


def _quality(found: Mapping[int, Match], left: set[int]) -> float:
    scores = [match.score for step, match in found.items() if step in left]
    return sum(scores) / len(scores) if scores else 0.0
