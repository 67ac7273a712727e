"""Registering for an event, and confirming the address."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import viewer
from clubhuis.events import wording
from clubhuis.events.models import Event
from clubhuis.lib import together
from clubhuis.lib.prepared import prepared, the_one
from clubhuis.lib.refusals import Refused
from clubhuis.lib.sending import once
from clubhuis.questions.forms import QuestionsForm
from clubhuis.registration import access, actions, letters, links
from clubhuis.registration.asking import Asked, asked_of
from clubhuis.registration.forms import CodeForm, RegisterForm
from clubhuis.registration.models import Registration, RegistrationQuerySet, State
from clubhuis.registration.situation import Now, situation_of
from clubhuis.registration.standing import organisations_of, standing_of
from clubhuis.ui.keeping import hole, is_anybody, kept, same_for_visitors
from clubhuis.ui.sending import sends_by_itself


def forms_for(
    request: HttpRequest, asked: Asked, person: Person | None, *, is_invited: bool = False, **initial: str
) -> tuple[RegisterForm, QuestionsForm]:
    """What this event asks of this person, filled when it was sent."""
    data = request.POST if request.method == "POST" else None
    form = RegisterForm(
        data,
        event=asked.event,
        rules=asked.rules,
        person=person,
        organisations=organisations_of(person) if person else [],
        tickets=asked.tickets,
        sessions=asked.sessions,
        rooms=asked.rooms,
        is_member=standing_of(asked.event, person=person, organisation=None).is_member if person else False,
        is_invited=is_invited,
        initial=initial,
    )
    questions = QuestionsForm(
        asked.questions, data, request.FILES if data is not None else None, ticket_field="ticket", prefix="q"
    )
    return form, questions


@login_not_required
@sends_by_itself  # pages are made before and after: nobody waits for the words while a seat is held
@require_http_methods(["GET", "HEAD", "POST"])
@same_for_visitors
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """One page, under a minute; one click for who is signed in and is asked nothing more."""
    person = viewer(request)
    asked = asked_of(person, slug)
    if own := access.own_registration(person, asked.event):
        return redirect(own)
    form, questions = forms_for(request, asked, person)
    if (
        request.method == "POST"
        and form.is_valid()
        and questions.is_valid()
        and _is_as_it_was(request, asked.event, form)
    ):
        answer = _put_down(request, asked, form, questions, person)
        if answer is not None:
            return answer
    situation = situation_of(asked.event, person, asked.rules)
    context = {
        "event": asked.event,
        "rules": asked.rules,
        "situation": situation,
        "form": form,
        "questions": questions,
        "can_register": situation.now in (Now.OPEN, Now.WAITING_LIST),
    }
    wrong = request.method == "POST"
    return render(request, "registration/register.html", context, status=422 if wrong else 200)


def _is_as_it_was(request: HttpRequest, event: Event, form: RegisterForm) -> bool:
    """Whether time and place are still those that this person saw when they began to fill in the form."""
    seen = request.POST.get("sequence", "")
    if not seen or seen == str(event.sequence):
        return True
    form.add_error(
        None,
        _("While you filled this in, the event moved. It is now: %(when)s, %(where)s. Send it again if you still come.")
        % {"when": wording.when(event), "where": wording.where(event)},
    )
    return False


def _put_down(
    request: HttpRequest, asked: Asked, form: RegisterForm, questions: QuestionsForm, person: Person | None
) -> HttpResponse | None:
    details = replace(form.details(), answers=questions.values())
    answers: list[HttpResponse] = []

    def writing(put_down: Callable[[], Registration]) -> Registration:
        """The key of the form is written down with what it did."""

        def work() -> Registration:
            with once(request, savepoint=False) as sent:
                registration = put_down()
                answer = sent.response = _lead_on(request, registration)
            answers.append(answer)
            return registration

        return together.write(work)

    try:
        actions.register(asked.event, details, by=person, rules=asked.rules, writing=writing)
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
    return the_one(_of_number(links.pk_of(handle)))


@prepared
def _of_number(pk: int) -> RegistrationQuerySet:
    return Registration.objects.select_related("event").filter(pk=pk)


@login_not_required
@sends_by_itself  # pages are made afterwards: nobody waits for the words while a line is held
@require_http_methods(["GET", "HEAD", "POST"])
def confirming(request: HttpRequest, handle: str) -> HttpResponse:
    """The page after registering: the code from the mail does what its link does."""
    if is_anybody(request):
        return _confirming_for_anybody(request, handle)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = _confirm(request, handle, form.cleaned_data["code"])
        if not isinstance(answer, Refused):
            return answer
        form.add_error("code", str(answer))
    registration = _of_handle(handle)
    return _confirming_page(request, registration.event, registration.email or "", handle, form)


def _confirm(request: HttpRequest, handle: str, code: str) -> HttpResponse | Refused:
    """A refusal is an answer here, not an exception, so that the attempt is counted: what is raised undoes what was written."""

    pk = links.pk_of(handle)

    def work(confirm: Callable[[], Registration]) -> HttpResponse | Refused:
        with once(request, savepoint=False) as sent:
            try:
                registration = confirm()
            except Refused as refusal:
                sent.response = HttpResponse(status=422)
                return refusal
            say_what_came_of_it(request, registration)
            answer = sent.response = redirect(registration)
        return answer

    try:
        return together.write(lambda: work(lambda: actions.confirm_alone(pk, code)))
    except actions.NeedsTheLine:
        return together.write(lambda: work(lambda: actions.confirm_by_code(the_one(_of_number(pk)), code)))


def _confirming_for_anybody(request: HttpRequest, handle: str) -> HttpResponse:
    """The same page for all who wait for their mail, with the address of each."""
    event_id, address = the_one(_who_waits(links.pk_of(handle)))

    def made(for_anybody: HttpRequest) -> HttpResponse:
        event = Event.objects.prefetch_related("hosts__community").get(pk=event_id)
        return _confirming_page(for_anybody, event, hole("address"), hole("handle"), CodeForm())

    path = reverse("registration:confirming", args=[hole("handle")])
    personal = {"address": address or "", "handle": handle}
    return kept(request, ("confirming", event_id), made, personal=personal, path=path)


@prepared
def _who_waits(pk: int) -> QuerySet[Registration, tuple[int, str | None]]:
    return Registration.objects.order_by().filter(pk=pk).values_list("event_id", "email")


def _confirming_page(request: HttpRequest, event: Event, address: str, handle: str, form: CodeForm) -> HttpResponse:
    context = {"event": event, "address": address, "form": form, "handle": handle}
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
