"""What a person may see of an organisation, field by field, and what they may change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.addresses import domain_of
from clubhuis.accounts.models import Person, Visibility
from clubhuis.lib.prepared import prepared, the_one
from clubhuis.lib.registry import Registry

from .circles import circles
from .kinds import Text
from .models import (
    EDITING,
    Affiliation,
    Certificate,
    Claim,
    ColleagueInvitation,
    Department,
    Organisation,
    Picture,
    Site,
    work_of,
)
from .names import is_shared

PATIENCE = timedelta(days=14)  # how long administrators have to answer a claim before somebody else may

# A steward looks after organisations while nobody of their own does: edits an unclaimed profile, answers a claim that
# nobody answers. Communities register theirs: a person → the organisations they look after, as a condition on Organisation.
stewards: Registry[Callable[[Person], Q]] = Registry("organisations that a person looks after")
# The other way round: an organisation → its stewards, as a condition on Person. They are told when they are needed.
stewards_of: Registry[Callable[[Organisation], Q]] = Registry("people who look after an organisation")

FIELDS: dict[str, tuple[Text, Visibility]] = {
    "website": (_("website"), Visibility.PUBLIC),
    "email": (_("e-mail address"), Visibility.COMMUNITIES),
    "phone": (_("telephone number"), Visibility.COMMUNITIES),
    "address": (_("street and postcode of the sites"), Visibility.PUBLIC),
    "kvk_number": (_("Chamber of Commerce number"), Visibility.PUBLIC),
    "vat_number": (_("VAT number"), Visibility.COMMUNITIES),
    "size": (_("number of people"), Visibility.PUBLIC),
    "details": (_("details: machine park, figures, programmes"), Visibility.PUBLIC),
    "people": (_("people"), Visibility.SIGNED_IN),
    "departments": (_("departments and their contacts"), Visibility.COMMUNITIES),
    "certificates": (_("certificates"), Visibility.PUBLIC),
    "certificate_files": (_("files of certificates"), Visibility.COMMUNITIES),
}
DEFAULTS = {name: visibility for name, (_label, visibility) in FIELDS.items()}


class Nearness(IntEnum):
    """How close a viewer stands to an organisation."""

    VISITOR = 0
    SIGNED_IN = 1
    CIRCLE = 2
    INSIDE = 3


NEEDED = {
    Visibility.PUBLIC: Nearness.VISITOR,
    Visibility.SIGNED_IN: Nearness.SIGNED_IN,
    Visibility.COMMUNITIES: Nearness.CIRCLE,
    Visibility.NOBODY: Nearness.INSIDE,
}


# Finding


def organisation_for(person: Person | None, slug: str) -> Organisation:
    return the_one(_visible(person, slug))


@prepared
def _visible(person: Person | None, slug: str) -> QuerySet[Organisation]:
    return Organisation.objects.visible_to(person).select_related("sector").filter(slug=slug)


def editable_for(person: Person, slug: str) -> Organisation:
    """An organisation this person may edit; "not yours" looks like "not there"."""
    organisation = organisation_for(person, slug)
    if not can_edit(person, organisation):
        raise Http404
    return organisation


def administered_for(person: Person, slug: str) -> Organisation:
    organisation = organisation_for(person, slug)
    if not can_administer(person, organisation):
        raise Http404
    return organisation


def site_of(organisation: Organisation, pk: int) -> Site:
    return get_object_or_404(Site, organisation=organisation, pk=pk)


def department_of(organisation: Organisation, pk: int) -> Department:
    return get_object_or_404(Department, organisation=organisation, pk=pk)


def certificate_of(organisation: Organisation, pk: int) -> Certificate:
    return get_object_or_404(Certificate, organisation=organisation, pk=pk)


def picture_of(organisation: Organisation, pk: int) -> Picture:
    return get_object_or_404(Picture, organisation=organisation, pk=pk)


def affiliation_of(organisation: Organisation, pk: int) -> Affiliation:
    found = Affiliation.objects.filter(ended_on=None).select_related("person", "organisation")
    return get_object_or_404(found, organisation=organisation, pk=pk)


def claim_for(person: Person, pk: int) -> Claim:
    """A claim that this person made or may answer."""
    claim = get_object_or_404(Claim.objects.select_related("organisation", "person"), pk=pk)
    if claim.person_id != person.pk and not can_answer(person, claim):
        raise Http404
    return claim


def claims_to_answer(person: Person, organisation: Organisation) -> list[Claim]:
    asked = organisation.claims.filter(state=Claim.State.ASKED).select_related("person", "organisation")
    return [claim for claim in asked if can_answer(person, claim)]


def invitation_of(organisation: Organisation, pk: int) -> ColleagueInvitation:
    return get_object_or_404(ColleagueInvitation, organisation=organisation, pk=pk)


def invitation_by(token: str) -> ColleagueInvitation:
    """Who holds the link of the mail, is the one who was invited."""
    invitations = ColleagueInvitation.objects.select_related("organisation", "invited_by")
    return get_object_or_404(invitations, token=token, organisation__removed_at=None)


@prepared
def mine(person: Person) -> QuerySet[Affiliation]:
    """Where this person works or asked to be let in."""
    return (
        Affiliation.objects.filter(person=person, ended_on=None, organisation__removed_at=None)
        .select_related("organisation")
        .order_by("organisation__name")
    )


# Seeing


def nearness(person: Person | None, organisation: Organisation) -> Nearness:
    return nearness_of(person, [organisation])[organisation.pk]


def nearness_of(person: Person | None, organisations: Iterable[Organisation]) -> dict[int, Nearness]:
    """How close a viewer stands to each of these; the same few queries for one and for many."""
    organisations = list(organisations)
    ids = [o.pk for o in organisations]
    if person is None:
        return dict.fromkeys(ids, Nearness.VISITOR)
    if person.is_operator:
        return dict.fromkeys(ids, Nearness.INSIDE)
    found = dict.fromkeys(ids, Nearness.SIGNED_IN)
    if circles.names():
        found |= dict.fromkeys(_around(person, frozenset(ids)), Nearness.CIRCLE)
    if unclaimed := frozenset(o.pk for o in organisations if not o.is_claimed):
        found |= dict.fromkeys(_stewarded_among(person, unclaimed), Nearness.INSIDE)
    return found | dict.fromkeys(work_of(person).keys() & set(ids), Nearness.INSIDE)


@prepared
def _around(person: Person, ids: frozenset[int]) -> QuerySet[Organisation, int]:
    """Those of these that share a circle with this person."""
    shared = Q()
    for circle in circles:
        shared |= circle(person)
    return Organisation.objects.filter(shared, pk__in=ids).order_by().values_list("pk", flat=True)


@prepared
def _stewarded_among(person: Person, ids: frozenset[int]) -> QuerySet[Organisation, int]:
    return Organisation.objects.filter(_stewarded(person), pk__in=ids).order_by().values_list("pk", flat=True)


def visible_fields(person: Person | None, organisation: Organisation) -> frozenset[str]:
    """The names, of those in `FIELDS`, that this person may see of this organisation."""
    return fields_at(nearness(person, organisation), organisation)


def fields_at(nearness: Nearness, organisation: Organisation) -> frozenset[str]:
    chosen = organisation.field_visibility
    return frozenset(
        name for name, usual in DEFAULTS.items() if nearness >= NEEDED[_visibility(chosen.get(name), usual)]
    )


def _visibility(chosen: object, usual: Visibility) -> Visibility:
    return Visibility(chosen) if chosen in Visibility.values else usual


def visibility_of(organisation: Organisation) -> dict[str, Visibility]:
    """What the organisation chose for each field, or what is usual."""
    return {name: _visibility(organisation.field_visibility.get(name), usual) for name, usual in DEFAULTS.items()}


def can_see_certificate_files(person: Person | None, organisation: Organisation) -> bool:
    return {"certificates", "certificate_files"} <= visible_fields(person, organisation)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody on the profile, with as much as they allow this viewer."""

    affiliation: Affiliation
    email: str
    phone: str


