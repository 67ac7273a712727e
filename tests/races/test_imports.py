"""The process that brings in a list is killed in the middle: everything is there or nothing, and again afterwards works (T9)."""

import json
import os
import signal
import time

import pytest
from django.db import connection

from clubhuis.accounts.models import Person
from clubhuis.communities.imports import actions, writing
from clubhuis.communities.models import MemberImport, Membership
from clubhuis.communities.tests.cast import a_community
from clubhuis.organisations.models import Organisation
from clubhuis.portal import portable

from . import mistakes

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROWS, BATCH = 120, 20
PATIENCE = 60  # seconds
HEADINGS = "Naam;Contact;E-mail;Postcode;Plaats\n"
WORDS = [
    "Adelaar",
    "Boor",
    "Cilinder",
    "Draai",
    "Eikel",
    "Frees",
    "Gieterij",
    "Hamer",
    "IJzer",
    "Juweel",
    "Kogel",
    "Lager",
]


@pytest.fixture
def brought():
    """A list that was checked and waits to be brought in."""
    rows = [f"{WORDS[n % 12]}{WORDS[n // 12].lower()};Bo {n};bo@firma{n}.example;7602 KD;Almelo" for n in range(ROWS)]
    found = actions.upload(a_community(), "leden.csv", (HEADINGS + "\n".join(rows)).encode(), by=None)
    actions.check(found, by=None)
    return found


def everything(folder):
    """The whole installation as text; a number that was given and taken back is no difference."""
    portable.write(folder / "all.jsonl")
    lines = [json.loads(line) for line in (folder / "all.jsonl").read_text().splitlines()]
    is_head = [len(line) == 4 and isinstance(line[0], str) and isinstance(line[1], list) for line in lines]
    return [[*line[:2], line[3]] if head else line for line, head in zip(lines, is_head, strict=True)]


def killed_while_writing(brought, after, folder, *, mistake=lambda: None):
    """A process brings in the list, and dies as soon as this many rows were written."""
    seen = folder / "seen"
    seen.write_text("0")
    connection.close()  # a process of its own has a connection of its own
    if (child := os.fork()) == 0:
        mistake()
        writing.BATCH = BATCH
        actions.run(
            MemberImport.objects.select_related("community").get(pk=brought.pk),
            by=None,
            progress=lambda step, done, total: seen.write_text(str(done if step == "write" else 0)),
        )
        os._exit(0)
    until = time.monotonic() + PATIENCE
    while int(seen.read_text() or 0) < after:
        assert time.monotonic() < until, "nothing was written"
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_a_list_is_whole_or_nothing_and_can_be_brought_in_again_and_taken_back(brought, tmp_path):
    before = everything(tmp_path)

    for after in (BATCH, ROWS - 2 * BATCH):
        killed_while_writing(brought, after, tmp_path)
        assert everything(tmp_path) == before

    actions.run(brought, by=None)
    new = brought.report["new"]
    assert new > ROWS / 2, brought.report["rows"][:3]
    assert (Organisation.objects.count(), Membership.objects.count(), Person.objects.count()) == (new, new, ROWS)
    actions.undo(MemberImport.objects.get(), by=None)
    assert (Organisation.objects.count(), Membership.objects.count(), Person.objects.count()) == (0, 0, 0)


def without_transaction():
    mistakes.transaction_removed()
    actions.write = actions.write.__wrapped__  # which has one of its own


def test_without_its_transaction_half_a_list_would_be_there(brought, tmp_path):
    """The mutant of the one above."""
    killed_while_writing(brought, BATCH, tmp_path, mistake=without_transaction)

    assert 0 < Organisation.objects.count() < brought.report["new"]
