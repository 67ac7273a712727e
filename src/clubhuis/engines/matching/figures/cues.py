# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""The words around a length or a weight that tell what it measures."""

from __future__ import annotations

import re

from clubhuis.engines.matching.figures.kinds import FigureKind

_CUES: tuple[tuple[FigureKind, re.Pattern[str]], ...] = (
    ("tolerance", re.compile(r"toleran\w*|toleranz\w*|nauwkeurig\w*|accura\w*|genauigkeit\w*|genau\b|precisi\w*|präzision\w*|maatvast\w*|herhaalbaar\w*|repeatab\w*|wiederhol\w*|rondheid|roundness|rundheit|vlakheid|flatness|ebenheit|rondloop\w*|form error|formabweichung\w*|parallel\w*|evenwijdig\w*|positi\w+|uitlijn\w*|align\w*", re.IGNORECASE)),
    ("layer", re.compile(r"laagdikte\w*|schichtdicke\w*|layer thickness|coating thickness|film thickness|\blagen\b|\blayers?\b|\bschicht\w*|\blaag\b|\blaagje\w*|spessore|\bcoatings?\b|beschichtung\w*|deklaag|\bdeposits?\b|überz[uü]g\w*|neerslag\w*|auftrag(?:sdicke|sstärke)?\b", re.IGNORECASE)),
    ("thickness", re.compile(r"\w*dikte\w*|\w*st[aä]rken?\b|wall thickness\w*|\w+dicken?\b|blechst[aä]rke\w*|materialst[aä]rke\w*|\bdikte\w*|\bdik(?:ke)?\b|thick\w*|\bdicke\w*|\bdick\b|\bstark\b|\bsheet\b|\w*plaat\b|\w*platen\b|\w*blech(?:e|en|s|teile?n?)?\b|\bplates?\b|\bband(?:staal|stahl|mat\w+)?\b|\bstrip\b|\bcoil\b|lasersnij\w*|laser ?cut\w*|laserschneid\w*|laser ?snij\w*|waterstraal\w*|waterjet\w*|wasserstrahl\w*|plasmasnij\w*|plasma ?cut\w*|plasmaschneid\w*|kanten\b|zetten\b|abkanten|knippen|ponsen|autogeen\w*|snijbranden|brennschn\w*|autogen\w*|flame ?cut\w*|oxy-?\w*", re.IGNORECASE)),
    ("diameter", re.compile(r"diameter\w*|durchmesser\w*|\brond\b|\brund\b|\bdiam\b|\bdia\b|doorsne\w*|\w*doorlaat|\bOD\b|bar capacity|\bwire\b(?!\s(?:edm|eros|cut))|\bdraht\b|\bdraad\b|\w*durchlass|swing|over (?:het |the )?bed\b|umlauf\w*|aperture", re.IGNORECASE)),
    ("length", re.compile(r"lengte\w*|\blengths?\b|länge\w*|\blang(?:e|en)?\b|\blong\b|werkstuklengte|draailengte|turning length|drehlänge|between (?:the )?cent(?:er|re)s|tussen (?:de )?cent(?:er|re)s|spitzenweite|zwischen (?:den )?spitzen", re.IGNORECASE)),
    ("resolution", re.compile(r"resoluti\w*|auflösung\w*|resolution", re.IGNORECASE)),
    ("particle", re.compile(r"particle\w*|deeltje\w*|partikel\w*|restvuil|restschmutz|residual dirt|verontreiniging\w*|filter\w*", re.IGNORECASE)),
    ("roughness", re.compile(r"ruwheid\w*|ruwheden|roughness|rauheit\w*|rauigkeit\w*|rautiefe\w*|oppervlakteruwheid|surface finish", re.IGNORECASE)),
    ("size", re.compile(r"afmeting\w*|dimension\w*|depth|diepte|tiefe|height|hoogte|höhe|width|breedte|breite|abmessung\w*|formaat|formaten|formate?\b|bouwvolume|build (?:volume|size|envelope)|bauraum\w*|bereik\b|werkbereik|work(?:ing)? (?:area|envelope)|verfahrweg\w*|travel|groot\b|grootte\w*|sizes?\b|größe\w*|bauteile?\b|werkst[uü](?:k|ck)\w*|onderdelen|parts\b|tafel\w*|tisch\w*|table|tank\w*|becken\w*|bad\b|baden\b", re.IGNORECASE)),
)  # fmt: skip
_CASE = re.compile(
    r"(?:(?:nitri|härt|kohl|\bcase|hard|cement|carbon|carburi|nitreer|induktion|indringing)\w*[- ]?(?:tiefen?|diepten?|depths?)|\b(?:EHT|CHD|NHT|NHD|SHD|RHT|Eht|CHT|Rht|Nht)\b)",
    re.IGNORECASE,
)
"""How deep a surface is hardened, which is told as a layer is."""
_DEEP_HOLE = re.compile(
    r"deep[- ]?hole|gun[- ]?drill|tief(?:loch)?bohr|diepgat|diepboren|\bBTA\b|honing|honen|\bhones?\b", re.IGNORECASE
)
_DEEP = re.compile(r"diep|deep|tief|depth", re.IGNORECASE)
_SAID_THICK = re.compile(
    r"brennschn|autogen|autogeen|snijbrand|flame|\boxy|enclosure|behuizing|gehäuse|kast|dikte\w*|\bdik(?:ke)?\b|thick\w*|\w*dicke\w*|\bdick\b|\bstark\b|st[aä]rke\w*|\bfoil\b|folie\w*|\bfilm\b|shim|feeler|\bband\b|\bstrip\b|\bcoil\b|wand|wall",
    re.IGNORECASE,
)
_HOLES = r"(?:holes?|bores?|gaatjes|gaten|gat|boring(?:en)?|bohrung(?:en)?|löcher|loch|nozzles?|openings?|apertures?)"
_HOLE_BEFORE = re.compile(
    rf"\b\w*{_HOLES}\W{{0,3}}(?:(?:of|van|von|mit|met|with|from|vanaf|ab|down to|up to|tot|bis)\b\W{{0,2}}){{0,2}}$",
    re.IGNORECASE,
)
_HOLE_AFTER = re.compile(rf"^[\s-]?(?:micro|fine|small|kleine|feine)?\s?-?\w*{_HOLES}\b", re.IGNORECASE)
_PRESS = re.compile(
    r"sluitkracht\w*|schlie(?:ß|ss)kraft\w*|clamp\w*|spuitgiet(?!\w*matrij)\w*|spritzgie(?!\w*(?:werkzeug|form))\w*|\binject\w*\b(?! (?:mould|mold)s?\b)|kantpers\w*|\bpers(?:en|kracht)?\b|press\w*|kantbank\w*|abkant\w*|gesenkbieg\w*|zetbank\w*|dr?u[ck]+gie\w*|die[- ]?cast\w*|machines\b(?=\s(?:van|of|from|mit|von)\b)|tonnage|abkantpresse\w*|pons\w*|stans\w*|stanz\w*|drukkracht|presskraft",
    re.IGNORECASE,
)
_BRAKE = re.compile(r"kant(?:bank|pers)|abkantpresse|press ?brake|gesenkbiegepresse", re.IGNORECASE)
_HEAVY = re.compile(
    r"gewicht\w*|weigh\w*|hijs\w*|kraan\w*|crane\w*|hebe\w*|werkst[uü]\w*|stukgewicht\w*|wegen\b|wiegen|massa\b|\blast(?:en)?\b|load\w*|payload|hef\w*|lift\w*",
    re.IGNORECASE,
)
_HOUSING = re.compile(
    r"enclosures?\b|behuizing\w*|gehäuse\w*|kast(?:en|je|jes)?\b|omkasting\w*|cabinets?\b|housings?\b", re.IGNORECASE
)
_MEASURED = re.compile(
    r"\d\s?(?:mm|cm|m|meter|metres?)\s?(?:,|en|und|and|x|/|&)?\s?(?:tot|bis|up to|max\.?)?\s*$", re.IGNORECASE
)
_COAT = (
    r"(?:\w*nickel\w*|\w*nikkel\w*|\w*chrom\w*|\w*chroom|\w*zin[ck](?!vonk|ero|funk)\w*|\w*anodi[sz]\w*|\w*elo?x\w*|\w*galvani\w*|\w*plat(?:ed|ing)|PVD|CVD|DLC|\w*lack(?:ier\w*)?|(?:nat|poeder|af|ge)?lak(?:ken|t|laag)?|\w*coat\w*|\w*beschicht\w*|schicht\w*|laag\w*|"
    r"goud|gold|verguld\w*|zilver|silver|silber|tin|parylene|phosphat\w*|fosfat\w*)"
)
_PUT_ON = re.compile(
    rf"\b{_COAT}\W{{0,3}}(?:(?:tot|bis|bis zu|up to|max\.?|van|von|from|mit|met|with|à|ca)\b\W{{0,2}}){{0,2}}$",
    re.IGNORECASE,
)
_COATED = re.compile(rf"\b{_COAT}\b", re.IGNORECASE)
_PUT_ON_BEHIND = re.compile(rf"^\s(?:electroless |chemisch |hard |hart|thick |dik )*{_COAT}\b", re.IGNORECASE)
_SPRAYED = re.compile(
    r"\bspray(?:ed|ing)?\b|gespritzt|opgespoten|HVOF|thermal(?:ly)? spray|thermisch (?:spuiten|spritzen)|\bdeposit",
    re.IGNORECASE,
)
_OF_IT = re.compile(r"^[\s-]?(?:in |of |van |im )?", re.IGNORECASE)
_TOLD_BEHIND = re.compile(
    r"\d\s?(?:mm|cm|m|meter|metres?|µm|mu)\s(?:lang|long|breed|wide|hoog|high|dik|thick|diep|deep|hoch|breit|dick|tief|tall|diameter|doorsnede|durchmesser|in length|in diameter)\w*(?:\s\w+)?\s?[,;x×]",
    re.IGNORECASE,
)
_TOLD_BEFORE = re.compile(
    r"\b(?:lengte|length|länge|hoogte|height|höhe|breedte|width|breite|diepte|depth|tiefe|\w*dikte|\w*dicke|thickness|diameter|durchmesser)\s?(?:[:=]\s?)?(?:(?:van|of|von|max\.?|tot|bis|up to)\s)?\d[\d.,]*(?:\s?(?:mm|cm|m)\b)?(?=[^\d;.]*\b(?!(?:tot|bis|und|and|oder)\b)[a-zäöüß]{4,})",
    re.IGNORECASE,
)
"""A measure that has had its figure, with other words behind it: the length of "lengte 2.500), saw up to 400 mm"."""
_TALL = re.compile(r"^\s?(?:tall|high|wide|deep|hoog|breed|diep|hoch|breit|tief)\b", re.IGNORECASE)
_ROUND_BEFORE = re.compile(r"[Øø⌀∅]\s?(?:(?:tot|bis|up to|to|max\.?|van|von|from|ab|vanaf)\s?)?$", re.IGNORECASE)
_SHORTEST_LIGHT = 1.9e-4
_LIGHT = re.compile(
    r"wavelength\w*|golflengte\w*|wellenlänge\w*|\blasers?\b|\blambda\b|λ|\bAR\b|anti-?re?fle\w*|reflect\w*|reflekt\w*|transmi\w*|coat\w*|beschicht\w*|vergüt\w*|mirrors?|spiegel\w*|\bopti\w*|lens\w*|lins\w*|filter\w*|fib(?:re|er)s?|spectr\w*|spektr\w*|\bUV\b|\bN?IR\b|@|photon\w*|foton\w*",
    re.IGNORECASE,
)
_WALLED = re.compile(
    r"(?:thick\b|wall\b|wand(?:dikte|ung)?\b|dik(?:te)?\b|dick\b|wandst[aä]rke\b|stark\b)", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"[;\n!?]|(?<!\bca)(?<!\bmax)(?<!\bmin)(?<!\bdia)(?<!\bdiam)(?<!\bapprox)(?<!\bincl)(?<!\binkl)[.](?=\s|$)",
    re.IGNORECASE,
)


