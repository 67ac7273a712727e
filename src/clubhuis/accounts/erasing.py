"""Forgetting a person everywhere, at once or not at all.

Each room's `privacy.toml` says for each model what happens to the rows about a person: `delete` them, `clear` their
personal fields, or `keep` them (they are about something else, such as who gave somebody a role; what they point to has
no name any more). Rooms with more to forget (a search index, a file, a count) add an entry to `erasers`; those run
first, while everything is still there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from clubhuis.lib import privacy
from clubhuis.lib.registry import Registry

from .exports import belonging_to, classified_models
from .models import Digest, Person, Visibility

erasers: Registry[Callable[[Person], object]] = Registry(
    "what a room does to forget a person, besides its privacy.toml"
)

NAME_OF_NOBODY = "—"


@transaction.atomic
def forget(person: Person) -> None:
    """Delete or empty everything about this person. What remains of them is a row without any personal data, for what refers to it."""
    for erase in erasers:
        erase(person)
    # All are found before any is changed: a row may be theirs through another one, whose name goes as well.
    found = [
        (model, about, list(belonging_to(person, model, about).values_list("pk", flat=True)))
        for model, about in classified_models()
        if model is not Person and about.erasure in (privacy.Erasure.DELETE, privacy.Erasure.CLEAR)
    ]
    for model, about, pks in found:
        rows = model._default_manager.filter(pk__in=pks)
        forget_files(rows, model)
        if about.erasure == privacy.Erasure.DELETE:
            rows.delete()
        else:
            clear(model, pks, about)
    end_sessions(person)
    for model_of_allauth in (EmailAddress, Authenticator, SocialAccount):
        model_of_allauth.objects.filter(user=person).delete()
    forget_files(Person.objects.filter(pk=person.pk), Person)
    empty_person(person)


def clear(model: type[models.Model], pks: list[Any], about: privacy.ModelPrivacy) -> None:
    """Empty the personal fields of these rows. What must be unique, such as the secret in a link, becomes another for each."""
    names = about.named(privacy.Kind.PERSONAL, privacy.Kind.SPECIAL, privacy.Kind.SECRET)
    unique = [f for f in model._meta.concrete_fields if f.name in names and f.unique and not f.null]
    rows = model._default_manager.filter(pk__in=pks)
    rows.update(**emptied(model, [name for name in names if name not in {field.name for field in unique}]))
    for pk in pks if unique else ():
        rows.filter(pk=pk).update(**{field.name: field.get_default() for field in unique})


def emptied(model: type[models.Model], names: list[str]) -> dict[str, Any]:
    """For each field the value that says nothing: null where that can be, else its default or an empty text."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.name in names:
            if field.null:
                values[field.name] = None
            elif field.has_default():
                values[field.name] = field.get_default()
            else:
                values[field.name] = field.get_default() if not field.is_relation else None
    return values


def forget_files(rows: models.QuerySet[Any], model: type[models.Model]) -> None:
    """Files go when the transaction has committed: until then they may still be needed."""
    names = [field.name for field in model._meta.concrete_fields if isinstance(field, models.FileField)]
    for row in rows if names else ():
        for name in names:
            file: FieldFile = getattr(row, name)
            if file:
                transaction.on_commit(partial(file.storage.delete, str(file.name)))


def end_sessions(person: Person) -> None:
    keys = list(UserSession.objects.filter(user=person).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=person).delete()


def empty_person(person: Person) -> None:
    person.email = None
    person.name = NAME_OF_NOBODY
    person.phone = person.headline = person.about = person.postcode = person.region_code = ""
    person.photo = ""
    person.visibility = person.contact_visibility = Visibility.NOBODY
    person.digest = Digest.NEVER
    person.notify_by_mail = False
    person.is_active = person.is_operator = False
    person.claimed_at = person.seen_at = person.last_login = None
    person.set_unusable_password()
    person.erased_at = timezone.now()
    person.save()
