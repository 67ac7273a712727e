"""Drawings behind a link and a code: sent, opened, ended; each opening is written down."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity import mail
from clubhuis.activity.actions import record
from clubhuis.lib.refusals import Refused
from clubhuis.market.models import Need, NeedFile
from clubhuis.matchmaking import access
from clubhuis.matchmaking.models import Invitation, Opening, Share

CODE_LIVES = timedelta(minutes=15)
MOST_TRIES = 5  # wrong ones of one code
MOST_CODES_A_DAY = 10  # of one link
MOST_SHARES = 60  # alive, of one need
LONGEST_DAYS = 90


@transaction.atomic
def share(
    need: Need,
    files: Sequence[NeedFile],
    *,
    by: Person,
    email: str,
    name: str = "",
    days: int = 14,
    invitation: Invitation | None = None,
) -> Share:
    """Send somebody a link to drawings. It opens with a code that goes to the same address, until it ends or is revoked."""
    if not access.can_invite(by, need):
        raise PermissionDenied
    own = set(need.files.values_list("pk", flat=True))
    if not files or any(one.pk not in own for one in files):
        raise Refused(_("Choose at least one drawing of this need."))
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused(_("A link lives from one day to ninety."))
    if need.shares.filter(revoked_at=None, expires_at__gt=timezone.now()).count() >= MOST_SHARES:
        raise Refused(_("This need has many links already. Revoke some first."))
    address = mail.deliverable(email)
    made = Share.objects.create(
        need=need,
        invitation=invitation,
        email=address,
        name=name.replace("\0", "").strip()[:120],
        created_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    made.files.set(files)
    mail.queue(
        "matchmaking/mail/share",
        to=address,
        # Neither the need nor who is behind it: a mail is read by more people than it was sent to.
        context={"share": made, "url": settings.SITE_URL + reverse("matchmaking:drawings", args=[made.token])},
        key=f"share:{made.pk}",
        language=need.language if need.language == "nl" else "en",
    )
    record("need.drawings_shared", actor=by, subject=need, concerning=[need.organisation], privileged=True)
    return made


@transaction.atomic
def revoke(found: Share, *, by: Person) -> None:
    """The link and whatever was opened with it end at once."""
    if not access.can_invite(by, found.need):
        raise PermissionDenied
    if not Share.objects.filter(pk=found.pk, revoked_at=None).update(revoked_at=timezone.now(), code_hash=""):
        raise Refused(_("This link has been revoked already."))
    record("need.drawings_revoked", actor=by, subject=found.need, concerning=[found.need.organisation], privileged=True)


@transaction.atomic
def send_code(found: Share | None) -> None:
    """A code for whoever opens the link, to the address it was made for. Nothing happens for a link that is not, or no longer,
    good: the page says the same either way."""
    if found is None or not found.is_alive:
        return
    since = timezone.now() - timedelta(days=1)
    if found.openings.filter(kind=Opening.Kind.CODE_SENT, at__gte=since).count() >= MOST_CODES_A_DAY:
        return
    code = f"{secrets.randbelow(1_000_000):06d}"
    now = timezone.now()
    Share.objects.filter(pk=found.pk).update(code_hash=make_password(code), code_sent_at=now, tries=0)
    mail.queue(
        "matchmaking/mail/code",
        to=found.email,
        context={"code": code, "minutes": int(CODE_LIVES.total_seconds() // 60)},
        language=(get_language() or "nl")[:2],
    )
    _write_down(found, Opening.Kind.CODE_SENT)


def open_with(found: Share | None, code: str) -> bool:
    """Whether this code opens the link now. It opens once; after five wrong ones a new code is needed."""
    if found is None or not found.is_alive:
        make_password(code)  # takes as long as the truth, so that time tells nothing
        return False
    with transaction.atomic():
        # The try is counted before it is judged: many at the same moment get no more than five.
        counted = Share.objects.filter(
            pk=found.pk, tries__lt=MOST_TRIES, code_sent_at__gt=timezone.now() - CODE_LIVES
        ).exclude(code_hash="")
        if not counted.update(tries=F("tries") + 1):
            make_password(code)
            return False
    found.refresh_from_db()
    right = check_password("".join(code.split()), found.code_hash)
    with transaction.atomic():
        if right:
            right = bool(
                Share.objects.filter(pk=found.pk, code_hash=found.code_hash, revoked_at=None).update(code_hash="")
            )
        _write_down(found, Opening.Kind.OPENED if right else Opening.Kind.CODE_WRONG)
    return right


def write_down_download(found: Share, file: NeedFile) -> None:
    _write_down(found, Opening.Kind.DOWNLOADED, file.name)


def _write_down(found: Share, kind: Opening.Kind, file_name: str = "") -> None:
    Opening.objects.create(share=found, kind=kind, file_name=file_name[:160])