def kind_of(
    measure: str, value: float, groups: dict[str, str | None], before: str, after: str, own: str
) -> FigureKind | None:
    """What a quantity measures, by its unit, its sign and the words near it."""
    if measure == "mass":
        if own.lower().rstrip(".").endswith(("g", "kilo", "kilos", "gramm", "gram", "lb", "lbs")):
            return "weight"  # how hard a press presses is told in tonnes
        if _MEASURED.search(before) and not _BRAKE.search(before):
            return "weight"  # "bis 3 m und 12 t"
        press, heavy = nearest(_PRESS, before, after), nearest(_HEAVY, before, after)
        return "force" if value >= 1000 and press is not None and (heavy is None or press < heavy) else "weight"
    if measure == "pieces":
        return "batch"
    if measure != "length":
        return measure  # type: ignore[return-value]  # the other measures are kinds of figures by the same name
    return _length(value, groups, before, after, own)


def _length(value: float, groups: dict[str, str | None], before: str, after: str, own: str) -> FigureKind | None:
    """What a length measures: by its sign, then by what stands right beside it, then by the nearest word."""
    if groups.get("sign"):
        return "tolerance"
    if groups.get("round") or groups.get("round2") or _ROUND_BEFORE.search(before):
        return "diameter"
    if own.endswith("nm") and value >= _SHORTEST_LIGHT and _is_light(before, after):
        return None
    for told in _TOLD_BEHIND.finditer(before):
        before = " " * told.end() + before[told.end() :]  # the "lang" of "7,5 m lang, 12 mm" has had its figure
    for told in _TOLD_BEFORE.finditer(before):
        before = before[: told.start()] + " " * (told.end() - told.start()) + before[told.end() :]
    exact = nearest(_CUES[0][1], "", after.split(",")[0])
    if _HOLE_AFTER.match(after) or (exact is None and _HOLE_BEFORE.search(before) and not groups.get("sign")):
        return "diameter"
    if value <= 0.5 and exact is None and (_PUT_ON.search(before) or _PUT_ON_BEHIND.match(after)):
        return "layer"
    if value <= 10 and (_CASE.search(before[-35:]) or _CASE.match(after.lstrip())):
        return "layer"
    if value >= 20 and _DEEP_HOLE.search(before) and (_DEEP.match(after.lstrip()) or _DEEP.search(before[-25:])):
        return "length"
    behind = _behind(after)
    if behind is not None and value > 0.2:
        return behind
    return _by_nearest_word(value, exact, before, re.split(r"\d", after, maxsplit=1)[0], own)


