"""Who sees whom because of a community: fellow members and what partners share; and who looks after a member's page."""

from django.db.models import Q

from clubhuis.accounts.models import Person, Visibility
from clubhuis.organisations.models import Affiliation, Organisation

from .models import Membership, MembershipQuerySet, Role, ids_reached_by


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
    return Membership.objects.current().filter(community__in=ids_reached_by(person, "members")).order_by()


LOOKING_AFTER = (Role.Kind.MANAGER, Role.Kind.EDITOR)


def organisations_looked_after(person: Person) -> Q:
    """Members of the communities a person manages or edits for: while nobody claimed a page, its organisers keep it."""
    desks = Role.objects.filter(person=person, kind__in=LOOKING_AFTER, community__closed_at=None).values("community")
    members = Membership.objects.current().filter(community__in=desks, organisation__isnull=False).order_by()
    return Q(pk__in=members.values("organisation"))


def people_looking_after(organisation: Organisation) -> Q:
    """The same the other way round."""
    homes = Membership.objects.current().filter(organisation=organisation, community__closed_at=None).order_by()
    roles = Role.objects.filter(kind__in=LOOKING_AFTER, community__in=homes.values("community")).order_by()
    return Q(pk__in=roles.values("person"))
