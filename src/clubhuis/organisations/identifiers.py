"""The numbers organisations are registered under, and the numbers they are called on."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CALLING_CODES = {"NL": "31", "BE": "32", "DE": "49", "LU": "352", "FR": "33", "GB": "44"}

VAT_FORMATS = {
    "AT": r"U\d{8}", "BE": r"[01]\d{9}", "BG": r"\d{9,10}", "CY": r"\d{8}[A-Z]", "CZ": r"\d{8,10}", "DE": r"[1-9]\d{8}",
    "DK": r"\d{8}", "EE": r"\d{9}", "EL": r"\d{9}", "ES": r"[A-Z0-9]\d{7}[A-Z0-9]", "FI": r"\d{8}",
    "FR": r"[A-HJ-NP-Z0-9]{2}\d{9}", "HR": r"\d{11}", "HU": r"\d{8}", "IE": r"\d[A-Z0-9+*]\d{5}[A-Z]{1,2}", "IT": r"\d{11}",
    "LT": r"(?:\d{9}|\d{12})", "LU": r"\d{8}", "LV": r"\d{11}", "MT": r"\d{8}", "NL": r"\d{9}B\d{2}", "PL": r"\d{10}",
    "PT": r"\d{9}", "RO": r"\d{2,10}", "SE": r"\d{12}", "SI": r"\d{8}", "SK": r"\d{10}", "GB": r"(?:\d{9}|\d{12})",
    "CHE": r"\d{9}(?:MWST|TVA|IVA)?", "NO": r"\d{9}(?:MVA)?",
}  # fmt: skip


def kvk_number(text: str) -> str:
    """The eight digits of a Dutch Chamber of Commerce number; "" for an empty text. Raises ValidationError for others.

    Spreadsheets drop a leading zero: seven digits get it back. The number has no public check digit.
    """
    bare = re.sub(r"^kvk(nummer|-?nr)?|[\s.:-]", "", text.strip().lower())
    if not bare:
        return ""
    if not re.fullmatch(r"[0-9]{7,8}", bare):
        raise ValidationError(_("A Chamber of Commerce number has eight digits, such as 12345678."), code="kvk")
    return bare.zfill(8)


def vat_number(text: str) -> str:
    """A VAT number as one writes it to the tax office (NL004495445B01); "" for an empty text. Raises ValidationError.

    The check digits of Dutch, Belgian and German numbers are verified, of other countries only the form.
    """
    bare = re.sub(r"[\s./-]", "", text.strip().upper())
    if not bare:
        return ""
    country = next((c for c in VAT_FORMATS if bare.startswith(c)), "")
    number = bare.removeprefix(country)
    if country == "NL" and re.fullmatch(r"\d{7,8}B\d{2}", number, re.ASCII):
        number = number.zfill(12)
    if country == "BE" and re.fullmatch(r"\d{9}", number, re.ASCII):
        number = "0" + number
    if not country or not re.fullmatch(VAT_FORMATS[country], number, re.ASCII):
        raise ValidationError(
            _("Begin a VAT number with the letters of its country, such as NL123456789B01 or BE0123456789."), code="vat"
        )
    if country in CHECKS and not CHECKS[country](number):
        raise ValidationError(_("This VAT number has a typing error: its check digits do not fit."), code="vat_check")
    return country + number


def _dutch_vat(number: str) -> bool:
    """Two schemes are in use: the number of a legal person (modulo 11), and since 2020 that of a sole trader (modulo 97)."""
    digits = [int(d) for d in number[:9]]
    eleven = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=False)) % 11
    spelled = "".join(str(int(c, 36)) for c in f"NL{number}")
    return eleven == digits[8] or int(spelled) % 97 == 1


def _belgian_vat(number: str) -> bool:
    return 97 - int(number[:8]) % 97 == int(number[8:])


def _german_vat(number: str) -> bool:
    """ISO 7064, mod 11,10."""
    product = 10
    for digit in number[:8]:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(number[8])


CHECKS = {"NL": _dutch_vat, "BE": _belgian_vat, "DE": _german_vat}


def phone_link(text: str, country: str = "NL") -> str:
    """A telephone number as a machine dials it ("+31742000000"); "" when it is none. What people see stays as they typed it."""
    bare = re.sub(r"\(0\)|[^0-9+]", "", text)
    if bare.startswith("00"):
        bare = "+" + bare[2:]
    elif bare.startswith("0") and country in CALLING_CODES:
        bare = f"+{CALLING_CODES[country]}{bare[1:]}"
    return bare if re.fullmatch(r"\+?[0-9]{6,15}", bare) else ""
