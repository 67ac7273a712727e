"""The index of this machine: opened once a process, following the database by `Organisation.changed_at`."""

from __future__ import annotations

import fcntl
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from clubhuis.engines.matching import Index, SentenceModel, read_labels, sentence_model
from clubhuis.lib.prepared import prepared
from clubhuis.organisations.models import Organisation
from clubhuis.taxonomy.access import vocabulary

from .documents import documents, key_of

OVERLAP = timedelta(minutes=10)  # a transaction that began before the last look may commit after it
AT_ONCE = 50  # so many changes are taken in by the question that notices them; more are left to the worker
_opening = threading.Lock()
_open: dict[Path, Index] = {}


def folder() -> Path:
    path: Path = settings.MATCH_INDEX
    return path


def model() -> SentenceModel | None:
    """The sentence model of this process, or None where it is switched off or its package is not there."""
    return _model(folder()) if settings.SENTENCE_MODEL else None


@cache
def _model(folder: Path) -> SentenceModel | None:
    return sentence_model(folder)


def index() -> Index:
    """The index with the vocabulary as it is now. Opening costs nothing; its files are mapped and shared by all processes."""
    words = vocabulary()
    with _opening:
        opened = _open.get(folder())
        if opened is None or opened.vocabulary is not words:
            opened = _open[folder()] = Index(folder() / "organisations", words, model=model())
        return opened


def read_ahead() -> None:
    """The labels of the vocabulary, which the first question would wait for."""
    read_labels(vocabulary(), kept=folder() / "labels")


def is_ready() -> bool:
    """Whether there is something to ask; before the first build there is not."""
    return index().generation > 0


def rebuild(progress: Callable[[int, int | None], None] | None = None) -> int:
    """Build the index anew; readers keep the old one until it is whole. Returns the number of organisations."""
    with taking_turns():
        began = timezone.now()
        present = Organisation.objects.present()
        done = index().rebuild(documents(present), total=present.count(), progress=progress)
        remember(began, {})
    return done


def ensure(progress: Callable[[int, int | None], None] | None = None) -> None:
    """Have an index: build it when there is none; when another process is at it, wait for that one."""
    if is_ready():
        return
    with taking_turns():
        pass
    if not is_ready():
        rebuild(progress)


@prepared
def _newest() -> QuerySet[Organisation, datetime]:
    return Organisation.objects.order_by("-changed_at").values_list("changed_at", flat=True)[:1]


def follow(limit: int | None = AT_ONCE) -> int:
    """Take in what changed since the last time; returns how many changes are left for the worker.

    Costs one query when nothing changed. A process that finds another one busy leaves it to that one.
    """
    if not is_ready():
        return 0
    newest = next(iter(_newest()), None)
    if newest is None or _seen.get(folder()) == newest:
        return 0
    with taking_turns(wait=limit is None) as mine:
        if not mine:
            return 0
        upto, recent = remembered()
        changed = dict(
            Organisation.objects.filter(changed_at__gt=upto - OVERLAP)
            .values_list("pk", "changed_at")
            .order_by("changed_at")
        )
        new = {pk: at for pk, at in changed.items() if recent.get(pk) != at.isoformat()}
        if limit is not None and len(new) > limit:
            return len(new)
        if new:
            index().update(documents(Organisation.objects.present().filter(pk__in=list(new))))
            gone = Organisation.objects.filter(pk__in=list(new)).exclude(removed_at=None).values_list("pk", flat=True)
            index().remove([key_of(pk) for pk in gone])
        remember(newest, {pk: at.isoformat() for pk, at in changed.items() if at > newest - OVERLAP})
        _seen[folder()] = newest
    return 0


_seen: dict[Path, datetime] = {}


def remembered() -> tuple[datetime, dict[int, str]]:
    """Up to when this machine's index follows the database, and the latest changes it has taken in."""
    try:
        state = json.loads((folder() / "followed.json").read_text())
        return datetime.fromisoformat(state["upto"]), {int(pk): at for pk, at in state["recent"].items()}
    except (OSError, ValueError, KeyError):
        return timezone.now() - timedelta(days=36_500), {}


def remember(upto: datetime, recent: dict[int, str]) -> None:
    making = folder() / ".followed.json"
    making.write_text(json.dumps({"upto": upto.isoformat(), "recent": recent}))
    making.replace(folder() / "followed.json")


@contextmanager
def taking_turns(*, wait: bool = True) -> Iterator[bool]:
    """One writer of this machine at a time; without `wait` the answer is False when another one is busy."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "turn").open("w") as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
