"""The other direction: which of the open needs suit an organisation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from clubhuis.engines.matching.documents import Document
from clubhuis.engines.matching.index.query import area_of, fulfilment, weight_of
from clubhuis.engines.matching.judging import Judgement, judge_known, nearest_site
from clubhuis.engines.matching.known import Known, know
from clubhuis.engines.matching.needs import Need
from clubhuis.engines.matching.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Suited:
    """A need that suits an organisation, from 0 to 1, with each requirement judged; `distance_km` from where it asks."""

    need: Need
    score: float
    judgements: tuple[Judgement, ...]
    distance_km: float | None = None
    would_raise: tuple[int, ...] = ()
    """Places in the need's requirements nobody knows the answer to, the weightiest first: what the profile might add."""


def needs_for(
    document: Document | Known,
    needs: Iterable[Need],
    vocabulary: Vocabulary,
    *,
    today: date,
    limit: int = 10,
    least: float = 0.5,
) -> list[Suited]:
    """Needs an organisation can do something for, best first.

    At least one capability or material that is asked must be said, no must may be denied, and the score reaches
    `least`. `document` may come from `Index.document`, which has been read already.
    """
    known = document if isinstance(document, Known) else know(document, vocabulary)
    found = []
    for need in needs:
        judgements = judge_known(need, known, vocabulary, today=today)
        musts = [one for one in judgements if one.requirement.must]
        if any(one.state == "not_met" for one in musts):
            continue
        if not any(one.state == "met" for one in musts if one.requirement.kind in ("capability", "material", "help")):
            continue
        score, _ = fulfilment(judgements)
        if score >= least:
            centre = area_of(need)
            nearest = nearest_site(known, centre[0], centre[1]) if centre else None
            unknown = [place for place, one in enumerate(judgements) if one.state == "unknown"]
            unknown.sort(key=lambda place: -weight_of(judgements[place].requirement))
            found.append(
                Suited(need, round(score, 4), judgements, round(nearest[0], 1) if nearest else None, tuple(unknown))
            )
    found.sort(key=lambda one: (-one.score, one.need.key, one.need.text))
    return found[:limit]
