"""The index: built, changed, shared, asked."""

import numpy as np
import pytest

from clubhuis.engines.matching import Index, Weights
from clubhuis.engines.matching.index.encoding import Encoder
from clubhuis.engines.matching.judging import judge_known
from clubhuis.engines.matching.sentences import SIZE

from .cast import TODAY, a_firm, a_need, a_vocabulary, verhagen

VOCABULARY = a_vocabulary()


class Letters:
    """A stand-in for the sentence model: texts with the same letters mean the same."""

    name = "letters"

    def encode(self, texts):
        vectors = np.zeros((len(texts), SIZE), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for letter in text.lower():
                row[ord(letter) % SIZE] += 1
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)


FIRMS = [
    verhagen(),
    a_firm("Lasersnijden tot 25 mm staal, lassen EN 1090-2 EXC3", "staal", town="Eindhoven", groups={"metaal"}),
    a_firm("Spritzgießen von Kunststoff, Großserien", "kunststoff", town="Münster"),
    a_firm("Powder coating and cleaning", "coat", town="Almelo", groups={"metaal"}),
]


@pytest.fixture(params=["words", "model"])
def index(request, tmp_path):
    made = Index(tmp_path / "index", VOCABULARY, model=Letters() if request.param == "model" else None)
    made.rebuild(FIRMS)
    return made


def keys(index, text, **options):
    return [match.key for match in index.match(a_need(text, VOCABULARY), today=TODAY, **options)]


@pytest.mark.parametrize(
    ("need", "first"),
    [
        ("5-axis milling of titanium, small series, ISO 13485, within 100 km of Almelo", "verhagen"),
        ("Laserschneiden von 20 mm Stahl", "staal"),
        ("spuitgieten in grote series", "kunststoff"),
        ("poedercoaten", "coat"),
    ],
)
def test_the_right_firm_comes_first_in_any_language(index, need, first):
    assert keys(index, need)[0] == first


def test_a_perfect_match_is_explained(index):
    need = a_need("5-assig frezen van titanium, ISO 13485, binnen 100 km van Almelo", VOCABULARY)
    best = next(iter(index.match(need, today=TODAY)))

    assert (best.explanation.requirements, best.explanation.would_raise, best.distance_km, best.fits) == (
        1.0,
        (),
        0.0,
        True,
    )


def test_a_firm_with_one_unknown_is_asked_and_not_hidden(index):
    best = next(iter(index.match(a_need("lassen van titanium", VOCABULARY), today=TODAY)))

    assert best.key in {"staal", "verhagen"}
    assert len(best.explanation.would_raise) == 1


def test_a_changed_profile_is_found_at_the_next_question_by_every_process(index):
    other = Index(index._store.folder, VOCABULARY, model=index.model)
    assert keys(other, "waterstraalsnijden van marmer")[:1] != ["verhagen"]

    index.update([a_firm("Waterstraalsnijden van marmer", "verhagen")])

    assert keys(other, "waterstraalsnijden van marmer")[0] == "verhagen"
    assert (len(other), "verhagen" in other) == (4, True)


def test_a_removed_firm_is_gone(index):
    index.remove(["coat"])

    assert (len(index), "coat" in index, "coat" in keys(index, "poedercoaten")) == (3, False, False)


def test_only_allowed_firms_are_found(index):
    assert set(keys(index, "lassen", allowed=["verhagen", "coat"])) <= {"verhagen", "coat"}
    assert set(keys(index, "lassen", groups=frozenset({"metaal"}))) <= {"staal", "coat"}
    assert "staal" in keys(index, "lassen", groups=frozenset({"metaal"}))


def test_many_changes_are_written_together(index):
    for number in range(20):
        index.update([a_firm(f"Draaien van as {number}", f"firm-{number}")])

    assert len(index) == 24
    assert len(index._store.read().segments) <= 14
    assert keys(index, "draaien van as 7", limit=50).count("firm-7") == 1


def test_an_interrupted_build_goes_on_where_it_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("clubhuis.engines.matching.index.writing.CHUNK", 2)
    index = Index(tmp_path, VOCABULARY)
    read_before = []
    original = Encoder.entries

    def counted(self, documents):
        read_before.append(len(documents))
        return original(self, documents)

    monkeypatch.setattr(Encoder, "entries", counted)

    def breaks():
        yield from FIRMS[:3]
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        index.rebuild(breaks())
    assert len(index) == 0
    index.rebuild(FIRMS)

    assert (len(index), read_before) == (4, [2, 2])


def test_an_index_of_another_vocabulary_is_not_current(index, tmp_path):
    from clubhuis.engines.matching import Concept, Vocabulary

    other = Index(index._store.folder, Vocabulary([Concept("x", "process")]), model=index.model)

    assert (index.is_current, other.is_current) == (True, False)


