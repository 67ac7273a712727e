"""Finds the concepts of a vocabulary in text, however they are inflected, compounded, hyphenated or split."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from weakref import WeakKeyDictionary

from rapidfuzz import process
from rapidfuzz.distance import OSA

from clubhuis.engines.matching.bare_names import ShyNames, bare_numbers, is_participle
from clubhuis.engines.matching.homographs import HOMOGRAPHS
from clubhuis.engines.matching.labels import FORMULA, Entry, Labels
from clubhuis.engines.matching.languages import LANGUAGES, Language
from clubhuis.engines.matching.lexicon import shipped_lexicon
from clubhuis.engines.matching.parts import PRESSURES
from clubhuis.engines.matching.snowball import kept_in
from clubhuis.engines.matching.verbs import infinitives
from clubhuis.engines.matching.vocabulary import Vocabulary
from clubhuis.engines.matching.words import STOP_WORDS, Token, loosened, stem, tokens, written_places
from clubhuis.engines.matching.worked_things import WorkedThings

_Candidate = tuple[int, int, int, tuple[str, ...], Language, bool]
"""Weight, start, end, concepts, language of the label, and whether a word was skipped."""

_LONGEST = 7
_LONGEST_WORD = 40
_AXIS_STEMS = frozenset(("as", "assig", "axi", "axe", "axis", "achs", "achsig"))
_WHEN: dict[Language, tuple[str, ...]] = {
    "nl": ("na", "voor", "af", "uit", "op", "in", "bij", "fijn", "voor", "eind"),
    "en": (),
    "de": ("nach", "vor", "ab", "aus", "auf", "fein", "fertig", "grob", "end", "ein"),
}
"""What may stand before the name of a process without making it another one: `nafrezen`, `Vordrehen`."""
_AS_A_WAY: dict[Language, tuple[str, ...]] = {
    "nl": (
        "proces",
        "procede",
        "techniek",
        "methode",
        "werkzaamheden",
        "werk",
        "delen",
        "deel",
        "onderdelen",
        "producten",
        "stukken",
        "stuk",
        "bedrijf",
    ),
    "en": (),
    "de": (
        "verfahren",
        "prozess",
        "technik",
        "arbeiten",
        "arbeit",
        "teile",
        "teil",
        "teilen",
        "betrieb",
        "stucke",
        "stuck",
        "stucken",
    ),
}
_SYLLABLE = re.compile(r"[aeiouy].*[^aeiouy]|^[^aeiouy]+[aeiouy]+$")
_ABOUT_IT = re.compile(
    r"(?:maschinen?|machines?|industrie|handel|fabri[ek]k?|mühlen?|molens?|mühle|recycling|schrott|schroot|preise?|prijs|geld)$"
)
"""Ends of compounds that deal with a material without being made of it."""
_DOING = re.compile(
    r"\b(?:we|not|n't|to|can|cannot|will|also|you|they|who)\s+(?:(?:also|only|never|both)\s+)?$", re.IGNORECASE
)
"""Behind these words an English `roll` or `machine` is what somebody does and no thing."""
_DONE: dict[str, str] = {
    "roll": "rolling",
    "press": "pressing",
    "form": "forming",
    "plate": "plating",
    "machine": "machining",
    "line": "lining",
}
_IDIOM = re.compile(
    r"\bdraai(?:t|en)\s+(?:\w+\s+){0,2}om\b|\bboring(?:en)?\s(?:van\s)?[Øø]?\s?\d+(?:[.,]\d+)?\s?(?:mm\s)?[Hh]\d|\bground\s(?:floor|plane|wire|station|level|support|breaking|up)\b",
    re.IGNORECASE,
)
"""What sounds like work and is none: "bij ons draait alles om kwaliteit"."""
_UMLAUT = re.compile("[äöüÄÖÜ]")
_SUSPENDED = re.compile(r"^\s?[-‐–]\s*(?:,|/|en|and|und|of|or|oder|&|\+|resp\.)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A concept and the characters that name it."""

    concept: str
    start: int
    end: int
    language: Language


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, or a part of a compound, with its stems in the three languages."""

    folded: str
    stems: Mapping[Language, str]
    start: int
    end: int
    token: int
    inner: bool


class Recogniser:
    """Labels of a vocabulary by key, and the search for them. Immutable after it is made; keep one per vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        labels = Labels(vocabulary)
        self._entries, self._formulas, self._kinds, self.splitter = (
            labels.entries,
            labels.formulas,
            labels.kinds,
            labels.splitter,
        )
        self._exact, self._meant = labels.exact, labels.meant
        self._shy = ShyNames(vocabulary)
        self._things = WorkedThings(vocabulary, labels)
        self._above = {concept.id: frozenset(vocabulary.above(concept.id)) for concept in vocabulary}
        # Spelling mistakes are looked for among the long labels with the same first letter.
        self._fuzzy: dict[tuple[Language, str], list[str]] = {}
        for language, key in labels.long_ones():
            self._fuzzy.setdefault((language, key[0]), []).append(key)

    def find(
        self, text: str, language: Language, *, tolerant: bool = False, figures: Sequence[tuple[int, int]] = ()
    ) -> list[Found]:
        """Concepts in a text, longest first where they overlap, in the order of the text.

        `tolerant` also accepts one or two wrong letters in a long word; meant for questions people type. What stands
        on `figures` is compared as a figure and not taken for a certificate ("grade 2", "ISO class 5 cleanroom").
        """
        words = tokens(text)
        if language == "en":
            words = [_as_done(word, text) for word in words]
        pieces = self._pieces(words, language, tolerant=tolerant)
        candidates: list[_Candidate] = []
        for first in range(len(pieces)):
            self._from(pieces, first, text, language, candidates)
        self._suspended(words, text, language, candidates)
        if language == "en":
            self._sharing(words, text, candidates)
        self._numbers(text, language, candidates)
        idioms = [match.start() for match in _IDIOM.finditer(text)]
        if idioms:
            candidates = [one for one in candidates if one[1] not in idioms]
        if figures:
            candidates = [one for one in candidates if not self._counts(one, figures)]
        found = self._settle(candidates)
        found.extend(self._done_to(words, found, language))
        found = self._with_things(words, found, language, text)
        found.extend(self._in_company(words, found, language, alone=tolerant))
        if tolerant:
            found.extend(self._tolerant(words, found, language))
        return sorted(found, key=lambda one: (one.start, one.end))

    def _pieces(self, words: list[Token], language: Language, *, tolerant: bool) -> list[_Piece]:
        pieces: list[_Piece] = []
        for place, word in enumerate(words):
            split: Sequence[tuple[str, int]] = ()
            named_whole = False
            loose = loosened(word.folded)
            if len(loose) > 1:
                offset = 0
                for part in loose:
                    pieces.append(self._piece(part, word.start, word.end, place, inner=False))
                    offset += len(part)
                continue
            pieces.append(self._piece(word.folded, word.start, word.end, place, inner=False))
            if word.folded in HOMOGRAPHS[language]:
                continue
            if not any(stem(word.folded, spoken) in self._entries[spoken] for spoken in LANGUAGES):
                split = (
                    self._around_a_process(word.folded, language)
                    or self.splitter.split(word.folded, language)
                    or (
                        ()
                        if tolerant and self._misspelt(word.folded, language)[0]
                        else self._head(word.folded, language)
                    )
                )
            elif self._starts_with_material(split := self.splitter.split(word.folded, language), language):
                named_whole = True
            else:
                split = ()
            if _ABOUT_IT.search(word.folded) and self._starts_with_material(split, language):
                split = split[1:]
            if split:
                places = written_places(word.text)
                for position, (part, offset) in enumerate(split[:1] if named_whole else split):
                    if part in PRESSURES and position == len(split) - 1:
                        continue  # "ontwerpdruk" is a pressure and no printing
                    following = split[position + 1][1] if position + 1 < len(split) else len(word.folded)
                    pieces.append(
                        self._piece(
                            part, word.start + places[offset], word.start + places[following], place, inner=True
                        )
                    )
        return pieces

    def _around_a_process(self, folded: str, language: Language) -> tuple[tuple[str, int], ...]:
        """The process in a word that says when or that it is done: `nafrezen`, `Vorschleifen`, `Lasersinterverfahren`."""
        own = self._entries[language]
        for prefix in _WHEN[language]:
            rest = folded.removeprefix(prefix)
            if rest != folded and len(rest) >= 6 and self._is_process(own.get(rest)):
                return ((rest, len(prefix)),)
        for suffix in _AS_A_WAY[language]:
            stem_of_verb = folded.removesuffix(suffix).removesuffix("s")
            if len(stem_of_verb) >= 5 and folded.endswith(suffix):
                verbs = infinitives(stem_of_verb) if language == "nl" else ()
                for verb in (*(stem_of_verb + ending for ending in ("en", "n", "eln", "ern", "")), *verbs):
                    if self._is_process(own.get(stem(verb, language))):
                        return ((verb, 0),)
        return ()

    def _head(self, folded: str, language: Language) -> tuple[tuple[str, int], ...]:
        """What a compound is, where its beginning is no word of the trade: the `pumpen` of `Kreiselpumpen`."""
        if language == "en" or not 9 < len(folded) < _LONGEST_WORD:
            return ()
        root = stem(folded, language)
        for cut in range(3, len(root) - 5):
            entry = self._entries[language].get(root[cut:])
            if entry is None or entry.surfaces or not _SYLLABLE.search(folded[:cut]):
                continue
            if all(self._kinds[one] in ("process", "service") for one in entry.concepts):
                return ((folded[cut:], cut),)
        return ()

    def _starts_with_material(self, parts: Sequence[tuple[str, int]], language: Language) -> bool:
        """Whether a thing says in its name what it is made of: the steel of `Stahlträger`."""
        entry = self._entries[language].get(stem(parts[0][0], language)) if len(parts) > 1 else None
        return entry is not None and all(self._kinds[one] == "material" for one in entry.concepts)

    def _is_process(self, entry: Entry | None) -> bool:
        return entry is not None and any(self._kinds[concept] == "process" for concept in entry.concepts)

    def _piece(self, folded: str, start: int, end: int, token: int, *, inner: bool) -> _Piece:
        return _Piece(folded, {language: stem(folded, language) for language in LANGUAGES}, start, end, token, inner)

    def _from(
        self,
        pieces: list[_Piece],
        first: int,
        text: str,
        language: Language,
        candidates: list[_Candidate],
    ) -> None:
        head = pieces[first]
        chain = [head]
        place = first + 1
        # A chain goes word by word; within a compound it goes part by part. Sentences end chains.
        while len(chain) < _LONGEST and place < len(pieces):
            piece = pieces[place]
            place += 1
            if piece.inner and not head.inner and piece.token == chain[-1].token:
                continue
            if head.inner and not piece.inner and piece.token == head.token:
                continue
            if piece.token != chain[-1].token and (
                _breaks(text[chain[-1].end : piece.start]) or _ends_sentence(text, chain[-1], piece)
            ):
                axes = piece.folded.isdigit() and place < len(pieces) and pieces[place].stems[language] in _AXIS_STEMS
                if not axes:
                    break
            chain.append(piece)
        for spoken in LANGUAGES:
            entries = self._entries[spoken]
            own = spoken == language
            for length in range(len(chain), 0, -1):
                part = chain[:length]
                if (
                    part[-1].folded in STOP_WORDS
                    or part[-1].folded == "s"
                    or (head.folded in STOP_WORDS and not (head.folded == "die" and language == "en" and length > 1))
                ):
                    continue
                if length == 1 and head.folded in HOMOGRAPHS[language] and not text[head.start : head.end].isupper():
                    continue
                if not own and length == 1 and not self._foreign(head, text, spoken):
                    continue
                self._try(
                    entries, "".join(piece.stems[spoken] for piece in part), part, 0, text, spoken, own, candidates
                )
            # One word in between: "5-assig *simultaan* frezen"; "aus NBR stanzen" is no `ausstanzen`.
            for length in range(3, 1 if head.folded in STOP_WORDS else min(len(chain), 5) + 1):
                for skipped in range(1, length - 1):
                    if chain[skipped].folded in STOP_WORDS or not chain[skipped].folded.isalpha():
                        continue
                    if chain[length - 1].folded in STOP_WORDS:
                        continue
                    part = [*chain[:skipped], *chain[skipped + 1 : length]]
                    self._try(
                        entries, "".join(piece.stems[spoken] for piece in part), part, 1, text, spoken, own, candidates
                    )
            self._axes(chain, entries, text, spoken, own, candidates)

    def _foreign(self, piece: _Piece, text: str, spoken: Language) -> bool:
        """Whether a single word may be read in another language than the text's: abbreviations, codes, long words."""
        surface = text[piece.start : piece.end]
        if any(character.isdigit() for character in surface) or (surface.isupper() and len(surface) >= 2):
            return True
        entry = self._entries[spoken].get(piece.folded)
        material = entry is not None and all(self._kinds[concept] == "material" for concept in entry.concepts)
        return not piece.inner and len(piece.folded) >= (5 if spoken == "en" or material else 7)

    def _axes(
        self,
        chain: list[_Piece],
        entries: Mapping[str, Entry],
        text: str,
        spoken: Language,
        own: bool,
        candidates: list[_Candidate],
    ) -> None:
        """ "5-assig draaien en frezen", "frezen (5-assig)": the number of axes may stand further away."""
        if len(chain) < 3:
            return
        if chain[0].folded.isdigit() and chain[1].stems[spoken] in _AXIS_STEMS:
            for later in chain[3:7]:
                part = [chain[0], chain[1], later]
                self._try(
                    entries, "".join(piece.stems[spoken] for piece in part), part, 2, text, spoken, own, candidates
                )
        for place in range(1, min(len(chain) - 1, 3)):
            if chain[place].folded.isdigit() and chain[place + 1].stems[spoken] in _AXIS_STEMS:
                part = [chain[place], chain[place + 1], chain[0]]
                self._try(
                    entries, "".join(piece.stems[spoken] for piece in part), part, place, text, spoken, own, candidates
                )

    def _try(
        self,
        entries: Mapping[str, Entry],
        key: str,
        part: list[_Piece],
        skipped: int,
        text: str,
        spoken: Language,
        own: bool,
        candidates: list[_Candidate],
    ) -> None:
        entry = entries.get(key)
        if entry is None and len(part) > 1:
            entry = entries.get("".join(piece.folded for piece in part))
        if entry is None:
            return
        start, end = min(piece.start for piece in part), max(piece.end for piece in part)
        if entry.surfaces and not _written_so(text[start:end], entry.surfaces):
            return
        if len(key) < 3 and not entry.surfaces:
            return
        if len(part) == 1 and FORMULA.fullmatch(text[start:end]) and text[start:end] not in self._formulas:
            return  # TiN is no tin
        covered = sum(piece.end - piece.start for piece in part)
        concepts = self._exact.get((spoken, "".join(piece.folded for piece in part)), entry.concepts)
        if len(part) == 1:
            plain = spoken == "de" and not _UMLAUT.search(text[start:end]) and _UMLAUT.search(text) is not None
            concepts = self._meant(key, part[0].folded, entry, spoken, own=own, without_umlaut=plain)
            if not concepts:
                return
        candidates.append((covered * 10 - skipped * 5 + (2 if own else 0), start, end, concepts, spoken, skipped > 0))

    def _suspended(
        self,
        words: list[Token],
        text: str,
        language: Language,
        candidates: list[_Candidate],
    ) -> None:
        """ "laser- en waterstraalsnijden": the first word borrows the end of the next long one."""
        for place, word in enumerate(words[:-1]):
            if not _SUSPENDED.match(text[word.end : word.end + 6]) or text[word.end : word.end + 1] not in "-‐–":
                continue
            if text[word.end + 1 : word.end + 2].isalnum():
                continue
            for other in words[place + 1 : place + 6]:
                if len(other.folded) < 6 or other.folded in STOP_WORDS:
                    continue
                for cut in range(2, len(other.folded) - 3):
                    joined = word.folded + other.folded[cut:]
                    for spoken in (language, *LANGUAGES):
                        entry = self._entries[spoken].get(stem(joined, spoken)) if len(joined) < 40 else None
                        if entry is not None and not entry.surfaces:
                            size = (word.end - word.start) * 10 + 9
                            candidates.append((size, word.start, word.end, entry.concepts, spoken, False))
                            break

    def _sharing(self, words: list[Token], text: str, candidates: list[_Candidate]) -> None:
        """ "Ultrasonic and magnetic particle testing": the first word shares the last one with the second."""
        for place, word in enumerate(words[:-2]):
            if word.folded in STOP_WORDS or words[place + 1].folded not in ("and", "or"):
                continue
            for other in words[place + 3 : place + 6]:
                if other.folded in STOP_WORDS or re.search(r"[.,;:!?()|]", text[word.end : other.start]):
                    break
                entry = self._entries["en"].get(stem(word.folded, "en") + stem(other.folded, "en"))
                if self._is_process(entry) and entry is not None and not entry.surfaces:
                    size = (word.end - word.start) * 10 + 9
                    candidates.append((size, word.start, word.end, entry.concepts, "en", False))
                    break

    def _numbers(self, text: str, language: Language, candidates: list[_Candidate]) -> None:
        for start, end, label in bare_numbers(text):
            keys = ((spoken, "".join(stem(token.folded, spoken) for token in tokens(label))) for spoken in LANGUAGES)
            entry = next((self._entries[spoken][key] for spoken, key in keys if key in self._entries[spoken]), None)
            if entry is not None:
                candidates.append(((end - start) * 10 + 2, start, end, entry.concepts, language, False))

    def _done_to(self, words: list[Token], found: list[Found], language: Language) -> list[Found]:
        """ "Gelaste frames" names a product and welding as well."""
        more: list[Found] = []
        beginnings = {one.start: one for one in found}
        for word in words:
            one = beginnings.get(word.start)
            if one is None or one.end <= word.end or not is_participle(word.folded, language):
                continue
            entry = self._entries[language].get(stem(word.folded, language))
            if entry is None or entry.surfaces:
                continue
            beyond = {one.concept, *self._above[one.concept]}
            more.extend(
                Found(concept, word.start, word.end, language)
                for concept in entry.concepts
                if self._kinds[concept] == "process" and concept not in beyond
            )
        return more

    def _with_things(self, words: list[Token], found: list[Found], language: Language, text: str) -> list[Found]:
        """ "Buizen buigen" instead of "buigen" alone, where there is a process of that name."""
        done = [(one.concept, one.start, one.end) for one in found if self._kinds[one.concept] == "process"]
        made_of = [(one.concept, one.start, one.end) for one in found if self._kinds[one.concept] == "material"]
        special = [
            Found(concept, start, end, language)
            for concept, start, end in self._things.find(words, language, done, made_of, text)
        ]
        if not special:
            return found
        said = {(one.concept, one.start) for one in found}
        return [
            *(one for one in special if (one.concept, one.start) not in said),
            *(
                one
                for one in found
                if not any(
                    other.start <= one.start and one.end <= other.end and one.concept in self._above[other.concept]
                    for other in special
                )
            ),
        ]

    def _in_company(self, words: list[Token], found: list[Found], language: Language, *, alone: bool) -> list[Found]:
        """Shy words beside named work or material; `alone`, too, where nothing else says what work is wanted."""
        firm = [(one.start, one.end) for one in found if self._kinds[one.concept] in ("process", "material")]
        if alone and not any(self._kinds[one.concept] == "process" for one in found):
            firm.append((0, words[-1].end if words else 0))
        if not firm:
            return []
        taken = [
            (one.start, one.end) for one in found if self._kinds[one.concept] in ("process", "material", "equipment")
        ]
        return [
            Found(concept, start, end, language)
            for concept, start, end in self._shy.find(words, language, firm)
            if not any(begin < end and start < until for begin, until in taken)
        ]

    def _counts(self, candidate: _Candidate, figures: Sequence[tuple[int, int]]) -> bool:
        _, start, end, concepts, _, _ = candidate
        if not any(start < until and begin < end for begin, until in figures):
            return False
        return all(self._kinds[concept] == "certificate" for concept in concepts)

    def _settle(self, candidates: list[_Candidate]) -> list[Found]:
        """The longest naming wins its characters; a material inside a longer name is kept beside it."""
        taken: list[tuple[int, int, bool]] = []
        substances: list[tuple[int, int]] = []
        found: list[Found] = []
        seen: set[tuple[str, int]] = set()
        for _, start, end, concepts, spoken, gapped in sorted(candidates, key=lambda one: (-one[0], one[1])):
            inside = [loose for begin, until, loose in taken if begin < end and start < until]
            materials = tuple(concept for concept in concepts if self._kinds[concept] == "material")
            if inside and not materials and (gapped or not all(inside)):
                continue
            if materials and any(begin < end and start < until for begin, until in substances):
                continue
            if any(begin == start and until == end for begin, until, _ in taken):
                continue
            if not inside or all(inside):
                taken.append((start, end, gapped))
            if materials:
                substances.append((start, end))
            for concept in concepts if not inside or all(inside) else materials:
                if (concept, start) not in seen:
                    seen.add((concept, start))
                    found.append(Found(concept, start, end, spoken))
        # Within a gapped name the skipped word stays free, the named ones do not: drop what repeats a broader part.
        gaps = [(start, end) for start, end, gapped in taken if gapped]
        firm = {(one.start, one.end) for one in found if (one.start, one.end) in gaps}
        return [
            one
            for one in found
            if (one.start, one.end) in firm
            or self._kinds[one.concept] == "material"
            or not any(
                start <= one.start and one.end <= end and (one.start == start or one.end == end) for start, end in gaps
            )
        ]

    def _tolerant(self, words: list[Token], found: list[Found], language: Language) -> list[Found]:
        more: list[Found] = []
        for word in words:
            if any(one.start < word.end and word.start < one.end for one in found):
                continue
            if self._is_known(word.folded, language):
                continue
            entry, spoken = self._misspelt(word.folded, language)
            if entry is not None:
                more.extend(Found(concept, word.start, word.end, spoken) for concept in entry.concepts)
        return more

    def _misspelt(self, folded: str, language: Language) -> tuple[Entry | None, Language]:
        """What a long word with a wrong letter or two means."""
        languages: tuple[Language, ...] = (language, "en")
        for spoken in languages if len(folded) >= 7 and folded.isalpha() else ():
            key = stem(folded, spoken)
            near = process.extractOne(
                key,
                self._fuzzy.get((spoken, key[0]), ()),
                scorer=OSA.distance,
                score_cutoff=1 if len(key) < 10 else 2,
            )
            if near is not None:
                return self._entries[spoken][near[0]], spoken
        return None, language

    def _is_known(self, folded: str, language: Language) -> bool:
        """Whether a word is one of the language, and so no name with a wrong letter: `compatible` is not `compacting`."""
        lexicon = shipped_lexicon()
        return bool(
            self.splitter.split(folded, language)
            or lexicon.translations(stem(folded, language), language)
            or lexicon.translations(stem(folded, "en"), "en")
        )


