"""How one registers: rules, kinds of tickets, the organiser's questions."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.events.access import EventDesk
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.lib.refusals import Refused
from clubhuis.questions import access as questions
from clubhuis.questions import actions as asking
from clubhuis.questions import editing
from clubhuis.questions.models import Question
from clubhuis.registration import access, actions, quotas
from clubhuis.registration.forms import RulesForm, TicketForm
from clubhuis.registration.models import TicketType
from clubhuis.registration.seats import key_of

from .frame import page, worked_desk


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: MemberRequest, slug: str) -> HttpResponse:
    """The rules of registration; saving them for the first time opens it."""
    desk = worked_desk(request, slug)
    present = access.rules_of(desk.event)
    form = RulesForm(request.POST or None, instance=present, event=desk.event)
    if request.method == "POST":

        def save() -> None:
            cleaned = dict(form.cleaned_data)
            actions.set_rules(desk.event, by=request.user, excluded_organisations=cleaned.pop("excluded"), **cleaned)

        said = _("Saved.") if present else _("Registration is ready. Look at it as visitors see it.")
        if filled_in(request, form, save, said):
            return redirect("registration:rules", slug)
    context = {
        "form": form,
        "rules": present,
        "tickets": desk.event.ticket_types.all(),
        "quotas": quotas.quotas_of(desk.event),
        "questions": questions.questions_of(key_of(desk.event)),
    }
    return page(request, desk, "rules.html", "rules", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def new_ticket(request: MemberRequest, slug: str) -> HttpResponse:
    desk = worked_desk(request, slug)
    return _ticket(request, desk, TicketType(event=desk.event))


@require_http_methods(["GET", "HEAD", "POST"])
def ticket(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = worked_desk(request, slug)
    return _ticket(request, desk, access.ticket_at(desk, pk))


def _ticket(request: MemberRequest, desk: EventDesk, found: TicketType) -> HttpResponse:
    is_new = found.pk is None
    form = TicketForm(request.POST or None, instance=found)

    def save() -> None:
        if is_new:
            actions.add_ticket(desk.event, by=request.user, **form.values())
        else:
            actions.change_ticket(access.ticket_at(desk, found.pk), by=request.user, **form.values())

    if request.method == "POST" and filled_in(request, form, save, _("The kind of ticket has been saved.")):
        return redirect("registration:rules", desk.event.slug)
    context = {"form": form, "ticket": None if is_new else found}
    return page(request, desk, "ticket.html", "rules", context, status=422 if form.errors else 200)


@require_POST
def ticket_removal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = worked_desk(request, slug)
    found = access.ticket_at(desk, pk)
    said = _("“%(ticket)s” can no longer be chosen.") % {"ticket": found.name}
    attempt(request, lambda: actions.remove_ticket(found, by=request.user), said)
    return redirect("registration:rules", slug)


# The organiser's own questions


def _tickets(desk: EventDesk) -> list[tuple[str, str]]:
    return [(f"ticket:{ticket.pk}", ticket.name) for ticket in desk.event.ticket_types.filter(is_offered=True)]


@require_safe
def questions_page(request: MemberRequest, slug: str) -> HttpResponse:
    desk = worked_desk(request, slug)
    owner = key_of(desk.event)

    def address(name: str) -> Callable[[int], str]:
        return lambda pk: reverse(f"registration:{name}", args=[slug, pk])

    addresses = editing.Addresses(
        change=address("question"), removal=address("question_removal"), position=address("question_position")
    )
    context = {
        "rows": editing.rows(owner, addresses, _tickets(desk)),
        "new_url": reverse("registration:new_question", args=[slug]),
    }
    return page(request, desk, "questions.html", "rules", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_question(request: MemberRequest, slug: str) -> HttpResponse:
    return _question(request, worked_desk(request, slug), None)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = worked_desk(request, slug)
    return _question(request, desk, questions.question_for(key_of(desk.event), pk))


def _question(request: MemberRequest, desk: EventDesk, found: Question | None) -> HttpResponse:
    owner = key_of(desk.event)
    form = editing.question_form(request, owner, found, _tickets(desk))

    def save() -> None:
        if found is None:
            asking.ask(owner, ends_on=desk.event.ends_local.date(), **form.values())
        else:
            asking.change(found, **form.values())

    more = request.method == "POST" and form.wants_more
    if request.method == "POST" and not more and filled_in(request, form, save, _("The question has been saved.")):
        return redirect("registration:questions", desk.event.slug)
    context = {
        "form": form,
        "question": found,
        "cancel_url": reverse("registration:questions", args=[desk.event.slug]),
    }
    return page(request, desk, "question.html", "rules", context, status=422 if form.errors and not more else 200)


@require_POST
def question_removal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = worked_desk(request, slug)
    found = questions.question_for(key_of(desk.event), pk)
    with_answers = request.POST.get("answers") == "too"
    attempt(request, lambda: asking.remove(found, with_answers=with_answers), _("The question is no longer asked."))
    return redirect("registration:questions", slug)


@require_POST
def question_position(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = worked_desk(request, slug)
    found = questions.question_for(key_of(desk.event), pk)
    try:
        if request.POST.get("to") == "back":
            asking.ask_again(found)
        else:
            asking.move(found, up=request.POST.get("to") == "up")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("registration:questions", slug)
