"""What waits for an organiser, and how the community is doing."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.communities import access, attention, history
from clubhuis.communities.concerns import concerns
from clubhuis.communities.models import Community, Invitation, Membership

LATELY = timedelta(days=90)


@require_safe
def desk(request: MemberRequest, slug: str) -> HttpResponse:
    desk = access.desk_for(request.user, slug)
    community, may = desk.community, desk.may
    facts = list(history.facts_of(community)[:12]) if may.see_contacts else []
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
        "moments": [(fact, history.in_words(fact)) for fact in facts],
    }
    return render(request, "communities/desk/dashboard.html", context)


def _requests(community: Community) -> list[Membership]:
    waiting = community.memberships.filter(state=Membership.State.ASKED).select_related(
        "organisation", "person", "asked_by"
    )
    return list(waiting.order_by("created_at")[:5])


def _figures(community: Community) -> dict[str, int]:
    lately = timezone.localdate() - LATELY
    return {
        **Membership.objects.filter(community=community).aggregate(
            organisations=Count("organisation", Q(state=Membership.State.CURRENT)),
            people=Count("person", Q(state=Membership.State.CURRENT)),
            joined=Count("pk", Q(state=Membership.State.CURRENT, since__gte=lately)),
            left=Count("pk", Q(state=Membership.State.ENDED, until__gte=lately, since__isnull=False)),
        ),
        "invited": Invitation.objects.unanswered().filter(community=community).count(),
    }
