"""One form field for each kind of question."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from clubhuis.lib import uploads
from clubhuis.lib.tables import tidy

from .models import Answer, Question

MOST_RADIOS = 6
NUMBER = re.compile(r"-?\d{1,12}(?:[.,]\d{1,4})?", re.ASCII)
MANY = re.compile(r"-?\d{1,3}[.,]\d{3}", re.ASCII)  # 1.500: fifteen hundred to one reader, one and a half to another


class TextField(forms.CharField):
    """Text without characters that nobody can see; an empty line is no answer."""

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "").replace("\r\n", "\n").strip()


class NumberField(forms.CharField):
    """A number as people write it, with a comma or a point; never a guess about which of the two was meant."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Decimal | None:
        written = super().clean(value)
        if not written:
            return None
        plain = written.replace("−", "-").strip()
        if MANY.fullmatch(plain):
            raise ValidationError(_("Write this number without a separator for thousands: 1500, or 1,5."))
        if not NUMBER.fullmatch(plain):
            raise ValidationError(_("Write a number in digits, such as 12 or 2,5."))
        return Decimal(plain.replace(",", "."))


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class KeptFile(forms.FileInput):
    """A file that was sent before stays unless another one is chosen."""

    def use_required_attribute(self, initial: Any) -> bool:
        return False


def field_of(question: Question, before: Answer | None) -> forms.Field:
    """The field for a question; its value when cleaned is what `actions.answer` takes."""
    common: dict[str, Any] = {
        "label": question.label,
        "help_text": question.help,
        "required": question.is_required,
        "initial": before.given if before else None,
    }
    match Question.Kind(question.kind):
        case Question.Kind.TEXT:
            return TextField(max_length=300, **common)
        case Question.Kind.LONG_TEXT:
            return TextField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), **common)
        case Question.Kind.NUMBER:
            return NumberField(max_length=30, **common)
        case Question.Kind.DATE:
            return forms.DateField(widget=DateInput(), **common)
        case Question.Kind.FILE:
            return _file(before, common)
        case Question.Kind.SEVERAL:
            return forms.MultipleChoiceField(
                choices=_choices(question, before), widget=forms.CheckboxSelectMultiple, **common
            )
        case Question.Kind.CHOICE | Question.Kind.YES_NO:
            options = _choices(question, before)
            if len(options) <= MOST_RADIOS:
                return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **common)
            return forms.ChoiceField(choices=[("", "—"), *options], **common)


def _choices(question: Question, before: Answer | None) -> list[tuple[str, str]]:
    """What can be chosen now, and what this person chose when it still could be."""
    chosen = before.value if before else []
    chosen = chosen if isinstance(chosen, list) else [chosen]
    now = question.options()
    offered = {key for key, _text in now}
    return now + [(key, text) for key, text in question.options(also_gone=True) if key in chosen and key not in offered]


def _file(before: Answer | None, common: dict[str, Any]) -> forms.Field:
    common["initial"] = before.file if before and before.file else None
    if before and before.file:
        kept = _("Kept: %(name)s. Choose another file to replace it.") % {"name": before.value}
        common["help_text"] = f"{common['help_text']} {kept}".strip()
    return uploads.FileField(widget=KeptFile(), **common)
