"""The index: built, kept up to date, and asked."""

from __future__ import annotations

import hashlib
import shutil
import uuid
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from clubhuis.engines.matching.alignment import alignment_for
from clubhuis.engines.matching.documents import Document
from clubhuis.engines.matching.index.answers import Chain, Explanation, Hit, Match, Matches, Partner
from clubhuis.engines.matching.index.chains import chains_for, partners_for
from clubhuis.engines.matching.index.encoding import Encoder
from clubhuis.engines.matching.index.merging import merge_segments
from clubhuis.engines.matching.index.pieces import chunks_of, digest_of, without_place
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
from clubhuis.engines.matching.index.segment import Segment, write_segment
from clubhuis.engines.matching.index.store import READS, Generation, Store
from clubhuis.engines.matching.judging import Judgement, judge_known, nearest_site
from clubhuis.engines.matching.known import Known, unpack
from clubhuis.engines.matching.languages import Language
from clubhuis.engines.matching.lexicon import Lexicon, shipped_lexicon
from clubhuis.engines.matching.needs import Need, requirements_from
from clubhuis.engines.matching.reading import read
from clubhuis.engines.matching.sentences import SIZE, SentenceModel
from clubhuis.engines.matching.vocabulary import Vocabulary

CHUNK = 2_000
"""Documents read at a time while building; what is finished survives an interruption."""
LARGEST = 120_000
"""Documents in the largest segment."""
SMALL_SEGMENTS = 12
"""So many small segments from updates, then they are written together."""
_KEPT = 1_500
"""Documents kept unpacked in a process."""
_NEEDS_KEPT = 8
"""Needs whose judgements are kept in a process: of each some hundred documents."""
JUDGED = 40
"""Candidates that are judged against the requirements, at least."""

