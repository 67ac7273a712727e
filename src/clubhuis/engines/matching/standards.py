# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Norms and certificates as people write them, and which one covers which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standard:
    """A norm in one spelling: `name` ("ISO 13485", "EN 1090"), its `part` ("2") and `level` ("EXC3", "3").

    `text`, `start` and `end` are the words that name it.
    """

    name: str
    part: str = ""
    level: str = ""
    text: str = ""
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        """As it is shown: "EN 1090-2 EXC3"."""
        return f"{self.name}{'-' + self.part if self.part else ''}{' ' + self.level if self.level else ''}"


_BODY = (
    r"(?P<body>(?:NEN|DIN|BS|NF|ÖNORM|VDI|UNI|NBN|SN)?[- ]?EN[- /]+ISO(?:[- /]+IEC)?|NEN[- ]ISO|DIN[- ]ISO|ISO/IEC|ISO[- ]IEC|ISO/TS|ISO/ASTM|ISO|"
    r"(?:NEN|DIN|BS|NF|NBN|ÖNORM)[- ]EN|EN|NEN|DIN|IEC|ASTM|ASME|AWS|AMS|MIL-STD|MIL|VDI/VDE|VDI|VDA|SEMI|ECSS|UL|API|NAS)"
)
_NORM = re.compile(
    rf"(?<![\w/]){_BODY}[-\s]?(?P<number>(?:[A-Z]{{1,3}}[- ]?)?\d{{2,6}}[A-Z]?)(?![\d])(?:-(?P<part>\d{{1,2}})(?!\d))?(?::(?P<year>(?:19|20)\d\d))?"
    r"(?:[ ,(]*(?P<level>(?:EXC|CL|CPC?)\s?-?\s?[1-4]|(?:class|klasse|level|niveau|Klasse|Class|Stufe)\s?[1-4]))?"
)
_FREE = re.compile(
    r"(?<![\w/])(?:"
    r"(?P<as>(?:AS|EN|AS/EN|EN/AS)[- ]?9(?P<asn>100|120|110|102)(?:\s?(?:Rev\.?\s?)?[A-D])?)|"
    r"(?P<iatf>(?:IATF|ISO/TS|TS)[- ]?16949|IATF)(?!\w)|"
    r"(?P<ipc>IPC(?:/WHMA)?[-/ ]?(?P<ipcn>(?:A|J|JSTD|J-STD)?-?\d{3,4}[A-Z]?)(?:[ ,(]*(?P<ipclevel>(?i:class(?:es)?|klassen?|kl\.|level)\s?-?\s?[1-3](?:\s?(?:/|-|und|en|and|&|,|or|of|oder)\s?[1-3](?!\d))?))?)|"
    r"(?P<nadcap>(?i:nadcap))|(?P<reach>REACH)(?!\w)|(?P<rohs>RoHS)(?!\w)|(?P<atex>ATEX)(?!\w)|(?P<ce>CE(?:[- ](?i:marking|markering|kennzeichnung|keurmerk|certif\w*))?)(?!\w|-?\d)|"
    r"(?P<vca>VCA(?:\s?\*{1,2}|\s?P)?)(?!\w)|(?P<sccp>SCC(?:\s?\*{1,2}|\s?P)?)(?!\w)|(?P<esd>(?:IEC|EN)?[- ]?61340(?:-5-1)?)|(?P<gmp>GMP)(?!\w)|(?P<aqap>AQAP[- ]?(?P<aqapn>2\d{3}))|"
    r"(?P<tisax>TISAX)(?!\w)|(?P<ped>(?:PED|2014/68/(?:EU|EG))(?!\w))|(?P<fda>FDA)(?!\w)|(?P<mdr>MDR)(?!\w)|(?P<haccp>HACCP)(?!\w)|(?P<gsa>GSA[- ]?(?P<gsan>\d{2}[- ]?\d{3,4}))"
    r")"
)
_RENAMED = {
    "ISO 16949": "IATF 16949", "ISO 29001": "ISO 29001", "EN 9100": "AS 9100", "EN 9120": "AS 9120", "EN 9110": "AS 9110", "OHSAS 18001": "ISO 45001",
    "DIN 6701": "EN 15085", "IEC 17025": "ISO 17025", "EN 13485": "ISO 13485", "EN 9001": "ISO 9001", "EN 14001": "ISO 14001", "EN 3834": "ISO 3834",
}  # fmt: skip
IMPLIES: dict[str, tuple[str, ...]] = {
    "AS 9100": ("ISO 9001",), "AS 9110": ("ISO 9001",), "AS 9120": ("ISO 9001",), "IATF 16949": ("ISO 9001",), "AQAP 2110": ("ISO 9001",),
    "ISO 22163": ("ISO 9001",), "EN 15085": (),
}  # fmt: skip
"""Who holds the first also meets the others, because the first contains them."""
COVERING_PARTS: dict[str, dict[str, tuple[str, ...]]] = {"ISO 3834": {"2": ("3", "4"), "3": ("4",)}}
_FIRST_IS_BEST = frozenset(("EN 15085",))
"""Norms whose level 1 asks for more than level 2."""
# Norms that describe how a thing is made or tested, not how an organisation is run: naming one is no certificate.
MANAGEMENT: frozenset[str] = frozenset(
    ("ISO 9001", "ISO 13485", "ISO 14001", "ISO 45001", "ISO 17025", "ISO 27001", "ISO 50001", "ISO 3834", "ISO 22163", "AS 9100",
     "AS 9110", "AS 9120", "IATF 16949", "EN 1090", "EN 15085", "NADCAP", "VCA", "SCC", "TISAX", "ISO 80079", "ISO 22000", "ISO 26000")
)  # fmt: skip


