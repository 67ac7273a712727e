"""What a web process reads once and keeps, read before somebody waits for it."""

from __future__ import annotations

import gc
import logging
import threading
from itertools import count
from pathlib import Path

from django.apps import apps
from django.core.signals import request_started
from django.db import DatabaseError, connection
from django.template import engines
from django.urls import get_resolver

from clubhuis.matchmaking import index
from clubhuis.places.access import gazetteer
from clubhuis.portal.catalogue import catalogue
from clubhuis.taxonomy.access import vocabulary

MOMENT = 1.0  # seconds
OLDER, EVERYTHING = 20, 5_000  # requests after which what outlived one is looked at, too
UNEXPECTED = 200_000  # objects that one request makes before Python looks by itself
log = logging.getLogger(__name__)


def read_ahead() -> None:
    """The doors, the vocabulary, the places, the catalogue of the directory and what is recognised: what every process shares."""
    gc.disable()  # all of it stays: looking for what can be thrown away meanwhile would be a quarter of the work
    try:
        get_resolver().url_patterns  # noqa: B018  # reading them imports every view
        vocabulary()
        catalogue()
        gazetteer()
        index.read_ahead()
    except (DatabaseError, OSError) as error:
        log.warning("Could not read ahead (%s); the first pages will take longer.", error)
    finally:
        connection.close()
        gc.enable()
    gc.collect()
    gc.freeze()


def warm() -> None:
    """And what is of one process: the match index with its sentence model; and what no start should wait for: the templates."""
    read_ahead()
    read_templates()
    try:
        if index.is_ready():
            index.index().search("titanium", limit=1)
    except (DatabaseError, OSError) as error:
        log.warning("Could not read the match index ahead (%s); the first question will take longer.", error)
    finally:
        connection.close()
    keep_out_of_collections()


def read_templates() -> None:
    """Those of the rooms. A first look at a page in a process took up to a tenth of a second more for them."""
    engine = engines["django"].engine  # type: ignore[attr-defined]  # it is Django's own
    for room in apps.get_app_configs():
        folder = Path(room.path) / "templates"
        if room.name.startswith("clubhuis."):
            for file in sorted(folder.rglob("*.html")):
                engine.get_template(file.relative_to(folder).as_posix())


def keep_out_of_collections() -> None:
    """What was read stays until the process ends, so looking through it for what can be thrown away (50 ms) is no use.

    What pages leave behind in circles is thrown away between them: when Python counts by itself, it lets some thirty pages
    gather and then one of them waits 10 ms for all, and one in six hundred 100 ms.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(UNEXPECTED, 20, 20)
    request_started.connect(clear_up_after_the_last)


_answered = count(1)


def clear_up_after_the_last(**_signal: object) -> None:
    """As a request begins: what the one before left is held by nobody any more. It takes a few tenths of a millisecond."""
    number = next(_answered)
    gc.collect(2 if number % EVERYTHING == 0 else 1 if number % OLDER == 0 else 0)


def warm_beside() -> None:
    """In a thread of its own and a moment later: the first page goes first, and does not wait for what it does not use."""
    thread = threading.Timer(MOMENT, warm)
    thread.daemon = True
    thread.start()
