"""The mails of registration. An action asks for a letter in its transaction; the worker writes it and puts it in the outbox.

Asking costs one row, so that nobody waits for the words while a seat is held for them. A letter that was written already is not
written again, and one that no longer fits (the seat was given up meanwhile) is not written at all.
"""

from __future__ import annotations

import logging
import threading
from typing import Any

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from clubhuis.activity import mail
from clubhuis.activity.models import Mail
from clubhuis.lib.prepared import prepared
from clubhuis.lib.rousing import Rouser
from clubhuis.lib.writing import insert

from . import wording
from .composing import Composer
from .models import Letter, Registration, RegistrationQuerySet, State
from .wording import Addressee

logger = logging.getLogger(__name__)
AT_ONCE = 40  # letters in one transaction

# Letters that make sense in these states only; others fit whatever became of it.
FITS: dict[str, list[State]] = {
    "pending": [State.PENDING, State.LAPSED],
    "confirmed": [State.CONFIRMED, State.ATTENDED],
    "queued": [State.QUEUED],
    "offered": [State.QUEUED],
    "awaiting_approval": [State.AWAITING_APPROVAL],
    "session_moved": [State.CONFIRMED, State.ATTENDED, State.QUEUED, State.AWAITING_APPROVAL],
    "reminder": [State.CONFIRMED, State.ATTENDED],
    "gate": [State.CONFIRMED, State.ATTENDED],
}


def soon(kind: str, registration: Registration, *, mark: str = "", to: Addressee | None = None, **about: int) -> None:
    """Ask for a letter as part of the caller's transaction. `mark` tells two letters of one kind apart."""
    told = [to.address, to.name, to.language] if to else None
    insert(Letter(registration=registration, kind=kind, mark=mark, told=told, about=about))
    _rouser.soon()


@task
def write_waiting() -> None:
    """Write all letters that were asked for. One at a time does it in a process; who comes meanwhile has it look once more."""
    _once_more.set()
    while _once_more.is_set() and _pen.acquire(blocking=False):
        try:
            _once_more.clear()
            while asked := list(Letter.objects.order_by("pk")[:AT_ONCE]):
                _write_all(asked)
        finally:
            _pen.release()


_rouser = Rouser(write_waiting)
_pen = threading.Lock()
_once_more = threading.Event()


def _write_all(asked: list[Letter]) -> None:
    """Composed outside the transaction, kept in it. One that cannot be written is a task of its own, so that its failure is seen."""
    found = {one.pk: one for one in _shown(frozenset(letter.registration_id for letter in asked))}
    composer = Composer()
    mails, alone = [], []
    for letter in asked:
        try:
            composed = _composed_for(composer, letter, found.get(letter.registration_id))
        except Exception:
            logger.exception("The letter %s could not be written with the others.", letter)
            alone.append(letter)
        else:
            mails += [composed] if composed is not None else []
    with transaction.atomic():
        Letter.objects.filter(pk__in=[letter.pk for letter in asked]).delete()
        mail.put_all(mails)
        for letter in alone:
            write.enqueue(letter.kind, letter.registration_id, letter.mark, letter.told, letter.about)


@prepared
def _shown(pks: frozenset[int]) -> RegistrationQuerySet:
    """Registrations with what a letter says of them."""
    asked = Registration.objects.filter(pk__in=pks).select_related(
        "event__venue", "event__rules", "person", "organisation", "ticket", "booked_by", "claim"
    )
    return asked.prefetch_related("event__hosts__community", "choices__session", "colleagues")


def _composed_for(composer: Composer, letter: Letter, registration: Registration | None) -> Mail | None:
    if registration is None or (letter.kind in FITS and registration.state not in FITS[letter.kind]):
        return None
    return composer.composed(letter, registration)


@task
def write(kind: str, registration_id: int, mark: str, to: list[str] | None, about: dict[str, int]) -> None:
    """Put one letter in the outbox, once."""
    registration = next(iter(_shown(frozenset({registration_id}))), None)
    if registration is None or (kind in FITS and registration.state not in FITS[kind]):
        return
    write_now(kind, registration, mark=mark, to=Addressee(*to) if to else None, about=about)


def write_now(kind: str, registration: Registration, **how: Any) -> Mail | None:
    """The same at once; see `wording.composed`."""
    letter = wording.composed(kind, registration, **how)
    return mail.put(letter) if letter is not None else None


def already_registered(registration: Registration) -> None:
    """Somebody filled in the address of a registration that is there: its owner hears of it, and nobody else."""
    soon("already", registration, mark=f"{timezone.now():%Y%m%d%H}")