def colleagues_shown(
    person: Person | None, organisation: Organisation, *, near: Nearness | None = None
) -> list[Colleague]:
    """The people of an organisation that this viewer may see, contacts first. `near` when it is known already."""
    shown = _people_seen(person, organisation)
    near = nearness(person, organisation) if near is None else near
    found = []
    for affiliation in shown:
        who = affiliation.person
        reachable = near >= NEEDED[Visibility(who.contact_visibility)] and who.contact_visibility != Visibility.NOBODY
        reachable = reachable or (person is not None and (who.pk == person.pk or person.is_operator))
        found.append(Colleague(affiliation, (who.email or "") if reachable else "", who.phone if reachable else ""))
    return found


@prepared
def _people_seen(person: Person | None, organisation: Organisation) -> QuerySet[Affiliation]:
    here = Affiliation.objects.current().filter(organisation=organisation).select_related("person", "department")
    return here.filter(person__in=Person.objects.visible_to(person))


# Doing


def works_at(person: Person, organisation: Organisation) -> bool:
    return organisation.pk in work_of(person)


def is_administrator(person: Person, organisation: Organisation) -> bool:
    return work_of(person).get(organisation.pk) == Affiliation.Role.ADMINISTRATOR


def is_steward(person: Person, organisation: Organisation) -> bool:
    """Looks after it as an organiser of one of its communities, or runs the installation."""
    if person.is_operator:
        return True
    return bool(stewards.names()) and bool(_stewarded_among(person, frozenset({organisation.pk})))


