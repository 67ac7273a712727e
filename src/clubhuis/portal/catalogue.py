"""What the directory must know of every organisation, as columns in memory, so that counting facets takes milliseconds.

Made from the database and never the only copy. It is made anew when something happened (a fact was recorded or an
organisation changed), but at most for a twentieth of the time: a large catalogue may be some seconds behind, a small one is not.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from clubhuis.accounts.models import Visibility
from clubhuis.activity.models import Fact
from clubhuis.communities.models import Membership
from clubhuis.lib.prepared import prepared
from clubhuis.organisations.access import DEFAULTS
from clubhuis.organisations.models import Certificate, HasCapability, Kind, Organisation, Site, Size
from clubhuis.taxonomy.access import snapshot

type Mask = NDArray[np.bool_]
REST = 20  # times as long as making it took, before it is made again

KINDS = list(Kind.values)
SIZES = list(Size.values)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Columns of n organisations, ordered by name; lists of row numbers by community, capability and so on."""

    ids: NDArray[np.int64]
    row_of: dict[int, int]
    names: list[str]  # plain, for finding by name
    kind: NDArray[np.int8]
    size: NDArray[np.int8]  # -1: unknown, or not for everybody
    seen: NDArray[np.int8]  # 0 everybody, 1 signed in, 2 only some
    founded: NDArray[np.float64]  # when it came here, as a timestamp
    sector: dict[str, NDArray[np.intp]]  # NACE division → rows
    region: dict[str, NDArray[np.intp]]  # province → rows
    community: dict[int, NDArray[np.intp]]
    capability: dict[str, NDArray[np.intp]]  # slug, with everything narrower
    certificate: dict[str, NDArray[np.intp]]  # slug
    site_rows: NDArray[np.intp]
    site_points: NDArray[np.float64]  # m × 2, degrees
    made_from: object

    def __len__(self) -> int:
        return len(self.ids)

    def rows(self, ids: Iterable[int]) -> NDArray[np.intp]:
        """Row numbers of these organisations, in this order; those that are not here are left out."""
        return np.array([self.row_of[pk] for pk in ids if pk in self.row_of], dtype=np.intp)

    def mask(self, rows: NDArray[np.intp]) -> Mask:
        chosen = np.zeros(len(self), dtype=np.bool_)
        chosen[rows] = True
        return chosen


_lock = threading.Lock()
_kept: Catalogue | None = None
_rest_until = 0.0


def state() -> tuple[datetime | None, int | None, int]:
    """Moves when something happened. Three questions that indexes answer."""
    newest, fact = _newest(), _last_fact()
    return newest[0] if newest else None, fact[0] if fact else None, snapshot().version


@prepared
def _newest() -> QuerySet[Organisation, datetime]:
    return Organisation.objects.order_by("-changed_at").values_list("changed_at", flat=True)[:1]


@prepared
def _last_fact() -> QuerySet[Fact, int]:
    return Fact.objects.order_by("-pk").values_list("pk", flat=True)[:1]


def catalogue() -> Catalogue:
    """The catalogue as it is now, or as it was a moment ago."""
    global _kept, _rest_until
    now = state()
    with _lock:
        if _kept is not None and (_kept.made_from == now or time.monotonic() < _rest_until):
            return _kept
        began = time.monotonic()
        _kept = make(now)
        _rest_until = time.monotonic() + REST * (time.monotonic() - began)
        return _kept


def forget() -> None:
    """For tests, which change the database without facts."""
    global _kept
    _kept = None


def make(made_from: object) -> Catalogue:
    columns = ("pk", "plain_name", "kind", "size", "visibility", "field_visibility", "sector_id", "created_at")
    found = list(Organisation.objects.present().order_by("plain_name", "pk").values_list(*columns))
    ids = np.array([row[0] for row in found], dtype=np.int64)
    row_of = {int(pk): number for number, pk in enumerate(ids)}
    hidden = {row[0]: row[5] for row in found if row[5]}

    def shows(pk: int, field: str) -> bool:
        return bool(hidden.get(pk, {}).get(field, DEFAULTS[field]) == Visibility.PUBLIC)

    sites = [
        (row_of[pk], region, latitude, longitude)
        for pk, region, latitude, longitude in Site.objects.values_list(
            "organisation_id", "region_id", "latitude", "longitude"
        )
        if pk in row_of
    ]
    points = [(row, latitude, longitude) for row, _region, latitude, longitude in sites if latitude is not None]
    memberships = Membership.objects.current().exclude(organisation=None)
    return Catalogue(
        ids=ids,
        row_of=row_of,
        names=[row[1] for row in found],
        kind=np.array([KINDS.index(row[2]) for row in found], dtype=np.int8),
        size=np.array([SIZES.index(r[3]) if r[3] and shows(r[0], "size") else -1 for r in found], dtype=np.int8),
        seen=np.array([{"public": 0, "signed_in": 1}.get(row[4], 2) for row in found], dtype=np.int8),
        founded=np.array([row[7].timestamp() for row in found], dtype=np.float64),
        sector=grouped((row[6][:2], row_of[row[0]]) for row in found if row[6] and row[6][:2].isdigit()),
        region=grouped((region, row) for row, region, _lat, _lon in sites if region),
        community=grouped(
            (community, row_of[pk])
            for community, pk in memberships.values_list("community_id", "organisation_id")
            if pk in row_of
        ),
        capability=capabilities(row_of),
        certificate=grouped(
            (slug, row_of[pk])
            for slug, pk in Certificate.objects.exclude(capability=None).values_list(
                "capability__slug", "organisation_id"
            )
            if pk in row_of and shows(pk, "certificates")
        ),
        site_rows=np.array([row for row, _lat, _lon in points], dtype=np.intp),
        site_points=np.array([(lat, lon) for _row, lat, lon in points], dtype=np.float64).reshape(-1, 2),
        made_from=made_from,
    )


def grouped[K](pairs: Iterable[tuple[K, int]]) -> dict[K, NDArray[np.intp]]:
    groups: defaultdict[K, set[int]] = defaultdict(set)
    for key, row in pairs:
        groups[key].add(row)
    return {key: np.fromiter(sorted(rows), dtype=np.intp) for key, rows in groups.items()}


def capabilities(row_of: dict[int, int]) -> dict[str, NDArray[np.intp]]:
    """Rows by capability; who mills with five axes also mills."""
    words = snapshot().vocabulary
    own = defaultdict(set)
    for slug, pk in HasCapability.objects.values_list("capability__slug", "organisation_id"):
        if pk in row_of and slug in words:
            own[slug].add(row_of[pk])
    wide: defaultdict[str, set[int]] = defaultdict(set)
    for slug, rows in own.items():
        for wider in (slug, *words.above(slug)):
            wide[wider] |= rows
    return {slug: np.fromiter(sorted(rows), dtype=np.intp) for slug, rows in wide.items()}
