"""What a web process reads once and keeps, read before somebody waits for it."""

from __future__ import annotations

import gc
import logging
import threading

from django.db import DatabaseError, connection
from django.urls import get_resolver

from clubhuis.matchmaking import index
from clubhuis.places.access import gazetteer
from clubhuis.portal.catalogue import catalogue
from clubhuis.taxonomy.access import vocabulary

MOMENT = 1.0  # seconds
log = logging.getLogger(__name__)


def warm() -> None:
    """The doors, the vocabulary, the places, the catalogue of the directory and the match index with its sentence model."""
    try:
        get_resolver().url_patterns  # noqa: B018  # reading them imports every view
        vocabulary()
        catalogue()
        gazetteer()
        if index.is_ready() and (model := index.model()) is not None:
            model.encode(["titanium"])
    except (DatabaseError, OSError) as error:
        log.warning("Could not read ahead (%s); the first pages will take longer.", error)
    finally:
        connection.close()
    keep_out_of_collections()


def keep_out_of_collections() -> None:
    """What was read stays until the process ends, so looking through it for what can be thrown away (50 ms) is no use.

    Pages leave little in circles behind; looking for it seldom is enough.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def warm_beside() -> None:
    """In a thread of its own and a moment later: the first page goes first, and does not wait for what it does not use."""
    thread = threading.Timer(MOMENT, warm)
    thread.daemon = True
    thread.start()