type Question = tuple[
    Need, date, frozenset[str] | None
]  # a need without its places, the day, and to what the reader belongs


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
        self._settled: dict[Question, dict[tuple[str, int], tuple[Judgement, ...]]] = {}
        self._fingerprint: str | None = None
        self._encoder = Encoder(vocabulary, model, self.lexicon)

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
        return self._generation.vocabulary == self._vocabulary_mark() and self._generation.model == (
            self.model.name if self.model else ""
        )

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
        with self._store.writing():
            building = (
                self._store.folder
                / "building"
                / f"{self._vocabulary_mark()}-{self.model.name if self.model else 'words'}"
            )
            for other in building.parent.glob("*"):
                if other != building:
                    shutil.rmtree(other, ignore_errors=True)
            building.mkdir(parents=True, exist_ok=True)
            names: dict[str, tuple[int, ...]] = {}
            done, average = 0, 40.0
            chunks: list[Path] = []
            for chunk in chunks_of(documents, CHUNK):
                digest = digest_of(chunk)
                folder = building / digest
                if not folder.is_dir():
                    entries = self._encoder.entries(chunk)
                    if not chunks:
                        counts = [sum(n for term, n in entry.terms.items() if term[0] == "w") for entry in entries]
                        average = max(5.0, float(np.mean(counts))) if counts else 40.0
                        (building / "average").write_text(str(average), encoding="utf-8")
                    making = building / f".{uuid.uuid4().hex}"
                    write_segment(making, entries, average=average)
                    making.replace(folder)
                elif not chunks and (building / "average").exists():
                    average = float((building / "average").read_text(encoding="utf-8"))
                chunks.append(folder)
                done += len(chunk)
                if progress is not None:
                    progress(done, total)
            for group in chunks_of(chunks, max(1, LARGEST // CHUNK)):
                name = uuid.uuid4().hex[:12]
                target = self._store.segment(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                merge_segments([(Segment(folder, np.zeros(0, dtype=np.uint32))) for folder in group], target)
                names[name] = ()
            mark = self.model.name if self.model else ""
            self._store.publish(
                Generation(self._store.read().number + 1, names, average, mark, self._vocabulary_mark())
            )
            shutil.rmtree(building.parent, ignore_errors=True)
        return done

    def update(self, documents: Iterable[Document]) -> None:
        """Add documents or replace those with the same keys; everybody finds them at the next question."""
        changed = list({document.key: document for document in documents}.values())
        if not changed:
            return
        entries = self._encoder.entries(changed)
        with self._store.writing():
            generation = self._store.read()
            segments = self._without(generation, [document.key for document in changed])
            name = uuid.uuid4().hex[:12]
            folder = self._store.segment(name)
            folder.parent.mkdir(parents=True, exist_ok=True)
            write_segment(folder, entries, average=generation.average)
            segments[name] = ()
            mark = self.model.name if self.model else ""
            fresh = (
                generation
                if generation.segments
                else replace(generation, model=mark, vocabulary=self._vocabulary_mark())
            )
            self._store.publish(replace(fresh, number=generation.number + 1, segments=self._tidied(segments)))

    def remove(self, keys: Iterable[str]) -> None:
        """Forget documents."""
        with self._store.writing():
            generation = self._store.read()
            segments = self._without(generation, list(keys))
            self._store.publish(replace(generation, number=generation.number + 1, segments=segments))

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
        judge = self._judge(need, today, audience)
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

    def _judge(
        self, need: Need, today: date, audience: frozenset[str] | None
    ) -> Callable[[Candidate, Known], tuple[Judgement, ...]]:
        """Judges a need, and judges once what is not about a place: a page asks the same need twice, to show who fits and to count
        who would fit elsewhere, and one page asks it after another."""
        elsewhere = tuple(one for one in need.requirements if one.kind != "place")
        here = tuple(one for one in need.requirements if one.kind == "place")
        question = (replace(need, requirements=elsewhere), today, audience)
        settled = self._settled.get(question)
        if settled is None:
            if len(self._settled) >= _NEEDS_KEPT:
                self._settled.clear()
            settled = self._settled[question] = {}

        def judged(candidate: Candidate, known: Known) -> tuple[Judgement, ...]:
            spot = (candidate.segment.name, candidate.place)
            known_of_it = settled.get(spot)
            if known_of_it is None:
                known_of_it = settled[spot] = judge_known(
                    question[0], known, self.vocabulary, today=today, audience=audience
                )
            if not here:
                return known_of_it
            placed = iter(
                judge_known(replace(need, requirements=here), known, self.vocabulary, today=today, audience=audience)
            )
            rest = iter(known_of_it)
            return tuple(next(placed if one.kind == "place" else rest) for one in need.requirements)

        return judged

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

    def _without(self, generation: Generation, keys: list[str]) -> dict[str, tuple[int, ...]]:
        segments = {}
        for name, deleted in generation.segments.items():
            segment = Segment(self._store.segment(name), np.zeros(0, dtype=np.uint32))
            gone = {place for key in keys if (place := segment.place_of(key)) is not None}
            left = set(deleted) | gone
            if len(left) < segment.size:
                segments[name] = tuple(sorted(left))
        return segments

    def _tidied(self, segments: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
        """Write many small segments together, so that questions do not get slower with every change."""
        small = [
            segment
            for name, deleted in segments.items()
            if (segment := Segment(self._store.segment(name), np.array(deleted, dtype=np.uint32))).size < CHUNK
        ]
        if len(small) <= SMALL_SEGMENTS:
            return segments
        name = uuid.uuid4().hex[:12]
        merge_segments(small, self._store.segment(name))
        gone = {segment.name for segment in small}
        return {**{key: value for key, value in segments.items() if key not in gone}, name: ()}

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
            self._settled.clear()
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

    def _vocabulary_mark(self) -> str:
        if self._fingerprint is None:
            digest = hashlib.blake2b(f"{READS}".encode(), digest_size=8)
            digest.update(self.lexicon.mark)
            if self.model is not None:
                digest.update(alignment_for(self.model.name, SIZE).mark)
            for concept in self.vocabulary:
                digest.update(
                    repr((concept.id, concept.kind, concept.broader, sorted(concept.labels.items()))).encode()
                )
            self._fingerprint = digest.hexdigest()
        return self._fingerprint
