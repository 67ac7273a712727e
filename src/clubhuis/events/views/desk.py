"""The desk of an event: what needs attention, who hosts, who helps."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.addresses import normal_address
from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import MemberRequest
from clubhuis.activity.access import facts_of
from clubhuis.activity.models import Fact
from clubhuis.events import access, actions, overview
from clubhuis.events.access import EventDesk
from clubhuis.events.forms import ConsentForm, InviteHostForm, PublicationForm, RoleForm, TemplateForm, TermsForm
from clubhuis.events.models import EventRole, Host, SeesOthers
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.lib.refusals import Refused


@require_safe
def desk(request: MemberRequest, slug: str) -> HttpResponse:
    """The overview."""
    found = access.desk_for(request.user, slug)
    if not found.may.view_desk:
        return redirect(found.event)  # a volunteer: the door is their desk
    context = _page(found, "desk") | {
        "matters": overview.matters_of(found),
        "figures": overview.figures_of(found),
        "suggestions": overview.suggestions_of(found),
        "facts": _lately(found)[:10],
        "publication": PublicationForm() if found.event.is_draft and found.may.decide else None,
        "template": TemplateForm() if found.may.edit else None,
        "rooms": list(found.event.rooms.all()),
    }
    return render(request, "events/desk/overview.html", context)


def _lately(desk: EventDesk) -> QuerySet[Fact]:
    """What happened; what people did who come, only for who sees all of them by name."""
    facts = facts_of(desk.event)
    sees_names = desk.may.see_people and desk.sees_others != SeesOthers.NUMBERS
    return facts if sees_names else facts.exclude(data__has_key="registration")


@require_http_methods(["GET", "HEAD", "POST"])
def hosts(request: MemberRequest, slug: str) -> HttpResponse:
    """Who hosts it, and what was agreed with each. A POST asks another community."""
    found = _desk(request, slug)
    form = InviteHostForm(request.POST if request.method == "POST" else None, event=found.event, person=request.user)
    if request.method == "POST":
        _deciding(found)
        if filled_in(request, form, lambda: _invite(request, found, form), _("Asked. Its organisers hear by mail.")):
            return redirect("events:hosts", slug)
    rows = list(found.event.hosts.select_related("community", "invited_by"))
    context = _page(found, "hosts") | {
        "form": form if found.may.decide else None,
        "rows": [
            {
                "host": host,
                "is_own": host.community_id in found.speaks_for,
                "terms": TermsForm(host=host, prefix=f"terms-{host.pk}")
                if found.may.decide and not host.is_lead
                else None,
                "consent": ConsentForm(host=host)
                if host.community_id in found.speaks_for and host.is_accepted
                else None,
                "proposed": overview.proposed_in_words(host),
            }
            for host in rows
        ],
    }
    return render(request, "events/desk/hosts.html", context, status=422 if request.method == "POST" else 200)


def _invite(request: MemberRequest, desk: EventDesk, form: InviteHostForm) -> None:
    actions.invite_host(
        desk.event,
        form.cleaned_data["community"],
        by=request.user,
        message=form.cleaned_data["message"],
        **form.terms(),
    )


@require_POST
def host_acceptance(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    host = _own_host(request, slug, pk)
    attempt(
        request,
        lambda: actions.accept_hosting(host, by=request.user),
        _("You host it together. It shows on your page."),
    )
    return redirect("events:hosts", slug)


@require_POST
def host_refusal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    host = _own_host(request, slug, pk)
    community = host.community
    if attempt(request, lambda: actions.decline_hosting(host, by=request.user), _("Your answer has been sent.")):
        return redirect("events:at_desk", community.slug)
    return redirect("events:hosts", slug)


@require_POST
def host_leaving(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    host = _own_host(request, slug, pk)
    community = host.community
    if attempt(request, lambda: actions.leave_hosting(host, by=request.user), _("You have left. The event goes on.")):
        return redirect("events:at_desk", community.slug)
    return redirect("events:hosts", slug)


@require_POST
def host_withdrawal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = _deciding(_desk(request, slug))
    host = get_object_or_404(found.event.hosts, pk=pk)
    attempt(request, lambda: actions.withdraw_invitation(host, by=request.user), _("They are no longer asked."))
    return redirect("events:hosts", slug)


@require_POST
def host_lead(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = _deciding(_desk(request, slug))
    host = get_object_or_404(found.event.hosts.select_related("community"), pk=pk)
    said = _("%(community)s has the lead from now on.") % {"community": host.community}
    attempt(request, lambda: actions.hand_lead_to(host, by=request.user), said)
    return redirect("events:hosts", slug)


@require_POST
def host_terms(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = _deciding(_desk(request, slug))
    host = get_object_or_404(found.event.hosts.select_related("community"), pk=pk)
    form = TermsForm(request.POST, host=host, prefix=f"terms-{host.pk}")
    if not form.is_valid():
        messages.error(request, " ".join(str(e) for errors in form.errors.values() for e in errors))
        return redirect("events:hosts", slug)
    said = (
        _("Proposed. It holds when %(community)s agrees.") % {"community": host.community}
        if host.is_accepted and host.community_id not in found.speaks_for
        else _("Saved.")
    )
    attempt(request, lambda: actions.change_terms(host, by=request.user, **form.terms()), said)
    return redirect("events:hosts", slug)


@require_POST
def host_proposal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Agree to what was proposed, or keep it as it was."""
    found = _desk(request, slug)
    host = get_object_or_404(found.event.hosts.select_related("community"), pk=pk)
    if request.POST.get("answer") == "yes":
        attempt(request, lambda: actions.agree_to_terms(host, by=request.user), _("Agreed."))
    else:
        attempt(request, lambda: actions.decline_terms(host, by=request.user), _("It stays as it was."))
    return redirect("events:hosts", slug)


