"""The table of registrations at the desk: what it shows, finds, sorts, counts and takes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from clubhuis.events.access import EventDesk
from clubhuis.events.models import Event
from clubhuis.lib.paging import Listed, known_sort
from clubhuis.lib.prepared import prepared, prepared_count
from clubhuis.lib.tables import Cell
from clubhuis.questions import summary
from clubhuis.questions.access import answers_of_many
from clubhuis.questions.models import Question

from . import access, seats
from .models import LIVE, Registration, RegistrationQuerySet, SessionChoice, State

SORTS = {
    "name": "name",
    "organisation": "works",
    "state": "state",
    "ticket": "ticket__position",
    "at": "created_at",
}
FORMER = [State.CANCELLED, State.DECLINED, State.LAPSED]


def rows(desk: EventDesk) -> RegistrationQuerySet:
    """What the table of this desk shows; a fixed number of questions for any number of rows."""
    return (
        access.registrations_at(desk)
        .select_related("person", "organisation", "ticket", "host__community", "booked_by", "claim", "invoice")
        .prefetch_related(Prefetch("choices", _chosen(), to_attr="chosen"))
    )


SHOWN = (  # in a row of the table
    *("name", "email", "organisation_name", "state", "queue", "attendance", "created_at", "note", "event"),
    *("organisation__name", "ticket__name_nl", "ticket__name_en", "host__community__name_nl"),
    *("host__community__name_en", "host__community__name_de", "booked_by__name"),
)


def listed(desk: EventDesk, wishes: dict[str, Any]) -> Listed[Registration]:
    """The rows of the table that fit the filter, a page at a time."""
    text = str(wishes.get("q") or "").strip() or None
    kept = {name: value for name, value in wishes.items() if name != "q"} | {
        "sort": known_sort(wishes.get("sort"), SORTS)
    }
    hosts = access.shown_hosts(desk)
    return Listed(
        lambda: _number(desk.event, hosts, text, **kept),
        lambda start, stop: _with_choices(_rows(desk.event, hosts, text, start=start, stop=stop, **kept)),
    )


@prepared
def _rows(
    event: Event, hosts: frozenset[int] | None, text: str | None, *, start: int, stop: int, **wishes: Any
) -> RegistrationQuerySet:
    found = narrowed(access.of_hosts(event, hosts), {**wishes, "q": text})
    return found.select_related("organisation", "ticket", "host__community", "booked_by").only(*SHOWN)[start:stop]


@prepared_count
def _number(event: Event, hosts: frozenset[int] | None, text: str | None, **wishes: Any) -> QuerySet[Registration, int]:
    return narrowed(access.of_hosts(event, hosts), {**wishes, "q": text}).order_by().values_list("pk", flat=True)


def _with_choices(found: list[Registration]) -> list[Registration]:
    theirs: dict[int, list[SessionChoice]] = {one.pk: [] for one in found}
    for choice in _choices(frozenset(theirs)):
        theirs[choice.registration_id].append(choice)
    for one in found:
        one.chosen = theirs[one.pk]  # type: ignore[attr-defined]  # as `rows` has it
    return found


@prepared
def _choices(registrations: frozenset[int]) -> QuerySet[SessionChoice]:
    return _chosen().filter(registration__in=registrations)


def _chosen() -> QuerySet[SessionChoice]:
    return SessionChoice.objects.exclude(state=SessionChoice.State.DROPPED).select_related("session")


def narrowed(found: RegistrationQuerySet, wishes: dict[str, Any]) -> RegistrationQuerySet:
    """Only the rows that fit the filter; an absent wish leaves all. Without a state: everybody who has not ended."""
    state = wishes.get("state") or ""
    if state in State.values:
        found = found.filter(state=state)
    elif state == "former":
        found = found.filter(state__in=FORMER)
    elif state != "all":
        found = found.filter(state__in=LIVE)
    if text := str(wishes.get("q") or "").strip():
        found = found.filter(
            Q(name__icontains=text)
            | Q(email__icontains=text)
            | Q(organisation__name__icontains=text)
            | Q(organisation_name__icontains=text)
        )
    if ticket := wishes.get("ticket"):
        found = found.filter(ticket=ticket)
    if host := wishes.get("host"):
        found = found.filter(host=None) if host == "none" else found.filter(host=host)
    if session := wishes.get("session"):
        found = found.filter(choices__session=session, choices__state__in=["chosen", "waiting", "offered"]).distinct()
    if attendance := wishes.get("attendance"):
        found = found.filter(attendance=attendance)
    return ordered(found, str(wishes.get("sort") or "name"))


def ordered(found: RegistrationQuerySet, sort: str) -> RegistrationQuerySet:
    sort = known_sort(sort, SORTS)
    field = SORTS[sort.removeprefix("-")]
    by = F(field).desc(nulls_last=True) if sort.startswith("-") else F(field).asc(nulls_last=True)
    return found.annotate(works=Coalesce("organisation__name", "organisation_name")).order_by(by, "pk")


def counts(desk: EventDesk) -> dict[str, int]:
    """How many in each state, whoever may be named: one question."""
    return dict(_by_state(desk.event))


@prepared
def _by_state(event: Event) -> QuerySet[Registration, tuple[str, int]]:
    return Registration.objects.filter(event=event).order_by().values_list("state").annotate(Count("pk"))


def header() -> list[str]:
    return [
        _("Name"),
        _("Organisation"),
        _("Job title"),
        _("E-mail address"),
        _("State"),
        _("Ticket"),
        _("Host"),
        _("Taking part"),
        _("Sessions"),
        _("Booked by"),
        _("Dietary wishes"),
        _("Needs to take part"),
        _("What they offer"),
        _("What they look for"),
        _("Price without VAT"),
        _("VAT (%)"),
        _("Invoice to"),
        _("Reference"),
        _("Note"),
        _("Registered at"),
        _("How they registered"),
    ]


def lines(desk: EventDesk, found: RegistrationQuerySet, asked: Sequence[Question] = ()) -> Iterator[list[Cell]]:
    """Each registration as a line of an export, with the answers to `asked`: what this desk may see of them, no more."""
    for some in batched(found.iterator(chunk_size=500), 500):
        answers = answers_of_many(seats.holder_of(one) for one in some) if asked else {}
        for one in some:
            fully = access.sees_fully(desk, one)
            said = answers.get(seats.holder_of(one), {}) if fully else {}
            yield [*_line(one, fully=fully), *(summary.cells(asked, said) if asked else [])]


def _line(one: Any, *, fully: bool) -> list[Cell]:
    def seen(text: Cell) -> Cell:
        return text if fully else ""

    invoice = getattr(one, "invoice", None)
    return [
        one.known_as,
        one.works_at,
        seen(one.job_title),
        seen(one.email or ""),
        one.get_state_display(),
        one.ticket.name if one.ticket else "",
        one.host.community.name if one.host else "",
        one.get_attendance_display(),
        ", ".join(choice.session.title for choice in one.chosen),
        one.booked_by.name if one.booked_by else "",
        seen(one.diet),
        seen(one.accessibility),
        seen(one.offers),
        seen(one.seeks),
        seen(one.price_cents / 100 if one.price_cents else None),
        seen(one.vat_percent if one.price_cents else None),
        seen(invoice_in_words(invoice) if invoice else ""),
        seen(invoice.reference if invoice else ""),
        seen(one.note),
        one.created_at,
        one.get_through_display(),
    ]


def invoice_in_words(invoice: Any) -> str:
    place = f"{invoice.postcode} {invoice.town}".strip()
    parts = (
        invoice.name,
        invoice.attention,
        invoice.address,
        place,
        invoice.country,
        invoice.vat_number,
        invoice.email,
    )
    return ", ".join(part for part in parts if part)
