"""The table of registrations, and one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.activity.access import facts_of
from clubhuis.activity.models import Fact
from clubhuis.events.access import EventDesk
from clubhuis.lib.answering import attempt
from clubhuis.lib.refusals import Refused
from clubhuis.lib.tables import csv_rows, xlsx
from clubhuis.programme.models import Session
from clubhuis.questions import access as questions
from clubhuis.questions import summary
from clubhuis.registration import access, actions, quotas, roster
from clubhuis.registration.details import Details
from clubhuis.registration.forms import AddForm, NoteForm, RefusalForm, RosterFilter, reason_in
from clubhuis.registration.models import Registration, RegistrationQuerySet, State
from clubhuis.registration.seats import holder_of, key_of
from clubhuis.registration.standing import recognised
from clubhuis.ui.parts.sending import token_of

from .drawing import note_of
from .frame import page, worked_desk

A_PAGE = 50
MOST_CHOSEN = 5_000
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def filter_for(request: MemberRequest, desk: EventDesk) -> RosterFilter:
    event = desk.event
    return RosterFilter(
        request.GET,
        tickets=[(str(ticket.pk), ticket.name) for ticket in event.ticket_types.all()],
        sessions=[(str(one.pk), one.title) for one in Session.objects.filter(event=event, needs_choice=True)],
        hosts=[(str(host.pk), host.community.name) for host in desk.accepted_hosts],
    )


@require_safe
def registrations(request: MemberRequest, slug: str) -> HttpResponse:
    """Who comes, who waits, and how full it is."""
    desk = access.desk_for(request.user, slug)
    wanted = filter_for(request, desk)
    found = Paginator(roster.listed(desk, wanted.wishes()), A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, access.sees_fully(desk, one)) for one in found]
    counts = roster.counts(desk)
    context = {
        "filter": wanted,
        "wishes": wanted.wishes(),
        "page": found,
        "rows": rows,
        "counts": counts,
        "coming": counts.get(State.CONFIRMED, 0) + counts.get(State.ATTENDED, 0),
        "quotas": quotas.quotas_of(desk.event),
        "query": request.GET.urlencode(),
        "rules": access.rules_of(desk.event),
    }
    whole = not request.htmx or request.htmx.history_restore_request
    return page(
        request, desk, "registrations.html" if whole else "registrations.html#results", "registrations", context
    )


def chosen_in(request: MemberRequest) -> list[int]:
    """The rows that were ticked. Raises `Refused` for none, or for what is no list of rows."""
    texts = request.POST.getlist("chosen")
    if not texts:
        raise Refused(_("Choose at least one row."))
    if len(texts) > MOST_CHOSEN or any(not (text.isascii() and text.isdigit() and len(text) < 19) for text in texts):
        raise Refused(_("These rows are not known here. Load the page again."))
    return [int(text) for text in texts]


@require_POST
def bulk(request: MemberRequest, slug: str) -> HttpResponse:
    """Write to the chosen ones, approve or cancel them, or take them out as a file."""
    desk = worked_desk(request, slug)
    deed = request.POST.get("deed", "")
    try:
        chosen = chosen_in(request)
        if deed in ("csv", "xlsx"):
            return _file(request, desk, roster.ordered(roster.rows(desk).filter(pk__in=chosen), "name"), deed)
        if deed == "mail":
            drafted = actions.write_mailing(
                desk.event, by=request.user, subject="", text="", audience={"chosen": chosen}
            )
            return redirect("registration:mailing", slug, drafted.pk)
        found = list(access.seen_fully(desk).filter(pk__in=chosen).select_related(*access.SHOWN))
        done = _do_with(request, deed, found)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        text = ngettext("%(count)d registration has been changed.", "%(count)d registrations have been changed.", done)
        messages.success(request, text % {"count": done})
    return redirect("registration:registrations", slug)


def _do_with(request: MemberRequest, deed: str, found: list[Registration]) -> int:
    done = 0
    for one in found:
        try:
            if deed == "approve":
                actions.approve(one, by=request.user)
            elif deed == "cancel":
                actions.cancel_for(one, by=request.user, reason=reason_in(request.POST))
            else:
                raise Refused(_("Choose what to do with these rows."))
        except Refused as refusal:
            if len(found) == 1 or deed not in ("approve", "cancel"):
                raise
            messages.warning(request, f"{one.known_as}: {refusal}")
        else:
            done += 1
    return done


@require_POST
def export(request: MemberRequest, slug: str) -> HttpResponse:
    """The table as it is filtered, as CSV or Excel. A POST, because it is written down who took it."""
    desk = access.desk_for(request.user, slug)
    found = roster.narrowed(roster.rows(desk), filter_for(request, desk).wishes())
    return _file(request, desk, found, "xlsx" if request.POST.get("kind") == "xlsx" else "csv")


def _file(request: MemberRequest, desk: EventDesk, found: RegistrationQuerySet, kind: str) -> HttpResponse:
    actions.record_export(desk.event, what="registrations", count=found.count(), kind=kind, by=request.user)
    asked = questions.questions_of(key_of(desk.event))
    header = [*roster.header(), *summary.columns(asked)]
    lines = roster.lines(desk, found, asked)
    name = f"{desk.event.slug}-{timezone.localdate():%Y-%m-%d}.{kind}"
    response: HttpResponse
    if kind == "xlsx":
        response = HttpResponse(xlsx(header, lines, sheet=desk.event.title), content_type=EXCEL)
    else:
        separator = ";" if translation.get_language() == "nl" else ","
        response = HttpResponse(
            "".join(csv_rows(header, lines, separator=separator)), content_type="text/csv; charset=utf-8"
        )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, slug: str) -> HttpResponse:
    """Put somebody down."""
    desk = worked_desk(request, slug)
    form = AddForm(request.POST or None, event=desk.event)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            added = actions.add(
                desk.event,
                Details(
                    name=cleaned["name"],
                    email=cleaned["email"],
                    organisation=recognised(cleaned["organisation_name"], cleaned["email"]),
                    organisation_name=cleaned["organisation_name"],
                    ticket=cleaned.get("ticket"),
                    language=(translation.get_language() or "nl")[:2],
                ),
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if cleaned["note"]:
                actions.write_note(added, cleaned["note"], by=request.user)
            messages.success(request, _("%(name)s has been added and gets a mail.") % {"name": added.name})
            return redirect("registration:desk_registration", slug, added.pk)
    return page(request, desk, "new.html", "registrations", {"form": form}, status=422 if form.errors else 200)


@require_safe
def registration(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    return _one(request, access.desk_for(request.user, slug), pk)


def _one(request: MemberRequest, desk: EventDesk, pk: int, **forms: Any) -> HttpResponse:
    found = access.registration_at(desk, pk)
    facts: list[Fact] = []
    if desk.may.decide:
        facts = list(facts_of(desk.event).filter(data__registration=found.pk)[:30])
    context = {
        "registration": found,
        "choices": found.choices.exclude(state="dropped").select_related("session"),
        "colleagues": found.colleagues.select_related("booked_by"),
        "answers": list(questions.answers_of(holder_of(found)).values()),
        "requests": found.change_requests.all(),
        "note_form": forms.get("note_form") or NoteForm(initial={"note": found.note}),
        "refusal_form": RefusalForm(),
        "facts": facts,
        "invitation": getattr(found, "invitation", None),
    }
    return page(request, desk, "registration.html", "registrations", context, status=422 if forms else 200)


@require_POST
def note(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """A few words, written in the table or on the page of the registration."""
    desk = worked_desk(request, slug)
    found = access.registration_at(desk, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _one(request, desk, pk, note_form=form)
    actions.write_note(found, form.cleaned_data["note"], by=request.user)
    if request.htmx:
        shown = note_of(found, event=desk.event, may=desk.may, fully=True, token=token_of(request))
        return HttpResponse(shown)
    messages.success(request, _("The note has been saved."))
    return redirect("registration:desk_registration", slug, pk)


@require_POST
def approval(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = worked_desk(request, slug)
    found = access.registration_at(desk, pk)
    said = _("%(name)s has been approved and gets a mail.") % {"name": found.known_as}
    attempt(request, lambda: actions.approve(found, by=request.user), said)
    return redirect("registration:desk_requests", slug)


@require_POST
def refusal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = worked_desk(request, slug)
    found = access.registration_at(desk, pk)
    reason = reason_in(request.POST)
    said = _("%(name)s has been declined and gets a mail.") % {"name": found.known_as}
    attempt(request, lambda: actions.decline(found, by=request.user, reason=reason), said)
    return redirect("registration:desk_requests", slug)


@require_POST
def cancellation(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = worked_desk(request, slug)
    found = access.registration_at(desk, pk)
    reason = reason_in(request.POST)
    said = _("%(name)s is not coming any more and gets a mail.") % {"name": found.known_as}
    attempt(request, lambda: actions.cancel_for(found, by=request.user, reason=reason), said)
    return redirect("registration:desk_registration", slug, pk)
