"""Whoever points to one capability points to another from now on, whatever room they are in."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, models, transaction

from .models import Capability


def repoint(old: Capability, new: Capability) -> int:
    """Lead every row outside this room from `old` to `new`; answers how many. Who had both keeps the second once.

    The rows are found through the models themselves, so that a room cannot forget to take part.
    """
    moved = 0
    for relation in Capability._meta.related_objects:
        if relation.related_model._meta.app_label == Capability._meta.app_label:
            continue
        if isinstance(relation, models.ManyToManyRel):
            through: Any = relation.through
            if through._meta.auto_created:  # otherwise its own foreign key is a relation of its own
                moved += _lead(through, relation.field.m2m_reverse_field_name(), old, new)
        else:
            moved += _lead(relation.related_model, relation.field.name, old, new)
    return moved


def _lead(model: type[models.Model], field: str, old: Capability, new: Capability) -> int:
    moved = 0
    for row in model._base_manager.filter(**{field: old}):
        setattr(row, field, new)
        try:
            with transaction.atomic():
                row.save(update_fields=[field])
                moved += 1
        except IntegrityError:  # it points to the other one already
            row.delete()
    return moved
