"""What may be named where: every label that fits the words of a text, also shortened, shared or with a word in between."""

from __future__ import annotations

import re
from collections.abc import Mapping

from clubhuis.engines.matching.bare_names import bare_numbers
from clubhuis.engines.matching.homographs import HOMOGRAPHS
from clubhuis.engines.matching.labels import FORMULA, Entry, Labels
from clubhuis.engines.matching.languages import LANGUAGES, Language
from clubhuis.engines.matching.word_pieces import Piece, WordPieces
from clubhuis.engines.matching.words import STOP_WORDS, Token, stem, tokens

Candidate = tuple[int, int, int, tuple[str, ...], Language, bool]
"""Weight, start, end, concepts, language of the label, and whether a word was skipped."""

_LONGEST = 7
_AXIS_STEMS = frozenset(("as", "assig", "axi", "axe", "axis", "achs", "achsig"))
_UMLAUT = re.compile("[äöüÄÖÜ]")
_SUSPENDED = re.compile(r"^\s?[-‐–]\s*(?:,|/|en|and|und|of|or|oder|&|\+|resp\.)?", re.IGNORECASE)


class Naming:
    """Looks the labels of a vocabulary up in a text."""

    def __init__(self, labels: Labels, pieces: WordPieces) -> None:
        self._entries, self._formulas, self._kinds = labels.entries, labels.formulas, labels.kinds
        self._exact, self._meant = labels.exact, labels.meant
        self._pieces = pieces

    def candidates(self, words: list[Token], text: str, language: Language, *, tolerant: bool) -> list[Candidate]:
        """Everything that may be named, with its weight; what overlaps is settled later."""
        pieces = self._pieces.of(words, language, tolerant=tolerant)
        found: list[Candidate] = []
        for first in range(len(pieces)):
            self._from(pieces, first, text, language, found)
        self._suspended(words, text, language, found)
        if language == "en":
            self._sharing(words, text, found)
        self._numbers(text, language, found)
        return found

    def _from(
        self,
        pieces: list[Piece],
        first: int,
        text: str,
        language: Language,
        candidates: list[Candidate],
    ) -> None:
        head = pieces[first]
        chain = _chain(pieces, first, text, language)
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

    def _foreign(self, piece: Piece, text: str, spoken: Language) -> bool:
        """Whether a single word may be read in another language than the text's: abbreviations, codes, long words."""
        surface = text[piece.start : piece.end]
        if any(character.isdigit() for character in surface) or (surface.isupper() and len(surface) >= 2):
            return True
        entry = self._entries[spoken].get(piece.folded)
        material = entry is not None and all(self._kinds[concept] == "material" for concept in entry.concepts)
        return not piece.inner and len(piece.folded) >= (5 if spoken == "en" or material else 7)

    def _axes(
        self,
        chain: list[Piece],
        entries: Mapping[str, Entry],
        text: str,
        spoken: Language,
        own: bool,
        candidates: list[Candidate],
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
        part: list[Piece],
        skipped: int,
        text: str,
        spoken: Language,
        own: bool,
        candidates: list[Candidate],
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
        if len(part) == 1:
            plain = spoken == "de" and not _UMLAUT.search(text[start:end]) and _UMLAUT.search(text) is not None
            concepts = self._meant(key, part[0].folded, entry, spoken, own=own, without_umlaut=plain)
        else:
            concepts = self._exact.get((spoken, "".join(piece.folded for piece in part)), entry.concepts)
        if not concepts:
            return
        candidates.append((covered * 10 - skipped * 5 + (2 if own else 0), start, end, concepts, spoken, skipped > 0))

    def _suspended(
        self,
        words: list[Token],
        text: str,
        language: Language,
        candidates: list[Candidate],
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

    def _sharing(self, words: list[Token], text: str, candidates: list[Candidate]) -> None:
        """ "Ultrasonic and magnetic particle testing": the first word shares the last one with the second."""
        for place, word in enumerate(words[:-2]):
            if word.folded in STOP_WORDS or words[place + 1].folded not in ("and", "or"):
                continue
            for other in words[place + 3 : place + 6]:
                if other.folded in STOP_WORDS or re.search(r"[.,;:!?()|]", text[word.end : other.start]):
                    break
                entry = self._entries["en"].get(stem(word.folded, "en") + stem(other.folded, "en"))
                if self._pieces.is_process(entry) and entry is not None and not entry.surfaces:
                    size = (word.end - word.start) * 10 + 9
                    candidates.append((size, word.start, word.end, entry.concepts, "en", False))
                    break

    def _numbers(self, text: str, language: Language, candidates: list[Candidate]) -> None:
        for start, end, label in bare_numbers(text):
            keys = ((spoken, "".join(stem(token.folded, spoken) for token in tokens(label))) for spoken in LANGUAGES)
            entry = next((self._entries[spoken][key] for spoken, key in keys if key in self._entries[spoken]), None)
            if entry is not None:
                candidates.append(((end - start) * 10 + 2, start, end, entry.concepts, language, False))


def _chain(pieces: list[Piece], first: int, text: str, language: Language) -> list[Piece]:
    """What may belong to one name: word by word, within a compound part by part, and not beyond a sentence."""
    head = pieces[first]
    chain = [head]
    place = first + 1
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
    return chain


def _breaks(between: str) -> bool:
    """Whether what stands between two words ends a name: a comma, a stop, a bracket with more behind it."""
    return (
        bool(between)
        and between != ","  # AlMg4,5Mn
        and not between.isspace()
        and between.strip() not in ("-", "‐", "–", "/", "'", "’", ".", "+", "&", "(", "·")
    )


def _ends_sentence(text: str, before: Piece, after: Piece) -> bool:
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
