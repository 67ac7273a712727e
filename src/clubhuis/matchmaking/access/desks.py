"""What organisers of a community see of the needs of its members, and where they may broker."""

from __future__ import annotations

import functools
import operator

from django.db.models import Q, QuerySet

from clubhuis.accounts.models import Person
from clubhuis.communities.access import can_organise
from clubhuis.communities.models import Community, Membership, Role
from clubhuis.conversations.models import Report
from clubhuis.market.models import Need, NeedQuerySet
from clubhuis.matchmaking.models import CallForHelp

ORGANISERS = (Role.Kind.MANAGER, Role.Kind.EDITOR, Role.Kind.ORGANISER)


def needs_at(community: Community) -> NeedQuerySet:
    """The needs a community's organisers may see with their names: shown in it, open ones of its members, and those for which
    the buyer asked their help. What is anonymous or for matching only stays out until then."""
    members = Membership.objects.current().filter(community=community, organisation__isnull=False)
    seen = Q(visibility=Need.Visibility.COMMUNITIES, pk__in=_shown_in(community))
    seen |= Q(visibility=Need.Visibility.OPEN, organisation__in=members.values("organisation"))
    seen |= Q(pk__in=CallForHelp.objects.filter(community=community).order_by().values("need"))
    return Need.objects.present().filter(seen)


def _shown_in(community: Community) -> object:
    return Need.communities.through.objects.filter(community=community).values("need")


def reported_at(community: Community) -> QuerySet[Report]:
    """Reports of needs that stand at a community's desk."""
    return Report.objects.filter(subject_kind="market.need", subject_id__in=needs_at(community).order_by().values("pk"))


def reports_overseen_by(person: Person) -> Q | None:
    """Organisers settle what was reported of the needs at their desks, never of a need of where they work themselves."""
    desks = Community.objects.present().filter(roles__person=person, roles__kind__in=ORGANISERS).distinct()
    overseen = [Q(pk__in=reported_at(community).values("pk")) for community in desks]
    if not overseen:
        return None
    own = Need.objects.of(person).order_by().values("pk")
    return functools.reduce(operator.or_, overseen) & ~Q(subject_kind="market.need", subject_id__in=own)


def can_broker(person: Person | None, community: Community, need: Need) -> bool:
    """Add a supplier, introduce: organisers of a community where the need stands at the desk."""
    return can_organise(person, community) and needs_at(community).filter(pk=need.pk).exists()


def communities_to_ask(need: Need) -> list[Community]:
    """Those whose organisers the buyer can ask for help: of which it is a member."""
    members = Membership.objects.current().filter(organisation=need.organisation_id)
    return list(Community.objects.present().filter(pk__in=members.values("community")).order_by("name_nl", "pk"))


def organisers_of(communities: list[Community]) -> list[Person]:
    roles = Role.objects.filter(community__in=communities, kind__in=ORGANISERS, person__erased_at=None)
    return list({role.person_id: role.person for role in roles.select_related("person")}.values())


def organisers_told_of(need: Need) -> list[Community]:
    """The communities whose organisers hear that nobody answers: only where they see the need with its name anyway."""
    asked = [call.community for call in need.calls_for_help.select_related("community")]
    match need.visibility:
        case Need.Visibility.COMMUNITIES:
            return list({one.pk: one for one in [*need.communities.all(), *asked]}.values())
        case Need.Visibility.OPEN:
            return list({one.pk: one for one in [*communities_to_ask(need), *asked]}.values())
        case _:
            return asked
