"""What an organisation writes about itself: put together from what its archetype says and what anybody may say, in one voice.

People differ: one tells a story, another sells, a third lists figures, a fourth gives a telegram; some are brief, some make slips.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from clubhuis.demo.archetypes import Archetype, phrases
from clubhuis.demo.chance import Chance, say

SENTENCE = re.compile(r"(?:^|(?<=[.!?] ))[a-zà-ÿ](?=[a-zà-ÿ]+\b)")
VOICES = {"owner": 28, "marketer": 22, "engineer": 26, "list": 14, "short": 10}
WORD_LENGTH_FOR_A_SLIP = 8

MARKET_WORDS = {
    "semiconductor-equipment-market": ("de halfgeleiderindustrie", "the semiconductor industry", "Halbleiterindustrie"),
    "high-tech-systems-market": ("de hightech-machinebouw", "high-tech equipment", "Hightech-Maschinenbau"),
    "medical-devices-market": ("de medische techniek", "medical technology", "Medizintechnik"),
    "surgery-and-orthopaedics": ("de orthopedie", "orthopaedics", "Orthopädie"),
    "aerospace-market": ("de lucht- en ruimtevaart", "aerospace", "Luft- und Raumfahrt"),
    "space-technology": ("de ruimtevaart", "space", "Raumfahrt"),
    "defence-market": ("defensie", "defence", "Wehrtechnik"),
    "automotive-market": ("de automotive", "automotive", "Automobilindustrie"),
    "e-mobility": ("de elektrische mobiliteit", "e-mobility", "Elektromobilität"),
    "rail-market": ("het spoor", "rail", "Bahntechnik"),
    "maritime-market": ("de scheepsbouw", "shipbuilding", "Schiffbau"),
    "offshore-market": ("de offshore", "offshore", "Offshore-Industrie"),
    "energy-market": ("de energiesector", "energy", "Energietechnik"),
    "hydrogen-sector": ("de waterstof", "hydrogen", "Wasserstoffwirtschaft"),
    "wind-industry": ("de windindustrie", "wind energy", "Windenergie"),
    "solar-industry": ("de zonne-energie", "solar energy", "Solarindustrie"),
    "agriculture-market": ("de landbouw", "agriculture", "Landwirtschaft"),
    "agricultural-machinery": ("de landbouwmechanisatie", "agricultural machinery", "Landtechnik"),
    "livestock-and-stable-equipment": ("de stalinrichting", "livestock housing", "Stalltechnik"),
    "greenhouse-horticulture": ("de glastuinbouw", "greenhouse horticulture", "Gartenbau"),
    "food-market": ("de voedingsmiddelenindustrie", "the food industry", "Lebensmittelindustrie"),
    "paper-market": ("de papierindustrie", "the paper industry", "Papierindustrie"),
    "packaging-market": ("de verpakkingsindustrie", "packaging", "Verpackungsindustrie"),
    "packaging-machinery-market": ("de verpakkingsmachines", "packaging machinery", "Verpackungsmaschinen"),
    "printing-market": ("de grafische industrie", "printing", "Druckindustrie"),
    "research-institutes": ("onderzoeksinstituten", "research institutes", "Forschungsinstituten"),
    "scientific-instruments-market": ("de wetenschappelijke instrumenten", "scientific instruments", "Messgerätebau"),
    "laboratory-equipment": ("de laboratoria", "laboratories", "Laborausstattung"),
    "pharma-market": ("de farmacie", "pharma", "Pharmaindustrie"),
    "chemical-market": ("de chemie", "chemicals", "Chemie"),
    "construction-market": ("de bouw", "construction", "Bauwesen"),
    "infrastructure": ("de infra", "infrastructure", "Infrastruktur"),
    "construction-machinery": ("de bouwmachines", "construction machinery", "Baumaschinen"),
    "logistics-market": ("de logistiek", "logistics", "Logistik"),
    "machinery-market": ("de machinebouw", "machine building", "Maschinenbau"),
    "plastics-machinery": ("de kunststofindustrie", "the plastics industry", "Kunststoffindustrie"),
    "electronics-market": ("de elektronica", "electronics", "Elektronikindustrie"),
    "telecommunications-sector": ("de telecom", "telecom", "Telekommunikation"),
    "furniture-market": ("de meubelindustrie", "furniture", "Möbelindustrie"),
    "water-market": ("de watertechnologie", "water technology", "Wassertechnik"),
    "recycling-market": ("de recycling", "recycling", "Recyclingwirtschaft"),
    "consumer-market": ("de consumentenmarkt", "consumer goods", "Konsumgüterindustrie"),
    "public-sector-market": ("de overheid", "the public sector", "öffentlichen Auftraggebern"),
    "metal-industry-market": ("de metaalindustrie", "the metal industry", "Metallindustrie"),
}  # fmt: skip
LANGUAGE_AT = {"nl": 0, "en": 1, "de": 2}


@dataclass(slots=True)
class Author:
    """Who writes: the organisation, its voice, and what it can say of itself in each language."""

    archetype: Archetype
    name: str
    town: str
    founded: int
    people: int
    age: int
    markets: Sequence[str]
    certificates: Sequence[str]  # as they are called
    drawn: Mapping[str, Mapping[str, str]]
    voice: str
    written: dict[str, str] = field(default_factory=dict)

    def slots(self, language: str, chance: Chance) -> dict[str, str]:
        together = phrases(language)["and"][0]
        markets = [MARKET_WORDS[market][LANGUAGE_AT[language]] for market in self.markets if market in MARKET_WORDS]
        slots = {
            **self.drawn[language],
            "name": self.name,
            "town": self.town,
            "year": str(self.founded),
            "age": str(max(2, self.age)),
            "people": str(self.people),
            "certs": enumerated(self.certificates, together),
            "markets": enumerated(markets, together),
        }
        slots["what"] = say(chance.one(self.archetype.speech[language].what), slots, chance)
        return slots


def enumerated(words: Sequence[str], together: str) -> str:
    return ", ".join(words[:-1]) + f" {together} {words[-1]}" if len(words) > 1 else "".join(words)


def begun(text: str) -> str:
    """Every sentence with a capital."""
    return SENTENCE.sub(lambda found: found[0].upper(), text)


def tagline(author: Author, language: str, chance: Chance) -> str:
    return begun(say(chance.one(phrases(language)["tagline"]), author.slots(language, chance), chance))[:200]


def about(author: Author, language: str, chance: Chance) -> str:
    """A profile text in this language."""
    voice = author.voice
    if author.archetype.kind != "company" and voice in {"owner", "list"}:
        voice = "marketer" if chance.often(0.5) else "engineer"
    slots = author.slots(language, chance)
    if voice == "short":
        text = say(chance.one(phrases(language)["short"]), slots, chance)
    elif voice == "list":
        text = telegram(author, language, slots, chance)
    else:
        text = story(author, voice, language, slots, chance)
    return slipped(text, chance) if chance.often(0.15) else text


def telegram(author: Author, language: str, slots: Mapping[str, str], chance: Chance) -> str:
    """A list of what one does, in one of the ways people type lists."""
    items = author.archetype.speech[language].items
    chosen = [say(item, slots, chance) for item in chance.some(items, chance.randint(4, max(4, len(items))))]
    if author.certificates and chance.often(0.7):
        chosen.append(slots["certs"])
    way = chance.randrange(5)
    opening = begun(say(chance.one(phrases(language)["list opening"]), slots, chance))
    if way == 0:
        return f"{opening}\n" + "\n".join(f"- {item}" for item in chosen)
    if way == 1:
        return ", ".join(chosen) + "."
    if way == 2:
        return " / ".join(chosen)
    if way == 3:
        return f"{opening} " + "; ".join(chosen) + "."
    return "\n".join(f"* {begun(item)}" for item in chosen)


def story(author: Author, voice: str, language: str, slots: Mapping[str, str], chance: Chance) -> str:
    """Sentences in one voice: who we are, what we can, with which figures, for whom, how good, and what to do next."""
    common, own = phrases(language), author.archetype.speech[language]
    core = chance.some(own.anybody, chance.randint(2, 4))
    voiced = chance.some(own.voices.get(voice, []), chance.randint(1, 2))
    is_company = author.archetype.kind == "company"
    sentences: list[str] = []
    if is_company and chance.often(0.35 if voice == "engineer" else 0.8):
        sentences.append(chance.one(common[f"opening {voice}"]))
    middle = [*core, *voiced]
    chance.shuffle(middle)
    sentences += middle
    if is_company and author.age > 5 and chance.often(0.2):
        sentences.insert(1, chance.one(common["history"]))
    if len(author.markets) > 1 and chance.often(0.45):
        sentences.append(chance.one(common["markets"]))
    if author.certificates and chance.often(0.6):
        sentences.append(chance.one(common["quality"]))
    elif is_company and not author.certificates and chance.often(0.18):
        sentences.append(chance.one(common["no certificates"]))
    if is_company and author.people > 3 and chance.often(0.25):
        sentences.append(chance.one(common["team"]))
    if is_company and chance.often(0.2):
        sentences.append(chance.one(common["region"]))
    if is_company and chance.often(0.4):
        sentences.append(chance.one(common[f"closing {voice}"]))
    said = [begun(say(sentence, slots, chance)) for sentence in dict.fromkeys(sentences)]
    if len(said) > 4 and chance.often(0.6):
        at = chance.randint(2, len(said) - 2)
        return " ".join(said[:at]) + "\n\n" + " ".join(said[at:])
    return " ".join(said)


def offers(author: Author, language: str, number: int, chance: Chance) -> list[tuple[str, str]]:
    """Title and text of so many offers: its trade's own before what anybody may offer."""
    is_company = author.archetype.kind == "company"
    own = author.archetype.speech[language].offers
    anybody = [
        tuple(line.split(" | ", 1)) for line in phrases(language)["offers" if is_company else "offers institute"]
    ]
    chosen = [*chance.some(own, number), *chance.some(anybody, number)][:number]
    written = []
    for patterns in chosen:
        slots = author.slots(language, chance)
        title, text = (begun(say(pattern, slots, chance)) for pattern in patterns)
        extra = chance.some(author.archetype.speech[language].anybody, chance.randint(0, 2))
        more = " ".join(begun(say(sentence, slots, chance)) for sentence in extra)
        written.append((title[:160], f"{text} {more}".strip()))
    return written


def slipped(text: str, chance: Chance) -> str:
    """The same text as somebody in a hurry typed it: two letters exchanged, one doubled or dropped, a capital forgotten."""
    words = text.split(" ")
    long = [
        i for i, word in enumerate(words) if len(word) >= WORD_LENGTH_FOR_A_SLIP and word.isalpha() and word.islower()
    ]
    for at in chance.some(long, chance.randint(1, 2)):
        word = words[at]
        place = chance.randint(2, len(word) - 3)
        kind = chance.randrange(3)
        if kind == 0:
            words[at] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        elif kind == 1:
            words[at] = word[:place] + word[place] + word[place:]
        else:
            words[at] = word[:place] + word[place + 1 :]
    return " ".join(words)
