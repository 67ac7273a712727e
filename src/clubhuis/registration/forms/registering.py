"""The one page on which one registers: only what this event asks, and nothing twice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from clubhuis.accounts.countries import country_choices
from clubhuis.accounts.models import Person
from clubhuis.events.models import Event, Host
from clubhuis.organisations.models import Organisation
from clubhuis.programme.models import Session
from clubhuis.registration.details import Details
from clubhuis.registration.models import Registration, Rules, TicketType
from clubhuis.registration.seats import Room
from clubhuis.registration.standing import recognised

from . import sessions as choosing

INVOICE = ("name", "attention", "address", "postcode", "town", "country", "email", "vat_number", "reference")
NEEDED = ("name", "address", "postcode", "town")
INVOICE_LABELS = {
    "name": gettext_lazy("Name on the invoice"),
    "attention": gettext_lazy("For the attention of"),
    "address": gettext_lazy("Street and number, or post box"),
    "postcode": gettext_lazy("Postcode"),
    "town": gettext_lazy("Town"),
    "country": gettext_lazy("Country"),
    "email": gettext_lazy("E-mail address for invoices"),
    "vat_number": gettext_lazy("VAT number"),
    "reference": gettext_lazy("Your reference or purchase-order number"),
}
INVOICE_LENGTHS = {
    "name": 160,
    "attention": 120,
    "address": 160,
    "postcode": 12,
    "town": 80,
    "vat_number": 20,
    "reference": 60,
}


def money(cents: int) -> str:
    """ "€ 99,50" as people write it in their language."""
    amount = number_format(f"{cents / 100:.2f}" if cents % 100 else str(cents // 100), use_l10n=True)
    return f"€ {amount}" if get_language() == "nl" else f"€{amount}"


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code from the mail"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code"}),
    )


class RegisterForm(forms.Form):
    """For a visitor with name and address; for who is signed in only what is not known yet."""

    def __init__(
        self,
        data: Any = None,
        *,
        event: Event,
        rules: Rules,
        person: Person | None,
        organisations: list[Organisation],
        tickets: list[TicketType],
        sessions: list[Session],
        rooms: dict[str, Room],
        is_member: bool,
        is_invited: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.event, self.rules, self.person, self.sessions = event, rules, person, sessions
        self.organisations = organisations
        self.tickets = [ticket for ticket in tickets if is_member or not ticket.members_only]
        if person is None or is_invited:
            self.fields["name"] = forms.CharField(
                label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
            )
        if person is None and not is_invited:
            self.fields["email"] = forms.EmailField(
                label=_("Your e-mail address"),
                max_length=254,
                widget=forms.EmailInput(attrs={"autocomplete": "email"}),
            )
        self._ask_organisation()
        self._ask_ticket(rooms)
        self._ask_attendance()
        self.session_names = choosing.add_fields(self, sessions, rooms, can_wait=rules.has_waiting_list)
        self._ask_more()

    def _ask_organisation(self) -> None:
        if not self.rules.asks_organisation:
            return
        if len(self.organisations) > 1:
            self.fields["organisation"] = forms.ChoiceField(
                label=_("You come for"),
                choices=[*((str(one.pk), one.name) for one in self.organisations), ("", _("nobody: as myself"))],
                required=False,
            )
        elif not self.organisations:
            self.fields["organisation_name"] = forms.CharField(
                label=_("Organisation"),
                max_length=160,
                required=False,
                widget=forms.TextInput(attrs={"autocomplete": "organization"}),
            )

    def _ask_ticket(self, rooms: dict[str, Room]) -> None:
        if not self.tickets:
            return
        choices = []
        for ticket in self.tickets:
            room = rooms.get(f"ticket:{ticket.pk}")
            full = _("full: waiting list") if room is not None and room.is_full else ""
            price = _("%(price)s without VAT") % {"price": money(ticket.price_cents)} if ticket.is_paid else _("free")
            small = " · ".join(part for part in (price, ticket.description, full) if part)
            choices.append(
                (f"ticket:{ticket.pk}", format_html('{} <span class="quiet small">{}</span>', ticket.name, small))
            )
        self.fields["ticket"] = forms.ChoiceField(
            label=_("Ticket"), choices=choices, widget=forms.RadioSelect, initial=choices[0][0]
        )
        if any(ticket.is_paid for ticket in self.tickets):
            for name in INVOICE:
                self.fields[f"invoice_{name}"] = _invoice_field(name)

    def _ask_attendance(self) -> None:
        if self.event.attendance == Event.Attendance.BOTH:
            self.fields["attendance"] = forms.ChoiceField(
                label=_("How do you take part?"),
                choices=Registration.Attendance.choices,
                widget=forms.RadioSelect,
                initial=Registration.Attendance.ON_SITE,
            )

    def _ask_more(self) -> None:
        if self.rules.most_colleagues:
            self.fields["colleagues"] = forms.IntegerField(
                label=_("Colleagues you bring"),
                help_text=_("You say later who they are."),
                min_value=0,
                max_value=self.rules.most_colleagues,
                required=False,
                initial=0,
            )
        if self.rules.asks_offers:
            self.fields["offers"] = _words(
                _("What do you offer?"), _("One or two sentences; we use them to say whom to meet.")
            )
            self.fields["seeks"] = _words(_("What do you look for?"))
        if self.rules.asks_diet:
            self.fields["diet"] = forms.CharField(
                label=_("Dietary wishes"),
                help_text=_("For the kitchen only, and deleted afterwards."),
                max_length=300,
                required=False,
            )
        if self.rules.asks_accessibility:
            self.fields["accessibility"] = forms.CharField(
                label=_("Do you need something to take part?"),
                help_text=_("A lift, an interpreter, a quiet place. Deleted afterwards."),
                max_length=300,
                required=False,
            )
        self.fields["is_listed"] = forms.BooleanField(
            label=_("Other participants may see my name and organisation"), required=False
        )
        self.consents = consents_of(self.event)
        if self.consents:
            self.fields["agrees"] = forms.BooleanField(
                label=_("I agree to what the hosts ask"),
                error_messages={"required": _("Read what the hosts ask, and tick that you agree.")},
            )

    @property
    def asks_nothing(self) -> bool:
        """One click is enough."""
        return not set(self.fields) - {"is_listed", "colleagues", "accessibility"}

    @property
    def invoice_fields(self) -> list[forms.BoundField]:
        return [self[f"invoice_{name}"] for name in INVOICE if f"invoice_{name}" in self.fields]

    @property
    def session_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.session_names]

    @property
    def asked_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("offers", "seeks", "diet") if name in self.fields]

    @property
    def has_more_filled(self) -> bool:
        """Whether what is folded away has something in it, or something wrong."""
        return self.is_bound and any(
            self.errors.get(name) or self.data.get(name) not in (None, "", "0")
            for name in ("colleagues", "accessibility")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.ticket = next((one for one in self.tickets if f"ticket:{one.pk}" == cleaned.get("ticket")), None)
        if self.ticket is None or not self.ticket.is_paid:
            for name in INVOICE:
                self.errors.pop(f"invoice_{name}", None)
        self.chosen, self.waited = choosing.chosen(self, self.sessions)
        return cleaned

    def details(self) -> Details:
        """What was filled in, with what is known of who is signed in."""
        cleaned, person = self.cleaned_data, self.person
        email = cleaned.get("email") or (person.email if person else "") or ""
        name = cleaned.get("name") or (person.name if person else "")
        organisation = self._organisation(email)
        invoice = None
        if self.ticket is not None and self.ticket.is_paid:
            invoice = {name: cleaned.get(f"invoice_{name}") or "" for name in INVOICE}
        return Details(
            name=name,
            email=email,
            organisation=organisation,
            organisation_name=cleaned.get("organisation_name") or "",
            language=person.language if person else (get_language() or "nl")[:2],
            ticket=self.ticket,
            attendance=cleaned.get("attendance")
            or (
                Registration.Attendance.ONLINE
                if self.event.attendance == Event.Attendance.ONLINE
                else Registration.Attendance.ON_SITE
            ),
            sessions=self.chosen,
            wait_for=self.waited,
            colleagues=cleaned.get("colleagues") or 0,
            diet=cleaned.get("diet") or "",
            accessibility=cleaned.get("accessibility") or "",
            offers=cleaned.get("offers") or "",
            seeks=cleaned.get("seeks") or "",
            is_listed=cleaned.get("is_listed") or False,
            invoice=invoice,
            agreed_to=[{"host": host.community.name, "text": host.consent} for host in self.consents],
        )

    def _organisation(self, email: str) -> Organisation | None:
        if not self.rules.asks_organisation:
            return None
        if len(self.organisations) == 1:
            return self.organisations[0]
        if self.organisations:
            if "organisation" not in self.data:  # the one click beside the event
                return self.organisations[0]
            wanted = self.cleaned_data.get("organisation")
            return next((one for one in self.organisations if str(one.pk) == wanted), None)
        return recognised(self.cleaned_data.get("organisation_name") or "", email)


def consents_of(event: Event) -> list[Host]:
    """The hosts that ask people to agree to something."""
    return [host for host in event.hosts.all() if host.is_accepted and host.consent]


def _words(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


def _invoice_field(name: str) -> forms.Field:
    label = INVOICE_LABELS[name]
    if name == "country":
        return forms.ChoiceField(label=label, choices=country_choices("NL"), initial="NL", required=False)
    if name == "email":
        return forms.EmailField(label=label, max_length=254, required=False)
    return forms.CharField(
        label=label,
        max_length=INVOICE_LENGTHS[name],
        required=name in NEEDED,
        error_messages={"required": _("Fill in to whom the invoice goes.")},
    )
