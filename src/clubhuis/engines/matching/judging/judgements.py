"""What comes out: met, unknown or not met, and why.

Reasons and their values, for the room that puts them in words:

| code | values | state |
|---|---|---|
| `says` | | met: the text names it |
| `says_narrower` | concept | met: the text names a special form of it |
| `has_machine` | concept | met: the text names a machine for it |
| `chosen` | concept | met: the organisation ticked it |
| `through_partner` | | met: the text says a partner does it |
| `says_broader`, `says_related` | concept | unknown: the text names something near |
| `says_words` | | met: all words stand in one sentence (requirements without a concept) |
| `follows` | | unknown: the text says it works by it, not that it is certified |
| `planned` | | unknown, for a certificate not met: the text says it is not there yet |
| `on_request` | | unknown: the text says it is done on request |
| `denies` | | not met: the text says no |
| `only_other` | concept | not met: the text says it works only something else |
| `figure_within` | offered, asked | met |
| `figure_beyond` | offered, asked | not met |
| `figure_partly` | offered, asked | unknown: part of what is asked lies outside |
| `series_near` | offered, asked | unknown: series in words that may or may not reach |
| `certificate_valid` | name, expires | met |
| `certificate_expired` | name, expires | not met |
| `certificate_covered` | name | met: another certificate contains it |
| `level_lower`, `level_open` | offered, asked | not met, unknown |
| `distance` | km, radius, place | met or not met |
| `place_unknown`, `no_site` | place | unknown |
| `writes` | code | met: has a text in that language |
| `in_time` | offered, asked | met: delivery takes no longer than there is time |
| `too_late`, `maybe_in_time` | offered, asked | not met, unknown |
| `time_not_said` | asked | unknown: nothing is said of how long delivery takes |
| `helps` | | met: the text offers this kind of help |
| `silent` | | unknown: nothing says anything |
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from clubhuis.engines.matching.needs import Requirement

State = Literal["met", "unknown", "not_met"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as a code with values (see the top of this file)."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One requirement against one document.

    `sentence` is what the organisation itself says, from `source` (a passage's source, or `certificate`, `site`,
    `capability`) and record `ref`, in `language`; `start` and `end` mark the words within the sentence. Empty where
    nothing says anything.
    """

    requirement: Requirement
    state: State
    reason: Reason
    sentence: str = ""
    source: str = ""
    ref: str = ""
    language: str = ""
    start: int = 0
    end: int = 0


def summary(judgements: Iterable[Judgement]) -> dict[State, int]:
    """How many requirements are met, unknown and not met."""
    counts: dict[State, int] = {"met": 0, "unknown": 0, "not_met": 0}
    for judgement in judgements:
        counts[judgement.state] += 1
    return counts
