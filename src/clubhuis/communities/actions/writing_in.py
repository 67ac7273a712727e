"""An organiser writes in a member that is not here yet."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from clubhuis.accounts.addresses import normal_address
from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.communities import access
from clubhuis.communities.models import Community, Invitation, Membership, Tier
from clubhuis.lib.refusals import Refused
from clubhuis.organisations import actions as organisations
from clubhuis.organisations import names
from clubhuis.organisations.models import Organisation
from clubhuis.organisations.slugs import unused_slug

from .invitations import a_good_address, invite
from .members import add_member


@transaction.atomic
def write_in_organisation(
    community: Community,
    *,
    by: Person,
    name: str,
    kind: str,
    website: str = "",
    kvk_number: str = "",
    postcode: str = "",
    town: str = "",
    tier: Tier | None = None,
    number: str = "",
) -> Membership:
    """A new organisation that nobody has claimed yet, and its membership. Its organisers look after the page until then."""
    if not access.can_edit_members(by, community):
        raise PermissionDenied
    organisation = Organisation(
        slug=unused_slug(name),
        name=names.tidy(name),
        plain_name=names.plain_name(name),
        kind=kind,
        website=website,
        domain=names.domain_of(website=website),
        kvk_number=kvk_number,
    )
    try:
        organisation.clean_fields(exclude=["logo"])
    except ValidationError as mistake:
        raise Refused(" ".join(mistake.messages)) from mistake
    organisation.save()
    record("organisation.created", actor=by, subject=organisation, concerning=[community, organisation])
    membership = add_member(community, organisation, by=by, tier=tier, number=number)
    if postcode or town:
        organisations.add_site(organisation, by=by, postcode=postcode, town=town)
    return membership


@transaction.atomic
def write_in_contact(membership: Membership, *, by: Person, email: str, name: str = "") -> Person:
    """A contact of a member organisation; somebody known by this address, or a new contact who can claim the account."""
    organisation = membership.organisation
    if organisation is None or not access.can_edit_members(by, membership.community):
        raise PermissionDenied
    person = _person_at(email, name)
    try:
        with transaction.atomic():
            organisations.add_person(organisation, person, by=by, is_contact=True)
    except PermissionDenied:
        raise Refused(
            _("%(organisation)s has administrators of its own: they say who works there.")
            % {"organisation": organisation}
        ) from None
    return person


@transaction.atomic
def write_in_person(
    community: Community, *, by: Person, email: str, name: str, tier: Tier | None = None, number: str = ""
) -> Membership | Invitation:
    """Somebody new becomes a member as a contact; somebody with an account is invited, because they decide themselves."""
    if not access.can_edit_members(by, community):
        raise PermissionDenied
    address = a_good_address(email)
    if Person.objects.filter(email=address, claimed_at__isnull=False).exists():
        return invite(community, address, by=by, name=name, tier=tier)
    return add_member(community, _person_at(address, name), by=by, tier=tier, number=number)


def _person_at(email: str, name: str) -> Person:
    address = a_good_address(email)
    known = Person.objects.present().filter(email=normal_address(address)).first()
    return known or Person.objects.create_user(email=address, name=names.tidy(name) or address.partition("@")[0])
