"""To which communities an organisation belongs, on its page."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from clubhuis.accounts.requests import viewer
from clubhuis.organisations.models import Organisation

from .models import Membership


def belongs_to(request: HttpRequest, organisation: Organisation) -> str | None:
    """Those whose list of members this viewer may see; one query."""
    memberships = (
        Membership.objects.visible_to(viewer(request))
        .current()
        .filter(organisation=organisation)
        .select_related("community", "tier")
        .order_by("community__name_nl", "pk")
    )
    shown = list(memberships)
    return render_to_string("communities/belongs.html", {"memberships": shown}, request) if shown else None
