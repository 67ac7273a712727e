"""What a web process reads once and keeps, read before somebody waits for it."""

from __future__ import annotations

import gc
import logging
import threading
from pathlib import Path

from django.apps import apps
from django.db import DatabaseError, connection
from django.template import engines
from django.urls import get_resolver

from clubhuis.matchmaking import index
from clubhuis.places.atlas import atlas
from clubhuis.portal.catalogue import catalogue

from .clearing_up import ClearingUp, give_back

MOMENT = 1.0  # seconds
log = logging.getLogger(__name__)


def read_ahead() -> None:
    """The doors, the vocabulary, the places, the catalogue of the directory and what is recognised: what every process shares."""
    gc.disable()  # all of it stays: looking for what can be thrown away meanwhile would be a quarter of the work
    try:
        index.read_ahead()
        atlas()
        get_resolver().url_patterns  # noqa: B018  # reading them imports every view
        catalogue()
    except (DatabaseError, OSError) as error:
        log.warning("Could not read ahead (%s); the first pages will take longer.", error)
    finally:
        connection.close()
        gc.enable()
    gc.collect()
    give_back()
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
    ClearingUp().begin()


def read_templates() -> None:
    """Those of the rooms. A first look at a page in a process took up to a tenth of a second more for them."""
    engine = engines["django"].engine  # type: ignore[attr-defined]  # it is Django's own
    for room in apps.get_app_configs():
        folder = Path(room.path) / "templates"
        if room.name.startswith("clubhuis."):
            for file in sorted(folder.rglob("*.html")):
                engine.get_template(file.relative_to(folder).as_posix())


def warm_beside() -> None:
    """In a thread of its own and a moment later: the first page goes first, and does not wait for what it does not use."""
    thread = threading.Timer(MOMENT, warm)
    thread.daemon = True
    thread.start()
