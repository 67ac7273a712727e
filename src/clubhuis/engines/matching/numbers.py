"""Numbers as people write them in Dutch, German and English."""

from __future__ import annotations

import re

from clubhuis.engines.matching.languages import Language

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")

NUMBER = (
    r"(?:\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3}(?!\d))+(?:[.,]\d+)?|\d{1,15}(?:[.,]\d+)?|\.\d{1,5})"
    r"(?:\s?[x×·*]\s?10\s?(?:\^\s?[-−–]?|[-−–])\d{1,2}(?!\d)|\s?[x×·*]\s?10[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[eE][-−+]?\d{1,2}(?![\w])|[⁻⁺][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\s?(?i:mio\.?|miljoen|million(?:en|s)?|mln\.?|duizend|thousand|tausend|tsd\.?)(?!\w)|[kM](?!\w))?"
)
"""A number in a pattern: `0,5`, `1.200`, `5,000`, `12 000`, `.005`, `250k`, `1e-10`, `5×10⁻⁹`."""

_POWER = re.compile(r"^(?P<base>[^eEx×·*⁻⁺]+?)\s?(?:[x×·*]\s?10\s?(?:\^\s?)?|[eE])(?P<exponent>[-−–+]?\d+)$")
_MANY = re.compile(
    r"(?:\s?(?P<millions>(?i:mio\.?|miljoen|million(?:en|s)?|mln\.?)|M)|\s?(?P<thousands>(?i:duizend|thousand|tausend|tsd\.?)|k))$"
)
_BARE_POWER = re.compile(r"^10\^?(?P<exponent>[-+]\d+)$")


def number(text: str, language: Language, *, whole: bool = False) -> float:
    """The value of a number as written in a language; with `whole`, a count of things (`5.000` is five thousand).

    A single separator followed by exactly three digits is a thousands mark where the language
    writes it so; everywhere else a single separator is the decimal mark. Raises `ValueError` on
    anything that is not a number.
    """
    plain = text.strip().translate(_SUPERSCRIPTS).replace("−", "-")
    if text != text.translate(_SUPERSCRIPTS):
        bare = _BARE_POWER.match(plain)
        if bare:
            return float(f"1e{bare['exponent']}")
    many = _MANY.search(plain)
    if many:
        return number(plain[: many.start()], language, whole=False) * (1e6 if many["millions"] else 1e3)
    power = _POWER.match(plain)
    if power:
        exponent = power["exponent"].replace("–", "-")
        return number(power["base"], language, whole=whole) * 10.0 ** int(exponent)
    plain = re.sub(r"(?<=\d)['’\u00a0\u202f ](?=\d{3})", "", plain)
    points, commas = plain.count("."), plain.count(",")
    if points and commas:
        decimal = "." if plain.rfind(".") > plain.rfind(",") else ","
        plain = plain.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    elif points > 1 or commas > 1:
        plain = plain.replace(".", "").replace(",", "")
    elif points or commas:
        mark = "." if points else ","
        before, after = plain.split(mark)
        grouped = len(after) == 3 and 1 <= len(before) <= 3 and before != "0"
        thousands = "," if language == "en" else "."
        plain = before + after if grouped and (whole or mark == thousands) else f"{before}.{after}"
    return float(plain)


def thousands_read(text: str) -> float | None:
    """The value when its one separator is taken as a thousands mark after all; `None` where that cannot be."""
    if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", text.strip()):
        return float(re.sub(r"[.,]", "", text))
    return None
