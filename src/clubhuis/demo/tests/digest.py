"""One number for a whole ecosystem, to see whether two are the same."""

import hashlib
from datetime import date, datetime

from django.db import models

CHANCE = {"id", "password"}  # given by the database, and salted


def natural(value):
    if isinstance(value, models.Model):
        return f"{value._meta.label} {value}"
    return value.isoformat() if isinstance(value, date | datetime) else repr(value)


def line(thing):
    values = []
    for field in thing._meta.concrete_fields:
        if field.name in CHANCE or field.primary_key:
            continue
        value = (
            getattr(thing, field.name, None)
            if field.is_relation and getattr(thing, field.attname) is None
            else getattr(thing, field.attname)
        )
        values.append(f"{field.name}={natural(value)}")
    return f"{thing._meta.label} " + " ".join(values)


def digest(ecosystem):
    lines = [line(thing) for thing in ecosystem.things()]
    lines += [f"{one.at.isoformat()} {one.verb} {natural(one.subject)}" for one in ecosystem.history.happened]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
