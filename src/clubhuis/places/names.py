"""How place names, countries and postcodes are written, and how they are compared."""

from __future__ import annotations

import re
import unicodedata

COUNTRIES = {
    "NL": ("nl", "nld", "nederland", "netherlands", "the netherlands", "niederlande", "holland", "pays bas"),
    "BE": ("be", "bel", "belgie", "belgium", "belgien", "belgique", "vlaanderen", "flanders"),
    "DE": ("de", "deu", "d", "duitsland", "germany", "deutschland", "allemagne", "brd"),
}
_COUNTRY = {name: code for code, names in COUNTRIES.items() for name in names}

_SHAPES = {
    "NL": re.compile(r"(?:NL-?)?([1-9]\d{3})(?:[A-Z]{2})?"),
    "BE": re.compile(r"(?:BE?-?)?([1-9]\d{3})"),
    "DE": re.compile(r"(?:DE?-?)?(\d{4,5})"),  # a spreadsheet eats the zero of 01067
}
_WORDS = re.compile(r"[0-9a-z]+")
_ABBREVIATIONS = [
    (re.compile(r"\ba\s*[/.]\s*d\.?\s+"), "aan den "),
    (re.compile(r"\bo\s*[/.]\s*d\.?\s+"), "op den "),
    (re.compile(r"\ba\.\s*m\.?(?=\s|$)"), "am main"),
    (re.compile(r"\b(?:st|saint)\.?[\s-]+"), "sint "),
    (re.compile(r"\bn\s*\.?\s*b\.?$"), "nb"),
]


def plain(name: str) -> str:
    """A name as it is compared: lower case, no accents, no punctuation, abbreviations written out."""
    text = name[:200].casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter)).replace("’", "'")
    if "." in text or "/" in text or "st" in text or "saint" in text or text.endswith("b"):
        for pattern, full in _ABBREVIATIONS:
            text = pattern.sub(full, text)
    return " ".join(_WORDS.findall(text))


def spelt_german(name: str) -> str:
    """A plain name with ae, oe and ue as the umlauts they stand for: Muenster is Münster."""
    return name.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def country_code(text: str) -> str:
    """NL, BE or DE for a country as people write it ("Duitsland", "D"); "" when it is none of them."""
    return _COUNTRY.get(plain(text), "")


def postcode_in(country: str, text: str) -> str:
    """The part of a postcode that we know areas for ("7602 KD" → "7602"); "" when it cannot be one of that country."""
    shape = _SHAPES.get(country)
    match = shape.fullmatch(re.sub(r"\s+", "", text[:40]).upper()) if shape and text.isascii() else None
    if match is None:
        return ""
    return match[1].zfill(5) if country == "DE" else match[1]


def countries_of(text: str, country: str = "") -> list[str]:
    """In which countries this can be a postcode: the given one first. Letters decide: 7602 KD is Dutch."""
    squeezed = re.sub(r"\s+", "", text[:40]).upper()
    if re.fullmatch(r"(?:NL-?)?[1-9]\d{3}[A-Z]{2}", squeezed) or squeezed.startswith("NL"):
        order = ["NL"]
    elif squeezed.startswith("B"):
        order = ["BE"]
    elif squeezed.startswith("D") or re.fullmatch(r"\d{5}", squeezed):
        order = ["DE"]
    else:
        order = [country] if country else ["NL", "BE"]
    return [code for code in order if postcode_in(code, text)]
