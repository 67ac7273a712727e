"""What waits for an organiser, and how the community is doing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.activity.models import Fact
from clubhuis.communities import access, attention, history
from clubhuis.communities.concerns import concerns
from clubhuis.communities.models import Community, Invitation, Membership
from clubhuis.lib.prepared import prepared, prepared_count

LATELY = timedelta(days=90)


@require_safe
def desk(request: MemberRequest, slug: str) -> HttpResponse:
    desk = access.desk_for(request.user, slug)
    community, may = desk.community, desk.may
    facts = _facts(community) if may.see_contacts else []
    context = {
        "desk": desk,
        "community": community,
        "may": may,
        "here": "desk",
        "matters": [
            *attention.matters(community, sees_mail=may.edit_members, manages=may.manage),
            *(matter for find in concerns for matter in find(community) if may.organise),
        ],
        "figures": _figures(community),
        "requests": _requests(community) if may.edit_members else [],
        "moments": [(fact.at, history.told(fact)) for fact in facts],
    }
    return render(request, "communities/desk/dashboard.html", context)


def _requests(community: Community) -> list[Membership]:
    return _waiting(community)


def _figures(community: Community) -> dict[str, int]:
    found = _counted(community, timezone.localdate() - LATELY)
    counts: dict[str, int] = found[0] if found else dict.fromkeys(("organisations", "people", "joined", "left"), 0)
    return counts | {"invited": _invited(community)}


@prepared
def _facts(community: Community) -> QuerySet[Fact]:
    return history.facts_of(community)[:12]


@prepared
def _waiting(community: Community) -> QuerySet[Membership]:
    waiting = Membership.objects.filter(community=community, state=Membership.State.ASKED)
    return waiting.select_related("organisation", "person", "asked_by").order_by("created_at")[:5]


@prepared
def _counted(community: Community, lately: date) -> QuerySet[Membership, Any]:
    """Grouped by the community, so that it is a question with one row."""
    return (
        Membership.objects.filter(community=community)
        .order_by()
        .values("community")
        .annotate(
            organisations=Count("organisation", Q(state=Membership.State.CURRENT)),
            people=Count("person", Q(state=Membership.State.CURRENT)),
            joined=Count("pk", Q(state=Membership.State.CURRENT, since__gte=lately)),
            left=Count("pk", Q(state=Membership.State.ENDED, until__gte=lately, since__isnull=False)),
        )
    )


@prepared_count
def _invited(community: Community) -> QuerySet[Invitation, int]:
    return Invitation.objects.unanswered().filter(community=community).order_by().values_list("pk", flat=True)
