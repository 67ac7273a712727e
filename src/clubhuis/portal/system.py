"""Is the installation in order? What is wrong comes with what to do about it."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.activity.access import failed_tasks
from clubhuis.activity.models import Mail
from clubhuis.lib.keeping import Kept
from clubhuis.matchmaking import index

SAFE_SQLITE = (3, 51, 3)  # earlier ones can damage a database in a rare race when the write-ahead log is reset
LITTLE_SPACE = 2 * 2**30  # bytes
LATE = 15  # minutes that mail may wait
HOUR = 3600  # seconds


@dataclass(frozen=True, slots=True)
class Finding:
    subject: str
    is_good: bool
    text: str  # what was found, and what to do when it is not good


def examine() -> list[Finding]:
    """Every check, in the order in which an operator would want to know."""
    return [database(), worker(), mail(), address(), key(), space(), match_index(), sentences(), work()]


def database() -> Finding:
    subject = _("Database")
    if connection.vendor != "sqlite":
        return Finding(subject, True, f"PostgreSQL {connection.cursor().connection.info.server_version // 10_000}")
    version = sqlite3.sqlite_version
    if not _file_is_whole.get(str(settings.DATABASES["default"]["NAME"]), file_is_whole):
        return Finding(subject, False, _("The database file is damaged. Stop, and restore the latest backup."))
    if sqlite3.sqlite_version_info < SAFE_SQLITE:
        return Finding(
            subject,
            False,
            _(
                "SQLite %(version)s can, very rarely, damage a database; 3.51.3 cannot. Use a newer Python or PostgreSQL, and keep backups."
            )
            % {"version": version},
        )
    return Finding(subject, True, f"SQLite {version}")


_file_is_whole: Kept[bool] = Kept(longer=HOUR)  # the whole file is read for it, however large it is


def file_is_whole() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        return bool(cursor.fetchone()[0] == "ok")


def worker() -> Finding:
    waiting = Mail.objects.filter(state=Mail.State.QUEUED, send_after__lt=timezone.now() - timedelta(minutes=LATE))
    subject = _("Worker")
    if settings.MAIL_URL and waiting.exists():
        return Finding(subject, False, _("Mail has been waiting for a quarter of an hour: is the worker running?"))
    return Finding(subject, True, _("Nothing has been waiting for long."))


def mail() -> Finding:
    subject = _("Mail")
    if settings.MAIL_INBOX:
        return Finding(subject, True, _("Mail is kept in the development inbox and never leaves this machine."))
    if not settings.MAIL_URL:
        return Finding(
            subject, False, _("No mail server is named, so mail waits. Set CLUBHUIS_MAIL_URL; see docs/operating.md.")
        )
    failed = Mail.objects.filter(state=Mail.State.FAILED).count()
    if failed:
        return Finding(
            subject, False, _("%(count)d mails could not be delivered. The mail log says why.") % {"count": failed}
        )
    return Finding(subject, True, _("A mail server is named, and all mail was accepted."))


def address() -> Finding:
    subject = _("Address")
    here: str = settings.SITE_URL
    if here.startswith("https://") or here.startswith(("http://localhost", "http://127.0.0.1")):
        return Finding(subject, True, here)
    return Finding(
        subject, False, _("%(address)s is not encrypted. Put a proxy with https before it.") % {"address": here}
    )


def key() -> Finding:
    subject = _("Secret key")
    path = settings.DATA / "secret_key"
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Finding(
            subject, False, _("Others on this machine can read %(path)s. Run: chmod 600 %(path)s") % {"path": path}
        )
    return Finding(subject, True, _("Only this installation can read it."))


def space() -> Finding:
    subject = _("Disk")
    free = shutil.disk_usage(settings.DATA).free
    text = _("%(gigabytes).1f GB free") % {"gigabytes": free / 2**30}
    if free < LITTLE_SPACE:
        return Finding(subject, False, _("Only %(free)s. Make room before the database cannot grow.") % {"free": text})
    return Finding(subject, True, text)


def match_index() -> Finding:
    subject = _("Match index")
    if not index.is_ready():
        return Finding(subject, False, _("It is being built, or the worker is not running."))
    return Finding(subject, True, _("%(count)d organisations") % {"count": len(index.index())})


def sentences() -> Finding:
    subject = _("Sentence model")
    if index.model() is None:
        return Finding(
            subject, not settings.SENTENCE_MODEL, _("Not in use: matching works on words and capabilities alone.")
        )
    return Finding(subject, True, _("In use, on this machine; no text is sent to anybody."))


def work() -> Finding:
    subject = _("Work in the background")
    if count := failed_tasks().count():
        return Finding(subject, False, _("%(count)d tasks failed for good. See “Failed work”.") % {"count": count})
    return Finding(subject, True, _("Nothing failed."))
