"""A whole backup in one file, made while everybody goes on working, and putting it back.

In it are the database as it was at one moment, the uploaded files and the secret key; what is made again by itself (static
files, match index) is not. The database goes first: every file that a row of it names was there already, and is still there
unless somebody removed it meanwhile. A portable one holds the rows as text instead, for another kind of database.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts import actions
from clubhuis.accounts.models import Person
from clubhuis.lib.refusals import Refused
from clubhuis.portal import portable as as_text

ABOUT, KEY, FILES = "about.json", "secret_key", "files"
PORTABLE = "portable"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump", PORTABLE: "database.jsonl"}
POSTGRESQL_TOOLS = Path("/usr/lib/postgresql")  # where Debian keeps them


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup says of itself."""

    database: str  # "sqlite", "postgresql" or "portable"
    made_at: datetime


def backup(to: Path, *, portable: bool = False) -> Path:
    """Write everything that must be kept to a new file in the folder `to`, or to the file `to` itself.

    A `portable` one takes longer, and can be put back into any kind of database of the same release.
    """
    kind = PORTABLE if portable else connection.vendor
    now = timezone.now()
    target = to / f"clubhuis-{now:%Y-%m-%d-%H%M%S}.tar" if to.is_dir() else to
    unfinished = target.with_name(f".{target.name}.unfinished")
    with tempfile.TemporaryDirectory(prefix="clubhuis-backup-", dir=target.parent) as folder:
        dumped = Path(folder) / DATABASES[kind]
        if portable:
            as_text.write(dumped)
        elif connection.vendor == "sqlite":
            copy_sqlite(Path(settings.DATABASES["default"]["NAME"]), dumped)
        else:
            postgresql("pg_dump", "--format=custom", "--no-owner", f"--file={dumped}")
        about = Path(folder) / ABOUT
        about.write_text(json.dumps({"database": kind, "made_at": now.isoformat()}))
        with open(unfinished, "wb", opener=private) as file, tarfile.open(fileobj=file, mode="w") as tar:
            tar.add(about, ABOUT)
            tar.add(dumped, dumped.name)
            if (settings.DATA / KEY).exists():
                tar.add(settings.DATA / KEY, KEY)
            for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
                if path.is_file():
                    add_if_there(tar, path)
            file.flush()
            os.fsync(file.fileno())
    unfinished.replace(target)
    return target


def private(name: str, flags: int) -> int:
    """A backup holds everything about everybody: nobody else on the machine reads it."""
    return os.open(name, flags, mode=0o600)


def add_if_there(tar: tarfile.TarFile, path: Path) -> None:
    try:
        tar.add(path, f"{FILES}/{path.relative_to(settings.MEDIA_ROOT)}")
    except FileNotFoundError:
        return  # removed while we were busy, and so was its row


def copy_sqlite(source: Path, target: Path) -> None:
    """The database as it is at one moment, while others write: what `cp` cannot do."""
    with closing(sqlite3.connect(source, timeout=60)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)
        # Checking the copy checks our constraints too, and those use a function that SQLite itself does not have.
        there.create_function(
            "REGEXP", 2, lambda pattern, text: bool(re.search(pattern, str(text))), deterministic=True
        )
        if (said := there.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise Refused(_("The copy of the database is damaged: %(reason)s") % {"reason": said})


def postgresql(tool: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own tools on our database."""
    database: dict[str, Any] = settings.DATABASES["default"]
    found = shutil.which(tool) or next((str(p) for p in sorted(POSTGRESQL_TOOLS.glob(f"*/bin/{tool}"))[::-1]), None)
    if found is None:
        raise Refused(_("%(tool)s is not there. Install PostgreSQL's client programs.") % {"tool": tool})
    who = {"--host": database["HOST"], "--port": database["PORT"], "--username": database["USER"]}
    options = [f"{name}={value}" for name, value in who.items() if value]
    environment = os.environ | ({"PGPASSWORD": database["PASSWORD"]} if database["PASSWORD"] else {})
    name = f"--dbname={database['NAME']}"
    done = subprocess.run(  # noqa: S603  # our own arguments
        [found, *options, name, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(done.stderr.strip()[-1000:])


def read(file: Path) -> Backup:
    """Raises Refused for what is no backup of ours."""
    try:
        with tarfile.open(file) as tar, tar.extractfile(ABOUT) as about:  # type: ignore[union-attr]
            said = json.load(about)
        return Backup(said["database"], datetime.fromisoformat(said["made_at"]))
    except (tarfile.TarError, KeyError, ValueError, AttributeError, TypeError) as problem:
        raise Refused(_("%(file)s is not a backup of Clubhuis.") % {"file": file}) from problem


def restore(file: Path, *, replace: bool = False) -> Backup:
    """Put a backup back. Where people are already, only with `replace`; who was forgotten since, is forgotten again."""
    found = read(file)
    if found.database not in {connection.vendor, PORTABLE}:
        raise Refused(
            _(
                "This backup is of %(theirs)s, and this installation uses %(ours)s. Make a portable one: backup --portable"
            )
            % {"theirs": found.database, "ours": connection.vendor}
        )
    known, forgotten = people_here()
    if known and not replace:
        raise Refused(_("There are people here already. To put the backup in their place: --replace"))
    with tempfile.TemporaryDirectory(prefix="restore-", dir=settings.DATA) as folder:
        with tarfile.open(file) as tar:
            tar.extractall(folder, filter="data")
        if found.database == PORTABLE:  # rows only: the tables come first
            call_command("migrate", interactive=False, verbosity=0)
        put_back(Path(folder), found.database)
    call_command("migrate", interactive=False, verbosity=0)
    for person in Person.objects.filter(pk__in=forgotten, erased_at=None):
        if person.created_at == forgotten[person.pk]:  # in a backup of elsewhere this number is somebody else's
            actions.erase(person, by=person)
    return found


def people_here() -> tuple[bool, dict[int, datetime]]:
    """Whether anybody is here, and who was forgotten (since when they were known); without tables there is nobody."""
    try:
        gone = Person.objects.exclude(erased_at=None).values_list("pk", "created_at")
        return Person.objects.exists(), dict(gone)
    except DatabaseError:
        return False, {}


def put_back(folder: Path, kind: str) -> None:
    dumped = folder / DATABASES[kind]
    if kind != PORTABLE:
        connections.close_all()
    if kind == PORTABLE:
        as_text.read(dumped)
    elif kind == "sqlite":
        here = Path(settings.DATABASES["default"]["NAME"])
        for rest in ("-wal", "-shm"):  # of the database that goes; with another one they would damage it
            here.with_name(here.name + rest).unlink(missing_ok=True)
        dumped.replace(here)
    else:
        postgresql("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", str(dumped))
    media = Path(settings.MEDIA_ROOT)
    shutil.rmtree(media, ignore_errors=True)
    if (folder / FILES).exists():
        shutil.move(folder / FILES, media)
    if (folder / KEY).exists():
        (folder / KEY).replace(settings.DATA / KEY)
    shutil.rmtree(settings.MATCH_INDEX, ignore_errors=True)  # made again by itself
