"""Recording what happened. Every action of every room ends here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_ox import actions as ox
from django_ox.models import OxTask

from clubhuis.accounts.models import Person
from clubhuis.lib.refusals import Refused
from clubhuis.lib.writing import insert, insert_all

from . import delivery, mail
from .models import Concern, Fact, Mail, Notice, name_of


@transaction.atomic(savepoint=False)
def record(
    verb: str,
    *,
    actor: Person | None,
    subject: models.Model,
    concerning: Iterable[models.Model] = (),
    data: dict[str, Any] | None = None,
    privileged: bool = False,
) -> Fact:
    """Write down that `actor` did `verb` ("membership.confirmed") to `subject`, in the transaction that did it.

    `concerning` names the communities, organisations and people in whose history it belongs; `privileged` puts it in the
    audit log. `data` must be JSON and holds no secret and no text that a person may want forgotten.
    """
    fact = insert(
        Fact(
            verb=verb,
            actor=actor,
            subject_kind=name_of(subject),
            subject_id=subject.pk,
            subject_text=str(subject)[:200],
            data=data or {},
            is_privileged=privileged,
        )
    )
    about = dict.fromkeys((name_of(c), c.pk) for c in concerning)
    insert_all([Concern(fact=fact, kind=kind, object_id=pk) for kind, pk in about])
    return fact


@transaction.atomic
def tell(
    people: Iterable[Person],
    fact: Fact,
    text: str | Promise | Callable[[], str],
    url: str = "",
    *,
    by_mail: bool = True,
) -> list[Notice]:
    """Tell each of these people, in their own language, on the site and by mail where they want that; once for a fact.

    `text` is a lazily translated text, or a function that makes it (`lambda: _("%(name)s wants to join.") % {...}`): it is
    read once for each language. `url` is a path on this site. The one who did it is not told; nor are people who were
    erased. `by_mail=False` when a mail of its own says the same.
    """
    told = {p.pk: p for p in people if p.erased_at is None and p.pk != fact.actor_id}
    already = set(Notice.objects.filter(fact=fact, person__in=told).values_list("person_id", flat=True))
    new = [person for pk, person in told.items() if pk not in already]
    texts: dict[str, str] = {}
    for language in {person.language for person in new}:
        with override(language):
            texts[language] = str(text() if callable(text) else text)[:300]
    notices = Notice.objects.bulk_create(
        [Notice(person=p, fact=fact, text=texts[p.language], url=url[:300]) for p in new], ignore_conflicts=True
    )
    for person in new:
        if by_mail and person.notify_by_mail and person.claimed_at and person.email and person.is_active:
            mail.queue(
                "activity/mail/notice",
                to=person,
                context={"text": texts[person.language], "url": settings.SITE_URL + url if url else ""},
                key=f"notice:{fact.pk}:{person.pk}",
                stream=Mail.Stream.BULK,
            )
    return notices


def read(notice: Notice, *, by: Person) -> Notice:
    """The person has seen what the notice tells."""
    if notice.person_id != by.pk:
        raise PermissionDenied
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    return notice


def read_all(*, by: Person) -> int:
    """The person has seen everything; returns how many notices were new."""
    return Notice.objects.of(by).unread().update(read_at=timezone.now())


@transaction.atomic
def send_again(failed: Mail, *, by: Person) -> Mail:
    """Put a failed or cancelled mail back in the outbox. The caller has asked who may open this mail log."""
    if failed.state == Mail.State.QUEUED:
        raise Refused(_("This mail is already waiting to be sent."))
    if not Mail.objects.filter(pk=failed.pk, state__in=[Mail.State.FAILED, Mail.State.CANCELLED]).update(
        state=Mail.State.QUEUED, send_after=timezone.now(), attempts=0, error=""
    ):
        raise Refused(_("Only a mail that failed or was cancelled can be sent again."))
    failed.refresh_from_db()
    record("mail.sent_again", actor=by, subject=failed, concerning=concerned(failed), privileged=True)
    delivery.deliver_soon(failed)
    return failed


@transaction.atomic
def cancel(waiting: Mail, *, by: Person) -> Mail:
    """Keep a mail that still waits from being sent. The caller has asked who may open this mail log."""
    if not Mail.objects.filter(pk=waiting.pk, state=Mail.State.QUEUED).update(state=Mail.State.CANCELLED):
        raise Refused(_("This mail no longer waits: it has been sent, or has failed."))
    waiting.refresh_from_db()
    record("mail.cancelled", actor=by, subject=waiting, concerning=concerned(waiting), privileged=True)
    return waiting


def concerned(mail: Mail) -> list[models.Model]:
    return [mail.person] if mail.person else []


def retry_task(task: OxTask, *, by: Person) -> None:
    """Do background work once more that was given up."""
    if not by.is_operator:
        raise PermissionDenied
    if not ox.retry(task.pk):
        raise Refused(_("This work is no longer among what failed: it is being done again, or was discarded."))


def discard_task(task: OxTask, *, by: Person) -> None:
    """Stop showing background work that was given up; it is not done again."""
    if not by.is_operator:
        raise PermissionDenied
    if not ox.discard(task.pk):
        raise Refused(_("This work is no longer among what failed."))
