# ruff: noqa: SIM905  (lists of words are easier to read as text)
"""Words that compounds are made of."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from clubhuis.engines.matching.languages import Language

PRESSURES = frozenset(("druk", "druck"))
MORE_PARTS: dict[Language, tuple[str, ...]] = {
    "nl": tuple(
        """werk onderdelen delen onderdeel product producten bewerking bewerkingen machine machines techniek technieken
        bedrijf materiaal materialen constructie constructies installatie installaties systeem systemen service precisie metaal staal
        plaat buis frees draai slijp zaag boor componenten fabriek productie industrie afdeling centrum specialist
        werkstuk werkstukken profiel profielen leverancier gereedschap""".split()
    ),
    "de": tuple(
        """teile teil bauteile bauteil arbeiten bearbeitung bearbeitungen maschine maschinen technik betrieb werkstoff werkstoffe
        anlage anlagen system systeme service prazision metall stahl blech rohr fras dreh schleif schweiss bohr sage
        komponenten fertigung produktion industrie zentrum spezialist werkstuck werkstucke profil profile werkzeug konstruktion
        lieferant gehause gehausen teilen blechen rohren platte platten rahmen wellen deckel deckeln hauben profilen
        halter haltern""".split()
    ),
    "en": (),
}
"""Words that are often half of a compound without being a label themselves."""


@lru_cache(maxsize=1)
def parts_of_compounds() -> dict[str, list[str]]:
    """Words of Dutch and German that compounds are made of; they come with the engine."""
    text = (files("clubhuis.engines.matching") / "data" / "parts.tsv").read_text(encoding="utf-8")
    return {language: words.split() for language, _, words in (line.partition("\t") for line in text.splitlines())}
