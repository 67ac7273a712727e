# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""What a need asks for only if possible: "bij voorkeur …", "… is een pré"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WISH = re.compile(
    r"\b(?:bij voorkeur|het liefst|liefst|voorkeur voor|idealiter|nice[- ]to[- ]have|wenselijk|gewenst is|een pre|een pré|is pre|pré|gewenst(?=\s*(?:[,.;)]|$))|(?:ge|er)wünscht(?=\s*(?:[,.;)]|$))|welkom(?=\s*(?:[,.;)]|$))|welcome(?=\s*(?:[,.;)]|$))|willkommen(?=\s*(?:[,.;)]|$))|mooi meegenomen|optioneel|"
    r"eventueel|indien mogelijk|als het kan|zo mogelijk|graag ook|preferably|ideally|preferred|would be (?:nice|good|great|welcome|a plus|an advantage)|"
    r"a plus|an advantage|optional(?:ly)?|desirable|desired|if possible|wünschenswert|wuenschenswert|idealerweise|vorzugsweise|bevorzugt|am liebsten|von vorteil|"
    r"wenn möglich|optional|gern(?:e)? auch|nice|pluspunt|wens|wünsche|wäre (?:gut|schön|ideal))\b",
    re.IGNORECASE,
)
_TRAILING_WISH = re.compile(
    r"(?:is|ist|would be|wäre|zou|zijn|are|sind|heeft|hat|has)?\s?\b(?:(?:ge|er)wünscht|welkom|welcome|willkommen|een pre|een pré|pré|a plus|an advantage|wenselijk|gewenst|desirable|preferred|optional|optioneel|wünschenswert|von vorteil|mooi meegenomen|bevorzugt|nice[- ]to[- ]have|(?:heeft|hat|has) (?:de |die |the )?(?:voorkeur|vorzug|preference)|would be (?:nice|good|welcome|a plus))",
    re.IGNORECASE,
)
_WISH_END = re.compile(
    r"[;.!?\n](?=\s|$)|,(?=\s)|\s(?:maar|but|aber|moet|must|muss|verplicht|required|mandatory)\b", re.IGNORECASE
)


def wishes(text: str) -> Iterator[tuple[int, int]]:
    """ "bij voorkeur ISO 9001, …" reaches forward to the comma; "ISO 9001 is een pré" reaches back to it."""
    for match in _WISH.finditer(text):
        ending = _WISH_END.search(text, match.end())
        end = ending.start() if ending else len(text)
        begin = match.start()
        trailing = _TRAILING_WISH.search(text, max(0, match.start() - 12), match.end())
        if trailing or len(text[match.end() : end].strip(" )")) < 3:
            begin = max((earlier.end() for earlier in _WISH_END.finditer(text, 0, match.start())), default=0)
        yield begin, end
