"""Registering for an event, and confirming the address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import viewer
from clubhuis.events.models import Event
from clubhuis.lib.refusals import Refused
from clubhuis.lib.sending import once
from clubhuis.programme.models import Session
from clubhuis.questions import access as questions
from clubhuis.questions.forms import QuestionsForm
from clubhuis.registration import access, actions, letters, links
from clubhuis.registration.details import Details
from clubhuis.registration.forms import CodeForm, RegisterForm
from clubhuis.registration.models import Registration, Rules, State
from clubhuis.registration.seats import key_of, rooms_of
from clubhuis.registration.situation import Now, situation_of
from clubhuis.registration.standing import organisations_of, standing_of
from clubhuis.ui.sending import sends_by_itself


def forms_for(
    request: HttpRequest, event: Event, rules: Rules, person: Person | None, *, is_invited: bool = False, **initial: str
) -> tuple[RegisterForm, QuestionsForm]:
    """What this event asks of this person, filled when it was sent."""
    organisations = organisations_of(person) if person else []
    data = request.POST if request.method == "POST" else None
    form = RegisterForm(
        data,
        event=event,
        rules=rules,
        person=person,
        organisations=organisations,
        tickets=list(event.ticket_types.filter(is_offered=True)),
        sessions=list(Session.objects.filter(event=event, needs_choice=True).select_related("room", "event")),
        rooms=rooms_of(event),
        is_member=standing_of(event, person=person, organisation=None).is_member if person else False,
        is_invited=is_invited,
        initial=initial,
    )
    asked = QuestionsForm(
        questions.questions_of(key_of(event)),
        data,
        request.FILES if request.method == "POST" else None,
        ticket_field="ticket",
        prefix="q",
    )
    return form, asked


@login_not_required
@sends_by_itself  # pages are made before and after: nobody waits for the words while a seat is held
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """One page, under a minute; one click for who is signed in and is asked nothing more."""
    person = viewer(request)
    event, rules = access.event_with_rules(person, slug)
    situation = situation_of(event, person, rules)
    if situation.own is not None:
        return redirect(situation.own)
    form, asked = forms_for(request, event, rules, person)
    if request.method == "POST" and form.is_valid() and asked.is_valid():
        answer = _put_down(request, event, form, asked, person)
        if answer is not None:
            return answer
    context = {
        "event": event,
        "rules": rules,
        "situation": situation,
        "form": form,
        "questions": asked,
        "can_register": situation.now in (Now.OPEN, Now.WAITING_LIST),
    }
    wrong = request.method == "POST"
    return render(request, "registration/register.html", context, status=422 if wrong else 200)


def _put_down(
    request: HttpRequest, event: Event, form: RegisterForm, asked: QuestionsForm, person: Person | None
) -> HttpResponse | None:
    details = _with_answers(form.details(), asked)
    answers: list[HttpResponse] = []

    @contextmanager
    def sending() -> Iterator[Callable[[Registration], object]]:
        """The key of the form is written down with what it did, and nothing is looked up while writers wait."""
        with once(request) as sent:
            yield lambda registration: answers.append(_lead_on(request, registration))
            sent.response = answers[0]

    try:
        actions.register(event, details, by=person, within=sending)
    except actions.AlreadyRegistered as there:
        return _already_there(request, there.registration, person)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    return answers[0]


def _lead_on(request: HttpRequest, registration: Registration) -> HttpResponse:
    """To the page that waits for the code, or to one's own."""
    if registration.state == State.PENDING:
        return redirect("registration:confirming", links.handle_of(registration))
    say_what_came_of_it(request, registration)
    return redirect(registration)


def _with_answers(details: Details, asked: QuestionsForm) -> Details:
    return replace(details, answers=asked.values())


def _already_there(request: HttpRequest, registration: Registration, person: Person | None) -> HttpResponse:
    """Who is signed in sees it. A visitor is told nothing: the owner of the address gets a mail."""
    if person is not None and (registration.person_id == person.pk or registration.email == person.email):
        messages.info(request, _("You were registered already."))
        return redirect(registration)
    if registration.state == State.PENDING:
        with suppress(Refused):  # enough mails were sent; the page says where to look
            actions.ask_again(registration)
    else:
        letters.already_registered(registration)
    return redirect("registration:confirming", links.handle_of(registration))


def say_what_came_of_it(request: HttpRequest, registration: Registration) -> None:
    said = {
        State.CONFIRMED: _("You are registered. A mail with your calendar file is on its way."),
        State.QUEUED: _("You are on the waiting list. We mail you as soon as there is a seat."),
        State.AWAITING_APPROVAL: _("The organisers look at your registration and answer by mail."),
    }.get(State(registration.state))
    if said:
        messages.success(request, said)


def _of_handle(handle: str) -> Registration:
    found = Registration.objects.select_related("event").filter(pk=links.pk_of(handle)).first()
    if found is None:
        raise Http404
    return found


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirming(request: HttpRequest, handle: str) -> HttpResponse:
    """The page after registering: the code from the mail does what its link does."""
    registration = _of_handle(handle)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            registration = actions.confirm_by_code(registration, form.cleaned_data["code"])
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            say_what_came_of_it(request, registration)
            return redirect(registration)
    context = {"event": registration.event, "address": registration.email, "form": form, "handle": handle}
    return render(request, "registration/confirming.html", context, status=422 if form.errors else 200)


@login_not_required
@require_POST
def confirmation_mail(request: HttpRequest, handle: str) -> HttpResponse:
    """Once more, please. The answer is the same whatever became of the registration."""
    registration = _of_handle(handle)
    try:
        if registration.state in (State.PENDING, State.LAPSED):
            actions.ask_again(registration)
        else:
            letters.already_registered(registration)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The mail is on its way once more."))
    return redirect("registration:confirming", handle)
