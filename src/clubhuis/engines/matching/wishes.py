# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""What a need asks for only if possible: "bij voorkeur …", "… is een pré"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_GOOD_TO_HAVE = (
    r"een pre|een pré|is pre|pré|a plus|een plus|ein plus|(?:an?|een|ein) (?:big |groot |großer |klar\w* |duidelijk )?(?:advantage|voordeel|vorteil|bonus|pluspunt|asset)|pluspunkt|plus punt|von vorteil|wenselijk|desirable|wünschenswert|wuenschenswert|"
    r"op prijs gesteld|strekt tot aanbeveling|appreciated|geschätzt|begrüßt|begrüßen wir|willkommen(?=\s*(?:[,.;)]|$))|welkom(?=\s*(?:[,.;)]|$))|welcome(?=\s*(?:[,.;)]|$))|mooi meegenomen|gewenst(?=\s*(?:[,.;)]|$))|(?:ge|er)wünscht(?=\s*(?:[,.;)]|$))|"
    r"preferred|bevorzugt|nice[- ]to[- ]have|would be (?:nice|good|great|welcome|a plus|an advantage|helpful)|would help|wäre (?:gut|schön|ideal|hilfreich|toll)|zou (?:fijn|mooi|prettig|handig) zijn|hilfreich|heeft (?:onze |de )?voorkeur|genießt vorrang"
)
"""Said behind what is asked."""
_WISH = re.compile(
    rf"\b(?:bij voorkeur|het liefst|liefst|voorkeur voor|idealiter|gewenst is|{_GOOD_TO_HAVE}|optioneel|"
    r"eventueel|indien mogelijk|als het kan|zo mogelijk|graag ook|preferably|ideally|optional(?:ly)?|desired|if possible|idealerweise|vorzugsweise|am liebsten|wenn möglich|optional|gern(?:e)? auch|nice|pluspunt|wens|wünsche)(?!\w)",
    re.IGNORECASE,
)
_TRAILING_WISH = re.compile(
    rf"(?:is|ist|would be|wäre|zou|zijn|are|sind|heeft|hat|has|wordt|wird|werden|worden)?\s?\b(?:{_GOOD_TO_HAVE}|optional|optioneel|(?:heeft|hat|has) (?:de |die |the )?(?:voorkeur|vorzug|preference))(?!\w)",
    re.IGNORECASE,
)
_WISH_END = re.compile(
    r"[;.!?\n](?=\s|$)|,(?=\s)|\s(?:maar|but|aber|moet|must|muss|verplicht|required|mandatory)\b", re.IGNORECASE
)
_AS_WELL = re.compile(
    r",?\s(?:(?:en|and|und)\s)?(?P<more>[^,;.!?\n]{3,40}?)\s(?:ook|also|auch|too|as well|eveneens|ebenso|ebenfalls|idem|likewise)(?=\s*(?:[.;!?\n]|$))",
    re.IGNORECASE,
)
""" "…, ISO 50001 as well": wished for like what stands before."""


def wishes(text: str) -> Iterator[tuple[int, int]]:
    """ "bij voorkeur ISO 9001, …" reaches forward to the comma; "ISO 9001 is een pré" reaches back to it."""
    for match in _WISH.finditer(text):
        ending = _WISH_END.search(text, match.end())
        end = ending.start() if ending else len(text)
        begin = match.start()
        trailing = _TRAILING_WISH.search(text, max(0, match.start() - 12), match.end())
        if trailing or len(text[match.end() : end].strip(" )")) < 3:
            begin = max((earlier.end() for earlier in _WISH_END.finditer(text, 0, match.start())), default=0)
        more = _AS_WELL.match(text, end)
        yield begin, more.end() if more else end
