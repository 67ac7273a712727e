"""Names that could be: of companies and of people. All are put together by chance; nobody is meant."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from clubhuis.demo.archetypes import DATA, Archetype
from clubhuis.demo.chance import Chance

FIRM_FORMS = {
    "NL": ["B.V.", "B.V.", "B.V.", "V.O.F.", ""],
    "BE": ["BV", "NV", "BV"],
    "DE": ["GmbH", "GmbH & Co. KG", "GmbH"],
}
ORIGINS: dict[str, dict[str, float]] = {
    "NL": {
        "dutch": 68, "frisian": 6, "flemish": 2, "german": 3, "turkish": 4.5, "moroccan": 4, "indian": 4, "polish": 2.5, "chinese": 2,
        "surinamese": 2, "southern": 1.5, "iranian": 0.5,
    },
    "BE": {"flemish": 84, "dutch": 5, "turkish": 4, "moroccan": 4, "southern": 2, "indian": 1},
    "DE": {"german": 82, "turkish": 8, "polish": 5, "dutch": 3, "indian": 2},
}  # fmt: skip


@cache
def names() -> dict[str, list[str]]:
    """`data/names.txt`, by heading."""
    found: dict[str, list[str]] = {}
    for line in (DATA / "names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            heading = found[line[3:]] = []
        elif line and not line.startswith("#"):
            heading += line.split("|")
    return found


def person_name(country: str, chance: Chance) -> str:
    origin = chance.by_weight(ORIGINS[country])
    family_origin = "dutch" if origin != "dutch" and chance.often(0.06) else origin
    given, family = chance.one(names()[f"given {origin}"]), chance.one(names()[f"family {family_origin}"])
    if origin == "dutch" and chance.often(0.04):
        family = f"{family}-{chance.one(names()['family dutch']).split()[-1]}"
    return f"{given} {family}"


def firm_name(archetype: Archetype, language: str, country: str, chance: Chance) -> str:
    """A trade name such as "Elsterkamp Draaitechniek", "Lumitec" or "Precision Vosbrink"."""
    trades = archetype.trades.get(language) or archetype.trades.get("en") or archetype.trades.get("nl") or [""]
    trade = chance.one(trades)
    families = names()["firms DE" if country == "DE" else "firms NL"]
    way = chance.random()
    if way < 0.5:
        family = chance.one(families)
        return f"{family} {trade}"
    if way < 0.58:
        return f"{chance.one('ABDEGHJKLMPRSTVW')}. {chance.one(families)} {trade}"
    if way < 0.64 and country != "DE":
        one, other = chance.some(families, 2)
        return f"{one} & {other}"
    coined = chance.one(names()["coined front"]) + chance.one(names()["coined back"])
    return f"{coined} {trade}" if way < 0.9 else coined


def latin(text: str) -> str:
    """A name in the letters of an address: "Özlem Çelik" → "ozlem celik"."""
    text = text.replace("ß", "ss").replace("ı", "i").replace("ł", "l").replace("Ł", "L")
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def slug_of(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", latin(name)).strip("-")[:60]


def local_part(name: str, way: int) -> str:
    """The part of an address before the at sign, in one of the ways firms have for it."""
    given, *family = [re.sub(r"[^a-z0-9]", "", part) for part in latin(name).split()]
    return ("".join((given, ".", *family)), "".join((given[:1], ".", *family)), given, "".join((given, *family)))[way]
