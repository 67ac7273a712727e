"""What is worth telling differs by kind of organisation: a machine park, levels of education, a number of members.

Each kind has its own details, kept in `Organisation.details` under their names; the forms and the profile are made from this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .models import Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Text = str | _StrPromise


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, with the unit it is shown in."""

    label: Text
    unit: Text = ""
    help: Text = ""
    highest: int = 10_000_000

    def field(self) -> forms.Field:
        label = format_lazy("{} ({})", self.label, self.unit) if self.unit else self.label
        return forms.IntegerField(label=label, help_text=self.help, required=False, min_value=0, max_value=self.highest)

    def shown(self, value: Any) -> list[str]:
        return [f"{number_format(value, force_grouping=True)} {self.unit}".strip()]


@dataclass(frozen=True, slots=True)
class Line:
    """A few words."""

    label: Text
    help: Text = ""

    def field(self) -> forms.Field:
        return forms.CharField(label=self.label, help_text=self.help, required=False, max_length=200)

    def shown(self, value: Any) -> list[str]:
        return [str(value)]


@dataclass(frozen=True, slots=True)
class Lines:
    """A list, one on a line."""

    label: Text
    help: Text = ""

    def field(self) -> forms.Field:
        return LinesField(label=self.label, help_text=self.help or _("One on a line."), required=False, max_length=6000)

    def shown(self, value: Any) -> list[str]:
        return [str(line) for line in value]


@dataclass(frozen=True, slots=True)
class Choices:
    """Several of a few, or one of them."""

    label: Text
    options: tuple[tuple[str, Text], ...]
    several: bool = True
    help: Text = ""

    def field(self) -> forms.Field:
        if self.several:
            return forms.MultipleChoiceField(
                label=self.label,
                help_text=self.help,
                required=False,
                choices=self.options,
                widget=forms.CheckboxSelectMultiple,
            )
        return forms.ChoiceField(
            label=self.label, help_text=self.help, required=False, choices=[("", _("Choose")), *self.options]
        )

    def shown(self, value: Any) -> list[str]:
        named = dict(self.options)
        return [str(named[v]) for v in (value if self.several else [value]) if v in named]


@dataclass(frozen=True, slots=True)
class Yes:
    """Something an organisation has or does, or not."""

    label: Text
    help: Text = ""

    def field(self) -> forms.Field:
        return forms.BooleanField(label=self.label, help_text=self.help, required=False)

    def shown(self, value: Any) -> list[str]:
        return [gettext("yes")]


type Detail = Number | Line | Lines | Choices | Yes

DETAILS: dict[Kind, dict[str, Detail]] = {
    Kind.COMPANY: {
        "machines": Lines(_("machine park"), _("One machine on a line, with make and type: Hermle C42U, 5 axes.")),
        "production_space": Number(_("production space"), unit="m²"),
        "clean_space": Number(_("cleanroom"), unit="m²"),
        "export_share": Number(_("share of exports"), unit="%", highest=100),
        "export_to": Line(_("exports to"), _("Countries or regions.")),
        "shifts": Choices(
            _("working hours"),
            (("day", _("day")), ("two", _("two shifts")), ("full", _("round the clock")), ("unmanned", _("unmanned at night"))),
        ),
        "own_products": Yes(_("has products of its own")),
        "apprentices": Yes(_("trains apprentices")),
    },
    Kind.EDUCATION: {
        "levels": Choices(
            _("levels"),
            (
                ("vmbo", _("pre-vocational secondary (vmbo)")),
                ("mbo", _("vocational (mbo)")),
                ("hbo", _("applied sciences (hbo)")),
                ("wo", _("university (wo)")),
                ("post", _("training for people who work")),
            ),
        ),
        "programmes": Lines(_("programmes"), _("One programme on a line.")),
        "students": Number(_("students")),
        "practice_centre": Line(_("practice centre"), _("Name or what it is equipped for; empty when there is none.")),
        "in_company": Yes(_("trains in companies")),
    },
    Kind.RESEARCH: {
        "groups": Lines(_("research groups"), _("One group on a line.")),
        "facilities": Lines(_("facilities"), _("Laboratories and equipment, one on a line.")),
        "researchers": Number(_("researchers")),
        "open_facilities": Yes(_("facilities can be used by companies")),
    },
    Kind.GOVERNMENT: {
        "level": Choices(
            _("level"),
            (
                ("municipality", _("municipality")),
                ("region", _("region")),
                ("province", _("province")),
                ("state", _("country or state")),
                ("europe", _("European Union")),
                ("agency", _("agency")),
            ),
            several=False,
        ),
        "schemes": Lines(_("funding schemes"), _("One scheme on a line.")),
    },
    Kind.ASSOCIATION: {
        "members": Number(_("members")),
        "working_area": Line(_("working area"), _("A branch of industry or a region.")),
        "services": Lines(_("services to members")),
    },
    Kind.INTERMEDIARY: {
        "services": Lines(_("services")),
        "working_area": Line(_("working area"), _("A branch of industry or a region.")),
        "for_whom": Line(_("for whom")),
    },
}  # fmt: skip


class LinesField(forms.CharField):
    """A list typed with one thing on a line, without empty ones and doubles."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), **options)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))


def details_of(kind: str) -> dict[str, Detail]:
    return DETAILS.get(Kind(kind), {}) if kind in Kind.values else {}


def clean(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The details that fit this kind, in the form they are kept; others are dropped, empty ones left out.

    Raises ValidationError by name for a value that does not fit: {"export_share": ["… at most 100"]}.
    """
    kept: dict[str, Any] = {}
    errors: dict[str, Any] = {}
    for name, detail in details_of(kind).items():
        field = detail.field()
        try:
            value = field.clean(field.prepare_value(values.get(name)))
        except ValidationError as error:
            errors[name] = error
            continue
        if value not in (None, "", [], False):
            kept[name] = value
    if errors:
        raise ValidationError(errors)
    return kept


@dataclass(frozen=True, slots=True)
class Shown:
    """One detail as the profile shows it: one value, or a list."""

    name: str
    label: Text
    values: list[str]
    is_list: bool


def shown(kind: str, details: Mapping[str, Any]) -> list[Shown]:
    """The details of an organisation as people read them, in the order of the kind."""
    found = []
    for name, detail in details_of(kind).items():
        value = details.get(name)
        if value not in (None, "", [], False) and (values := detail.shown(value)):
            found.append(Shown(name, detail.label, values, isinstance(detail, Lines)))
    return found
