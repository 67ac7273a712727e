"""Numbers of registers: of the right form, with check digits that fit, in ranges that are plainly made up (9999…)."""

from __future__ import annotations

from clubhuis.organisations.identifiers import CHECKS

FICTION = "9999"


def kvk_number(number: int) -> str:
    return f"{FICTION}{number:04d}"


def vat_number(country: str, number: int) -> str:
    """The first number from here on whose check digits fit. Raises KeyError for a country whose check is not known."""
    tails = range(10 if country == "DE" else 100)
    for at in range(number * 5, number * 5 + 5):
        if country == "NL":
            candidates = [f"{FICTION}{at:04d}{digit}B01" for digit in range(10)]
        elif country == "BE":
            candidates = [f"0999{at:04d}{tail:02d}" for tail in tails]
        else:
            candidates = [f"{FICTION}{at:04d}{tail}" for tail in tails]
        for candidate in candidates:
            if CHECKS[country](candidate):
                return country + candidate
    raise ValueError(f"No number fits for {country} {number}.")