def standards(text: str) -> list[Standard]:
    """The norms and certificates a text names, in order."""
    found = list(_free(text))
    for match in _NORM.finditer(text):
        if any(match.start() < one.end and one.start < match.end() for one in found):
            continue
        standard = _norm(match, text)
        if standard is not None:
            found.append(standard)
            found.extend(_listed(standard, text))
    found.extend(_levels_alone(text, found))
    found.extend(_bare_numbers(text, found))
    return sorted(found, key=lambda one: one.start)


def _levels_alone(text: str, found: list[Standard]) -> Iterator[Standard]:
    """An execution class that stands apart from its norm: "EXC3", "Execution class EXC2 according to EN 1090-2"."""
    for match in re.finditer(r"\bEXC\s?-?(?P<level>[1-4])\b", text):
        if not any(one.start <= match.start() < one.end for one in found):
            yield Standard("EN 1090", "2", f"EXC{match['level']}", match.group(), match.start(), match.end())


_BARE = re.compile(
    r"(?<![\w.,/+-])(?P<number>9001|14001|45001|13485|17025|16949|27001|22163|15085|9100|3834)(?:-(?P<part>[2-4]))?(?::20\d\d)?(?![\w.,]*\d|\s?(?:x|×|mm|kg|st|stuks|stück|pcs|pieces|parts|teile|per|pro|off|euro|EUR|RPM|l)\b)"
)
_SAYS_CERTIFICATE = re.compile(
    r"certif|zertif|accredit|akkredit|\bISO\b|\bEN\b|norm|standard|kwaliteit|quality|qualität|medis|medic|medizin|kalib|calib|luchtvaart|aero|automotive",
    re.IGNORECASE,
)


def _bare_numbers(text: str, found: list[Standard]) -> Iterator[Standard]:
    """ "Accredited (17025)", "9001 gecertificeerd": the numbers everybody knows, where it is about certificates."""
    for match in _BARE.finditer(text):
        if any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        around = text[max(0, match.start() - 45) : match.start()] + " " + text[match.end() : match.end() + 25]
        digits = match["number"]
        telling = digits in ("13485", "16949") or (digits == "3834" and match["part"])
        if not telling and not _SAYS_CERTIFICATE.search(around):
            continue
        body = {"16949": "IATF", "9100": "AS", "15085": "EN"}.get(digits, "ISO")
        yield Standard(f"{body} {digits}", match["part"] or "", "", match.group(), match.start(), match.end())


def covers(offered: Standard, asked: Standard) -> bool | None:
    """Whether who holds `offered` meets `asked`; `None` when the words leave it open (a level is not named)."""
    if offered.name != asked.name:
        return asked.name in IMPLIES.get(offered.name, ())
    if asked.part and offered.part and asked.part != offered.part:
        return asked.part in COVERING_PARTS.get(offered.name, {}).get(offered.part, ())
    if asked.part and not offered.part and asked.name in COVERING_PARTS:
        return None
    if asked.level:
        if not offered.level:
            return None
        better = _rank(offered.level) - _rank(asked.level)
        return better <= 0 if asked.name in _FIRST_IS_BEST else better >= 0
    return True