@require_POST
def host_consent(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    host = _own_host(request, slug, pk)
    form = ConsentForm(request.POST, host=host)
    if form.is_valid():
        attempt(request, lambda: actions.change_consent(host, by=request.user, **form.cleaned_data), _("Saved."))
    else:
        messages.error(request, _("This text is too long. Shorten it."))
    return redirect("events:hosts", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: MemberRequest, slug: str) -> HttpResponse:
    """Who helps. A POST gives somebody a role."""
    found = _desk(request, slug)
    form = RoleForm(request.POST if request.method == "POST" else None, event=found.event)
    if request.method == "POST":
        _deciding(found)
        if form.is_valid() and _give_role(request, found, form):
            return redirect("events:roles", slug)
    context = _page(found, "roles") | {
        "form": form if found.may.decide else None,
        "roles": found.event.roles.select_related("person", "given_by"),
    }
    return render(request, "events/desk/roles.html", context, status=422 if request.method == "POST" else 200)


def _give_role(request: MemberRequest, desk: EventDesk, form: RoleForm) -> bool:
    data = form.cleaned_data
    person = Person.objects.present().filter(email=normal_address(data["email"]), claimed_at__isnull=False).first()
    day = date.fromisoformat(data["day"]) if data.get("day") else None
    try:
        if person is None:
            raise Refused(_("Nobody with this address has an account here. Ask them to make one first."))
        actions.give_role(desk.event, person, data["kind"], by=request.user, day=day)
    except Refused as refusal:
        form.add_error("email", str(refusal))
        return False
    messages.success(request, _("%(person)s may help from now on, and hears of it by mail.") % {"person": person})
    return True


@require_POST
def role_removal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = access.desk_for(request.user, slug)
    role = get_object_or_404(EventRole.objects.select_related("event", "person"), event=found.event, pk=pk)
    attempt(request, lambda: actions.take_role(role, by=request.user), _("The role is taken."))
    still = access.desk_of(request.user, found.event).may.view_desk
    return redirect("events:roles" if still else "events:event", slug)


def _desk(request: MemberRequest, slug: str) -> EventDesk:
    found = access.desk_for(request.user, slug)
    if not found.may.view_desk:
        raise Http404
    return found


def _deciding(desk: EventDesk) -> EventDesk:
    if not desk.may.decide:
        raise PermissionDenied
    return desk


def _own_host(request: MemberRequest, slug: str, pk: int) -> Host:
    """A host this person speaks for; who only sees the desk is refused, others find nothing."""
    found = _desk(request, slug)
    host = get_object_or_404(found.event.hosts.select_related("community", "event"), pk=pk)
    if host.community_id not in found.speaks_for:
        raise PermissionDenied
    return host


def _page(desk: EventDesk, here: str) -> dict[str, object]:
    return {"desk": desk, "event": desk.event, "may": desk.may, "here": here}
