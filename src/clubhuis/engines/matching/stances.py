# ruff: noqa: E501  (patterns are easier to check when each stands on one line)
"""Whether something is said, denied, planned, left to a partner or done on request, and how far such a word reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

Stance = Literal["stated", "denied", "planned", "partner", "on_request"]

_CLAUSE_END = re.compile(
    r"[,;:.!?\n|](?=\s|$)|\s(?:maar|but|aber|doch|echter|however|jedoch|wel|sondern)\s|\s[-–—]\s", re.IGNORECASE
)
_HARMLESS = (
    r"(?!\s+(?:alleen|only|nur|just|enkel|slechts|zomaar|merely|limited|beperkt|bloß))"
    r"(?!\s+(?:een |a |any |ein )?(?:probleem|problem|issue|bezwaar|minimum|minimale|minimaal|moq|mindest\w*|later|moeilijk|difficult|schwierig|expensive|duur|teuer|meer dan|more than|mehr als|te\s|verder dan|further|weiter als|"
    r"groter dan|larger than|größer als|zwaarder dan|heavier than|schwerer als|langer dan|longer than|länger als|over de |verrassing|surprises?|frage|zweifel|doubt|twijfel|wonder|gedoe|zorgen|worries|hidden|verborgen|tooling costs?|startkosten|fratsen))"
)
_NOT = re.compile(
    rf"\b(?:ni[eé]t|nooit|not|don't|doesn't|do not|cannot|can't|never|nicht|nie|no longer(?! than)|nicht mehr(?! als)|niet meer(?! dan))\b{_HARMLESS}",
    re.IGNORECASE,
)
"""Goes with a verb: it reaches forward, or back over its clause where nothing else follows."""
_NO = re.compile(rf"\b(?:g[eé][eé]n|no|none|kein|keine[nrms]?|neither|nor|noch geen)\b{_HARMLESS}", re.IGNORECASE)
"""Goes with a noun behind it, or stands last: "ISO 13485 haben wir keine"."""
_WITHOUT = re.compile(
    rf"\b(?:zonder|without|ohne|except(?:ing)?|excluding|behalve|uitgezonderd|met uitzondering van|ausgenommen|außer|ausser|exclusief)\b{_HARMLESS}",
    re.IGNORECASE,
)
"""Goes with what follows, and with nothing else."""
_SUPPLIERS = r"(?:suppliers?|shops?|vendors?|compan(?:y|ies)|firms?|bidders?|leveranciers?|toeleveranciers?|bedrij(?:f|ven)|partij(?:en)?|inschrijvers?|lieferant(?:en)?|anbieter[n]?|firm(?:a|en)|betriebe?n?|unternehmen|bieter[n]?|who(?:ever)?|wie|wer|anyone|iemand|jemand)"
_TURNED_DOWN = re.compile(
    r"\b(?:not|niet|nicht|never|nooit|nie|cannot|can't|don't|won't|niemand|nobody|no[- ]one|no|geen|keine?n?|kein|vallen af|valt af|afgewezen|uitgesloten|buiten beschouwing|ausgeschlossen|scheide[tn]|entfallen|entfällt|excluded|disqualified|rejected|ignored|unberücksichtigt|zwecklos|zinloos|pointless|in vain)\b",
    re.IGNORECASE,
)
_NO_ONE_WITHOUT = re.compile(
    rf"(?:\b{_SUPPLIERS}\b[^.;!?\n]{{0,40}}\b|(?<![^.;!?\n]\s)(?<![\w,]\s)\b)(?:zonder|without|ohne|lacking)\b",
    re.IGNORECASE,
)
""" "Suppliers without ISO 9001 are not considered" asks for ISO 9001."""
_NEEDLESS = re.compile(
    r"\b(?:(?:is|ist|are|sind|zijn)\s)?(?:kein(?:e)? (?:muss|bedingung|pflicht|voraussetzung|anforderung)|geen (?:must|eis|vereiste|voorwaarde|verplichting|noodzaak)|(?:no|not a) (?:must|requirement|condition|need)|not (?:mandatory|necessary|needed|required|essential)|niet (?:verplicht|nodig|vereist|noodzakelijk)|nicht (?:nötig|erforderlich|zwingend|notwendig|verlangt)|unnecessary|overbodig|unnötig|hoeft niet|hoeven niet)\b",
    re.IGNORECASE,
)
"""What is not asked for after all."""
_SAVE = re.compile(
    r"\b(?:except(?: for)?|excepting|other than|apart from|behalve|uitgezonderd|met uitzondering van|anders dan|afgezien van|op .{1,30} na|ausgenommen|außer|ausser|abgesehen von)\b",
    re.IGNORECASE,
)
"""Takes something out of what is said: behind a no it says yes ("no machining other than drilling")."""
_ASKED_FIRST = (
    r"(?:op aanvraag|in overleg|na overleg|overleggen|on request|upon request|on enquiry|on inquiry|auf anfrage|nach (?:absprache|rücksprache|vereinbarung)|in absprache|(?:after|upon|on|in) consultation|by arrangement|"
    r"(?:please )?ask (?:us|first|about it)|fragen sie|bitte (?:an)?fragen|vraag (?:ernaar|ons|het ons|er naar)|bespreekbaar|negotiable|te bespreken|case by case|case-by-case|im einzelfall|per geval(?: te bekijken)?|incidenteel|by exception|bij uitzondering|ausnahmsweise|in exceptional cases)"
)
_ON_REQUEST = re.compile(rf"\b{_ASKED_FIRST}(?!\w)", re.IGNORECASE)
"""Done perhaps: who wants it asks first."""
_ONLY_THAT = re.compile(
    rf"[\s(]*(?:(?:and|en|und|alleen|only|nur|enkel|slechts|ook|also|auch|eventueel)\s)?{_ASKED_FIRST}(?:\s(?:and|en|und|alleen|only|nur|ook|also|auch))?[\s)]*",
    re.IGNORECASE,
)
_REFUSING = re.compile(
    r"\b(?:(?:not|niet|nicht) (?:among|part of|in|within|onder|bij|tot|zu|zum|teil|bestandteil|unter) (?:our|ons|onze|unser\w*|het|dem?)|(?:hoort|horen|behoort|behoren|gehört|gehören) (?:\w+ ){0,2}(?:niet|nicht)|elders|elsewhere|anderswo|woanders|doorverwijz\w*|verwijzen (?:wij|we|wir)|verweisen wir|refer (?:you|customers|that|this|these|those)|lehnen wir|ablehnen|decline[sd]?|refuse[sd]?|turn (?:down|away)|weigeren|verzichten wir|afgestoten|opgegeven|"
    r"gestopt|stopgezet|gestaakt|beëindigd|aufgegeben|eingestellt|abgegeben|abgebaut|discontinued|ceased|stopped|retired|gave up|sold off|out of (?:our )?scope|outside (?:of )?our|beyond our|buiten (?:ons|onze)|außerhalb unser\w*|liegt uns|ontbreekt|ontbreken|lacks?|lacking|fehlt|fehlen|"
    r"(?:aan|to|an|den|die) (?:andere[nr]?|others|specialisten|specialists|spezialisten|collega's)(?: over| überlassen)?|überlassen wir|entfällt|n\.?v\.?t\.?(?!\w)|n/a)(?!\w)",
    re.IGNORECASE,
)
"""Says no in a roundabout way, of the whole clause."""
_CELL = re.compile(
    r"(?<=[:=|])\s*(?:(?P<no>nein|nee|no|none|geen|keine?|niet|nicht vorhanden|nicht möglich|niet mogelijk|not available|n\.?v\.?t\.?|n/a|entfällt|[✗✘❌])|(?P<partner>extern\w*|via (?:een )?partner\w*|partner\w*|uitbesteed|outsourced|subcontracted|fremdvergabe|zukauf|inkoop))\s*(?=[|;,.)\n]|$)",
    re.IGNORECASE,
)
"""The answer in a table: "Lackieren: nein", "Pulverbeschichten | extern"."""
_CELL_START = re.compile(r"[|;.\n,](?=\s|$)|^")
_LIST_GOES_ON = re.compile(
    r",\s(?:[\w/-]+(?:\s[\w/-]+){0,3},\s)*[\w/-]+(?:\s[\w/-]+){0,3},?\s(?:or|of|oder|noch|nor|en ook geen)\s[\w/-]+"
)
_ONESELF = re.compile(
    r"\b(?:niet|not|nicht) (?:zelf|in eigen huis|in huis|in-?house|ourselves|selbst|selber|im (?:eigenen )?haus\w*|hier|here)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"\b(?:in voorbereiding|in preparation|in vorbereitung|being prepared|gepland|planned|geplant|binnenkort|working towards|werken (?:toe )?naar|op weg naar|streven naar|aiming (?:for|at)|ambiti\w+|verwachten|verwachtet|erwarten|erwartet|expecting|expect|anticipat(?:ed|ing)|"
    r"beoogd|beogen|angestrebt|streben|nastreven|on the roadmap|pending|im aufbau|in opbouw|in behandeling|verwacht(?: in)?|expected(?: in| by)?|nog niet|not yet|noch nicht|(?:druk |nog )?bezig met|mee bezig|working on|in progress|under ?way|im gange|hoffen|hopen (?:we|wij)|we hope|volgt (?:dit|in|komend|eind|begin|volgend|nog|binnenkort)|folgt (?:im|in|dieses|bis|noch)|follow(?:s|ing)? (?:this|in|next|soon)|volgend jaar|next year|nächstes jahr|komend jaar|"
    r"(?:staat|staan|steht|stehen|is|are|ist|sind)\s(?:[\w-]+\s){0,4}?(?:op|on|auf|in)\s(?:the |de |der |dem |onze |our |unserer |unserem |het )?(?:plan|agenda|planning|programma?|pipeline|rol|wunschliste|verlanglijst\w*|to-?do\w*)|(?:audit|certificering|zertifizierung|certification|beoordeling)\b[^.;,]{0,30}?\b(?:booked|scheduled|geboekt|ingepland|gebucht|terminiert|angesetzt|eingeplant)|vorgesehen|voorzien voor|geplante[rn]?|planned for|steht an|staat voor 20\d\d|(?:for|für|voor|in|im) (?:frühjahr |herbst |sommer |spring |autumn |summer |het voorjaar |het najaar |begin |mid |eind |ende |late |early )?20\d\d (?:gepland|geplant|planned|verwacht|erwartet|expected)|we (?:will|plan to|intend to|hope to|want to|aim to) (?:be|get|become|obtain|have)|(?:wij|we) (?:gaan|willen) (?:ons |voor )|wir (?:wollen|werden) uns|"
    r"audit (?:is |in |im |on )?(?:gepland|planned|geplant|voorjaar|najaar|zomer|spring|autumn|summer|frühjahr|herbst|20\d\d|q[1-4])|in aanvraag|aangevraagd|applied for|beantragt|in ontwikkeling naar|(?:re)?zertifizierung läuft|certificering loopt|traject|"
    r"verlopen|expired|abgelaufen|lapsed|verlängert haben wir|niet verlengd|not renewed|nicht verlängert|ingetrokken|withdrawn|zurückgezogen|geschorst|suspended|ausgesetzt|ooit|vroeger|formerly|früher)\b",
    re.IGNORECASE,
)
_OTHERS = (
    r"(?:(?:netwerk|kooperations|samenwerkings|zakelijke |vaste )?partner\w*|toeleverancier\w*|co-?makers?|onderaannemer\w*|subcontractors?|subunternehmer\w*|suppliers|zulieferer\w*|derden|dritte[nr]?|third part\w+|"
    r"collega(?:-?bedrij\w+|'s)?|kollegen?|zuster(?:bedrijf|onderneming)\w*|sister compan\w+|schwester(?:firma|unternehmen|betrieb)\w*|netwerk|network|netzwerk|specialist(?:en|s)? in de buurt|(?<=vaste )(?:adres(?:sen)?|relaties?|bedrij\w+))"
)
_OURS = r"(?:onze?|our|unser(?:e[mnrs]?)?|mijn|een|a|an|eine?[mnr]?|de|der|die|the|another|andere[nr]?|ander)"
_FRIENDS = r"(?:\w*partner\w*|collega(?:-?bedrij\w+|'s)?|colleagues?|kollegen?|zuster(?:bedrijf|onderneming)\w*|sister compan\w+|schwester(?:firma|unternehmen|betrieb)\w*|dochter(?:bedrijf|onderneming)\w*|tochter(?:firma|unternehmen|gesellschaft)\w*|buur(?:man|bedrijf|en)|nachbar\w*|neighbou?rs?|specialist(?:en|s)?|spezialist(?:en)?|onderaannemer\w*|subcontractors?|subunternehmer\w*|co-?makers?|toeleverancier\w*)"
_DOES = r"(?:doet|doen|macht|machen|does|do|verzorg(?:t|en)|übern(?:immt|ehmen)|handles?|takes? care|erledig(?:t|en)|regelt|regelen|coats?|levert|provides?|kommt|kommen|komt|komen|comes?|gebeurt|geschieht|erfolgt|läuft|laufen|loopt|lopen|runs?|gaat|geht|gehen|goes|go|wird|werden|wordt|worden|is|are|ligt|liegt)"
_PARTNER_DOES = re.compile(
    rf"\b{_DOES}\s(?:(?!niet|not|nicht)\w+\s){{0,3}}?{_OURS}\s(?:[\w-]+\s){{0,2}}?{_FRIENDS}\b|\b(?:onze?|our|unser(?:e[mnrs]?)?|een|a|ein)\s(?:[\w-]+\s){{0,2}}?{_FRIENDS}\s(?:[\w-]+\s){{0,4}}?(?:doet|doen|macht|machen|does|do|verzorg(?:t|en)|übern(?:immt|ehmen)|handles?|erledig(?:t|en)|levert|liefert|provides?)\b",
    re.IGNORECASE,
)
"""The partner as the one who does it: "coaten doet een collega in Delft", "unser Partner übernimmt das Härten"."""
_PARTNER = re.compile(
    r"\b(?:via|through|über|with|mit|door|bij|by|bei|durch|aan|to|an|van|in samenwerking met|together with)\s+(?:onze?\s|een\s|our\s|a\s|unsere[mnr]?\s|eine[mnr]?\s|der\s|den\s|de\s|the\s)?(?:vaste\s|trusted\s|fixed\s|feste[nrm]?\s|ervaren\s|langjährige[nrm]?\s|local\s|lokale[nrm]?\s|regionale[nrm]?\s|"
    rf"bewährte[nrm]?\s|long-standing\s|approved\s|qualified\s|gekwalificeerde\s|netwerk(?:\s?van)?\s|network of\s|externe[nrm]?\s|external\s|andere\s|other\s)*{_OTHERS}\b|"
    r"\b(?:uitbesteed|uitbesteden|besteden (?:wij|we) uit|outsourced?|outsourcing|subcontract(?:ed|s|ing)?|extern vergeben|fremdvergeben|ausgelagert|vergeben wir|(?:laten|lassen) (?:wij|we|wir) (?:extern|elders|auswärts|door|von)|(?:regelen|organiseren|verzorgen) (?:wij|we) (?:extern|via)|we (?:arrange|organi[sz]e|buy in)|bought[- ]in|kaufen wir zu|zugekauft|kopen (?:wij|we) in|ingekocht|geben wir (?:weiter|außer haus)|gaat de deur uit|gaan de deur uit|(?:we )?send out|sent out|außer haus|buitenshuis)\b",
    re.IGNORECASE,
)


def stances(text: str, content: Sequence[int]) -> Iterator[tuple[int, int, Stance]]:
    """Stretches of a text in which things are denied, planned, left to a partner or done on request, the one that counts first.

    `content` says where something is named that a denial can be about: behind such a word it reaches forward, and
    back over the clause where nothing follows ("ISO 13485 hebben we niet"). A clause that names nothing itself answers
    the one before it ("Cast iron? No, sorry").
    """
    partners = sorted(match.span() for pattern in (_PARTNER, _PARTNER_DOES) for match in pattern.finditer(text))
    for match in _SAVE.finditer(text):
        begin, end = _clause(text, match.start(), match.end())
        if any(pattern.search(text, begin, match.start()) for pattern in (_NOT, _NO)):
            yield match.start(), end, "stated"
    for match in _NO_ONE_WITHOUT.finditer(text):
        end = _sentence_end(text, match.end())
        before = text[: match.start()]
        begin = match.start() - len(re.split(r"[.!?\n](?=\s)", before)[-1])
        if _TURNED_DOWN.search(text, match.end(), end) or _TURNED_DOWN.search(text, begin, match.end()):
            yield begin, end, "stated"
    for match in _NEEDLESS.finditer(text):
        yield (*_reach(text, match.start(), match.end(), content), "denied")
    for match in _CELL.finditer(text):
        begin = max((start.end() for start in _CELL_START.finditer(text, 0, match.start() - 1)), default=0)
        yield begin, match.end(), "denied" if match["no"] else "partner"
    for match in _PLAN.finditer(text):
        yield (*_reach(text, match.start(), match.end(), content), "planned")
    for match in _ONESELF.finditer(text):
        if any(_same_sentence(text, match.start(), start) for start, _ in partners):
            yield (*_reach(text, match.start(), match.end(), content), "partner")
    for start, end in partners:
        yield (*_reach(text, start, end, content), "partner")
    for match in _REFUSING.finditer(text):
        yield (*_reach(text, match.start(), match.end(), content), "denied")
    for pattern in (_NOT, _NO, _WITHOUT):
        for match in pattern.finditer(text):
            begin, end = _clause(text, match.start(), match.end())
            if pattern is _NOT:
                last = bool(_IS.search(text, begin, match.start())) or not any(
                    match.end() <= place < end for place in content
                )
            else:
                last = pattern is _NO and not re.search(r"\w", text[match.end() : end])
            if last:
                begin, end = _reach(text, match.start(), match.end(), content)
            yield begin if last else match.start(), end if last else _list_end(text, end), "denied"
    for match in _ON_REQUEST.finditer(text):
        yield (*_requested(text, match.start(), match.end(), content), "on_request")


_IS = re.compile(
    r"\b(?:is|are|was|were|be|been|wordt|worden|wird|werden|ist|sind|zijn)\s(?:hier |here |bei uns |bij ons )?$",
    re.IGNORECASE,
)
"""What is not done is what stands before: "plastics are not machined here"."""


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    begin = 0
    for match in _CLAUSE_END.finditer(text, 0, start):
        begin = match.end()
    ending = _CLAUSE_END.search(text, end)
    return begin, ending.start() if ending else len(text)


_ANSWERS = re.compile(r"[?:–—-]\s*$")
_POINTS_BACK = re.compile(
    r"\s*(?:en |and |und |maar |but |aber )?(?:die|dat|dit|deze|daar\w*|hier\w*|dies\w*|das|den|dem|da\w{2,5}|welche\w*|which|that|this|these|those|all of (?:which|this|that)|beide?s?|both|alles|all das)\b",
    re.IGNORECASE,
)


def _reach(text: str, start: int, end: int, content: Sequence[int]) -> tuple[int, int]:
    """The clause of a word; with the one before it where this one names nothing and answers it or points back to it."""
    begin, until = _clause(text, start, end)
    if text.rfind(")", begin, start) >= 0 and (opening := text.rfind("(", 0, begin)) >= 0:
        begin = _clause(text, opening, opening)[0]  # "finishing (paint, zinc) by partners"
    if begin == 0 or any(begin <= place < until for place in content):
        return begin, until
    boundary = text[max(0, begin - 3) : begin]
    if "\n" in boundary or not (_ANSWERS.search(boundary) or _POINTS_BACK.match(text, begin)):
        return begin, until
    return _clause(text, begin - len(boundary.lstrip()) if boundary.strip() else begin - 1, begin)[0], until


def _requested(text: str, start: int, end: int, content: Sequence[int]) -> tuple[int, int]:
    """As `_reach`; "and, on request, titanium" is about what follows, "Titan, auf Anfrage" about what comes before."""
    begin, until = _clause(text, start, end)
    if any(begin <= place < until for place in content) or not _ONLY_THAT.fullmatch(text, begin, until):
        return _reach(text, start, end, content)
    if text[until : until + 1] == ",":
        following = _clause(text, until + 1, until + 1)[1]
        if any(until < place < following for place in content):
            return begin, following
    return (_clause(text, begin - 1, begin)[0] if begin else begin), until


def _list_end(text: str, end: int) -> int:
    """ "No welding, casting or forging" denies all three: a denied list goes on to its "or"."""
    goes_on = _LIST_GOES_ON.match(text, end)
    return goes_on.end() if goes_on else end


def _sentence_end(text: str, start: int) -> int:
    ending = re.compile(r"[.!?\n](?=\s|$)").search(text, start)
    return ending.start() if ending else len(text)


def _same_sentence(text: str, start: int, other: int) -> bool:
    between = text[min(start, other) : max(start, other)]
    return re.search(r"[.!?\n](?=\s)", between) is None
