"""Handing queued mail to the mail server, once.

A mail is claimed by a conditional update (`queued` → `sending`), so that of two workers one gets it. The connection is
opened before the claim: as long as the server cannot be reached nothing is claimed and nothing can be lost. Between the
claim and the answer of the server lies the one moment in which a crash leaves us not knowing. Such a mail is never sent
again by itself (it might arrive twice); it is shown as failed, says why, and a person decides.
"""

from __future__ import annotations

import logging
import re
import smtplib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import mail as django_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext_noop

from .models import Mail

logger = logging.getLogger(__name__)

# After each attempt that the server turned away for now.
WAITS = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8)]
INTERRUPTED_AFTER = timedelta(minutes=15)  # longer than any conversation with a mail server
UNREACHABLE_WAIT = timedelta(minutes=1)

# Shown at the desk, translated there.
INTERRUPTED = gettext_noop("The work was interrupted while this mail was being handed over. It may have arrived.")
CUT_OFF = gettext_noop("The mail server broke off while this mail was being handed over. It may have arrived.")


def deliver_soon(mail: Mail) -> None:
    """Ask the worker to deliver, as part of the transaction that queued the mail."""
    later = mail.send_after > timezone.now()
    (deliver.using(run_after=mail.send_after) if later else deliver).enqueue(mail.pk)


def can_deliver(stream: str) -> bool:
    """Whether the installation knows a mail server (or keeps mail in the development inbox)."""
    return stream in settings.MAILERS


@task
def deliver(mail_id: int) -> None:
    """Deliver one mail now, if it is still waiting."""
    for mail in Mail.objects.due().filter(pk=mail_id):
        deliver_all([mail], stream=mail.stream)


@task
def deliver_many(mail_ids: list[int]) -> None:
    """Deliver those of these that are still waiting, over one connection."""
    for stream in Mail.Stream.values:
        deliver_all(list(Mail.objects.due().filter(pk__in=mail_ids, stream=stream).order_by("pk")), stream=stream)


def deliver_due(limit: int = 500) -> int:
    """Deliver what waits and whose time has come, the oldest first; returns how many were sent."""
    return sum(
        deliver_all(list(Mail.objects.due().filter(stream=stream).order_by("send_after", "pk")[:limit]), stream=stream)
        for stream in Mail.Stream.values
    )


def deliver_all(mails: list[Mail], *, stream: str) -> int:
    """Deliver over one connection; a server that cannot be reached leaves all of them waiting."""
    if not mails or not can_deliver(stream):
        return 0
    server = django_mail.mailers[stream]
    try:
        server.open()
    except (OSError, smtplib.SMTPException) as problem:
        logger.warning("The mail server for %s mail cannot be reached: %s", stream, problem)
        Mail.objects.filter(pk__in=[m.pk for m in mails], state=Mail.State.QUEUED).update(
            send_after=timezone.now() + UNREACHABLE_WAIT, error=describe(problem)
        )
        return 0
    try:
        return sum(hand_over(mail, server) for mail in mails if claim(mail))
    finally:
        server.close()


def claim(mail: Mail) -> bool:
    """Take the mail for this worker; False when another one has it, or it was cancelled."""
    taken = Mail.objects.filter(pk=mail.pk, state=Mail.State.QUEUED).update(
        state=Mail.State.SENDING, claimed_at=timezone.now(), attempts=F("attempts") + 1
    )
    mail.attempts += taken
    return bool(taken)


def hand_over(mail: Mail, server: BaseEmailBackend) -> bool:
    """Give a claimed mail to the server and write down what became of it."""
    try:
        server.send_messages([message_of(mail)])
    except (smtplib.SMTPServerDisconnected, TimeoutError, ConnectionError) as problem:
        server.close()  # the next mail opens a connection of its own
        settle(mail, Mail.State.FAILED, error=f"{CUT_OFF}\n{describe(problem)}")
        return False
    except Exception as problem:  # whatever the server or the mail's own content provokes must not stop the others
        if is_temporary(problem) and mail.attempts <= len(WAITS):
            wait = WAITS[mail.attempts - 1]
            settle(mail, Mail.State.QUEUED, error=describe(problem), send_after=timezone.now() + wait)
        else:
            logger.warning("Mail %s could not be sent: %s", mail.public_id, describe(problem))
            settle(mail, Mail.State.FAILED, error=describe(problem))
        return False
    settle(mail, Mail.State.SENT, error="", sent_at=timezone.now())
    return True


def settle(mail: Mail, state: Mail.State, **fields: Any) -> None:
    Mail.objects.filter(pk=mail.pk, state=Mail.State.SENDING).update(state=state, claimed_at=None, **fields)


def is_temporary(problem: Exception) -> bool:
    """Whether the server said "not now" (4xx) rather than "never" (5xx)."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(400 <= code < 500 for code, _ in problem.recipients.values())
    return isinstance(problem, smtplib.SMTPResponseException) and 400 <= problem.smtp_code < 500


def describe(problem: Exception) -> str:
    if isinstance(problem, smtplib.SMTPResponseException):
        answer = problem.smtp_error
        return f"{problem.smtp_code} {answer.decode(errors='replace') if isinstance(answer, bytes) else answer}"[:2000]
    return f"{type(problem).__name__}: {problem}"[:2000]


def message_of(mail: Mail) -> django_mail.EmailMultiAlternatives:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    message = django_mail.EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={"Message-ID": f"<{mail.public_id}@{domain}>", "Auto-Submitted": "auto-generated", **mail.headers},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach("event.ics", mail.calendar, f"text/calendar; method={method_of(mail.calendar)}")
    return message


def method_of(calendar: str) -> str:
    """What a calendar program is to do with it: PUBLISH, REQUEST, CANCEL."""
    found = re.search(r"^METHOD:([A-Z]+)\s*$", calendar, re.MULTILINE)
    return found[1] if found else "PUBLISH"


def give_up_interrupted() -> int:
    """Mails that a crash left half handed over become failed ones that say so; returns how many."""
    return Mail.objects.filter(state=Mail.State.SENDING, claimed_at__lt=timezone.now() - INTERRUPTED_AFTER).update(
        state=Mail.State.FAILED, error=INTERRUPTED, claimed_at=None
    )
