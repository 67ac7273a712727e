"""What each room keeps about people: its `privacy.toml`, where every field of every model is classified.

```toml
[Person]
none = ["id", "is_active"]                       # says nothing about a person
email = { kind = "personal", purpose = "signing in and mail", kept = "until erased" }
password = { kind = "secret", purpose = "signing in", kept = "until erased" }
belongs_to = ["person", "membership__person"]    # paths to the person it is about; left out: every field that points to a person
by_address = ["to"]                              # fields that hold the e-mail address of the person it is about
erasure = "delete"                               # when that person is erased: delete the row, clear its personal fields, or keep it
```
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.db import models

FILE = "privacy.toml"


class Kind(StrEnum):
    NONE = "none"  # says nothing about a person
    PERSONAL = "personal"
    SPECIAL = "special"  # health, belief, and the like: kept only with consent
    SECRET = "secret"  # noqa: S105  # about a person, but never shown: passwords, tokens


class Erasure(StrEnum):
    DELETE = "delete"
    CLEAR = "clear"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class FieldPrivacy:
    kind: Kind
    purpose: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class ModelPrivacy:
    fields: dict[str, FieldPrivacy] = field(default_factory=dict)
    belongs_to: tuple[str, ...] | None = None
    by_address: tuple[str, ...] = ()
    erasure: Erasure | None = None

    def named(self, *kinds: Kind) -> list[str]:
        return [name for name, about in self.fields.items() if about.kind in kinds]


class Unclear(ValueError):
    """A privacy.toml that cannot be read as meant; says where."""


def rooms() -> list[AppConfig]:
    return [app for app in apps.get_app_configs() if app.name.startswith("clubhuis.")]


@cache
def of_room(app: AppConfig) -> dict[str, ModelPrivacy]:
    """What the room's privacy.toml says, by name of the model; empty without one. Raises `Unclear`."""
    path = Path(app.path) / FILE
    if not path.exists():
        return {}
    with path.open("rb") as file:
        content = tomllib.load(file)
    return {name: read_model(f"{app.label}.{name}", dict(entries)) for name, entries in content.items()}


def of_model(model: type[models.Model]) -> ModelPrivacy | None:
    return of_room(model._meta.app_config).get(model.__name__)


def read_model(where: str, entries: dict[str, Any]) -> ModelPrivacy:
    fields = {name: FieldPrivacy(Kind.NONE) for name in entries.pop("none", [])}
    belongs_to = entries.pop("belongs_to", None)
    by_address = tuple(entries.pop("by_address", ()))
    erasure = entries.pop("erasure", None)
    for name, about in entries.items():
        if name in fields:
            raise Unclear(f"{where}.{name} is classified twice")
        fields[name] = read_field(f"{where}.{name}", about)
    try:
        return ModelPrivacy(
            fields=fields,
            belongs_to=None if belongs_to is None else tuple(belongs_to),
            by_address=by_address,
            erasure=Erasure(erasure) if erasure else None,
        )
    except ValueError as problem:
        raise Unclear(f"{where}: {problem}") from None


def read_field(where: str, about: Any) -> FieldPrivacy:
    try:
        found = FieldPrivacy(kind=Kind(about["kind"]), purpose=about.get("purpose", ""), kept=about.get("kept", ""))
    except (ValueError, KeyError, TypeError) as problem:
        raise Unclear(f"{where}: {problem}") from None
    if found.kind != Kind.NONE and not (found.purpose and found.kept):
        raise Unclear(f"{where}: say for which purpose it is kept, and for how long")
    return found


def stored_fields(model: type[models.Model]) -> list[str]:
    """What a model keeps in the database: its columns and its plain many-to-many relations."""
    return [
        *(f.name for f in model._meta.concrete_fields),
        *(f.name for f in model._meta.local_many_to_many if made_by_django(f)),
    ]


def made_by_django(relation: models.ManyToManyField[Any, Any]) -> bool:
    through = relation.remote_field.through
    return through is not None and bool(through._meta.auto_created)


def links_to(model: type[models.Model], person: type[models.Model]) -> list[str]:
    """The paths from a model to the people its rows are about: those declared, else each field that points to a person."""
    about = of_model(model)
    if about is not None and about.belongs_to is not None:
        return list(about.belongs_to)
    if model is person:
        return ["pk"]
    return [f.name for f in model._meta.concrete_fields if f.is_relation and f.related_model is person]


def models_of(app: AppConfig) -> Iterable[type[models.Model]]:
    return app.get_models()
