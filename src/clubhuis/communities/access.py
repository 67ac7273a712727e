"""What a person may see and do in a community, and at its desk.

| at the desk                                       | manager | editor | event organiser | viewer |
|---------------------------------------------------|---------|--------|-----------------|--------|
| see the desk and the list of members              | yes     | yes    | yes             | yes    |
| see how to reach members, read and write notes    | yes     | yes    | yes             |        |
| add, tag, end members; invite; answer requests    | yes     | yes    |                 |        |
| make and run events                               | yes     | yes    | yes             |        |
| export members                                    | yes     | yes    |                 |        |
| write the public page                             | yes     | yes    |                 |        |
| settings, roles, partnerships, audit log          | yes     |        |                 |        |

An operator may do everything at every desk. Who has no role does not learn that there is a desk (404).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from clubhuis.accounts.models import Person
from clubhuis.lib.looking import once_a_look
from clubhuis.lib.paging import Listed
from clubhuis.lib.prepared import prepared, prepared_count, the_one
from clubhuis.organisations.models import Affiliation, Organisation, work_of

from .models import Community, Invitation, Membership, MembershipQuerySet, Partnership, Role


@dataclass(frozen=True, slots=True)
class Rights:
    """What one person may do at one desk; see the table above."""

    view_desk: bool = False
    see_contacts: bool = False
    write_notes: bool = False
    organise: bool = False
    edit_members: bool = False
    export: bool = False
    edit_page: bool = False
    manage: bool = False


VIEWER = Rights(view_desk=True)
ORGANISER = Rights(view_desk=True, see_contacts=True, write_notes=True, organise=True)
EDITOR = replace(ORGANISER, edit_members=True, export=True, edit_page=True)
MANAGER = Rights(**{right.name: True for right in fields(Rights)})
NONE = Rights()
RIGHTS = {
    Role.Kind.MANAGER: MANAGER,
    Role.Kind.EDITOR: EDITOR,
    Role.Kind.ORGANISER: ORGANISER,
    Role.Kind.VIEWER: VIEWER,
}


def rights(person: Person | None, community: Community) -> Rights:
    """One question to the database; ask it once a page."""
    if person is None or not person.is_active:
        return NONE
    if person.is_operator:
        return MANAGER
    kinds = _role(person, community)
    return RIGHTS[Role.Kind(kinds[0])] if kinds else NONE


@once_a_look
@prepared
def _role(person: Person, community: Community) -> QuerySet[Role, str]:
    return Role.objects.filter(community=community, person=person).values_list("kind", flat=True)[:1]


def can_view_desk(person: Person | None, community: Community) -> bool:
    return rights(person, community).view_desk


def can_see_contacts(person: Person | None, community: Community) -> bool:
    return rights(person, community).see_contacts


def can_write_notes(person: Person | None, community: Community) -> bool:
    return rights(person, community).write_notes


def can_organise(person: Person | None, community: Community) -> bool:
    """Make and run events."""
    return rights(person, community).organise


def can_edit_members(person: Person | None, community: Community) -> bool:
    return rights(person, community).edit_members


def can_export(person: Person | None, community: Community) -> bool:
    return rights(person, community).export


def can_edit_page(person: Person | None, community: Community) -> bool:
    return rights(person, community).edit_page


def can_manage(person: Person | None, community: Community) -> bool:
    return rights(person, community).manage


def can_found(person: Person | None) -> bool:
    """Founding and closing communities is for those who run the installation."""
    return person is not None and person.is_operator


@dataclass(frozen=True, slots=True)
class Desk:
    """A community's desk as one person finds it."""

    community: Community
    person: Person
    may: Rights


def desk_for(person: Person, slug: str) -> Desk:
    """The desk, or "not found" for those who have no role there. A closed community has one for operators only."""
    community = the_one(_with_desk(slug, closed=person.is_operator))
    may = rights(person, community)
    if not may.view_desk:
        raise Http404
    return Desk(community, person, may)


def community_for(person: Person | None, slug: str) -> Community:
    return the_one(_visible(person, slug))


@prepared
def _with_desk(slug: str, *, closed: bool) -> QuerySet[Community]:
    communities = Community.objects.all() if closed else Community.objects.present()
    return communities.select_related("region", "parent").filter(slug=slug)


