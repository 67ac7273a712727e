"""The vocabulary that comes with the release keeps the house rules, and the rules notice when one does not."""

from dataclasses import replace

import pytest

from clubhuis.taxonomy.checks import problems
from clubhuis.taxonomy.files import Entry, shipped_codes, shipped_entries

SECTORS = {code.code for code in shipped_codes("nace")}
CODES = {code.code for code in shipped_codes("cpv")}


def wrong(entries):
    return [problem for problem in problems(entries, sectors=SECTORS, codes=CODES) if "promised" not in problem]


def test_the_shipped_vocabulary_has_no_problems():
    assert problems(shipped_entries(), sectors=SECTORS, codes=CODES) == []


def test_it_has_what_was_promised():
    entries = shipped_entries()

    assert len(entries) >= 1200
    assert all(entry.names.get("nl") and entry.names.get("en") for entry in entries)
    assert sum(1 for entry in entries if entry.names.get("de")) >= 0.8 * len(entries)
    assert {entry.kind for entry in entries} == {
        *("process", "material", "equipment", "certificate", "service", "technology", "market")
    }
    assert len(CODES) == 9454


def test_sectors_stand_after_the_sector_they_are_part_of():
    seen = {""}
    for code in shipped_codes("nace"):
        assert code.parent in seen, code
        seen.add(code.code)


MILLING = Entry("milling", "process", names={"nl": "frezen", "en": "milling", "de": "Fräsen"})
TURNING = Entry("turning", "process", names={"nl": "draaien", "en": "turning", "de": "Drehen"})


def test_a_sound_vocabulary_of_two_has_no_problems():
    assert wrong([MILLING, replace(TURNING, related=("milling",), nace=("25.62",), cpv=("42630000",))]) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "milling"}, "two concepts have this id"),
        ({"id": "Turning!"}, "an id is lower-case"),
        ({"kind": "magic"}, "not a kind"),
        ({"names": {"en": "turning"}}, "no name in nl"),
        ({"names": {"nl": "draaien"}}, "no name in en"),
        ({"names": {"nl": "Frezen", "en": "turning"}}, "'frezen' (nl) is claimed by milling and turning"),
        ({"synonyms": {"de": ("FRÄSEN",)}}, "'fräsen' (de) is claimed"),
        ({"synonyms": {"de": ("x" * 121,)}}, "longer than 120"),
        ({"broader": ("metalworking",)}, "broader 'metalworking' does not exist"),
        ({"related": ("metalworking",)}, "related 'metalworking' does not exist"),
        ({"broader": ("turning",)}, "itself"),
        ({"broader": ("milling",), "related": ("milling",)}, "broader and related at once"),
        ({"nace": ("99.99",)}, "NACE 99.99 does not exist"),
        ({"cpv": ("1",)}, "CPV 1 does not exist"),
    ],
)
def test_the_rules_notice(change, said):
    assert any(said in problem for problem in wrong([MILLING, replace(TURNING, **change)]))


def test_the_rules_notice_a_circle():
    grinding = Entry("grinding", "process", ("milling",), names={"nl": "slijpen", "en": "grinding"})
    circle = [replace(MILLING, broader=("turning",)), replace(TURNING, broader=("grinding",)), grinding]

    assert any("circle" in problem for problem in wrong(circle))


def test_the_rules_notice_a_small_or_little_german_vocabulary():
    said = problems([replace(MILLING, names={"nl": "frezen", "en": "milling"})], sectors=SECTORS, codes=CODES)

    assert len(said) == 2
