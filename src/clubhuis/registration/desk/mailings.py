"""Mails to who registered: what will leave by itself, what was written, with preview and a trial."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.activity.models import Mail
from clubhuis.events.access import EventDesk
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.lib.refusals import Refused
from clubhuis.registration import access, actions, wording
from clubhuis.registration.forms import MailingForm, SendLaterForm
from clubhuis.registration.models import Mailing, Rules

from .frame import page, worked_desk
from .table import filter_for

A_PAGE = 50


@require_safe
def mailings(request: MemberRequest, slug: str) -> HttpResponse:
    """Planned and sent."""
    desk = worked_desk(request, slug)
    rules = access.rules_of(desk.event)
    context = {
        "mailings": desk.event.mailings.exclude(state=Mailing.State.DROPPED).select_related("written_by"),
        "reminders": _reminders(desk, rules) if rules else [],
        "page": Paginator(_sent(desk), A_PAGE).get_page(request.GET.get("page")),
        "rules": rules,
    }
    return page(request, desk, "mailings.html", "mailings", context)


def _reminders(desk: EventDesk, rules: Rules) -> list[dict[str, Any]]:
    now = timezone.now()
    moments = [(days, desk.event.starts_at - timedelta(days=days)) for days in rules.reminder_days]
    return [{"days": days, "at": at.astimezone(desk.event.timezone), "is_past": at <= now} for days, at in moments]


def _sent(desk: EventDesk) -> Any:
    """Single mails to the people of whom this desk sees everything."""
    addresses = access.seen_fully(desk).exclude(email=None).values("email")
    found = Mail.objects.filter(key__startswith=wording.keys_of(desk.event), to__in=addresses)
    return found.order_by("-queued_at", "-pk")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, slug: str) -> HttpResponse:
    """To everybody who fits the filter that the table had."""
    desk = worked_desk(request, slug)
    form = MailingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        audience = {name: value for name, value in filter_for(request, desk).wishes().items() if name != "sort"}
        drafted = actions.write_mailing(desk.event, by=request.user, audience=audience, **form.cleaned_data)
        return redirect("registration:mailing", slug, drafted.pk)
    context = {"form": form, "mailing": None}
    return page(request, desk, "mailing.html", "mailings", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def mailing(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """The words, how they will look, and to whom they go."""
    desk = worked_desk(request, slug)
    found = access.mailing_at(desk, pk)
    form = MailingForm(request.POST or None, initial={"subject": found.subject, "text": found.text})

    def save() -> None:
        actions.change_mailing(found, by=request.user, **form.cleaned_data)

    said = _("The mail has been saved. Nothing has been sent yet.")
    if request.method == "POST" and filled_in(request, form, save, said):
        return redirect("registration:mailing", slug, pk)
    return _page(request, desk, found, form, SendLaterForm(event=desk.event))


def _page(
    request: MemberRequest, desk: EventDesk, found: Mailing, form: MailingForm, later: SendLaterForm
) -> HttpResponse:
    readers = actions.readers(found, desk)
    context = {
        "mailing": found,
        "form": form,
        "later": later,
        "readers": readers.count() if found.state != Mailing.State.SENT else found.recipients,
        "some": [one.known_as for one in readers.select_related("booked_by")[:5]],
        "is_written": bool(found.subject and found.text),
    }
    wrong = form.errors or later.errors
    return page(request, desk, "mailing.html", "mailings", context, status=422 if wrong else 200)


@require_POST
def trial(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Only to oneself."""
    desk = worked_desk(request, slug)
    found = access.mailing_at(desk, pk)
    said = _("A trial is on its way to %(address)s.") % {"address": request.user.email}
    attempt(request, lambda: actions.try_mailing(found, by=request.user), said)
    return redirect("registration:mailing", slug, pk)


@require_POST
def dispatch(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Now, or at a moment."""
    desk = worked_desk(request, slug)
    found = access.mailing_at(desk, pk)
    later = SendLaterForm(request.POST if request.POST.get("when") == "later" else None, event=desk.event)
    form = MailingForm(initial={"subject": found.subject, "text": found.text})
    if not found.subject or not found.text:
        messages.error(request, _("Write the mail first."))
        return redirect("registration:mailing", slug, pk)
    if later.is_bound and not later.is_valid():
        return _page(request, desk, found, form, later)
    number = actions.readers(found, desk).count()
    try:
        actions.send_mailing(found, by=request.user, at=later.cleaned_data["at"] if later.is_bound else None)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("registration:mailing", slug, pk)
    text = ngettext("%(count)d person gets this mail.", "%(count)d people get this mail.", number)
    messages.success(request, text % {"count": number})
    return redirect("registration:mailings", slug)


@require_POST
def removal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = worked_desk(request, slug)
    found = access.mailing_at(desk, pk)
    attempt(request, lambda: actions.drop_mailing(found, by=request.user), _("This mail is not sent."))
    return redirect("registration:mailings", slug)
