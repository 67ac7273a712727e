"""The forms of the desk."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.events.models import Event
from clubhuis.events.times import moment
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import Organisation
from clubhuis.registration.models import Rules, State, TicketType
from clubhuis.registration.models.rules import usual_reminders


class RosterFilter(forms.Form):
    """What the table is narrowed to. What makes no sense is left out, so that an old link still works."""

    q = forms.CharField(label=_("Name, organisation or address"), max_length=200, required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    ticket = forms.ChoiceField(label=_("Ticket"), required=False)
    session = forms.ChoiceField(label=_("Session"), required=False)
    host = forms.ChoiceField(label=_("Host"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        tickets: list[tuple[str, str]],
        sessions: list[tuple[str, str]],
        hosts: list[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        everybody = ("", _("all"))
        self._choose(
            "state", [("", _("everybody")), *State.choices, ("former", _("no longer coming")), ("all", _("all, ever"))]
        )
        for name, choices in (("ticket", tickets), ("session", sessions), ("host", hosts)):
            if len(choices) < (2 if name == "host" else 1):
                del self.fields[name]
            else:
                self._choose(name, [everybody, *choices])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def wishes(self) -> dict[str, Any]:
        """What was asked and makes sense; `sort` as it came."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value} | {
            "sort": str(self.data.get("sort", ""))[:20]
        }

    @property
    def narrows(self) -> bool:
        return any(value for name, value in self.wishes().items() if name != "sort")


class NoteForm(forms.Form):
    note = forms.CharField(label=_("Note"), max_length=500, required=False)


class ReasonField(forms.CharField):
    """Why, in a sentence that the person reads.

    It stands beside a button, so a slip does not stop the deed: NUL is left out, too much is cut.
    """

    LONGEST = 300

    def to_python(self, value: Any) -> Any:
        return (super().to_python(value) or "").replace("\0", "")[: self.LONGEST]


class RefusalForm(forms.Form):
    reason = ReasonField(
        label=_("Why"),
        help_text=_("They read this in the mail."),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": ReasonField.LONGEST}),
    )


def reason_in(data: QueryDict) -> str:
    """The reason that was typed, as it can be kept."""
    form = RefusalForm(data)
    form.full_clean()
    return str(form.cleaned_data["reason"])


class AddForm(forms.Form):
    """Somebody is put down by an organiser."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    organisation_name = forms.CharField(label=_("Organisation"), max_length=160, required=False)
    ticket = forms.ModelChoiceField(label=_("Ticket"), queryset=TicketType.objects.none(), required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(self, *args: Any, event: Event, **options: Any) -> None:
        super().__init__(*args, **options)
        tickets = event.ticket_types.all()
        if tickets:
            self.fields["ticket"].queryset = tickets  # type: ignore[attr-defined]
        else:
            del self.fields["ticket"]


class LocalMoment(forms.SplitDateTimeField):
    """A moment by the clock of the event."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(
            widget=forms.SplitDateTimeWidget(
                date_attrs={"type": "date", "aria-label": _("Date")},  # type: ignore[dict-item]  # translated when it is shown
                time_attrs={"type": "time", "aria-label": _("Time")},  # type: ignore[dict-item]  # translated when it is shown
                date_format="%Y-%m-%d",
                time_format="%H:%M",
            ),
            **options,
        )
        self.zone = "Europe/Amsterdam"

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and timezone.is_aware(value):
            return value.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)
        return value

    def compress(self, data_list: Any) -> datetime | None:
        if not data_list or data_list[0] in self.empty_values:
            return None
        if data_list[1] in self.empty_values:
            raise ValidationError(_("Fill in the time as well."))
        try:
            return moment(data_list[0], data_list[1], self.zone)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from None


