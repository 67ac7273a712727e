# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""How many pieces: batches, yearly numbers, series in words, columns of a table."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from clubhuis.engines.matching.figures.kinds import SERIES, Figure, FigureKind, Series, figure
from clubhuis.engines.matching.figures.patterns import APPROX, TO
from clubhuis.engines.matching.figures.rates import OFTEN, RATE, rate_behind, rate_in_clause, times_a_year
from clubhuis.engines.matching.figures.units import UNIT
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.numbers import NUMBER, number

_BATCH_BEFORE = (
    r"(?i:(?:jaar|jahres)(?:serie[sn]?|volume[ns]?|menge[n]?|stückzahl(?:en)?|bedarf|aantal(?:len)?|productie|produktion|afname)|qty\.?|anzahl|mengen?|hoeveelheid|hoeveelheden|quantity|batch(?:es|grootte| sizes?)?|lot ?sizes?|lots?|(?:proef|nul|test|pilot|null|vor|klein|start)?-?serie(?:s|n|grootte|groottes)?|EAU|seriegröße[n]?|losgröße[n]?|losgroesse[n]?|oplages?|oplagen|"
    r"stückzahl(?:en)?|stueckzahl(?:en)?|aantal(?:len)?|quantit(?:y|ies)|volumes?|auflagen?|auflage|run(?:s| sizes?)?)"
)
_BATCH = re.compile(
    rf"(?<!\w){_BATCH_BEFORE}:?\s+(?:(?:van|von|of|from|ab|vanaf|between|tussen|zwischen|ca\.?|circa)\s+)?(?P<limit>(?i:tot|up to|to|bis zu|bis|max\.?|maximaal|maximal|maximum|höchstens|hoogstens|hooguit|at most|bis höchstens|tot maximaal|tot hoogstens)\s+)?"
    rf"(?P<a>{NUMBER})(?:{TO}(?P<b>{NUMBER}))?(?!\s?(?:%|{UNIT}))(?![\w:])"
)
_ORDERED = re.compile(
    rf"\b(?i:need|require|order|nodig|zoek|zoeken|bestellen|brauchen|benötigen|suchen|supply of|levering van|productie van|production of|herstellung von|fertigung von|maken van)\s+(?:ca\.?\s|circa\s|about\s)?"
    rf"(?P<a>{NUMBER})(?=\s(?!(?:{UNIT}|%|°|dagen|weken|weeks|days|wochen|tage|uur|hours|stunden|jaar|years|jahre|as|assen|axis|axes|achsen|mensen|people|leute|partijen|leveranciers|suppliers|lieferanten|offertes)\b)[a-zäöüß])"
)
_OF_A_YEAR = re.compile(r"annual|yearly|jaarlijks|jährlich|\bjaar|jahres|\bEAU\b", re.IGNORECASE)
_A_RATE = re.compile(
    rf"(?:\b(?P<upper>(?i:up to|to|tot|bis zu|bis|max\.?|maximum|maximaal|maximal|at most|höchstens|hoogstens|hooguit|no more than|not more than|niet meer dan|nicht mehr als))\s(?:(?:of|is|van|von)\s)?(?i:{APPROX})?|\b(?P<lower>(?i:from|vanaf|ab|min\.?|minimum|minimaal|mindestens|minstens|at least))\s(?i:{APPROX})?)?"
    rf"(?<![\w.,\-–/])(?:(?P<low>{NUMBER}){TO})?(?P<a>{NUMBER})\s?(?:(?!(?i:(?:{UNIT}|uur|uren|hours?|stunden|dagen|days?|tagen?|weken|weeks?|wochen|keer|times|mal|euro|eur)(?!\w))|\d)[A-Za-zÄÖÜäöüß-]{{2,25}}\s){{0,2}}?{RATE}"
)
_THING = re.compile(
    rf"(?:^|[:;|()]\s?|,\s|\b(?!(?i:week|wk|kw|zone|level|niveau|stufe|pos|klasse|class|grade|graad|type|dn|maat|ral|model|nr|no|modul|module|ip|fig|step|stap|size|pn|norm|din|iso|en|rvs|aisi|ss|alu|aluminium|staal|steel|stahl|edelstahl|werkstoff|sinds|since|seit|in|anno)\s)[a-zäöüßé]{{2,}}\s|\b(?i:aan|een|en|and|und|of|van|met)\s)"
    rf"(?P<a>(?:[1-9]\d{{0,2}}(?:[.,]\d{{3}})+|[1-9]\d{{0,5}}k?))\s"
    rf"(?!(?i:(?:{UNIT}|x|weekends?|nights?|nachten|nächten?|shore|gauge|bars?|polig\w*|pins?|aderig\w*|shift\w*|zoll|inch\w*|HV|HB|bit|dagen?|werkdagen|weken|maanden|weeks?|days?|months?|wochen?|tagen?|monaten?|uur|uren|hours?|stunden?|minuten|minutes|jaar|jaren|years?|jahren?|assig\w*|as|axis|axes|axle|achsen?|achsig\w*|"
    rf"mensen|man|people|persons?|personen|leute|mann|operators?|engineers|ingenieurs|ingenieure|medewerkers|mitarbeiter\w*|employees|constructeurs|konstrukteure\w*|monteurs?|fitters|technici|techniker\w*|technicians|programmeurs|programmers|designers|welders|schweißern?|trainees|leerlingen|lehrlingen?|auszubildende\w*|sides|zijden|seiten|languages|talen|sprachen|holes|gaten|bohrungen|löcher|times|percent|minut\w+|plaatsen|places|stellen|schritten?|deelnemers|teilnehmer\w*|participants|collega\w*|vakmensen|lassers|frezers|students?|studenten|"
    rf"partijen|leveranciers|suppliers|lieferanten|offertes|bedrijven|companies|firmen|klanten|customers|kunden|landen|countries|vestigingen|locaties|standorte|machines?|maschinen|graden|grad|degrees|procent|percent|prozent|"
    rf"kilometer|km|euro|eur|micron\w*|lagen|layers|lagig\w*|kanalen|channels|posities|bewerkingen|stappen|steps|soorten|kleuren|colou?rs|varianten|variants|ploegen|shifts|schichten|keer|times|mal|januari|februari|maart|april|mei|juni|juli|augustus|september|o[kc]tober|november|de[cz]ember|january|february|march|may|june|july|august|januar|februar|märz|mai|ton\w*|graad|grade|klasse|class|of|or|en|and|und|bis|tot|to)\b))"
    rf"(?P<thing>[A-Za-zÄÖÜäöüß][\w-]{{2,}})"
)
_A_LOT = re.compile(
    rf"(?<![\w.,\-–/])(?:(?P<upper>(?i:up to|tot|bis zu|bis|max\.?|maximaal|maximal))\s)?(?:(?P<low>{NUMBER}){TO})?(?P<a>{NUMBER})\s(?:(?!(?i:{UNIT}|uur|uren|hours?|stunden|dagen|days?|euro|eur)(?!\w))[A-Za-zÄÖÜäöüß-]{{3,25}}\s){{0,2}}?(?i:(?:per|pro|a|each|je)\s(?:batch|lot|serie|series|run|order|bestelling|opdracht|los|charge|auftrag|bestellung|call-?off|afroep|abruf|oplage|auflage))(?!\w)"
)
_COUNTED = re.compile(
    rf"(?i:\b(?:ca\.?|circa|about|approx\.?|approximately|etwa|ungefähr|ongeveer|zo'n|rund)\s)(?P<a>{NUMBER})(?=\s(?!(?:{UNIT}|%|°|dagen|weken|weeks|days|wochen|tage|uur|hours|stunden|jaar|years|jahre|mensen|people|leute|medewerkers|employees|mitarbeiter\w*|km|kilometer|euro|EUR)\b)[a-zäöüß]{{4,}})"
)
_ABOUT_SO_MANY = re.compile(
    rf"\b(?i:een stuk of|een stuk|a good|an estimated|about some)\s(?P<a>{NUMBER})(?!\s?(?:%|{UNIT}))(?!\w)"
)
_FROM_ONE = re.compile(
    rf"\b(?i:enkel-?stuks?|losse stuks|enkele stuks|(?:1|een|a|ein(?:em)?) (?:stuks?|piece|part|stück|prototyp\w*)|one[- ]offs?(?: jobs?| pieces?)?|single (?:pieces?|parts?)|a single (?:piece|part)|einzelst[uü]cke?n?|einzelteile?n?|prototyp\w*)\s(?i:tot en met|tot|to|up to|through|bis zu|bis)\s(?i:{APPROX})?(?i:series? (?:van|of|von)\s|serien (?:von|bis)\s|batches (?:of\s)?)?(?P<a>{NUMBER})(?!\s?(?:%|(?i:mm|cm|m|kg|ton|t)\b))(?!\w)(?:\s?(?i:stuks?|st\.?|pieces|pcs\.?|stück|stk\.?|parts|teile))?"
)
_LEAST = r"(?i:(?:min\.?|minimale|minimaal|minimum|mindest|minimal)[ -]?(?:bestel(?:hoeveelheid|aantal)|afname|oplage|order(?: quantity| size| value)?|batch(?: size)?|quantity|bestellmenge|abnahmemenge|losgröße|stückzahl|menge)|MOQ|mindest(?:bestell)?menge|mindestlosgröße|mindestabnahme)"
_AT_LEAST = re.compile(
    rf"\b{_LEAST}(?:\s(?:is|van|of|von|ist|beträgt|bedraagt))?\s?[:=]?\s?(?P<a>{NUMBER})(?!\s?(?:%|€|(?i:euro?|mm|kg)\b))(?!\w)"
)
_NO_LEAST = re.compile(rf"\b(?i:no|geen|keine?|without|zonder|ohne)\s{_LEAST}", re.IGNORECASE)
_OFTEN_BEFORE = re.compile(
    rf"\b{OFTEN}\b[^.,;:\d|]{{1,40}}?(?<![\w.,\-–/])(?:(?P<low>{NUMBER}){TO})?(?P<a>(?>{NUMBER}))\s(?!(?:{UNIT})|%|€)(?!(?i:uur|hours?|stunden|dagen|days?|tagen?|weken|weeks?|wochen|klanten|customers|kunden|medewerkers|euro)\b)[A-Za-zÄÖÜäöüß]{{4,}}"
)
_TIMES = re.compile(r"(?<![\w.,])(?P<a>[1-9]\d{0,3})\s?[x×](?=\s*$|\s*[,;\n]|\s[A-Za-zÄÖÜäöüß]{3})")
_HEAD = re.compile(r"^\W*(?:aantal(?:len)?|anzahl|menge|stückzahl|qty\.?|quantity|st\.?|stuks|pcs)\W*$", re.IGNORECASE)
_SPANNED = re.compile(
    r"\s?(?:,?\s?(?:to|tot en met|tot|bis zu[rm]?|bis|up to|through|t/m)|-|–)\s?(?:(?:a|een|einer|full|de|der)\s)?(?:(?:batch(?:es)?|series?|lots?|losgrößen?|serien|oplagen?)\s(?:of|van|von)\s)?",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\s?(?:en|and|und|&|/|,)\s?", re.IGNORECASE)
_REACH: dict[str, float] = {"prototype": 10, "small": 200, "medium": 2_000, "large": 100_000_000}


_SERIES: tuple[tuple[Series, re.Pattern[str]], ...] = (
    ("prototype", re.compile(r"\b(?:prototyp\w*|enkel-?stuk\w*|stuks(?= (?:en|tot) )|stukwerk|einzelst[uü]ck\w*|einzelteil\w*|einzelanfertigung\w*|one[- ]offs?|single pieces?|proefmodel\w*|proefstuk\w*|musterteil\w*|erstmuster\w*|sample parts?|stuksproductie|losse stuks)\b", re.IGNORECASE)),
    ("small", re.compile(r"\b(?:kleine(?:re)? (?:en middel(?:grote)? )?(?:serie\w*|oplage\w*|aantal\w*|batch\w*|losgr\w*|st[uü]ckzahl\w*|volumes)|klein(?:st)?serie\w*|small(?:er)? (?:series|batch\w*|lots?|runs?|volumes?|quantit\w+)|low[- ]volume|kleinstserie\w*|short runs?|small[- ]series|small[- ]batch)\b", re.IGNORECASE)),
    ("small", re.compile(r"\b(?:kleine|small)(?= (?:tot|to|bis|en|and|und|-|–) (?:middel\w*|medium|mittlere\w*)[ -]?(?:grote |großen? |sized? )?(?:serie|batch|lot|run|volume))", re.IGNORECASE)),
    ("medium", re.compile(r"\b(?:middel(?:grote)?[- ]?(?:serie\w*|oplage\w*)|middelgrote (?:serie\w*|oplage\w*|aantallen)|medium(?:[- ]sized?)?[- ](?:series|batch\w*|runs?|volumes?|lots?)|mittlere\w* (?:serie\w*|losgr\w*|st[uü]ckzahl\w*)|mittelserie\w*|mid[- ]volume)\b", re.IGNORECASE)),
    ("large", re.compile(r"\b(?:grote(?:re)? (?:serie\w*|oplage\w*|aantallen|volumes)|gro(?:ß|ss)e\w* (?:serie\w*|losgr\w*|st[uü]ckzahl\w*)|gro(?:ß|ss)serie\w*|(?:large|high)[- ](?:series|batch\w*|runs?|volumes?|lots?|quantit\w+)|mass[- ]?produc\w*|massaproductie|massafabricage|massenfertigung|massenproduktion)\b", re.IGNORECASE)),
)  # fmt: skip


def batches(text: str, language: Language) -> Iterator[Figure]:
    """Numbers of pieces that are told by the word before or behind them, or by the head of their column."""
    yield from _rates(text, language)
    for match in _A_LOT.finditer(text):
        count = number(match["a"], language, whole=True)
        low = number(match["low"], language, whole=True) if match["low"] else None if match["upper"] else count
        yield figure("batch", low, count, text, match.start("low" if match["low"] else "a"), match.end())
    for match in _AT_LEAST.finditer(text):
        yield figure("batch", number(match["a"], language, whole=True), None, text, match.start(), match.end())
    for match in _NO_LEAST.finditer(text):
        yield figure("batch", 1, None, text, match.start(), match.end())
    for match in _BATCH.finditer(text):
        try:
            a = number(match["a"], language, whole=True)
            b = number(match["b"], language, whole=True) if match["b"] else None
        except ValueError:
            continue
        low, high = (a, a) if b is None else (min(a, b), max(a, b))
        behind = rate_behind(text[match.end() : match.end() + 60])
        times = behind[0] if behind else rate_in_clause(text[match.end() : match.end() + 60])
        if times is None and _OF_A_YEAR.search(text[max(0, match.start() - 12) : match.start() + 6]):
            times = 1.0
        kind: FigureKind = "batch" if times is None else "yearly"
        end = match.end() + (behind[1] if behind else 0)
        found = figure(kind, low * (times or 1), high * (times or 1), text, match.start(), end)
        yield replace(found, low=None) if match["limit"] and b is None else found
    for match in _OFTEN_BEFORE.finditer(text):
        times = times_a_year(match)
        counts = [number(match[name], language, whole=True) * times for name in ("low", "a") if match[name]]
        # How many they make says what they can, not what is too few.
        yield figure("yearly", counts[0] if len(counts) > 1 else None, counts[-1], text, match.start(), match.end("a"))
    for match in _ORDERED.finditer(text):
        count = number(match["a"], language, whole=True)
        if count >= 2 and count == int(count):
            yield figure("batch", count, count, text, match.start("a"), match.end("a"))

    for pattern in (_COUNTED, _ABOUT_SO_MANY):
        for match in pattern.finditer(text):
            count = number(match["a"], language, whole=True)
            if count >= 2 and count == int(count):
                yield figure("batch", count, count, text, match.start("a"), match.end("a"))
    yield from _columns(text, language)


def from_one(text: str, language: Language) -> Iterator[Figure]:
    """ "One-offs to batches of 200", "van één stuk tot 200": a range that begins with a single piece."""
    for match in _FROM_ONE.finditer(text):
        behind = rate_behind(text[match.end() : match.end() + 40])
        kind: FigureKind = "batch" if behind is None else "yearly"
        most = number(match["a"], language, whole=True) * (behind[0] if behind else 1)
        yield figure(kind, 1, most, text, match.start(), match.end() + (behind[1] if behind else 0))


def _rates(text: str, language: Language) -> Iterator[Figure]:
    """ "5.000 per kwartaal", "up to 200 a year", "10 tot 150 systemen per jaar"."""
    for match in _A_RATE.finditer(text):
        times = times_a_year(match)
        counts = [number(match[name], language, whole=True) * times for name in ("low", "a") if match[name]]
        low = None if match["upper"] and len(counts) == 1 else min(counts)
        high = None if match["lower"] and len(counts) == 1 else max(counts)
        yield figure("yearly", low, high, text, match.start("low" if match["low"] else "a"), match.end())


_ORDERING = re.compile(
    r"(?:^|[:;|(,.]\s?|\b(?:need|require|order|have|after|zoek|zoeken|nodig|bestellen|brauchen|benötigen|suchen|haben|make|made|making|maken|lever(?:en|ing)|kan|can|kann|wer|wie|who|die|that|of|for|an|aan|on|van|von|voor|für|ons|us|uns|our|onze|unsere|alle|all|these|deze|diese)\s(?:wij |we |wir |ik |ich |zijn |sind |are )?)$",
    re.IGNORECASE,
)
"""What stands before a number in words that says how many are wanted: a part has "two holes", too."""


def things(text: str, language: Language, spelled_at: Collection[int] = ()) -> Iterator[Figure]:
    """ "12 flensen", "series of 300 housings": in a need a number before a thing says how many; elsewhere it may say anything.

    `spelled_at` says which numbers were written as words.
    """
    for match in _THING.finditer(text):
        if match.start("a") in spelled_at and not _ORDERING.search(text, 0, match.start("a")):
            continue
        count = number(match["a"], language, whole=True)
        if 1950 <= count < 2050 and match.start() and text[match.start()] not in ":;|,(":
            continue  # "in 2024 products" is a year
        if count >= (10 if match["thing"].lower() == "assen" else 2):  # five axes, but twelve shafts
            times = rate_in_clause(text[match.end() : match.end() + 60])
            kind: FigureKind = "batch" if times is None else "yearly"
            yield figure(kind, count * (times or 1), count * (times or 1), text, match.start("a"), match.end("a"))
    for match in _TIMES.finditer(text):
        yield figure("batch", float(match["a"]), float(match["a"]), text, match.start(), match.end())


def _columns(text: str, language: Language) -> Iterator[Figure]:
    """The numbers below "Aantal" in a table drawn with bars; its rows stand on lines of their own or behind each other."""
    cells = [(match.group().strip(), match.start(), match.end()) for match in re.finditer(r"[^|\n]+", text)]
    if "|" not in text:
        return
    rows: list[list[tuple[str, int, int]]] = [[]]
    for cell, start, end in cells:
        if not cell:
            rows.append([])
        else:
            rows[-1].append((cell, start, end))
            if text[end : end + 1] == "\n":
                rows.append([])
    heads: list[str] = []
    for row in filter(None, rows):
        wanted = [place for place, (cell, _, _) in enumerate(row) if _HEAD.match(cell)]
        if wanted:
            heads = [cell for cell, _, _ in row]
            continue
        for place, head in enumerate(heads[: len(row)]):
            cell, start, end = row[place]
            if _HEAD.match(head) and re.fullmatch(rf"{NUMBER}", cell):
                count = number(cell, language, whole=True)
                yield figure("batch", count, count, text, start, end)


def spanned(found: list[Figure], text: str) -> list[Figure]:
    """ "Single pieces to batches of 200" begins at one piece: the second figure of such a pair takes in the first.

    Who makes "small and medium series" also makes what lies between the two.
    """
    counts = [one for one in found if one.kind in ("batch", "yearly")]
    joined: dict[int, Figure | None] = {}
    for first, second in itertools.pairwise(counts):
        between = text[first.end : second.start]
        if first.series and second.series and _TOGETHER.fullmatch(between):
            joined[id(second)] = replace(second, low=first.low, high=_REACH[second.series], series="")
        elif first.low is not None and _SPANNED.fullmatch(between):
            high = second.high if second.high is not None else second.low
            joined[id(first)] = None
            joined[id(second)] = replace(second, low=first.low, high=high, series="", start=first.start)
    told = (joined.get(id(one), one) for one in found)
    return [one for one in told if one is not None]


def series_in_words(text: str, language: Language) -> Iterator[Figure]:
    """Prototypes, small, medium and large series."""
    for series, pattern in _SERIES:
        for match in pattern.finditer(text):
            low, high = SERIES[series]
            yield replace(figure("batch", low, high, text, match.start(), match.end()), series=series)
