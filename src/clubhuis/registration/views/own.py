"""One's own registration, behind its personal link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import viewer
from clubhuis.lib.answering import attempt
from clubhuis.lib.refusals import Refused
from clubhuis.programme.models import Session
from clubhuis.registration import access, actions, badge_codes, diary
from clubhuis.registration.forms import AskForm, HandOverForm, MoreForm, NameForm, SessionsForm
from clubhuis.registration.models import ChangeRequest, Registration, SessionChoice
from clubhuis.registration.seats import rooms_of

from .own_page import page, rules_behind
from .registering import say_what_came_of_it

Kind = ChangeRequest.Kind


@login_not_required
@require_POST
def confirmation(request: HttpRequest, token: str) -> HttpResponse:
    """The button behind the link in the mail: opening the link does nothing, mail scanners open every link."""
    found = access.registration_with(token)
    try:
        found = actions.confirm(found)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        say_what_came_of_it(request, found)
    return redirect(found)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancellation(request: HttpRequest, token: str) -> HttpResponse:
    """ "I can't come": the link in a reminder shows this page, its button does it, until the event begins."""
    found = access.registration_with(token)
    if request.method == "POST":
        if attempt(
            request,
            lambda: actions.cannot_come(found, by=viewer(request)),
            _("You are not coming. Thank you for telling: somebody else can have your seat."),
        ):
            return redirect(found)
        return redirect("registration:cancellation", token)
    return render(request, "registration/cancellation.html", {"registration": found, "event": found.event})


def _ask_or_do(
    request: HttpRequest,
    found: Registration,
    kind: Kind,
    wish: dict[str, Any],
    message: str,
    do: Callable[[], object],
    done: str = "",
) -> str:
    """Before the cut-off it is done, afterwards it is asked. Returns what to say; raises `Refused`."""
    if actions.needs_asking(found, rules_behind(found)):
        actions.ask_change(found, kind, wish, message=message)
        return _("You have asked for it. The organisers answer by mail.")
    do()
    return done or _("That has been changed.")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, token: str) -> HttpResponse:
    """A colleague comes instead."""
    found = access.registration_with(token)
    asks = actions.needs_asking(found, rules_behind(found))
    form = HandOverForm(request.POST or None, asks=asks)
    if request.method == "POST" and form.is_valid():
        name, email = form.cleaned_data["name"], form.cleaned_data["email"]
        try:
            said = _ask_or_do(
                request,
                found,
                Kind.HAND_OVER,
                {"name": name, "email": email},
                form.cleaned_data.get("message") or "",
                lambda: actions.hand_over(found, name, email, by=viewer(request)),
                done=_("%(name)s has your seat now, and gets a mail about it.") % {"name": name},
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect(found if asks else found.event)
    context = {"registration": found, "event": found.event, "form": form, "asks": asks}
    return render(request, "registration/hand_over.html", context, status=422 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest, token: str) -> HttpResponse:
    """Other workshops."""
    found = access.registration_with(token)
    rules = rules_behind(found)
    asks = actions.needs_asking(found, rules)
    programme = list(Session.objects.filter(event=found.event, needs_choice=True).select_related("room", "event"))
    if not programme:
        raise Http404
    chosen = found.choices.exclude(state=SessionChoice.State.DROPPED).values_list("session_id", flat=True)
    form = SessionsForm(
        request.POST if request.method == "POST" else None,
        sessions=programme,
        rooms=rooms_of(found.event),
        mine=set(chosen),
        can_wait=rules.has_waiting_list,
        asks=asks,
    )
    if request.method == "POST" and form.is_valid():
        try:
            said = _ask_or_do(
                request,
                found,
                Kind.WORKSHOPS,
                {"sessions": [session.pk for session in form.chosen]},
                form.cleaned_data.get("message") or "",
                lambda: actions.choose_sessions(found, form.chosen, wait_for=form.waited, by=viewer(request)),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect(found)
    context = {"registration": found, "event": found.event, "form": form, "asks": asks}
    return render(request, "registration/sessions.html", context, status=422 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, token: str) -> HttpResponse:
    """On site instead of online, or the other way round."""
    found = access.registration_with(token)
    if found.event.attendance != found.event.Attendance.BOTH:
        raise Http404
    is_online = found.attendance == Registration.Attendance.ONLINE
    wanted = Registration.Attendance.ON_SITE if is_online else Registration.Attendance.ONLINE
    asks = actions.needs_asking(found, rules_behind(found))
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            said = _ask_or_do(
                request,
                found,
                Kind.ATTENDANCE,
                {"attendance": str(wanted)},
                form.cleaned_data.get("message") or "",
                lambda: actions.attend(found, wanted, by=viewer(request)),
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, said)
        return redirect(found)
    context = {"registration": found, "event": found.event, "form": form, "asks": asks, "wanted": wanted}
    return render(request, "registration/attendance.html", context, status=422 if form.errors else 200)


@login_not_required
@require_POST
def cancellation_request(request: HttpRequest, token: str) -> HttpResponse:
    """After the cut-off: ask to be let go, with the reason (a paid seat, for instance)."""
    found = access.registration_with(token)
    form = AskForm(request.POST)
    if form.is_valid():
        attempt(
            request,
            lambda: actions.ask_change(found, Kind.CANCEL, {}, message=form.cleaned_data["message"]),
            _("You have asked for it. The organisers answer by mail."),
        )
    return redirect(found)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def more(request: HttpRequest, token: str) -> HttpResponse:
    """Wishes, what one offers and looks for, who may see that one comes."""
    found = access.registration_with(token)
    form = MoreForm(request.POST or None, instance=access.registration_with(token), rules=rules_behind(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell_more(found, by=viewer(request), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("That has been changed."))
            return redirect(found)
    context = {"registration": found, "event": found.event, "form": form}
    return render(request, "registration/more.html", context, status=422 if form.errors else 200)


@login_not_required
@require_POST
def naming(request: HttpRequest, token: str) -> HttpResponse:
    """Who comes on the seat that was booked for a colleague: filled in by who booked it, or by the colleague."""
    found = access.registration_with(token)
    form = NameForm(request.POST)
    if form.is_valid():
        try:
            named = actions.name_colleague(found, **form.cleaned_data, by=viewer(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s gets a mail with their own link.") % {"name": named.name})
            return redirect(found.booked_by or found.event)
    return page(request, found, name_form=form)


# The waiting list


@login_not_required
@require_POST
def offer_acceptance(request: HttpRequest, token: str) -> HttpResponse:
    found = access.registration_with(token)
    attempt(request, lambda: actions.accept_offer(found, by=viewer(request)), _("The seat is yours."))
    return redirect(found)


@login_not_required
@require_POST
def offer_refusal(request: HttpRequest, token: str) -> HttpResponse:
    found = access.registration_with(token)
    said = _("Thank you for telling. Somebody else is glad of the seat.")
    attempt(request, lambda: actions.decline_offer(found, by=viewer(request)), said)
    return redirect(found)


@login_not_required
@require_POST
def queue_exit(request: HttpRequest, token: str) -> HttpResponse:
    found = access.registration_with(token)
    said = _("You no longer wait for a seat.")
    attempt(request, lambda: actions.leave_queue(found, by=viewer(request)), said)
    return redirect(found)


def _choice(found: Registration, pk: int) -> SessionChoice:
    choice = found.choices.select_related("session", "claim__line").filter(pk=pk).first()
    if choice is None:
        raise Http404
    choice.registration = found
    return choice


@login_not_required
@require_POST
def session_acceptance(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    found = access.registration_with(token)
    choice = _choice(found, pk)
    attempt(request, lambda: actions.accept_session(choice, by=viewer(request)), _("The place is yours."))
    return redirect(found)


@login_not_required
@require_POST
def session_refusal(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    found = access.registration_with(token)
    choice = _choice(found, pk)
    attempt(request, lambda: actions.decline_session(choice, by=viewer(request)), _("You gave it up."))
    return redirect(found)


# To take along


@login_not_required
@require_safe
def event_pass(request: HttpRequest, token: str) -> HttpResponse:
    """The event pass: a QR code that is scanned at the door, also to print for in a wallet."""
    found = access.registration_with(token)
    if not found.has_seat:
        raise Http404
    choices = found.choices.filter(state=SessionChoice.State.CHOSEN).select_related("session__event", "session__room")
    context = {
        "registration": found,
        "event": found.event,
        "choices": choices,
        "badge_url": badge_codes.badge_url(found),
    }
    return render(request, "registration/pass.html", context)


@login_not_required
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The file that puts it in a calendar; taken again it updates what is there."""
    found = access.registration_with(token)
    response = HttpResponse(diary.file_of(found), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="event.ics"'
    return response
