import time

import pytest
from django.core.management import CommandError, call_command

from clubhuis.accounts.tests.cast import an_operator
from clubhuis.taxonomy import access, actions, files
from clubhuis.taxonomy.files import Entry, shipped_entries
from clubhuis.taxonomy.loading import load, load_vocabulary
from clubhuis.taxonomy.models import Capability, ProcurementCode, Sector, Synonym

from .cast import some_capabilities

pytestmark = pytest.mark.django_db

MILLING = Entry(
    "milling", "process", names={"nl": "frezen", "en": "milling"}, synonyms={"nl": ("freeswerk",)}, nace=("25.62",)
)
TURNING = Entry(
    "turning", "process", names={"nl": "draaien", "en": "turning"}, related=("milling",), broader=("milling",)
)


def everything():
    return (
        list(Capability.objects.values()),
        list(Synonym.objects.values_list("capability__slug", "language", "text")),
        sorted(Capability.broader.through.objects.values_list("from_capability", "to_capability")),
        sorted(Capability.related.through.objects.values_list("from_capability", "to_capability")),
    )


def test_the_whole_vocabulary_is_loaded_in_seconds_and_reads_back_the_same():
    begun = time.process_time()
    loaded = load_vocabulary()
    took = time.process_time() - begun

    shipped = sorted(shipped_entries(), key=lambda entry: entry.id)
    assert loaded.concepts == len(shipped)
    assert [e.id for e in access.entries()] == [e.id for e in shipped]
    assert {e.id: (e.names, dict(e.synonyms)) for e in access.entries()} == {
        e.id: (e.names, dict(e.synonyms)) for e in shipped
    }
    assert ProcurementCode.objects.count() == 9454
    assert Sector.objects.get(code="25.62").parent_id == "25.6"
    assert took < 20, "5 s of a processor, whoever else uses it; a slow machine gets more"
    assert load_vocabulary() is None, "the same files are not loaded again"


def test_loading_the_same_again_changes_nothing():
    load([MILLING, TURNING])
    before = everything()

    load([MILLING, TURNING])

    assert everything() == before


def test_what_an_operator_edited_stays_as_it_is():
    load([MILLING, TURNING])
    milling = Capability.objects.get(slug="milling")
    state = actions.state_of(milling)
    actions.edit(milling, state | {"names": state["names"] | {"nl": "frezen van metaal"}}, by=an_operator())
    before = access.snapshot()["milling"]

    loaded = load([MILLING, TURNING])

    assert loaded.left_alone == 1
    assert access.snapshot()["milling"] == before
    assert access.snapshot()["milling"].names["nl"] == "frezen van metaal"


def test_a_concept_that_is_no_longer_shipped_is_withdrawn_and_comes_back_when_it_is():
    load([MILLING, TURNING])

    assert load([MILLING]).withdrawn == 1
    assert list(access.snapshot()) == ["milling"]
    load([MILLING, TURNING])
    assert list(access.snapshot()) == ["milling", "turning"]


def test_the_snapshot_is_read_again_only_after_a_change(django_assert_num_queries):
    load([MILLING, TURNING])
    first = access.snapshot()

    with django_assert_num_queries(1):
        assert access.snapshot() is first
    load([MILLING])
    assert access.snapshot() is not first
    assert access.version() > first.version


def test_the_engine_gets_plain_values():
    some_capabilities()

    five = access.vocabulary()["five-axis-milling"]
    assert five.labels["nl"] == ("5-assig frezen", "vijfassig frezen")
    assert five.broader == ("milling",)
    assert access.vocabulary().covers("machining", "five-axis-milling")
    assert len(access.concepts()) == 6


def test_check_vocabulary_prints_each_problem(capsys, monkeypatch):
    monkeypatch.setattr("clubhuis.taxonomy.management.commands.check_vocabulary.shipped_entries", lambda: [MILLING])

    with pytest.raises(CommandError, match="2 problems in 1 concepts"):
        call_command("check_vocabulary")

    assert "at least 1,200 are promised" in capsys.readouterr().out


def test_the_fingerprint_moves_with_the_files(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "DATA", tmp_path)
    (tmp_path / "a.tsv").write_text("x")
    first = files.fingerprint()
    (tmp_path / "a.tsv").write_text("y")

    assert files.fingerprint() != first
