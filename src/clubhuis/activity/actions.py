"""Recording what happened. Every action of every room ends here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from clubhuis.accounts.models import Person

from .models import Concern, Fact


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
