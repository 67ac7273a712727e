"""What people do with their own account."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.lib.refusals import Refused

from .erasing import forget
from .models import Digest, Person
from .regions import region_of
from .witnesses import witness

CODE_LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"


@transaction.atomic
def arrive(person: Person, *, proved_again: bool) -> None:
    """Somebody has signed in. The first time, the account becomes theirs.

    `proved_again` says that they did so with a code or link from their mailbox rather than in the sign-up itself. Whatever
    password or key an account got before that cannot be known to be theirs (somebody else may have signed up with their
    address), so it goes.
    """
    now = timezone.now()
    person.seen_at = now
    if person.claimed_at is not None:
        person.save(update_fields=["seen_at"])
        return
    if proved_again:
        person.set_unusable_password()
        Authenticator.objects.filter(user=person).delete()
    person.claimed_at = now
    person.save(update_fields=["seen_at", "claimed_at", "password"])
    witness("person.claimed", actor=person, person=person)


@transaction.atomic
def change_profile(person: Person, *, by: Person, **values: Any) -> Person:
    """Change what others see of a person; only they themselves do."""
    only_themselves(person, by)
    for name, value in values.items():
        setattr(person, name, value)
    person.save(update_fields=list(values))
    witness("person.changed", actor=by, person=person, data={"fields": sorted(values)})
    return person


@transaction.atomic
def change_preferences(person: Person, *, by: Person, **values: Any) -> Person:
    """Language, place and mail. The region follows from the postcode."""
    only_themselves(person, by)
    for name, value in values.items():
        setattr(person, name, value)
    found = region_of(person.country, person.postcode)
    person.region_code = found.code if found else ""
    person.save(update_fields=[*values, "region_code"])
    return person


@transaction.atomic
def change_photo(person: Person, photo: File[bytes] | None, *, by: Person) -> Person:
    """Put another photograph, or none, in the place of the present one."""
    only_themselves(person, by)
    former, storage = person.photo.name, person.photo.storage
    person.photo = photo or ""
    person.save(update_fields=["photo"])
    if former:
        transaction.on_commit(lambda: storage.delete(former))
    return person


def choose_language(person: Person, language: str, *, by: Person) -> None:
    only_themselves(person, by)
    person.language = language
    person.save(update_fields=["language"])


def leave_mail(person: Person) -> None:
    """The person asked, by a link in a mail, for no more mail about what concerns them."""
    Person.objects.filter(pk=person.pk).update(notify_by_mail=False)


def leave_digest(person: Person) -> None:
    """The person asked, by a link in a mail, for no more digests."""
    Person.objects.filter(pk=person.pk).update(digest=Digest.NEVER)


def new_erasure_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(8))


@transaction.atomic
def erase(person: Person, *, by: Person) -> None:
    """Forget a person. They themselves may ask for it, and an operator on their behalf. The last operator stays."""
    if by.pk != person.pk and not by.is_operator:
        raise PermissionDenied
    if person.erased_at is not None:
        raise Refused(_("This person has already been forgotten."))
    if (
        person.is_operator
        and not Person.objects.present().filter(is_operator=True, is_active=True).exclude(pk=person.pk).exists()
    ):
        raise Refused(_("You are the only operator. Make somebody else an operator first."))
    forget(person)
    witness("person.erased", actor=None if by.pk == person.pk else by, person=person, privileged=True)


def only_themselves(person: Person, by: Person) -> None:
    if by.pk != person.pk:
        raise PermissionDenied