class DaysField(forms.CharField):
    """Days before the event, "7, 1"."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(day) for day in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "")
        parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
        if any(not (part.isascii() and part.isdigit()) or int(part[:4]) not in range(1, 61) for part in parts):
            raise ValidationError(_("Fill in whole days from 1 to 60, such as: 7, 1"))
        return sorted({int(part) for part in parts}, reverse=True)[:4]


class RulesForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    opens_at = LocalMoment(label=_("Opens"), help_text=_("Empty: at once."))
    closes_at = LocalMoment(label=_("Closes"), help_text=_("Empty: when the event begins."))
    members_first_until = LocalMoment(label=_("Members first until"), help_text=_("Others wait until then."))
    cut_off_at = LocalMoment(
        label=_("People change things themselves until"),
        help_text=_("Afterwards they ask, and you decide. Empty: until the event begins."),
    )
    reminder_days = DaysField(
        label=_("Reminders, in days before"),
        initial=usual_reminders,  # a field of our own does not hear of the model's default
        required=False,
        help_text=_("Each carries one click for “I can’t come”."),
    )
    excluded = forms.CharField(
        label=_("Organisations that cannot come"),
        help_text=_("One name a line, as they are called here."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Rules
        fields = (
            "opens_at",
            "closes_at",
            "members_first_until",
            "cut_off_at",
            "needs_approval",
            "per_organisation",
            "most_colleagues",
            "has_waiting_list",
            "offer_hours",
            "online_seats",
            "asks_organisation",
            "asks_diet",
            "asks_accessibility",
            "asks_offers",
            "reminder_days",
            "forget_notes_after",
            "practical_nl",
            "practical_en",
        )
        widgets = {
            "practical_nl": forms.Textarea(attrs={"rows": 4}),
            "practical_en": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, event: Event, **options: Any) -> None:
        super().__init__(*args, **options)
        self.event = event
        for field in self.fields.values():
            if isinstance(field, LocalMoment):
                field.zone = event.zone
        if event.attendance != Event.Attendance.BOTH:
            del self.fields["online_seats"]
        for name in ("per_organisation", "online_seats"):
            if name in self.fields:
                self.fields[name].max_value = 100_000  # type: ignore[attr-defined]
        if self.instance.pk:
            names = self.instance.excluded_organisations.values_list("name", flat=True)
            self.fields["excluded"].initial = "\n".join(names)

    def clean_excluded(self) -> list[Organisation]:
        names = [line.strip() for line in self.cleaned_data["excluded"].splitlines() if line.strip()]
        found = {one.name.lower(): one for one in Organisation.objects.present().filter(name__in=names)}
        unknown = [name for name in names if name.lower() not in found]
        if unknown:
            raise ValidationError(
                _("There is no organisation called “%(name)s” here."), params={"name": unknown[0][:80]}
            )
        return list(found.values())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Registration closes before it opens. Change one of the two moments."))
        if opens and not closes and opens >= self.event.starts_at:
            self.add_error("opens_at", _("The event has begun by then. Choose an earlier moment."))
        return cleaned


class MoneyField(forms.DecimalField):
    """An amount as people write it, "99,50" or "99.50", kept in cents."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_value=Decimal(99_999), decimal_places=2, **options)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def prepare_value(self, value: Any) -> Any:
        return f"{value // 100}.{value % 100:02d}" if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip().replace("€", "").replace(" ", "")
        if text.count(",") == 1 and "." not in text:
            text = text.replace(",", ".")
        if text and not (text.isascii() and text.replace(".", "", 1).isdigit()):
            raise ValidationError(_("Write the amount in euros, such as 99,50."), code="invalid")
        return super().to_python(text)

    def clean(self, value: Any) -> int:
        found = super().clean(value)
        return int((found or 0) * 100)


class TicketForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable when it runs
    price = MoneyField(label=_("Price without VAT, in euros"), required=False, help_text=_("Empty or 0: free."))

    class Meta:
        model = TicketType
        fields = (
            "name_nl",
            "name_en",
            "description_nl",
            "description_en",
            "vat_percent",
            "seats",
            "members_only",
            "is_offered",
        )

    field_order = ("name_nl", "name_en", "description_nl", "description_en", "price", "vat_percent", "seats")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["price"].initial = self.instance.price_cents or None
        self.fields["seats"].max_value = 100_000  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """For the action."""
        cleaned = dict(self.cleaned_data)
        return {"price_cents": cleaned.pop("price"), **cleaned}


class MailingForm(forms.Form):
    subject = forms.CharField(label=_("Subject"), max_length=150)
    text = forms.CharField(
        label=_("Text"),
        help_text=_("The greeting, time and place, and the link to their own page are added by themselves."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class SendLaterForm(forms.Form):
    at = LocalMoment(label=_("Send at"), required=True)

    def __init__(self, *args: Any, event: Event, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["at"].zone = event.zone  # type: ignore[attr-defined]
