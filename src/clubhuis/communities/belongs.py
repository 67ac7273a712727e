"""To which communities an organisation belongs, on its page."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string

from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import viewer
from clubhuis.lib.prepared import prepared
from clubhuis.organisations.models import Organisation

from .models import Membership


def belongs_to(request: HttpRequest, organisation: Organisation) -> str | None:
    """Those whose list of members this viewer may see; one query."""
    shown = _memberships(viewer(request), organisation)
    return render_to_string("communities/belongs.html", {"memberships": shown}, request) if shown else None


@prepared
def _memberships(person: Person | None, organisation: Organisation) -> QuerySet[Membership]:
    return (
        Membership.objects.visible_to(person)
        .current()
        .filter(organisation=organisation)
        .select_related("community", "tier")
        .order_by("community__name_nl", "pk")
    )