def _by_nearest_word(value: float, exact: int | None, before: str, after: str, own: str) -> FigureKind:
    """What a length measures by the words around it; `exact` tells how near a word of exactness stands behind."""
    cues: list[tuple[int, FigureKind]] = []
    for kind, pattern in _CUES:
        near = nearest(pattern, before, after)
        if near is not None:
            cues.append((near, kind))
    if 0.3 <= value <= 8 and (housed := nearest(_HOUSING, before, after)) is not None:
        cues.append((housed, "thickness"))
    if value > 60 and not _SAID_THICK.search(before + " " + after):
        cues = [cue for cue in cues if cue[1] != "thickness"]  # a plate of that size, not that thick
    kinds = {kind for _, kind in cues}
    if value < 0.1 and "thickness" in kinds and not _SAID_THICK.search(before + " " + after):
        # "PEEK plate, 0,02 mm": nobody cuts plate that thin, somebody asks for that tolerance.
        cues = [cue for cue in cues if cue[1] != "thickness"]
        kinds.discard("thickness")
    if value <= 0.2 and not cues and exact is None and _COATED.search(before):
        return "layer"  # "anodiseren, 1200 stuks, 18 micron"
    if value < 0.2 and (not cues or not kinds & {"layer", "particle", "resolution", "roughness", "thickness"}):
        return "tolerance"
    if value > 0.5:
        # Nobody puts on a layer of millimetres: the coating nearby is another matter.
        cues = [cue for cue in cues if cue[1] != "layer" or (len(kinds) == 1 and value <= 5)]
    if not cues:
        if _TALL.match(after):
            return "size"
        return (
            "length"
            if value >= 1000 and re.search(r"m\b|met(?:er|re)", own, re.IGNORECASE) and "mm" not in own
            else "size"
        )
    return _possible(cues, value, before, after, own)