def _as_done(word: Token, text: str) -> Token:
    """ "We do not roll plate" speaks of rolling."""
    done = _DONE.get(word.folded)
    return replace(word, folded=done) if done and _DOING.search(text, 0, word.start) else word


def _breaks(between: str) -> bool:
    """Whether what stands between two words ends a name: a comma, a stop, a bracket with more behind it."""
    return (
        bool(between)
        and between != ","  # AlMg4,5Mn
        and not between.isspace()
        and between.strip() not in ("-", "‐", "–", "/", "'", "’", ".", "+", "&", "(", "·")
    )


def _ends_sentence(text: str, before: _Piece, after: _Piece) -> bool:
    """Whether a stop with a capital behind it ends a sentence: an abbreviation ("chem. Nickel") is short and not in capitals."""
    between = text[before.end : after.start]
    if not between.startswith(".") or not between[1:].isspace() or not text[after.start].isupper():
        return False
    word = text[before.start : before.end]
    return len(word) > 5 or word.isupper()


def _written_so(surface: str, labels: tuple[str, ...]) -> bool:
    plain = surface.strip(" .-")
    for label in labels:
        if plain == label or (plain.endswith("s") and plain[:-1] == label):
            return True
        if label.isupper() and plain.replace("-", "").replace(" ", "") == label.replace("-", "").replace(" ", ""):
            return True
        if label.isdigit() is False and not label.isupper() and plain.lower() == label.lower():
            return True
    return False


_kept: WeakKeyDictionary[Vocabulary, Recogniser] = WeakKeyDictionary()


def recogniser_for(vocabulary: Vocabulary) -> Recogniser:
    """The recogniser of a vocabulary, made once."""
    found = _kept.get(vocabulary)
    if found is None:
        found = _kept[vocabulary] = Recogniser(vocabulary)
    return found


def read_labels(vocabulary: Vocabulary, *, kept: Path) -> None:
    """Make the recogniser of a vocabulary before somebody asks; `kept` is a file for the stems of its labels."""
    with kept_in(kept):
        recogniser_for(vocabulary)
