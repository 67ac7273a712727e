"""The operator's desk: communities, people, vocabulary, mail, failed work, and whether everything is in order."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import MemberRequest
from clubhuis.activity import desk
from clubhuis.activity.access import all_mails, audit_log, failed_tasks
from clubhuis.activity.models import Mail
from clubhuis.communities.models import Community, Membership
from clubhuis.lib.refusals import Refused
from clubhuis.lib.spreadsheets import clean
from clubhuis.matchmaking import index
from clubhuis.organisations.models import Organisation
from clubhuis.portal import access, actions
from clubhuis.portal.searching import containing, words_of
from clubhuis.portal.system import examine
from clubhuis.taxonomy.access import snapshot

A_PAGE = 50


@require_safe
def operator(request: MemberRequest) -> HttpResponse:
    """What needs attention today, and the figures of this installation."""
    access.operator(request.user)
    context = {
        "here": "operator",
        "findings": [finding for finding in examine() if not finding.is_good],
        "failed_mail": Mail.objects.filter(state=Mail.State.FAILED).count(),
        "failed_tasks": failed_tasks().count(),
        "organisation_count": Organisation.objects.present().count(),
        "person_count": Person.objects.present().filter(claimed_at__isnull=False).count(),
        "contact_count": Person.objects.present().filter(claimed_at=None).count(),
        "community_count": Community.objects.present().count(),
        "capability_count": len(snapshot()),
        "indexed": len(index.index()) if index.is_ready() else 0,
    }
    return render(request, "portal/operator/operator.html", context)


@require_safe
def communities(request: MemberRequest) -> HttpResponse:
    access.operator(request.user)
    current = Q(memberships__state=Membership.State.CURRENT)
    everything = Community.objects.annotate(
        organisations=Count("memberships", current & Q(memberships__person=None), distinct=True),
        people=Count("memberships", current & Q(memberships__organisation=None), distinct=True),
        managers=Count("roles", Q(roles__kind="manager"), distinct=True),
    ).order_by("closed_at", "name_nl")
    page = Paginator(everything, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/operator/communities.html", {"here": "operator_communities", "page": page})


@require_safe
def people(request: MemberRequest) -> HttpResponse:
    access.operator(request.user)
    text = clean(request.GET.get("q", ""))[:200]
    everybody = Person.objects.present().order_by("name", "pk")
    match request.GET.get("show"):
        case "operators":
            everybody = everybody.filter(is_operator=True)
        case "contacts":
            everybody = everybody.filter(claimed_at=None)
        case "shut_out":
            everybody = everybody.filter(is_active=False)
    if text:
        everybody = everybody.filter(containing(words_of(text), "name", "email"))
    page = Paginator(everybody, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "portal/operator/people.html",
        {"here": "operator_people", "page": page, "text": text, "show": request.GET.get("show", "")},
    )


@require_POST
def person_role(request: MemberRequest, pk: int) -> HttpResponse:
    """Make somebody operator, or no longer; shut somebody out, or let them in again."""
    access.operator(request.user)
    person = get_object_or_404(Person.objects.present(), pk=pk)
    try:
        match request.POST.get("deed"):
            case "operator":
                actions.make_operator(person, by=request.user, operator=True)
            case "no_operator":
                actions.make_operator(person, by=request.user, operator=False)
            case "shut_out":
                actions.shut_out(person, by=request.user, active=False)
            case "let_in":
                actions.shut_out(person, by=request.user, active=True)
            case _:
                raise Refused(_("Choose what to do with this person."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Done: %(person)s.") % {"person": person})
    return redirect("portal:operator_people")


def done(request: MemberRequest, deed: Callable[[], str], back_to: str) -> HttpResponse:
    try:
        messages.success(request, deed())
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Http404:  # done by another operator meanwhile
        messages.error(request, _("That is no longer there."))
    return redirect(back_to)


@require_http_methods(["GET", "HEAD", "POST"])
def mails(request: MemberRequest) -> HttpResponse:
    access.operator(request.user)
    if request.method == "POST":
        return done(
            request, lambda: desk.mail_deed(all_mails(), request.POST, by=request.user), "portal:operator_mails"
        )
    page = Paginator(all_mails(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/operator/mails.html", {"here": "operator_mails", "mails": page})


@require_http_methods(["GET", "HEAD", "POST"])
def tasks(request: MemberRequest) -> HttpResponse:
    access.operator(request.user)
    if request.method == "POST":
        return done(request, lambda: desk.task_deed(request.POST, by=request.user), "portal:operator_tasks")
    page = Paginator(failed_tasks(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/operator/tasks.html", {"here": "operator_tasks", "tasks": page})


@require_safe
def check(request: MemberRequest) -> HttpResponse:
    access.operator(request.user)
    return render(request, "portal/operator/check.html", {"here": "operator_check", "findings": examine()})


@require_safe
def log(request: MemberRequest) -> HttpResponse:
    access.operator(request.user)
    page = Paginator(audit_log(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/operator/log.html", {"here": "operator_log", "page": page})
