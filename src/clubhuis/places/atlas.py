"""All places of the data files, in memory: read once by each process, in about a tenth of a second."""

from __future__ import annotations

import csv
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from sys import intern

from .names import plain, spelt_german

DATA = Path(__file__).parent / "data"
DIGITS = {"NL": 4, "BE": 4, "DE": 5}  # of a postcode
COUNTRIES = tuple(DIGITS)


@dataclass(frozen=True, slots=True)
class Town:
    """A town, village or municipality. `size` is its number of postcode areas: to choose between towns of one name."""

    name: str
    country: str
    region: str  # the smallest region of Region.code it lies in
    latitude: float
    longitude: float
    size: int = 1
    postcode: str = ""  # its first


@dataclass(frozen=True, slots=True)
class Area:
    """A region as people name it (a NUTS region, the Achterhoek, the Ruhr area): a circle that covers it roughly."""

    name: str
    country: str
    region: str  # a code of Region, or "" when it is not an official region
    latitude: float
    longitude: float
    radius_km: float


class Postcodes(Mapping[tuple[str, str], tuple[Town, ...]]):
    """Towns by country and postcode, kept as columns: as objects they would take several times the memory."""

    def __init__(self) -> None:
        self._rows: dict[str, _Columns] = {}

    def add(self, country: str, towns: list[Town]) -> None:
        """All of a country, in the order of their postcodes."""
        self._rows[country] = _Columns(
            array("I", [int(town.postcode) for town in towns]),
            [town.name for town in towns],
            [town.region for town in towns],
            array("d", [town.latitude for town in towns]),
            array("d", [town.longitude for town in towns]),
        )

    def __getitem__(self, key: tuple[str, str]) -> tuple[Town, ...]:
        country, postcode = key
        rows = self._rows[country]
        found = rows.range_of(postcode) if postcode.isdecimal() else range(0)
        if not found:
            raise KeyError(key)
        return tuple(rows.town(country, postcode, place) for place in found)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for country, rows in self._rows.items():
            for code in dict.fromkeys(rows.codes):
                yield country, str(code).zfill(DIGITS[country])

    def __len__(self) -> int:
        return sum(len(set(rows.codes)) for rows in self._rows.values())


@dataclass(frozen=True, slots=True)
class _Columns:
    codes: array[int]
    names: list[str]
    regions: list[str]
    latitudes: array[float]
    longitudes: array[float]

    def range_of(self, postcode: str) -> range:
        code = int(postcode)
        return range(bisect_left(self.codes, code), bisect_right(self.codes, code))

    def town(self, country: str, postcode: str, place: int) -> Town:
        latitude, longitude = self.latitudes[place], self.longitudes[place]
        return Town(self.names[place], country, self.regions[place], latitude, longitude, 1, postcode)


class Atlas:
    """Postcodes, towns and areas under all the names they go by."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}
        self.level: dict[str, int] = {}
        self.postcodes = Postcodes()
        self.towns: dict[str, list[Town]] = defaultdict(list)  # by plain name, the largest first
        self.areas: dict[str, Area] = {}
        self._read_regions()
        self._read_areas()
        for country in COUNTRIES:
            self._read_postcodes(country)
        self._read_municipalities()
        self._read_other_names()
        for towns in self.towns.values():
            towns.sort(key=lambda town: (-town.size, town.region, town.name))
        self.umlauts = {spelt: name for name in self.towns if (spelt := spelt_german(name)) != name}

    def province(self, region: str) -> str:
        """The province (in Germany the state) a region is or lies in; "" when it is larger than that."""
        while region and self.level.get(region, 0) > 2:
            region = self.parent[region]
        return region if self.level.get(region) == 2 else ""

    def lies_in(self, region: str, outer: str) -> bool:
        while region:
            if region == outer:
                return True
            region = self.parent.get(region, "")
        return False

    def towns_called(self, name: str, country: str = "") -> list[Town]:
        key = plain(name)
        spelt = spelt_german(key)
        found = self.towns.get(key) or self.towns.get(self.umlauts.get(spelt, spelt), [])
        return [town for town in found if not country or town.country == country]

    def _read_regions(self) -> None:
        for row in rows("regions"):
            code, level = row["code"], int(row["level"])
            self.parent[code], self.level[code] = row["parent"], level
            area = Area(
                row["nl"], code[:2], code, float(row["latitude"]), float(row["longitude"]), float(row["radius_km"])
            )
            for name in {row["nl"], row["en"], row["de"]}:
                key = plain(name)
                if key not in self.areas or level < self.level[self.areas[key].region]:
                    self.areas[key] = area

    def _read_areas(self) -> None:
        for row in rows("areas"):
            area = Area(
                row["name"],
                row["country"],
                "",
                float(row["latitude"]),
                float(row["longitude"]),
                float(row["radius_km"]),
            )
            for name in (row["name"], *alternatives(row)):
                self.areas.setdefault(plain(name), area)

    def _read_postcodes(self, country: str) -> None:
        towns: list[Town] = []
        by_town: dict[tuple[str, str], list[Town]] = defaultdict(list)
        for row in rows(f"postcodes-{country.lower()}"):
            town = Town(
                intern(row["town"]),
                country,
                intern(row["region"]),
                float(row["latitude"]),
                float(row["longitude"]),
                1,
                row["code"],
            )
            towns.append(town)
            by_town[town.name, town.region].append(town)
        self.postcodes.add(country, sorted(towns, key=lambda town: town.postcode))
        for (name, region), parts in by_town.items():
            middle = the_middle_of(parts)
            town = Town(name, country, region, middle.latitude, middle.longitude, len(parts), parts[0].postcode)
            for key in keys_of(name):
                self.towns[key].append(town)

    def _read_municipalities(self) -> None:
        for row in rows("municipalities"):
            key = plain(row["name"])
            if any(town.region == row["region"] for town in self.towns.get(key, ())):
                continue
            main = next(t for t in self.towns[plain(row["main_town"])] if t.region == row["region"])
            self.towns[key].append(
                Town(row["name"], "NL", main.region, main.latitude, main.longitude, main.size, main.postcode)
            )

    def _read_other_names(self) -> None:
        for row in rows("names"):
            town = max(
                (t for t in self.towns[plain(row["name"])] if t.country == row["country"]), key=lambda town: town.size
            )
            for name in alternatives(row):
                if town not in self.towns[plain(name)]:
                    self.towns[plain(name)].append(town)


def the_middle_of(parts: list[Town]) -> Town:
    """The part nearest to the median. Not a mean: two villages of one name must not meet in a field between them."""
    latitude, longitude = median(p.latitude for p in parts), median(p.longitude for p in parts)
    return min(parts, key=lambda p: (p.latitude - latitude) ** 2 + (p.longitude - longitude) ** 2)


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def alternatives(row: dict[str, str]) -> list[str]:
    return [name for name in row["alternatives"].split("|") if name]


def keys_of(name: str) -> set[str]:
    """Under which plain names a town is found: "Forst (Lausitz)" also as Forst, "Lübbenau/Spreewald" as Lübbenau."""
    short = name.split(" (")[0].split("/")[0]
    for tail in (" am Rhein", " an der Ruhr", " am Main", " in Westfalen", " Gld", " gem. Haarlem"):
        short = short.removesuffix(tail)
    return {plain(name), plain(short)}


@cache
def atlas() -> Atlas:
    return Atlas()
