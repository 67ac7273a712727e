"""The page of one member: its story, notes, tags, and what the community keeps about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.communities import access, actions, history, roster
from clubhuis.communities.access import Desk
from clubhuis.communities.forms import (
    ChangeMemberForm,
    EndForm,
    NoteForm,
    TagForm,
)
from clubhuis.communities.models import MemberNote, Membership
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import Affiliation


@require_safe
def member(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """The page; for the table, which shows what is known and lets one write in its cells, only such a cell."""
    desk = access.desk_for(request.user, slug)
    membership = access.membership_at(desk.community, pk)
    cell = request.GET.get("cell") if request.htmx else None
    if cell == "tags" and desk.may.edit_members:
        return _cell(request, desk, membership, "tags", is_open=True)
    if cell == "note" and desk.may.write_notes:
        latest = membership.notes.order_by("-at", "-pk").values_list("text", flat=True).first()
        return _cell(request, desk, membership, "note", is_open=True, latest_note=latest)
    return _member_page(request, desk, membership)


def _member_page(
    request: MemberRequest,
    desk: Desk,
    membership: Membership,
    *,
    note: NoteForm | None = None,
    change: ChangeMemberForm | None = None,
    end: EndForm | None = None,
) -> HttpResponse:
    contacts = (
        Affiliation.objects.current().filter(organisation=membership.organisation).select_related("person")[:20]
        if membership.organisation and desk.may.see_contacts
        else []
    )
    context = {
        "desk": desk,
        "community": desk.community,
        "may": desk.may,
        "here": "desk_members",
        "membership": membership,
        "row": roster.as_rows([membership], desk.community.slug)[0],
        "story": history.story_of(membership, notes=desk.may.write_notes),
        "contacts": [(affiliation, roster.may_be_reached(affiliation.person)) for affiliation in contacts],
        "reachable": membership.person is not None
        and desk.may.see_contacts
        and roster.may_be_reached(membership.person),
        "note": note or NoteForm(),
        "change": change or ChangeMemberForm(instance=access.membership_at(desk.community, membership.pk)),
        "end": end or EndForm(),
        "tags": desk.community.member_tags.all(),
    }
    failed = any(form is not None and form.errors for form in (note, change, end))
    return render(request, "communities/desk/member.html", context, status=422 if failed else 200)


@require_POST
def change(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Correct tier, number and since."""
    desk = access.desk_for(request.user, slug)
    membership = access.membership_at(desk.community, pk)
    form = ChangeMemberForm(request.POST, instance=access.membership_at(desk.community, pk))
    if not form.is_valid():
        return _member_page(request, desk, membership, change=form)
    actions.change_member(membership, by=request.user, **form.cleaned_data)
    messages.success(request, _("The membership has been changed."))
    return redirect("communities:member", slug, pk)


@require_POST
def ending(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = access.desk_for(request.user, slug)
    membership = access.membership_at(desk.community, pk)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            actions.end(membership, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
    if form.errors:
        return _member_page(request, desk, membership, end=form)
    messages.success(
        request, _("The membership has ended and %(member)s has been told by mail.") % {"member": membership.member}
    )
    return redirect("communities:member", slug, pk)


@require_POST
def notes(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Write a note; from the table the answer is the cell, from the member's page the page."""
    desk = access.desk_for(request.user, slug)
    membership = access.membership_at(desk.community, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        if not desk.may.write_notes:
            raise PermissionDenied
        if request.htmx and request.POST.get("cell"):
            return _cell(request, desk, membership, "note", wrong=form)
        return _member_page(request, desk, membership, note=form)
    note = actions.write_note(membership, by=request.user, **form.cleaned_data)
    if request.htmx and request.POST.get("cell"):
        return _cell(request, desk, membership, "note", latest_note=note.text)
    messages.success(request, _("The note has been kept."))
    return redirect("communities:member", slug, pk)


@require_POST
def note_erasure(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    desk = access.desk_for(request.user, slug)
    note = get_object_or_404(
        MemberNote.objects.select_related("membership__community"), pk=pk, membership__community=desk.community
    )
    membership = note.membership_id
    actions.erase_note(note, by=request.user)
    messages.success(request, _("The note has been erased."))
    return redirect("communities:member", slug, membership)


@require_POST
def tags(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Put a tag on one member."""
    desk = access.desk_for(request.user, slug)
    membership = access.membership_at(desk.community, pk)
    form = TagForm(request.POST)
    try:
        if form.is_valid():
            actions.tag_many(desk.community, [membership.pk], name=form.cleaned_data["name"], by=request.user)
        else:
            raise Refused(_("A tag has at most 40 characters."))
    except Refused as refusal:
        if not desk.may.edit_members:
            raise PermissionDenied from None
        messages.error(request, str(refusal))
    return _tagged(request, desk, membership)


@require_POST
def tag_removal(request: MemberRequest, slug: str, pk: int, tag: int) -> HttpResponse:
    desk = access.desk_for(request.user, slug)
    membership = access.membership_at(desk.community, pk)
    actions.untag(membership, get_object_or_404(desk.community.member_tags, pk=tag), by=request.user)
    return _tagged(request, desk, membership)


def _tagged(request: MemberRequest, desk: Desk, membership: Membership) -> HttpResponse:
    if request.htmx:
        return _cell(request, desk, membership, "tags")
    return redirect("communities:member", desk.community.slug, membership.pk)


def _cell(request: MemberRequest, desk: Desk, membership: Membership, part: str, **more: Any) -> HttpResponse:
    """One cell of the table, after it was changed in place."""
    context = {"community": desk.community, "may": desk.may, "membership": membership, **more}
    return render(request, f"communities/desk/cells.html#{part}", context, status=422 if "wrong" in more else 200)
