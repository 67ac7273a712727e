"""Who sees whom because of a community: fellow members, and the members that partners share."""

from django.db.models import Q

from clubhuis.accounts.models import Person, Visibility
from clubhuis.organisations.models import Affiliation

from .models import Community, Membership, MembershipQuerySet


def organisations_around(person: Person) -> Q:
    """Organisations in my communities and in those of partners that share their members, unless they show themselves to nobody."""
    members = _members_around(person).filter(organisation__isnull=False)
    return Q(pk__in=members.values("organisation")) & ~Q(visibility=Visibility.NOBODY)


def people_around(person: Person) -> Q:
    """The same for people: members themselves, and those who work at a member."""
    members = _members_around(person)
    colleagues = Affiliation.objects.current().filter(
        organisation__in=members.filter(organisation__isnull=False).values("organisation")
    )
    return (
        Q(pk__in=members.filter(person__isnull=False).values("person")) | Q(pk__in=colleagues.values("person"))
    ) & ~Q(visibility=Visibility.NOBODY)


def _members_around(person: Person) -> MembershipQuerySet:
    around = Community.objects.reached_by(person, sharing="members").order_by().values_list("pk", flat=True)
    return Membership.objects.current().filter(community__in=set(around)).order_by()
