"""Answering an invitation behind its personal link, without an account."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.lib.refusals import Refused
from clubhuis.questions.forms import QuestionsForm
from clubhuis.registration import access, actions
from clubhuis.registration.asking import asked_by
from clubhuis.registration.details import Details
from clubhuis.registration.forms import AnswerForm, RegisterForm
from clubhuis.registration.models import Invitation, Rules

from .registering import forms_for, say_what_came_of_it

Answer = Invitation.Answer


@login_not_required
@require_safe
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = access.invitation_with(token)
    wanted = request.GET.get("answer", "")
    initial = {"answer": found.answer or (wanted if wanted in Answer.values else ""), "word": found.word}
    return _page(request, found, AnswerForm(initial=initial))


def _page(
    request: HttpRequest,
    found: Invitation,
    answer: AnswerForm,
    forms: tuple[RegisterForm, QuestionsForm] | None = None,
) -> HttpResponse:
    rules = access.rules_of(found.event)
    register, asked = forms or _forms(request, found, rules) if rules else (None, None)
    is_wrong = any(form is not None and form.is_bound and form.errors for form in (answer, register, asked))
    context = {
        "invitation": found,
        "event": found.event,
        "answer_form": answer,
        "form": register,
        "questions": asked,
        "is_answerable": found.is_open
        and rules is not None
        and not found.event.is_over
        and not found.event.is_cancelled,
        "registration": found.registration if found.registration and found.registration.is_live else None,
    }
    return render(request, "registration/invitation.html", context, status=422 if is_wrong else 200)


def _forms(request: HttpRequest, found: Invitation, rules: Rules) -> tuple[RegisterForm, QuestionsForm]:
    asked = asked_by(found.event, rules)
    return forms_for(request, asked, None, is_invited=True, name=found.name, organisation_name=found.works_at)


@login_not_required
@require_POST
def opening(request: HttpRequest, token: str) -> HttpResponse:
    """Sent by the page itself in a browser: looking with GET changes nothing, and a mail scanner is no reader."""
    actions.open_invitation(access.invitation_with(token))
    return HttpResponse(status=204)


@login_not_required
@require_POST
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Coming (with what the event asks), not coming but supportive, or no. It can be changed as long as the event is ahead."""
    found = access.invitation_with(token)
    form = AnswerForm(request.POST)
    rules = access.rules_of(found.event)
    if not form.is_valid() or rules is None:
        return _page(request, found, form)
    word = form.cleaned_data["word"]
    try:
        if form.cleaned_data["answer"] != Answer.COMING:
            actions.stay_away(found, form.cleaned_data["answer"], word=word)
            messages.success(request, _("Thank you for your answer."))
            return redirect(found)
        return _come(request, found, form, rules, word)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, form)


def _come(request: HttpRequest, found: Invitation, form: AnswerForm, rules: Rules, word: str) -> HttpResponse:
    register, asked = _forms(request, found, rules)
    if not register.is_valid() or not asked.is_valid():
        return _page(request, found, form, (register, asked))
    details = _details(found, register, asked)
    try:
        registration = actions.come(found, details, word=word)
    except Refused as refusal:
        register.add_error(None, str(refusal))
        return _page(request, found, form, (register, asked))
    say_what_came_of_it(request, registration)
    return redirect(registration)


def _details(found: Invitation, register: RegisterForm, asked: QuestionsForm) -> Details:
    details = replace(register.details(), email=found.email, language=found.language, answers=asked.values())
    if found.organisation is not None and details.organisation_name == found.works_at:
        return replace(details, organisation=found.organisation)
    return details


@csrf_exempt  # RFC 8058: the mail program posts, without a page of ours; the token is the proof
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def peace(request: HttpRequest, token: str) -> HttpResponse:
    """No more invitations of these hosts. Looking changes nothing (mail scanners open every link)."""
    found = access.invitation_with(token)
    if request.method == "POST":
        actions.leave_in_peace(found)
    context = {"invitation": found, "event": found.event, "is_left": request.method == "POST" or found.left_at}
    return render(request, "registration/peace.html", context)
