"""Everything the installation knows about a person: for the person, and for nobody else.

Each room says in its `privacy.toml` which fields are about people; this reads them all. Rooms whose data cannot be found that way add
an entry to `exports`.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from clubhuis.lib import privacy
from clubhuis.lib.prepared import prepared_count
from clubhuis.lib.registry import Registry

from .models import Person

type Rows = list[dict[str, Any]]

# An export takes the person and answers with rows of JSON-able values, by the name they get in the file.
exports: Registry[Callable[[Person], dict[str, Rows]]] = Registry("what a room knows about a person besides its models")

SHOWN = (privacy.Kind.NONE, privacy.Kind.PERSONAL, privacy.Kind.SPECIAL)


def export_of(person: Person) -> dict[str, Any]:
    """All that is known about this person, by model ("communities.membership"), without secrets such as passwords."""
    known: dict[str, Any] = {"made_at": timezone.now(), "about": person.email or str(person)}
    for model, about in classified_models():
        if rows := list(rows_of(person, model, about)):
            known[model._meta.label_lower] = rows
    for export in exports:
        known.update({name: rows for name, rows in export(person).items() if rows})
    return known


def export_as_zip(person: Person) -> bytes:
    """The export as one file: everything as JSON, and the files the person uploaded."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("clubhuis.json", as_json(export_of(person)))
        for name, file in files_of(person):
            try:
                with file.open("rb") as content:
                    archive.writestr(f"files/{name}", content.read())
            except FileNotFoundError:
                continue  # the row says that it was there
    return packed.getvalue()


def as_json(known: dict[str, Any]) -> str:
    return json.dumps(known, cls=ExportEncoder, ensure_ascii=False, indent=2)


class ExportEncoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        if isinstance(o, FieldFile):
            return o.name
        if isinstance(o, models.Model):
            return str(o)
        return super().default(o)


def classified_models() -> Iterator[tuple[type[models.Model], privacy.ModelPrivacy]]:
    for room in privacy.rooms():
        said = privacy.of_room(room)
        for model in privacy.models_of(room):
            if about := said.get(model.__name__):
                yield model, about


def belonging_to(
    person: Person, model: type[models.Model], about: privacy.ModelPrivacy
) -> models.QuerySet[models.Model]:
    """The rows of a model that are about this person."""
    addresses = frozenset({person.email} if person.email else ())
    return _about(person, addresses, model, about).order_by("pk").distinct()


def _about(
    person: Person, addresses: frozenset[str], model: type[models.Model], about: privacy.ModelPrivacy
) -> models.QuerySet[models.Model]:
    paths: list[tuple[str, object]] = [(path, person.pk) for path in privacy.links_to(model, Person)]
    paths += [(f"{field}__in", addresses) for field in about.by_address]
    theirs = Q()
    for path in paths:
        theirs |= Q(path)
    return model._default_manager.filter(theirs) if paths else model._default_manager.none()


def number_of(person: Person, model: type[models.Model], about: privacy.ModelPrivacy) -> int:
    addresses = frozenset({person.email} if person.email else ())
    return _number(person, addresses, label=model._meta.label)


@prepared_count
def _number(person: Person, addresses: frozenset[str], *, label: str) -> models.QuerySet[models.Model, dict[str, Any]]:
    model, about = next((model, about) for model, about in classified_models() if model._meta.label == label)
    return _about(person, addresses, model, about).order_by().values("pk").distinct()


def rows_of(person: Person, model: type[models.Model], about: privacy.ModelPrivacy) -> Iterator[dict[str, Any]]:
    columns = {field.name: field for field in model._meta.concrete_fields}
    shown = [name for name in about.named(*SHOWN) if name in columns]
    related = [name for name in shown if columns[name].is_relation]
    rows = belonging_to(person, model, about)
    for row in rows.select_related(*related) if related else rows:
        yield {name: getattr(row, name) for name in shown}


def files_of(person: Person) -> Iterator[tuple[str, FieldFile]]:
    for model, about in classified_models():
        file_fields = [f for f in model._meta.concrete_fields if isinstance(f, models.FileField)]
        for row in belonging_to(person, model, about) if file_fields else ():
            for field in file_fields:
                file: FieldFile = getattr(row, field.name)
                if file and field.name in about.named(*SHOWN):
                    yield f"{model._meta.label_lower}/{(file.name or '').rpartition('/')[2]}", file


def signing_in(person: Person) -> dict[str, Rows]:
    """What allauth keeps: addresses, second factors without their secrets, sessions, accounts of other houses."""
    return {
        "accounts.addresses": [
            {"email": a.email, "verified": a.verified, "primary": a.primary}
            for a in EmailAddress.objects.filter(user=person)
        ],
        "accounts.second_factors": [
            {"type": a.type, "created_at": a.created_at, "last_used_at": a.last_used_at}
            for a in Authenticator.objects.filter(user=person)
        ],
        "accounts.sessions": [
            {"created_at": s.created_at, "last_seen_at": s.last_seen_at, "ip": s.ip, "user_agent": s.user_agent}
            for s in UserSession.objects.filter(user=person)
        ],
        "accounts.other_houses": [
            {"provider": a.provider, "uid": a.uid, "extra_data": a.extra_data, "date_joined": a.date_joined}
            for a in SocialAccount.objects.filter(user=person)
        ],
    }


exports.add("signing_in", signing_in)
