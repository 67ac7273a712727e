"""Recording what happened. Every action of every room ends here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import override

from clubhuis.accounts.models import Person

from . import mail
from .models import Concern, Fact, Mail, Notice


def name_of(kind: type[models.Model] | models.Model) -> str:
    """How facts call a kind of thing: "communities.membership"."""
    return kind._meta.label_lower


@transaction.atomic
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
    fact = Fact.objects.create(
        verb=verb,
        actor=actor,
        subject_kind=name_of(subject),
        subject_id=subject.pk,
        subject_text=str(subject)[:200],
        data=data or {},
        is_privileged=privileged,
    )
    Concern.objects.bulk_create(
        [
            Concern(fact=fact, kind=kind, object_id=pk)
            for kind, pk in dict.fromkeys((name_of(c), c.pk) for c in concerning)
        ]
    )
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