@prepared
def _visible(person: Person | None, slug: str) -> QuerySet[Community]:
    return Community.objects.visible_to(person).select_related("region", "parent").filter(slug=slug)


def membership_at(community: Community, pk: int) -> Membership:
    """A membership of this community, whatever its state: for its desk."""
    return get_object_or_404(community.memberships.select_related("community", "organisation", "person", "tier"), pk=pk)


def invitation_at(community: Community, pk: int) -> Invitation:
    return get_object_or_404(community.invitations.select_related("community", "organisation", "tier"), pk=pk)


def invitation_with(token: str) -> Invitation:
    """The invitation of a personal link; who has the link may see it."""
    return get_object_or_404(
        Invitation.objects.filter(community__closed_at=None).select_related(
            "community", "organisation", "tier", "invited_by"
        ),
        token=token,
    )


def partnership_at(community: Community, pk: int) -> Partnership:
    return get_object_or_404(Partnership.objects.of(community).select_related("inviting", "invited"), pk=pk)


def can_see_members(person: Person | None, community: Community) -> bool:
    return bool(_lists_members(person, community))


@prepared
def _lists_members(person: Person | None, community: Community) -> QuerySet[Community, int]:
    return Community.objects.listing_members_to(person).filter(pk=community.pk).values_list("pk", flat=True)


def members_of(community: Community, person: Person | None) -> MembershipQuerySet:
    """The members that this person may see, with what a list of them shows."""
    return (
        Membership.objects.visible_to(person)
        .filter(community=community)
        .select_related("organisation", "person", "tier")
        .order_by(F("organisation__name").asc(nulls_last=True), "person__name", "pk")
    )


def members_called(community: Community, person: Person | None, text: str) -> Listed[Membership]:
    """The same, by name, a page at a time."""
    wanted = text or None
    return Listed(
        lambda: _number_called(community, person, wanted),
        lambda start, stop: _called(community, person, wanted, start=start, stop=stop),
    )


@prepared_count
def _number_called(community: Community, person: Person | None, text: str | None) -> QuerySet[Membership, int]:
    return _named(community, person, text).order_by().values_list("pk", flat=True)


@prepared
def _called(
    community: Community, person: Person | None, text: str | None, *, start: int, stop: int
) -> QuerySet[Membership]:
    return _named(community, person, text)[start:stop]


def _named(community: Community, person: Person | None, text: str | None) -> MembershipQuerySet:
    found = members_of(community, person)
    if text is None:
        return found
    return found.filter(Q(organisation__name__icontains=text) | Q(person__name__icontains=text))


def administered_by(person: Person) -> list[Organisation]:
    """The organisations that this person may let join and leave."""
    mine = Affiliation.objects.administrators().filter(person=person).values("organisation")
    return list(Organisation.objects.present().filter(pk__in=mine))


def can_speak_for(person: Person, organisation: Organisation) -> bool:
    """Its administrators decide where an organisation belongs."""
    return Affiliation.objects.administrators().filter(person=person, organisation=organisation).exists()


def can_leave(person: Person, membership: Membership) -> bool:
    if membership.person_id:
        return membership.person_id == person.pk
    return membership.organisation is not None and can_speak_for(person, membership.organisation)


def own_membership_for(person: Person, community: Community, pk: int) -> Membership:
    """A membership that this person may withdraw or end; others are not found."""
    membership = membership_at(community, pk)
    if not can_leave(person, membership):
        raise Http404
    return membership


@dataclass(frozen=True, slots=True)
class Belonging:
    """Why a person is in a community."""

    membership: Membership
    can_leave: bool


def belongings(person: Person | None, community: Community) -> list[Belonging]:
    """The memberships through which a person belongs to a community, their own first: two questions to the database."""
    if person is None:
        return []
    found = _reaching(person, community)
    spoken_for = {pk for pk, role in work_of(person).items() if role == Affiliation.Role.ADMINISTRATOR}
    found.sort(key=lambda m: (m.person_id is None, m.since is None, m.since or 0))
    return [Belonging(m, can_leave=m.person_id == person.pk or m.organisation_id in spoken_for) for m in found]


@prepared
def _reaching(person: Person, community: Community) -> QuerySet[Membership]:
    here = Membership.objects.reaching(person).filter(community=community)
    return here.select_related("organisation", "person", "tier")
