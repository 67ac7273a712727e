"""The index: built, kept up to date, and asked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path

import numpy as np

from clubhuis.engines.matching.documents import Document
from clubhuis.engines.matching.index.answers import Chain, Explanation, Hit, Match, Matches, Partner
from clubhuis.engines.matching.index.chains import chains_for, partners_for
from clubhuis.engines.matching.index.encoding import Encoder
from clubhuis.engines.matching.index.pieces import without_place
from clubhuis.engines.matching.index.query import (
    Query,
    Weights,
    area_of,
    concept_groups,
    coverage,
    fulfilment,
    weight_of,
    word_groups,
)
from clubhuis.engines.matching.index.search import Candidate, Measure, candidates, first_look, measure_for
from clubhuis.engines.matching.index.segment import Segment
from clubhuis.engines.matching.index.settling import Settling
from clubhuis.engines.matching.index.store import Generation, Store
from clubhuis.engines.matching.index.writing import Writer
from clubhuis.engines.matching.judging import Judgement, judge_known, nearest_site
from clubhuis.engines.matching.known import Known, unpack
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.lexicon import Lexicon, shipped_lexicon
from clubhuis.engines.matching.needs import Need, requirements_from
from clubhuis.engines.matching.reading import read
from clubhuis.engines.matching.sentences import SentenceModel
from clubhuis.engines.matching.vocabulary import Vocabulary

_KEPT = 1_500
"""Documents kept unpacked in a process."""
JUDGED = 40
"""Candidates that are judged against the requirements, at least."""


class Index:
    """An index in a folder. Any number of processes may ask; writers take turns."""

    def __init__(
        self,
        folder: Path,
        vocabulary: Vocabulary,
        *,
        model: SentenceModel | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        """Without `lexicon` the one that comes with the engine is used. Opening costs nothing; files are mapped when asked."""
        self.vocabulary = vocabulary
        self.model = model
        self.lexicon = lexicon if lexicon is not None else shipped_lexicon()
        self._store = Store(folder)
        self._stamp: tuple[int, int] | None = None
        self._generation = Generation()
        self._segments: list[Segment] = []
        self._known: OrderedDict[tuple[str, int], Known] = OrderedDict()
        self._encoder = Encoder(vocabulary, model, self.lexicon)
        self._writer = Writer(self._store, self._encoder)
        self._settling = Settling(vocabulary)

    # ── what is in it ──

    @property
    def signals(self) -> tuple[str, ...]:
        """The signals in use: without the sentence model `meaning` is missing."""
        return ("words", "concepts", *(("meaning",) if self.model is not None else ()), "nearness")

    @property
    def generation(self) -> int:
        """The number of what is published now."""
        self._refresh()
        return self._generation.number

    @property
    def is_current(self) -> bool:
        """Whether the index was built by this engine with this vocabulary, lexicon and model; if not, rebuild it."""
        self._refresh()
        made = (self._generation.vocabulary, self._generation.model)
        return made == (self._encoder.mark, self._encoder.model_name)

    def __len__(self) -> int:
        self._refresh()
        return sum(segment.live for segment in self._segments)

    def __contains__(self, key: str) -> bool:
        return self._find(key) is not None

    def document(self, key: str) -> Known | None:
        """What is known of a document."""
        spot = self._find(key)
        return None if spot is None else self._unpacked(*spot)

    # ── building ──

    def rebuild(
        self,
        documents: Iterable[Document],
        *,
        total: int | None = None,
        progress: Callable[[int, int | None], None] | None = None,
    ) -> int:
        """Build anew from all documents; readers keep the old index until the new one is whole. Returns how many.

        Interrupted, it goes on where it stopped: chunks whose documents did not change are not read again.
        """
        return self._writer.rebuild(documents, total=total, progress=progress)

    def update(self, documents: Iterable[Document]) -> None:
        """Add documents or replace those with the same keys; everybody finds them at the next question."""
        self._writer.update(documents)

    def remove(self, keys: Iterable[str]) -> None:
        """Forget documents."""
        self._writer.remove(keys)

    # ── asking ──

    def match(
        self,
        need: Need,
        *,
        today: date,
        limit: int = 20,
        allowed: Collection[str] | None = None,
        groups: frozenset[str] = frozenset(),
        audience: frozenset[str] | None = None,
        weights: Weights | None = None,
        judged: int = JUDGED,
    ) -> Matches:
        """Documents for a need, best first, each requirement judged.

        `allowed` keys or `groups` (any of them) narrow what may be found; `audience` is what the reader belongs to.
        """
        measure = weights or Weights()
        query = self._query(need, allowed=allowed, groups=groups)
        counted = measure_for(query, measure)
        usual = counted if measure == Weights() else measure_for(query, Weights())
        found = []
        promising = self._candidates(query, first_look(measure), max(limit, judged))
        judge = self._settling.judge(need, today, audience)
        for candidate in promising:
            known = self._unpacked(candidate.segment, candidate.place)
            found.append(self._match(need, candidate, known, counted, usual, judge(candidate, known)))
        found.sort(key=lambda one: (-one.score, one.distance_km if one.distance_km is not None else 1e9, one.key))
        return Matches(tuple(found[:limit]), len(found), sum(one.fits for one in found))

    def search(
        self,
        text: str,
        *,
        language: Language | None = None,
        limit: int = 20,
        allowed: Collection[str] | None = None,
        groups: frozenset[str] = frozenset(),
        weights: Weights | None = None,
    ) -> list[Hit]:
        """Documents for a text, best first, by words, concepts and meaning; nothing is judged."""
        return self.rank(
            self.question(text, language=language, allowed=allowed, groups=groups), limit=limit, weights=weights
        )

    def question(
        self,
        text: str,
        *,
        language: Language | None = None,
        allowed: Collection[str] | None = None,
        groups: frozenset[str] = frozenset(),
    ) -> Query:
        """A text in the form the index answers, to be ranked once or several times."""
        reading = read(text, self.vocabulary, language=language, tolerant=True)
        need = Need(text, requirements_from(reading, self.vocabulary), reading.language)
        return self._query(need, allowed=allowed, groups=groups)

    def rank(self, query: Query, *, limit: int = 20, weights: Weights | None = None) -> list[Hit]:
        """Documents for a question, best first."""
        return [Hit(self._key(one), one.score) for one in self._candidates(query, weights or Weights(), limit)]

    def similar(self, key: str, *, limit: int = 10, allowed: Collection[str] | None = None) -> list[Hit]:
        """Documents like this one: the same concepts, near in meaning. Empty when nobody has this key."""
        known = self.document(key)
        if known is None:
            return []
        concepts = {one.concept for part in known.parts for one in part.mentions if one.stance == "stated"} | set(
            known.concepts
        )
        groups = tuple(({f"c:{concept}": 1.0}, 1.0) for concept in sorted(concepts))
        text = " ".join(part.text for part in known.parts)[:1500]
        vector = (
            self._encoder.encoded([(text, known.parts[0].language)])[0] if self.model is not None and text else None
        )
        words = word_groups(text, known.parts[0].language, self._encoder.splitter, None) if known.parts else ()
        query = Query(words=words[:60], concepts=groups, vector=vector, allowed=allowed)
        hits = [Hit(self._key(one), one.score) for one in self._candidates(query, Weights(concepts=1.0), limit + 1)]
        return [hit for hit in hits if hit.key != key][:limit]

    def chains(
        self,
        need: Need,
        *,
        today: date,
        most: int = 4,
        limit: int = 3,
        allowed: Collection[str] | None = None,
        groups: frozenset[str] = frozenset(),
        audience: frozenset[str] | None = None,
    ) -> list[Chain]:
        """Combinations of documents that together cover what none covers alone: milling, then coating, then clean assembly.

        Each capability is asked on its own, together with what must hold for all; the fewest documents that cover
        most come first. A need that one document fills alone gives that one.
        """
        return chains_for(
            need,
            lambda step: self.match(step, today=today, limit=25, allowed=allowed, groups=groups, audience=audience),
            most=most,
            limit=limit,
        )

    def partners(
        self,
        need: Need,
        having: Collection[str],
        *,
        today: date,
        limit: int = 10,
        allowed: Collection[str] | None = None,
        groups: frozenset[str] = frozenset(),
        audience: frozenset[str] | None = None,
    ) -> list[Partner]:
        """Who fills the gap of a consortium: documents that meet what none of `having` meets, those that add most first."""
        judged = {
            key: judge_known(need, known, self.vocabulary, today=today, audience=audience)
            for key in having
            if (known := self.document(key)) is not None
        }
        return partners_for(
            need,
            judged,
            lambda gap: self.match(
                gap, today=today, limit=limit + len(judged) + 20, allowed=allowed, groups=groups, audience=audience
            ),
            limit=limit,
        )

    # ── inside ──

    def _query(self, need: Need, *, allowed: Collection[str] | None, groups: frozenset[str]) -> Query:
        text = without_place(need)
        vector = self._encoder.meaning_of(text, need.language) if self.model is not None and text.strip() else None
        return Query(
            words=self._encoder.words_of(text, need.language),
            concepts=concept_groups(need.requirements, self.vocabulary),
            vector=vector,
            centre=area_of(need),
            groups=groups,
            allowed=allowed,
            covered=coverage(need),
        )

    def _candidates(self, query: Query, weights: Weights, most: int) -> list[Candidate]:
        self._refresh()
        return candidates(self._segments, query, weights, most=most)

    def _match(
        self,
        need: Need,
        candidate: Candidate,
        known: Known,
        counted: Measure,
        usual: Measure,
        judgements: tuple[Judgement, ...],
    ) -> Match:
        fulfilled, asked = fulfilment(judgements)
        raised = counted.parts(candidate, fulfilled, asked)
        score = sum(raised.values())
        learnt = 0.0 if usual is counted else score - sum(usual.parts(candidate, fulfilled, asked).values())
        centre = area_of(need)
        nearest = nearest_site(known, centre[0], centre[1]) if centre else None
        unknown = [place for place, one in enumerate(judgements) if one.state == "unknown"]
        unknown.sort(key=lambda place: -weight_of(judgements[place].requirement))
        explanation = Explanation(
            candidate.words,
            candidate.concepts,
            candidate.meaning,
            fulfilled,
            tuple(unknown),
            candidate.nearness,
            raised,
            round(learnt, 4),
        )
        return Match(known.key, round(score, 4), round(nearest[0], 1) if nearest else None, judgements, explanation)

    def _refresh(self) -> None:
        stamp = self._store.stamp()
        if stamp == self._stamp:
            return
        for _ in range(3):
            generation = self._store.read()
            kept = {segment.name: segment for segment in self._segments}
            try:
                segments = []
                for name, deleted in generation.segments.items():
                    held = kept.get(name)
                    if held is not None and len(held.deleted) == len(deleted):
                        segments.append(held)
                    else:
                        segments.append(Segment(self._store.segment(name), np.array(deleted, dtype=np.uint32)))
            except FileNotFoundError:
                continue
            self._generation, self._segments, self._stamp = generation, segments, stamp
            self._known.clear()
            self._settling.forget()
            return

    def _find(self, key: str) -> tuple[Segment, int] | None:
        self._refresh()
        for segment in self._segments:
            place = segment.place_of(key)
            if place is not None and place not in segment.deleted:
                return segment, place
        return None

    def _unpacked(self, segment: Segment, place: int) -> Known:
        spot = (segment.name, place)
        known = self._known.get(spot)
        if known is None:
            known = self._known[spot] = unpack(segment.packed(place))
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return known

    def _key(self, candidate: Candidate) -> str:
        return self._unpacked(candidate.segment, candidate.place).key
