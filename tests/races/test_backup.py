"""A backup is whole although it is made while people work, and gives back the same."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import threading
from contextlib import closing
from pathlib import Path

import pytest

import clubhuis

SOURCE = str(Path(clubhuis.__file__).parent.parent)
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000"
DATABASE = "clubhuis.sqlite3"


def manage(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "CLUBHUIS_DATA": str(data), "PYTHONPATH": SOURCE}
    environment.pop("DATABASE_URL", None)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-m", "clubhuis", "manage", *words], env=environment, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    data = tmp_path_factory.mktemp("installation")
    made = manage(data, "migrate", "-v", "0")
    assert made.returncode == 0, made.stderr
    with closing(sqlite3.connect(data / DATABASE)) as database:
        database.executescript(f"{PRAGMAS}; CREATE TABLE written (number INTEGER PRIMARY KEY, text TEXT)")
    (data / "files" / "people").mkdir(parents=True)
    (data / "files" / "people" / "alma.webp").write_bytes(b"a photograph")
    return data


class Writer(threading.Thread):
    """Somebody who keeps on working, and knows what was acknowledged."""

    def __init__(self, database: Path) -> None:
        super().__init__(daemon=True)
        self.database, self.acknowledged, self.stopped = database, 0, threading.Event()
        self.busy = threading.Event()

    def run(self) -> None:
        with closing(sqlite3.connect(self.database, isolation_level=None)) as database:
            database.executescript(PRAGMAS)
            while not self.stopped.is_set():
                database.execute("INSERT INTO written VALUES (?, ?)", (self.acknowledged + 1, "x" * 500))
                self.acknowledged += 1
                if self.acknowledged % 200 == 0:
                    self.busy.set()


def numbers(database: Path) -> list[int]:
    with closing(sqlite3.connect(database)) as here:
        return [number for (number,) in here.execute("SELECT number FROM written ORDER BY number")]


@pytest.fixture
def under_load(installation):
    with closing(sqlite3.connect(installation / DATABASE)) as database:
        database.execute("DELETE FROM written")
        database.commit()
    writer = Writer(installation / DATABASE)
    writer.start()
    assert writer.busy.wait(60)
    yield writer
    writer.stopped.set()
    writer.join()


def test_a_backup_holds_all_that_was_acknowledged_and_can_be_put_back(installation, under_load, tmp_path):
    before = under_load.acknowledged
    made = manage(installation, "backup", str(tmp_path / "all.tar"))
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "all.tar").stat().st_mode & 0o077 == 0

    put_back = manage(tmp_path / "elsewhere", "restore", str(tmp_path / "all.tar"))

    assert put_back.returncode == 0, put_back.stderr
    kept = numbers(tmp_path / "elsewhere" / DATABASE)
    assert kept == list(range(1, len(kept) + 1))
    assert len(kept) >= before
    assert (tmp_path / "elsewhere" / "files" / "people" / "alma.webp").read_bytes() == b"a photograph"
    assert (tmp_path / "elsewhere" / "secret_key").read_text() == (installation / "secret_key").read_text()


def test_a_plain_copy_would_not_do(installation, under_load, tmp_path):
    """The mutant: `cp` misses what stands in the log beside the database."""
    before = under_load.acknowledged
    shutil.copy(installation / DATABASE, tmp_path / "copy.sqlite3")
    try:
        copied = numbers(tmp_path / "copy.sqlite3")
    except sqlite3.DatabaseError:
        copied = []
    assert len(copied) < before


def test_what_is_no_backup_is_refused_and_changes_nothing(installation, tmp_path):
    with tarfile.open(tmp_path / "other.tar", "w") as tar:
        tar.add(__file__, "about.json")
    before = (installation / DATABASE).read_bytes()

    refused = manage(installation, "restore", str(tmp_path / "other.tar"), "--replace")

    assert refused.returncode == 1
    assert "is geen reservekopie van Clubhuis" in refused.stderr
    assert (installation / DATABASE).read_bytes() == before
