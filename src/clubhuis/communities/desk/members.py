"""The table of members, and what is done with several at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.communities import access, actions, roster
from clubhuis.communities.access import Desk
from clubhuis.communities.actions.invitations import Sent
from clubhuis.communities.forms import (
    BulkForm,
    MemberFilter,
)
from clubhuis.communities.models import Membership, MembershipQuerySet
from clubhuis.lib.refusals import Refused
from clubhuis.lib.tables import csv_rows, xlsx
from clubhuis.organisations.models import Affiliation

A_PAGE = 50
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def members(request: MemberRequest, slug: str) -> HttpResponse:
    return _members_page(request, access.desk_for(request.user, slug))


def _members_page(request: MemberRequest, desk: Desk, bulk: BulkForm | None = None) -> HttpResponse:
    """The table. `bulk` is a form that could not be done: what was typed is kept, and the answer is 422."""
    wanted = MemberFilter(request.GET, community=desk.community)
    wishes = wanted.wishes()
    page = Paginator(roster.listed(desk.community, wishes), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "desk": desk,
        "community": desk.community,
        "may": desk.may,
        "here": "desk_members",
        "filter": wanted,
        "wishes": wishes,
        "page": page,
        "rows": roster.as_rows(list(page), desk.community.slug),
        "tiers": desk.community.tiers.all(),
        "bulk": bulk,
        "query": request.GET.urlencode(),
    }
    whole = not request.htmx or request.htmx.history_restore_request
    template = "communities/desk/members.html" if whole else "communities/desk/members.html#results"
    return render(request, template, context, status=422 if bulk else 200)


@require_POST
def bulk(request: MemberRequest, slug: str) -> HttpResponse:
    """Do something with the chosen members."""
    desk = access.desk_for(request.user, slug)
    if not desk.may.edit_members:
        raise PermissionDenied
    form = BulkForm(request.POST, community=desk.community)
    try:
        chosen = form.chosen()
    except ValidationError as mistake:
        form.add_error(None, mistake)
    if not form.is_valid():
        return _members_page(request, desk, form)
    try:
        return _do_with(request, desk, chosen, form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _members_page(request, desk, form)


def _do_with(request: MemberRequest, desk: Desk, chosen: set[int], wish: dict[str, Any]) -> HttpResponse:
    community, by, deed = desk.community, request.user, wish["deed"]
    if deed in ("csv", "xlsx"):
        if not chosen:
            raise Refused(_("Choose at least one member."))
        rows = roster.members(community).filter(pk__in=chosen)
        return _export(request, desk, roster.ordered(rows, "name"), deed)
    if deed == "tag":
        tag = actions.tag_many(community, chosen, name=wish["tag"], by=by)
        messages.success(request, _("They carry the tag “%(tag)s” now.") % {"tag": tag.name})
    elif deed == "tier":
        count = actions.move_many(community, chosen, tier=wish["tier"], by=by)
        messages.success(
            request,
            ngettext("%(count)d member has another tier.", "%(count)d members have another tier.", count)
            % {"count": count},
        )
    elif deed == "end":
        count = actions.end_many(community, chosen, reason=wish["reason"], by=by)
        messages.success(
            request,
            ngettext("%(count)d membership has ended.", "%(count)d memberships have ended.", count) % {"count": count},
        )
    else:
        _report(request, _invite_contacts(desk, chosen, request))
    return redirect("communities:desk_members", community.slug)


def _invite_contacts(desk: Desk, chosen: set[int], request: MemberRequest) -> Sent:
    """Ask the contacts of unclaimed organisations to take charge, and people who never signed in to do so."""
    if not chosen:
        raise Refused(_("Choose at least one member."))
    rows = (
        Membership.objects.current()
        .filter(community=desk.community, pk__in=chosen)
        .select_related("organisation", "person")
    )
    contacts = Affiliation.objects.current().filter(
        organisation__in=rows.values("organisation"), person__email__isnull=False
    )
    by_organisation: dict[int, Affiliation] = {}
    for affiliation in contacts.select_related("person").order_by("is_contact", "-pk"):
        by_organisation[affiliation.organisation_id] = affiliation  # the contact comes last and stays
    sent = Sent()
    for membership in rows:
        contact = by_organisation.get(membership.organisation_id or 0)
        person = membership.person or (contact.person if contact else None)
        address = (person.email if person else None) or (
            membership.organisation.email if membership.organisation else ""
        )
        if not address:
            sent.skipped.append((str(membership.member), _("There is no e-mail address. Add a contact first.")))
            continue
        try:
            invitation = actions.invite(
                desk.community,
                address,
                by=request.user,
                name=person.name if person else "",
                organisation=membership.organisation,
                language=person.language if person else (desk.community.languages or ["nl"])[0],
            )
            sent.invitations.append(invitation)
        except Refused as refusal:
            sent.skipped.append((str(membership.member), str(refusal)))
    return sent


def _report(request: MemberRequest, sent: Sent) -> None:
    count = len(sent.invitations)
    if count:
        messages.success(
            request,
            ngettext("%(count)d invitation is on its way.", "%(count)d invitations are on their way.", count)
            % {"count": count},
        )
    for name, reason in sent.skipped[:5]:
        messages.warning(request, f"{name}: {reason}")
    if len(sent.skipped) > 5:
        messages.warning(request, _("%(count)d more were skipped.") % {"count": len(sent.skipped) - 5})


@require_POST
def export(request: MemberRequest, slug: str) -> HttpResponse:
    """The whole list as it is filtered, as CSV or Excel. A POST, because it is written down who took it."""
    desk = access.desk_for(request.user, slug)
    wishes = MemberFilter(request.GET, community=desk.community).wishes()
    rows = roster.narrowed(roster.members(desk.community, former=wishes.get("state") == "former"), wishes)
    return _export(request, desk, rows, "xlsx" if request.POST.get("kind") == "xlsx" else "csv")


def _export(request: MemberRequest, desk: Desk, rows: MembershipQuerySet, kind: str) -> HttpResponse:
    actions.record_export(desk.community, what="members", count=rows.count(), kind=kind, by=request.user)
    name = f"{desk.community.slug}-{timezone.localdate():%Y-%m-%d}.{kind}"
    response: HttpResponse
    if kind == "xlsx":
        response = HttpResponse(
            xlsx(roster.header(), roster.lines(rows), sheet=desk.community.name), content_type=EXCEL
        )
    else:
        separator = ";" if translation.get_language() == "nl" else ","
        body = "".join(csv_rows(roster.header(), roster.lines(rows), separator=separator))
        response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