def _rank(level: str) -> int:
    digits = re.sub(r"\D", "", level)
    return int(digits) if digits else 0


def _norm(match: re.Match[str], text: str) -> Standard | None:
    body, digits = match["body"].upper(), re.sub(r"[\s-]", "", match["number"])
    if body == "ISO" and re.fullmatch(r"\d\d?", digits):
        return None
    if "ISO" in body:
        body = "ISO"
    elif "EN" in re.split(r"[- /]", body):
        body = "EN"
    else:
        body = body.split("/")[0]
    if body in ("AMS", "NAS", "UL", "EN") and not re.search(r"\d{2,}", digits):
        return None
    if body in ("EN", "DIN") and re.fullmatch(r"[A-Z]+.*", digits):
        return None
    # Numbers of materials (EN AW-6082, EN 1.4404) are no norms; those patterns never reach here with a norm's form.
    name = f"{body} {digits}"
    name = _RENAMED.get(name, name)
    level = re.sub(r"\s|-", "", match["level"] or "").upper()
    level = level if level.startswith(("EXC", "CL", "CP")) else re.sub(r"\D", "", level)
    return Standard(
        name,
        match["part"] or "",
        level,
        match.group().strip(" ,("),
        match.start(),
        match.start() + len(match.group().rstrip(" ,(")),
    )


def _listed(first: Standard, text: str) -> Iterator[Standard]:
    """More numbers behind one body: "ISO 9001 en 13485", "ISO 9001, 14001 und 45001", "ISO 9001/14001"."""
    if not first.name.startswith("ISO "):
        return
    position = first.end
    while True:
        match = re.compile(
            r"(?::\d{4})?\s?(?:,|/|\+|&|en|and|und|sowie)\s?(?P<number>\d{4,5})(?:-(?P<part>\d{1,2}))?(?::(?:19|20)\d\d)?(?![\d.,]|\s?(?:mm|kg|stuks|st))"
        ).match(text, position)
        if match is None or (match["number"].startswith(("19", "20")) and len(match["number"]) == 4):
            return
        name = _RENAMED.get(f"ISO {match['number']}", f"ISO {match['number']}")
        yield Standard(name, match["part"] or "", "", match["number"], match.start("number"), match.end())
        position = match.end()


def _free(text: str) -> Iterator[Standard]:
    for match in _FREE.finditer(text):
        kind = match.lastgroup
        groups = match.groupdict()
        name, level = "", ""
        if groups["as"]:
            name = f"AS 9{groups['asn']}"
        elif groups["iatf"]:
            name = "IATF 16949"
        elif groups["ipc"]:
            number = re.sub(r"^-|-$", "", (groups["ipcn"] or "").upper().replace("JSTD", "J-STD"))
            name = f"IPC-{re.sub(r'(?<=[0-9])[A-Z]$', '', number)}"
            level = max(re.sub(r"\D", "", groups["ipclevel"] or ""), default="")
        elif groups["aqap"]:
            name = f"AQAP {groups['aqapn']}"
        elif groups["gsa"]:
            name = f"GSA {groups['gsan'].replace(' ', '-')}"
        elif groups["esd"]:
            name = "IEC 61340"
        else:
            named = next(
                (
                    key
                    for key in (
                        "nadcap",
                        "reach",
                        "rohs",
                        "atex",
                        "ce",
                        "vca",
                        "sccp",
                        "gmp",
                        "tisax",
                        "ped",
                        "fda",
                        "mdr",
                        "haccp",
                    )
                    if groups[key]
                ),
                kind or "",
            )
            name = {"nadcap": "NADCAP", "reach": "REACH", "rohs": "RoHS", "atex": "ATEX", "ce": "CE", "vca": "VCA", "sccp": "SCC", "gmp": "GMP",
                    "tisax": "TISAX", "ped": "PED", "fda": "FDA", "mdr": "MDR", "haccp": "HACCP"}[named]  # fmt: skip
        written = match.group().rstrip(" ,(")
        yield Standard(name, "", level, written, match.start(), match.start() + len(written))
