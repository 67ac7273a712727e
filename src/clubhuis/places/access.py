"""Where places are. Answers come from the data files, never from the network: nobody learns what was asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.utils.translation import get_language

from clubhuis.engines.matching import Place
from clubhuis.lib.languages import in_language

from .atlas import Area, Town, atlas
from .models import Region
from .names import countries_of, country_code, plain, postcode_in


@dataclass(frozen=True, slots=True)
class Located:
    """Where something is, as exactly as its postcode or town tells."""

    latitude: float
    longitude: float
    region: str  # Region.code of its province (in Germany: state), fit for `region_id`
    district: str  # Region.code of the smallest region it lies in; often the province itself
    place: str  # the town as it is officially written
    country: str


def locate(country: str, postcode: str, town: str = "") -> Located | None:
    """Where this address lies, or None when neither its postcode nor its town is known.

    Takes what people write: a country as code or word or not at all; "7602 KD", "7602kd", "D-48143"; towns with or without accents, in
    another language, abbreviated. The postcode decides; the town when the postcode is unknown or has several towns.
    """
    code = country_code(country)
    known = atlas()
    by_postcode: Town | None = None
    for candidate in countries_of(postcode, code):
        towns = known.postcodes.get((candidate, postcode_in(candidate, postcode)), ())
        named = {(t.name, t.region) for t in known.towns_called(town, candidate)}
        for found in towns:
            if (found.name, found.region) in named:
                return _located(found)
        if towns and by_postcode is None:
            by_postcode = towns[0]
    if by_postcode is None:
        by_name = known.towns_called(town, code) or known.towns_called(town)
        by_postcode = by_name[0] if by_name else None
    return _located(by_postcode) if by_postcode else None


def _located(town: Town) -> Located:
    return Located(town.latitude, town.longitude, atlas().province(town.region), town.region, town.name, town.country)


class Gazetteer:
    """Names and postcodes of places, for reading texts: `find("Almelo")`, `find("7602 KD")`, `find("Ruhrgebiet")`."""

    def find(self, name: str, country: str | None = None) -> Place | None:
        """The place with this name or postcode, or None.

        A region comes before a town of the same name, except when the town lies in it: Zeeland is the province, Utrecht the town.
        """
        if any(letter.isdigit() for letter in name):
            located = locate(country or "", name)
            return Place(name, located.latitude, located.longitude) if located else None
        known = atlas()
        towns = known.towns_called(name, country or "")
        area = known.areas.get(plain(name))
        if area is not None and country and area.country != country:
            area = None
        if area is not None and not any(known.lies_in(town.region, area.region) for town in towns[:1]):
            return Place(area.name, area.latitude, area.longitude, area.radius_km)
        return Place(towns[0].name, towns[0].latitude, towns[0].longitude) if towns else None


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place somebody may mean while typing."""

    name: str
    detail: str  # the province, or the reach of a region
    latitude: float
    longitude: float
    radius_km: float | None = None


def suggestions(text: str, limit: int = 8) -> list[Suggestion]:
    """Places whose name or postcode begins like this, larger ones first; then those with a word that does."""
    start = plain(text)
    if len(start) < 2:
        return []
    names = {region.code: in_language(region, "name") for region in Region.objects.all()}
    if any(letter.isdigit() for letter in text):
        return [_of_town(town, names) for town in _by_postcode(text)][:limit]
    known = atlas()
    found: dict[tuple[str, str], tuple[tuple[bool, bool, int], Suggestion]] = {}
    for key, area in known.areas.items():
        if f" {start}" in f" {key}":
            name = names.get(area.region, area.name)
            found[name, ""] = (not key.startswith(start), False, 0), _of_area(area, name)
    for key, towns in known.towns.items():
        if f" {start}" in f" {key}":
            for town in towns:
                rank = (not key.startswith(start), key != start, -town.size)
                if (town.name, town.region) not in found or found[town.name, town.region][0] > rank:
                    found[town.name, town.region] = rank, _of_town(town, names)
    ranked = sorted(found.values(), key=lambda pair: (pair[0], pair[1].name))
    return [suggestion for _, suggestion in ranked[:limit]]


def _by_postcode(text: str) -> list[Town]:
    known = atlas()
    return [
        town
        for country in countries_of(text) or ["DE"]
        for town in known.postcodes.get((country, postcode_in(country, text)), ())[:2]
    ]


def _of_town(town: Town, names: dict[str, str]) -> Suggestion:
    return Suggestion(town.name, names.get(atlas().province(town.region), ""), town.latitude, town.longitude)


def _of_area(area: Area, name: str) -> Suggestion:
    return Suggestion(name, area.country, area.latitude, area.longitude, area.radius_km)


def province_choices(*countries: str) -> list[tuple[str, str]]:
    """Provinces (in Germany: states) for a select, by name in the language of the page; all three countries by default."""
    provinces = Region.objects.filter(level=Region.Level.PROVINCE)
    chosen = [p for p in provinces if not countries or p.country in countries]
    language = get_language()
    order = ("NL", "BE", "DE")
    chosen.sort(key=lambda p: (order.index(p.country), plain(in_language(p, "name", language))))
    return [(province.code, in_language(province, "name", language)) for province in chosen]