def _possible(cues: list[tuple[int, FigureKind]], value: float, before: str, after: str, own: str) -> FigureKind:
    """The kind of the nearest word, unless nobody measures so much of it: no tolerance has seven millimetres."""
    kind = min(cues)[1]
    if kind == "tolerance" and value > 5:
        later = [cue for cue in cues if cue[1] != "tolerance"]
        kind = min(later)[1] if later else "size"
    if kind == "roughness" and value > 0.1:
        return "size"
    if kind in ("size", "thickness") and value >= 1000 and "mm" not in own and not _TALL.match(after):
        return "length"
    if kind == "thickness" and value <= 2 and _SPRAYED.search(before + " " + after):
        return "layer"
    if kind == "thickness" and value > 400:
        return "size"
    return kind


def _is_light(before: str, after: str) -> bool:
    """Whether so many nanometres are a wavelength: "AR coating 1064 nm"; what is that exact, fine or thick has said so."""
    light = nearest(_LIGHT, before, after)
    measured = [nearest(pattern, before, after) for kind, pattern in _CUES if kind in _FINE]
    return light is not None and all(
        near is None or light < near for near in (*measured, nearest(_SAID_THICK, before, after))
    )


_FINE = ("tolerance", "resolution", "particle", "roughness")


def _behind(after: str) -> FigureKind | None:
    """What is named right behind a figure: "3,5 m Durchmesser, 14 m Länge", "1 m in diameter", "12 mm wall"."""
    beginning = _OF_IT.sub("", after)
    if _WALLED.match(beginning):
        return "thickness"
    for kind, pattern in _CUES:
        if kind in ("diameter", "length") and pattern.match(beginning):
            return kind
    return None


def nearest(pattern: re.Pattern[str], before: str, after: str) -> int | None:
    """Characters to the nearest cue; one behind the figure counts double, since people say what it is first."""
    nearest: int | None = None
    for match in pattern.finditer(before):
        nearest = len(before) - match.end()
    following = pattern.search(after)
    if following is not None and following.start() < 25:
        behind = following.start() * (1 if following.start() <= 2 else 2)
        nearest = behind if nearest is None else min(nearest, behind)
    return nearest


def around(text: str, start: int, end: int, back: int, ahead: int) -> tuple[str, str]:
    """What stands before and behind, within the clause."""
    before = text[max(0, start - back) : start]
    for match in _CLAUSE.finditer(before):
        before = " " * match.end() + before[match.end() :]
    after = text[end : end + ahead]
    ending = _CLAUSE.search(after)
    return before, after[: ending.start()] if ending else after
