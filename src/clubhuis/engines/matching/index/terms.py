"""What a text is found by: stems, parts of compounds, concepts, norms; each as a number of 64 bits."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from hashlib import blake2b

from clubhuis.engines.matching.known import Known
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.words import STOP_WORDS, Splitter, loosened, stem, tokens


@lru_cache(maxsize=20_000)
def term_id(term: str) -> int:
    """The number under which a term is kept."""
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def words_of(text: str, language: Language, splitter: Splitter) -> list[str]:
    """The stems of a text; a compound counts as its parts and, less, as a whole."""
    found: list[str] = []
    for token in tokens(text):
        for piece in loosened(token.folded):
            if piece in STOP_WORDS or (len(piece) < 2 and not piece.isdigit()):
                continue
            parts = splitter.split(piece, language)
            found.extend(stem(part, language) for part, _ in parts) if parts else found.append(stem(piece, language))
    return found


def terms_of(known: Known, splitter: Splitter) -> Counter[str]:
    """The terms a document is found by, with how often: words `w:`, concepts `c:`, norms `s:`, groups `g:`."""
    counts: Counter[str] = Counter()
    for part in known.parts:
        counts.update(f"w:{word}" for word in words_of(part.text, part.language, splitter))
        counts.update(
            {f"c:{one.concept}" for one in part.mentions if one.stance in ("stated", "partner", "on_request")}
        )
        counts.update({f"s:{norm.name}" for norm, stance in part.standards if stance == "stated"})
    counts.update(f"c:{concept}" for concept in known.concepts)
    counts.update({f"s:{norm.name}" for _, norms in known.certificates for norm in norms})
    counts.update(f"g:{group}" for group in known.groups)
    counts.update(f"w:{stem(token.folded, 'nl')}" for token in tokens(known.title))
    return counts
