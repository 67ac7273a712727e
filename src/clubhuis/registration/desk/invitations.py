"""Inviting from members, a list or an earlier event; and what became of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.communities.forms import MemberFilter
from clubhuis.communities.models import Community
from clubhuis.events.access import EventDesk
from clubhuis.events.models import Event
from clubhuis.lib.answering import attempt
from clubhuis.lib.refusals import Refused
from clubhuis.registration import access, actions, invitees
from clubhuis.registration.actions.invitations import remindable
from clubhuis.registration.forms import InviteForm, ListForm, OfEventForm
from clubhuis.registration.invitees import Invitee
from clubhuis.registration.models import SEATED, Invitation

from .frame import page, worked_desk

A_PAGE = 50
SHOWN_SKIPPED = 20
Answer = Invitation.Answer


@require_safe
def invitations(request: MemberRequest, slug: str) -> HttpResponse:
    """Everybody who was invited: sent, opened, answered, and what they said."""
    desk = worked_desk(request, slug)
    everything = access.invitations_at(desk)
    wanted = request.GET.get("answer", "")
    counts = everything.filter(withdrawn_at=None).aggregate(
        all=Count("pk", distinct=True),
        opened=Count("pk", Q(opened_at__isnull=False), distinct=True),
        coming=Count("pk", Q(answer=Answer.COMING), distinct=True),
        supportive=Count("pk", Q(answer=Answer.SUPPORTIVE), distinct=True),
        no=Count("pk", Q(answer=Answer.NO), distinct=True),
        unanswered=Count("pk", Q(answer="", left_at=None), distinct=True),
    )
    shown = everything
    if wanted in Answer.values:
        shown = everything.filter(answer=wanted)
    elif wanted == "unanswered":
        shown = everything.unanswered()
    context = {
        "counts": counts,
        "answers": [
            ("", _("All"), counts["all"]),
            ("unanswered", _("No answer"), counts["unanswered"]),
            *((value, label, counts[value]) for value, label in Answer.choices),
        ],
        "wanted": wanted,
        "page": Paginator(shown, A_PAGE).get_page(request.GET.get("page")),
        "remindable": everything.unanswered().filter(remindable()).count(),
        "rules": access.rules_of(desk.event),
    }
    return page(request, desk, "invitations.html", "invitations", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, slug: str) -> HttpResponse:
    """Choose whom: each source is a form of its own on one page."""
    desk = worked_desk(request, slug)
    source = request.POST.get("source", "") if request.method == "POST" else ""
    community = _community(request, desk)
    wanted = MemberFilter(request.GET, community=community) if community else None
    language = {"language": request.user.language}
    members = InviteForm(request.POST if source == "members" else None, initial=language, auto_id="members_%s")
    listed = ListForm(
        request.POST if source == "list" else None,
        request.FILES if source == "list" else None,
        initial=language,
        auto_id="list_%s",
    )
    earlier = OfEventForm(
        request.POST if source == "earlier" else None,
        events=_earlier_events(request, desk),
        initial=language,
        auto_id="earlier_%s",
    )
    form: forms.Form | None = {"members": members, "list": listed, "earlier": earlier}.get(source)
    skipped: list[tuple[str, str]] = []
    if form is not None and form.is_valid():
        try:
            sent = actions.invite(
                desk.event,
                _people(request, source, form, community, wanted),
                by=request.user,
                message=form.cleaned_data["message"],
                language=form.cleaned_data["language"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            _report(request, len(sent.invitations))
            if not sent.skipped:
                return redirect("registration:invitations", slug)
            skipped = sent.skipped
    context = {
        "communities": [host.community for host in desk.own_hosts if host.is_accepted],
        "community": community,
        "filter": wanted,
        "number": len(invitees.once_each(invitees.members(community, wanted.wishes()))) if community and wanted else 0,
        "members_form": members,
        "list_form": listed,
        "earlier_form": earlier,
        "source": source,
        "member_filter": bool(request.GET),
        "skipped": skipped[:SHOWN_SKIPPED],
        "more_skipped": max(len(skipped) - SHOWN_SKIPPED, 0),
        "rules": access.rules_of(desk.event),
    }
    wrong = form is not None and bool(form.errors)
    return page(request, desk, "invite.html", "invitations", context, status=422 if wrong else 200)


def _community(request: MemberRequest, desk: EventDesk) -> Community | None:
    """A hosting community whose members this person may write to."""
    mine = [host.community for host in desk.own_hosts if host.is_accepted]
    wanted = request.GET.get("community", "")
    return next((one for one in mine if one.slug == wanted), mine[0] if mine else None)


def _earlier_events(request: MemberRequest, desk: EventDesk) -> Any:
    return Event.objects.run_by(request.user).exclude(pk=desk.event.pk).exclude(state="draft").order_by("-starts_at")


def _people(
    request: MemberRequest, source: str, form: forms.Form, community: Community | None, wanted: MemberFilter | None
) -> list[Invitee]:
    if source == "members" and community is not None and wanted is not None:
        return invitees.members(community, wanted.wishes())
    if source == "earlier":
        desk = access.desk_for(request.user, form.cleaned_data["earlier"].slug)
        return invitees.of_event(access.seen_fully(desk).filter(state__in=SEATED))
    people = invitees.pasted(form.cleaned_data.get("addresses") or "")
    if file := form.cleaned_data.get("file"):
        people += invitees.on_list(file.name, file.read())
    return people


def _report(request: MemberRequest, count: int) -> None:
    if count:
        text = ngettext("%(count)d invitation is on its way.", "%(count)d invitations are on their way.", count)
        messages.success(request, text % {"count": count})


@require_POST
def reminders(request: MemberRequest, slug: str) -> HttpResponse:
    """Everybody who has not answered, or only one of them."""
    desk = worked_desk(request, slug)
    wanted = request.POST.get("only", "")
    only = [int(wanted)] if wanted.isascii() and wanted.isdigit() and len(wanted) < 19 else None
    try:
        count = actions.remind(desk.event, by=request.user, only=only)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        text = ngettext("%(count)d reminder is on its way.", "%(count)d reminders are on their way.", count)
        messages.success(request, text % {"count": count})
    return redirect("registration:invitations", slug)


@require_POST
def withdrawal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = worked_desk(request, slug)
    invitation = access.invitation_at(desk, pk)
    said = _("The link in the mail to %(address)s no longer works.") % {"address": invitation.email}
    attempt(request, lambda: actions.withdraw(invitation, by=request.user), said)
    return redirect("registration:invitations", slug)
