"""Where organisations are: real towns and postcodes, invented streets and numbers that nobody has."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from clubhuis.demo.chance import Chance
from clubhuis.organisations.models import Site
from clubhuis.places.access import locate
from clubhuis.places.atlas import Town, atlas

PROVINCES: dict[str, float] = {
    "NL21": 30, "NL22": 15, "NL41": 20, "NL33": 8, "NL32": 5, "NL31": 4, "NL42": 5, "NL12": 4, "NL11": 3, "NL13": 3,
    "NL34": 1.5, "NL23": 1.5,
}  # fmt: skip
FLANDERS: dict[str, float] = {"BE21": 3, "BE22": 2, "BE23": 3, "BE24": 1, "BE25": 2}
NORTH_RHINE_WESTPHALIA: dict[str, float] = {"DEA": 1}
NEAR_THE_BORDER = (51.2, 52.4, 6.0, 8.2)  # south, north, west, east
STREETS = {
    "NL": [
        "Ambachtsweg",
        "Industrieweg",
        "Handelsstraat",
        "Nijverheidsweg",
        "Metaalweg",
        "Energieweg",
        "Techniekweg",
        "Draaibankstraat",
        "Bedrijvenweg",
        "Weverijstraat",
        "Spoorstraat",
        "Havenweg",
        "Lorentzstraat",
        "Galvanistraat",
        "Ampèrestraat",
        "Edisonstraat",
        "Kelvinweg",
        "Voltastraat",
        "Einsteinstraat",
        "Zuidkade",
        "Ondernemersweg",
        "Pioniersweg",
        "Vlierweg",
        "Hazelweg",
        "Molendijk",
        "Steenovenweg",
    ],
    "BE": [
        "Industrielaan",
        "Nijverheidsstraat",
        "Ambachtenlaan",
        "Kanaalkaai",
        "Molenstraat",
        "Kapelleweg",
        "Tramstraat",
        "Bedrijvenlaan",
    ],
    "DE": [
        "Industriestraße",
        "Gewerbering",
        "Handwerkerweg",
        "Siemensstraße",
        "Dieselstraße",
        "Im Gewerbepark",
        "Boschstraße",
    ],
}
AREA_CODES = {
    "NL21": ["074", "053", "0546", "0548", "038", "0570"], "NL22": ["026", "024", "055", "0314", "0575"], "NL41": ["040", "0492", "076", "073", "013"],
    "NL33": ["010", "015", "070", "078"], "NL32": ["020", "023", "075"], "NL31": ["030", "033"], "NL42": ["077", "046", "0475"],
    "NL12": ["058", "0513", "0512"], "NL11": ["050"], "NL13": ["0591", "0528"], "NL34": ["0113", "0118"], "NL23": ["036", "0527"],
}  # fmt: skip

TOWN_CODES = {
    "Almelo": "0546", "Enschede": "053", "Hengelo": "074", "Deventer": "0570", "Zwolle": "038", "Apeldoorn": "055", "Arnhem": "026",
    "Nijmegen": "024", "Eindhoven": "040", "Helmond": "0492", "Breda": "076", "Tilburg": "013", "'s-Hertogenbosch": "073", "Rotterdam": "010",
    "Delft": "015", "Amsterdam": "020", "Utrecht": "030", "Amersfoort": "033", "Maastricht": "043", "Venlo": "077", "Heerlen": "045",
    "Doetinchem": "0314", "Zutphen": "0575", "Winterswijk": "0543", "Ede": "0318", "Oss": "0412", "Almere": "036", "Emmen": "0591", "Zaandam": "075",
    "Hardenberg": "0523", "Oldenzaal": "0541", "Kampen": "038", "Rijssen": "0548", "Nijverdal": "0548", "Raalte": "0572", "Borne": "074", "Goor": "0547",
}  # fmt: skip


@cache
def towns_of(province: str) -> list[Town]:
    """Postcode areas of a province; of Germany only those near the border. Towns come as often as they have areas."""
    known = atlas()
    country = province[:2]
    south, north, west, east = NEAR_THE_BORDER
    found = [
        town
        for (land, _code), towns in sorted(known.postcodes.items())
        if land == country
        for town in towns[:1]
        if known.lies_in(town.region, province)
        and (country != "DE" or (south < town.latitude < north and west < town.longitude < east))
    ]
    areas: dict[str, int] = defaultdict(int)
    for town in found:
        areas[town.name] += 1
    return [town for town in found if areas[town.name] > 1] or found


def town_for(country: str, chance: Chance) -> Town:
    provinces = {"NL": PROVINCES, "BE": FLANDERS, "DE": NORTH_RHINE_WESTPHALIA}[country]
    return chance.one(towns_of(chance.by_weight(provinces)))


def town_at(country: str, postcode: str) -> Town:
    """The town of a postcode; raises KeyError when nothing is there."""
    return atlas().postcodes[country, postcode][0]


def site(country: str, town: Town, chance: Chance, *, is_main: bool = True, name: str = "") -> Site:
    """A site in a town; it lies where `places` says it does."""
    postcode = town.postcode
    if country == "NL":
        postcode = f"{postcode} {chance.one('ABCDEGHJKLMNPRTVWXZ')}{chance.one('ABCEGHJKLMNPRTVWXZ')}"
    located = locate(country, postcode, town.name)
    street = chance.one(STREETS[country])
    return Site(
        name=name,
        is_main=is_main,
        street=f"{street} {chance.randint(1, 180)}",
        postcode=postcode,
        town=located.place if located else town.name,
        country=country,
        region_id=located.region or None if located else None,
        latitude=located.latitude if located else None,
        longitude=located.longitude if located else None,
    )


def phone(where: Site, chance: Chance) -> str:
    """A number that nobody has: Dutch and Belgian subscriber numbers never begin with a zero, the German block is kept for films."""
    digits = f"{chance.randint(0, 99999):05d}"
    if where.country == "DE":
        return f"+49 221 4710 {digits[:3]}"
    if where.country == "BE":
        return f"+32 {chance.one(['9', '3', '2'])} 0{digits[0]} {digits[1:3]} {digits[3:]}"
    code = TOWN_CODES.get(where.town) or chance.one(AREA_CODES.get(where.region_id or "", ["088"]))
    rest = f"0{digits}" if len(code) == 4 else f"0{digits[0]} {digits[1:3]} {digits[3:]}"
    return f"{code} - {rest}" if chance.often(0.6) else f"+31 {code[1:]} {rest}"


def mobile(chance: Chance) -> str:
    return f"+31 6 0{chance.randint(0, 9999999):07d}"