def _stewarded(person: Person) -> Q:
    """The organisations, claimed or not, that a person looks after."""
    looked_after = Q(pk__in=[])
    for steward in stewards:
        looked_after |= steward(person)
    return looked_after


def can_edit(person: Person | None, organisation: Organisation) -> bool:
    """Editors and administrators; while nobody has claimed it also its stewards; operators always."""
    if person is None or organisation.removed_at is not None:
        return False
    if person.is_operator:
        return True
    if work_of(person).get(organisation.pk) in EDITING:
        return True
    return not organisation.is_claimed and is_steward(person, organisation)


def can_administer(person: Person | None, organisation: Organisation) -> bool:
    """People, roles, who sees what, removal."""
    if person is None or organisation.removed_at is not None:
        return False
    if person.is_operator or is_administrator(person, organisation):
        return True
    return not organisation.is_claimed and is_steward(person, organisation)


def can_answer(person: Person, claim: Claim) -> bool:
    """Administrators; stewards when nobody has charge, or when no answer came for fourteen days. Nobody their own claim."""
    if claim.person_id == person.pk and not person.is_operator:
        return False
    if person.is_operator or is_administrator(person, claim.organisation):
        return True
    waited = timezone.now() - claim.asked_at >= PATIENCE
    return (waited or not claim.organisation.is_claimed) and is_steward(person, claim.organisation)


def can_claim(person: Person, organisation: Organisation) -> bool:
    return person.claimed_at is not None and not is_administrator(person, organisation)


def stewards_for(organisation: Organisation) -> QuerySet[Person]:
    """Who is to be told when nobody of the organisation can answer: its communities' organisers, else the operators."""
    if stewards_of.names():
        looking_after = Q(pk__in=[])
        for steward in stewards_of:
            looking_after |= steward(organisation)
        people: QuerySet[Person] = Person.objects.present().filter(looking_after).distinct()
        if people.exists():
            return people
    operators: QuerySet[Person] = Person.objects.present().filter(is_operator=True)
    return operators


def proven_domains(person: Person) -> set[str]:
    """The domains of the e-mail addresses that this person has shown to be theirs, less those of everybody."""
    addresses = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    return {d for d in map(domain_of, addresses) if d and not is_shared(d)}


def has_its_address(person: Person, organisation: Organisation) -> bool:
    """Whether a proven e-mail address of this person is at the organisation's own domain."""
    return bool(organisation.domain) and organisation.domain in proven_domains(person)
