"""Writing members in by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clubhuis.accounts.requests import MemberRequest
from clubhuis.communities import access, actions
from clubhuis.communities.access import Desk
from clubhuis.communities.forms import (
    NewOrganisationForm,
    NewPersonForm,
)
from clubhuis.communities.models import Invitation, Membership
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.duplicates import Candidates, Duplicate
from clubhuis.organisations.models import Organisation
from clubhuis.organisations.names import domain_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that may be the one that is being written in."""

    organisation: Organisation
    duplicate: Duplicate
    is_member: bool


@require_http_methods(["GET", "HEAD", "POST"])
def new_organisation(request: MemberRequest, slug: str) -> HttpResponse:
    """Write an organisation in. When it seems to be here already, the organiser is asked which one it is."""
    desk = access.desk_for(request.user, slug)
    if not desk.may.edit_members:
        raise PermissionDenied
    form = NewOrganisationForm(request.POST if request.method == "POST" else None, community=desk.community)
    candidates: list[Candidate] = []
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data["known"]
        candidates = [] if known else _candidates(desk, form.cleaned_data)
        if not candidates:
            try:
                membership = _write_in(desk, form.cleaned_data, request)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("%(member)s is now a member.") % {"member": membership.member})
                return redirect("communities:member", slug, membership.pk)
    context = _new_context(desk, form) | {"candidates": candidates}
    return render(
        request, "communities/desk/new_organisation.html", context, status=422 if form.errors or candidates else 200
    )


def _candidates(desk: Desk, asked: dict[str, Any]) -> list[Candidate]:
    """Organisations this organiser may see that look like the one asked for."""
    name, kvk = asked["name"], asked["kvk_number"]
    domain = domain_of(website=asked["website"], email=asked["contact_email"])
    near = Candidates.near(name=name, domain=domain, kvk=kvk)
    likely = near.find(name=name, domain=domain, kvk=kvk, postcode=asked["postcode"], town=asked["town"])
    ids = [duplicate.organisation_id for duplicate in likely]
    seen = Organisation.objects.visible_to(desk.person).in_bulk(ids)
    members = set(
        Membership.objects.current()
        .filter(community=desk.community, organisation__in=ids)
        .values_list("organisation_id", flat=True)
    )
    return [
        Candidate(seen[d.organisation_id], d, d.organisation_id in members) for d in likely if d.organisation_id in seen
    ]


@transaction.atomic
def _write_in(desk: Desk, asked: dict[str, Any], request: MemberRequest) -> Membership:
    if asked["known"] not in ("", "new"):
        found = get_object_or_404(Organisation.objects.visible_to(desk.person), pk=int(asked["known"]))
        return actions.add_member(desk.community, found, by=desk.person, tier=asked["tier"], number=asked["number"])
    kept = ("name", "kind", "website", "kvk_number", "postcode", "town", "tier", "number")
    membership = actions.write_in_organisation(desk.community, by=desk.person, **{name: asked[name] for name in kept})
    if asked["contact_email"]:
        actions.write_in_contact(membership, by=desk.person, email=asked["contact_email"], name=asked["contact_name"])
        if asked["invite"]:
            actions.invite(
                desk.community,
                asked["contact_email"],
                by=desk.person,
                name=asked["contact_name"],
                organisation=membership.organisation,
                language=(desk.community.languages or ["nl"])[0],
            )
    return membership


@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: MemberRequest, slug: str) -> HttpResponse:
    """Write a person in: a contact at once, somebody with an account by invitation."""
    desk = access.desk_for(request.user, slug)
    if not desk.may.edit_members:
        raise PermissionDenied
    form = NewPersonForm(request.POST if request.method == "POST" else None, community=desk.community)
    if request.method == "POST" and form.is_valid():
        try:
            begun = actions.write_in_person(desk.community, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if isinstance(begun, Invitation):
                messages.success(
                    request,
                    _("%(address)s has an account and decides: an invitation is on its way.")
                    % {"address": begun.email},
                )
                return redirect("communities:invitations", slug)
            messages.success(request, _("%(member)s is now a member.") % {"member": begun.member})
            return redirect("communities:member", slug, begun.pk)
    return render(
        request, "communities/desk/new_person.html", _new_context(desk, form), status=422 if form.errors else 200
    )


def _new_context(desk: Desk, form: forms.Form) -> dict[str, Any]:
    return {"desk": desk, "community": desk.community, "may": desk.may, "here": "desk_members", "form": form}