def test_an_index_of_an_older_engine_is_not_current(index, monkeypatch):
    monkeypatch.setattr("clubhuis.engines.matching.index.encoding.READS", 99)
    newer = Index(index._store.folder, VOCABULARY, model=index.model)

    assert (len(newer), newer.is_current) == (4, False)
    newer.rebuild(FIRMS)
    assert newer.is_current


def test_an_index_of_another_format_counts_as_none(index, monkeypatch):
    monkeypatch.setattr("clubhuis.engines.matching.index.store.FORMAT", 99)
    newer = Index(index._store.folder, VOCABULARY, model=index.model)

    assert (newer.generation, len(newer)) == (0, 0)
    newer.rebuild(FIRMS)
    assert len(newer) == 4


def test_similar_firms_share_capabilities(index):
    index.update([a_firm("5-axis milling of titanium", "twin")])

    assert index.similar("verhagen")[0].key == "twin"


def test_a_chain_covers_what_none_covers_alone(index):
    (first, *_) = index.chains(a_need("frezen, poedercoaten en spuitgieten", VOCABULARY), today=TODAY)

    assert (set(first.keys), first.gaps) == ({"verhagen", "coat", "kunststoff"}, ())


def test_an_empty_index_answers(tmp_path):
    assert keys(Index(tmp_path / "new", VOCABULARY), "frezen") == []


def test_weights_stay_within_their_bounds():
    with pytest.raises(ValueError, match="words must lie between"):
        Weights(words=9.0)


def test_signals_say_whether_the_model_is_there(index):
    assert ("meaning" in index.signals) == (index.model is not None)


def test_a_large_segment_finds_by_meaning_what_a_small_one_finds(tmp_path, monkeypatch):
    firms = [
        a_firm(f"Specialist in {letter * 3}{other * 4} work", f"{letter}{other}")
        for letter in "abcdefgh"
        for other in "stuvwxyz"
    ]
    small = Index(tmp_path / "small", VOCABULARY, model=Letters())
    small.rebuild(firms)
    monkeypatch.setattr("clubhuis.engines.matching.index.segment.EXACT_VECTORS", 10)
    large = Index(tmp_path / "large", VOCABULARY, model=Letters())
    large.rebuild(firms)
    meaning = Weights(words=0.0, concepts=0.0, meaning=1.0, nearness=0.0)

    asked = [large.search(f"{one} {one}", limit=1, weights=meaning)[0].key for one in ("aaassss", "hhhzzzz", "ccctttt")]

    assert asked == [
        small.search(f"{one} {one}", limit=1, weights=meaning)[0].key for one in ("aaassss", "hhhzzzz", "ccctttt")
    ]
    assert [len(segment.centres) > 0 for segment in (*large._segments, *small._segments)] == [True, False]


def test_a_score_is_told_in_parts_and_what_was_learnt_is_told_apart(index):
    need = a_need("5-assig frezen van titanium binnen 50 km van Almelo", VOCABULARY)

    usual = index.match(need, today=TODAY).matches[0]
    learnt = index.match(need, today=TODAY, weights=Weights(requirements=6.0)).matches[0]

    assert sum(usual.explanation.raised.values()) == pytest.approx(usual.score, abs=1e-4)
    assert usual.explanation.learnt == 0.0
    assert learnt.explanation.learnt == pytest.approx(learnt.score - usual.score, abs=2e-4)
    assert learnt.explanation.learnt > 0


def test_what_was_judged_before_says_nothing_to_others_and_nothing_of_another_place(index):
    told = a_firm("Lassen van titanium", "besloten", town="Eindhoven", audience={"kring"})
    index.update([told])
    near = a_need("lassen van titanium, binnen 100 km van Eindhoven", VOCABULARY)
    far = a_need("lassen van titanium, binnen 10 km van Almelo", VOCABULARY)
    questions = [(near, frozenset({"kring"})), (near, frozenset()), (far, frozenset({"kring"}))]

    one_after_another = [index.match(need, today=TODAY, audience=audience) for need, audience in questions * 2]

    anew = []
    for need, audience in questions:
        fresh = Index(index._store.folder, VOCABULARY, model=index.model)
        anew.append(fresh.match(need, today=TODAY, audience=audience))
    assert [[*answer] for answer in one_after_another] == [[*answer] for answer in anew * 2]
    assert len({repr([*answer]) for answer in anew}) == 3


def test_what_is_not_about_a_place_is_judged_once(index, monkeypatch):
    judged = []
    monkeypatch.setattr(
        "clubhuis.engines.matching.index.index.judge_known",
        lambda need, known, *args, **more: judged.append(known.key) or judge_known(need, known, *args, **more),
    )
    need = a_need("lassen van titanium", VOCABULARY)

    answers = [[*index.match(need, today=TODAY)] for _ in range(2)]

    assert answers[0] == answers[1]
    assert sorted(judged) == sorted(set(judged))
