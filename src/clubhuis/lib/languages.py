"""Texts that exist in several languages are fields per language; this is how one of them is chosen."""

from typing import Any

from django.utils.translation import get_language

CONTENT_LANGUAGES = ("nl", "en", "de")
FALLBACK = ("en", "nl", "de")


def in_language(thing: Any, field: str, language: str | None = None) -> str:
    """The text of `field` in `language` (by default that of the page), else English, Dutch, German; "" when there is none."""
    return choose({code: getattr(thing, f"{field}_{code}", "") for code in CONTENT_LANGUAGES}, language)[0]


def choose(texts: dict[str, str], language: str | None = None) -> tuple[str, str]:
    """The text and the language it is in: the asked language first, then the fallback; ("", "") when there is none."""
    asked = (language or get_language() or "nl").split("-")[0]
    for code in (asked, *FALLBACK):
        if texts.get(code):
            return texts[code], code
    return "", ""
