# ruff: noqa: E501  (a table reads best with a unit's spellings on one line)
"""Units as people write them, what they measure, and the factor to the unit a kind is kept in."""

from __future__ import annotations

import re

# Units: how they are written, what they measure, and the factor to the unit of `UNITS`.
_MEASURES: dict[str, tuple[str, float]] = {
    "nm": ("length", 1e-6), "nanometer": ("length", 1e-6), "µm": ("length", 1e-3), "μm": ("length", 1e-3),
    "um": ("length", 1e-3), "mu": ("length", 1e-3), "micron": ("length", 1e-3), "microns": ("length", 1e-3),
    "micrometer": ("length", 1e-3), "micrometre": ("length", 1e-3), "mikrometer": ("length", 1e-3), "mm": ("length", 1),
    "millimeter": ("length", 1), "millimetre": ("length", 1), "millimetres": ("length", 1), "cm": ("length", 10),
    "centimeter": ("length", 10), "dm": ("length", 100), "m": ("length", 1e3), "meter": ("length", 1e3),
    "meters": ("length", 1e3), "metre": ("length", 1e3), "metres": ("length", 1e3), "mtr": ("length", 1e3),
    "inch": ("length", 25.4), "inches": ("length", 25.4), "zoll": ("length", 25.4), "thou": ("length", 0.0254),
    "ft": ("length", 304.8), "feet": ("length", 304.8), "foot": ("length", 304.8),
    "mg": ("mass", 1e-6), "g": ("mass", 1e-3), "gr": ("mass", 1e-3), "gram": ("mass", 1e-3), "gramm": ("mass", 1e-3),
    "grams": ("mass", 1e-3), "kg": ("mass", 1), "kilo": ("mass", 1), "kilos": ("mass", 1), "kilo's": ("mass", 1), "kilogrammes": ("mass", 1), "kilograms": ("mass", 1), "kilogram": ("mass", 1), "kilogramm": ("mass", 1),
    "t": ("mass", 1e3), "ton": ("mass", 1e3), "tons": ("mass", 1e3), "tonne": ("mass", 1e3), "tonnes": ("mass", 1e3),
    "tonnen": ("mass", 1e3), "lb": ("mass", 0.45359237), "lbs": ("mass", 0.45359237), "pounds": ("mass", 0.45359237),
    "stuks": ("pieces", 1), "stuk": ("pieces", 1), "st.": ("pieces", 1), "stück": ("pieces", 1), "stueck": ("pieces", 1),
    "stk": ("pieces", 1), "st": ("pieces", 1), "stk.": ("pieces", 1), "pcs": ("pieces", 1), "pcs.": ("pieces", 1), "pc": ("pieces", 1), "off": ("pieces", 1), "pieces": ("pieces", 1),
    "piece": ("pieces", 1), "parts": ("pieces", 1), "units": ("pieces", 1), "exemplaren": ("pieces", 1),
    "teile": ("pieces", 1), "teilen": ("pieces", 1), "producten": ("pieces", 1), "onderdelen": ("pieces", 1),
    "delen": ("pieces", 1), "bauteile": ("pieces", 1), "components": ("pieces", 1), "eenheden": ("pieces", 1),
    "exemplare": ("pieces", 1), "exemplaar": ("pieces", 1), "sets": ("pieces", 1), "shipsets": ("pieces", 1),
    "mbar l/s": ("leak_rate", 1), "mbar·l/s": ("leak_rate", 1), "mbar.l/s": ("leak_rate", 1), "mbar*l/s": ("leak_rate", 1),
    "mbarl/s": ("leak_rate", 1), "mbar×l/s": ("leak_rate", 1), "mbar l / s": ("leak_rate", 1), "mbar ltr/s": ("leak_rate", 1),
    "mbar liter/s": ("leak_rate", 1), "pa m³/s": ("leak_rate", 10), "pa·m³/s": ("leak_rate", 10),
    "mbar": ("pressure", 1), "bar": ("pressure", 1e3), "hpa": ("pressure", 1), "kpa": ("pressure", 10),
    "mpa": ("pressure", 1e4), "torr": ("pressure", 1.33322),
    "°c": ("temperature", 1), "° c": ("temperature", 1), "º c": ("temperature", 1), "ºc": ("temperature", 1),
    "graden celsius": ("temperature", 1), "grad celsius": ("temperature", 1), "degrees celsius": ("temperature", 1),
    "degrees c": ("temperature", 1), "℃": ("temperature", 1),
    "kn": ("force", 1), "n": ("force", 1e-3), "mn": ("force", 1e3), "kv": ("voltage", 1), "volt": ("voltage", 1e-3),
    "arcsec": ("angle", 1), "arcseconds": ("angle", 1), "arcsecond": ("angle", 1), "boogseconde": ("angle", 1),
    "boogseconden": ("angle", 1), "bogensekunde": ("angle", 1), "bogensekunden": ("angle", 1), "arcmin": ("angle", 60),
    "µrad": ("angle", 0.206265), "μrad": ("angle", 0.206265), "urad": ("angle", 0.206265),
    "kw": ("power", 1), "w": ("power", 1e-3), "watt": ("power", 1e-3), "mw": ("power", 1e3),
    "liter": ("volume", 1), "litre": ("volume", 1), "litres": ("volume", 1), "liters": ("volume", 1), "l": ("volume", 1),
    "ml": ("volume", 1e-3), "m³": ("volume", 1e3), "m3": ("volume", 1e3), "m²": ("area", 1), "m2": ("area", 1),
    "hrc": ("hardness", 1), "nm torque": ("torque", 1),
}  # fmt: skip
_CASED = {
    "nm": ("nm",), "mm": ("mm", "MM"), "cm": ("cm",), "dm": ("dm",), "m": ("m",), "g": ("g",), "t": ("t", "T"), "n": ("N",), "mn": ("MN",),
    "kn": ("kN", "KN"), "kv": ("kV", "KV", "kv"), "kw": ("kW", "KW"), "w": ("W",), "mw": ("MW",), "l": ("l",), "ml": ("ml",), "mg": ("mg",),
    "kg": ("kg", "Kg", "KG"), "mu": ("mu",), "um": ("um", "µ", "μ"), "hpa": ("hPa",), "kpa": ("kPa",), "mpa": ("MPa",), "gr": ("gr",),
}  # fmt: skip


def _unit_pattern() -> str:
    spelled: list[tuple[str, str]] = []
    for unit in _MEASURES:
        for form in _CASED.get(unit, (unit,)):
            escaped = re.escape(form).replace(r"\ ", r"\s?")
            spelled.append((form, escaped if unit in _CASED else f"(?i:{escaped})"))
    spelled.sort(key=lambda pair: -len(pair[0]))
    return "(?:" + "|".join(pattern for _, pattern in spelled) + ")"


UNIT = _unit_pattern() + r"(?![\w²³°µ]|/(?:min|s\b|h\b|m|cm|mm))"


def measure_of(unit: str) -> tuple[str, float]:
    """What a written unit measures, and the factor to the unit that is kept."""
    exact = {form: name for name, forms in _CASED.items() for form in forms}
    if unit in exact:
        return _MEASURES[exact[unit]]
    plain = re.sub(r"\s+", " ", unit.strip().lower())
    if plain in _MEASURES:
        return _MEASURES[plain]
    squeezed = plain.replace(" ", "")
    return next(value for name, value in _MEASURES.items() if name.replace(" ", "") == squeezed)
