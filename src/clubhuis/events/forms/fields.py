"""Days, times and choices as people give them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WRITTEN = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]  # not 03/04/2027, which is two days


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%H:%M", **options)


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=DateInput(),
        input_formats=WRITTEN,
        error_messages={"invalid": _("Write a day that exists, such as 31-12-2027.")},
        **options,
    )


def time_field(label: Any, **options: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=TimeInput(),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        error_messages={"invalid": _("Write a time such as 13:30.")},
        **options,
    )


class OneOf(forms.ModelChoiceField):  # type: ignore[type-arg]  # it is generic for the checker only
    """One thing by its id; an id that no database can hold is none."""

    def to_python(self, value: Any) -> Any:
        if len(str(value or "")) > 18:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return super().to_python(value)


class SomeOf(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several things by their ids."""

    def clean(self, value: Any) -> Any:
        for pk in value or ():
            if len(str(pk)) > 18:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": pk}
                )
        return super().clean(value)
