"""Which offers and needs a person may see, and what they may do with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from clubhuis.accounts.access import can_see_contact
from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community, Membership
from clubhuis.lib.prepared import prepared, the_one
from clubhuis.organisations import access as organisations
from clubhuis.organisations.models import EDITING, Organisation, work_of

from .models import Need, NeedFile, NeedQuerySet, Offer

# Needs


def needs_for(person: Person | None) -> NeedQuerySet:
    """The needs a person may see, with what a list of them shows."""
    return Need.objects.visible_to(person).select_related("organisation", "region")


def need_for(person: Person | None, pk: int) -> Need:
    return the_one(_with_key(person, pk))


@prepared
def _with_key(person: Person | None, pk: int) -> NeedQuerySet:
    found = needs_for(person).select_related("posted_by").prefetch_related("communities", "capabilities")
    return found.filter(pk=pk)


def own_need_for(person: Person, pk: int) -> Need:
    """A need this person may change; others are not found."""
    need = need_for(person, pk)
    if not can_edit_need(person, need):
        raise Http404
    return need


def posts_for(person: Person) -> list[Organisation]:
    """The organisations in whose name a person may look for something: where they work."""
    return _workplaces(person)


@prepared
def _workplaces(person: Person) -> QuerySet[Organisation]:
    return Organisation.objects.present().filter(pk__in=work_of(person)).order_by("name")


def can_post(person: Person, organisation: Organisation) -> bool:
    return organisation.removed_at is None and organisations.works_at(person, organisation)


def can_edit_need(person: Person | None, need: Need) -> bool:
    """Who posted it, as long as they work there, and who edits the organisation's page; operators."""
    if person is None:
        return False
    if person.is_operator:
        return True
    role = work_of(person).get(need.organisation_id)
    return role is not None and (need.posted_by_id == person.pk or role in EDITING)


def is_own(person: Person | None, need: Need) -> bool:
    return person is not None and organisations.works_at(person, need.organisation)


def shows_name(person: Person | None, need: Need) -> bool:
    """Whether this person may know which organisation is behind a need that they see."""
    return not need.is_anonymous or bool(_named(person, frozenset({need.pk})))


def named_among(person: Person | None, needs: Iterable[Need]) -> set[int]:
    """The ids of those needs whose organisation this person may know: one question for many."""
    hidden = [need.pk for need in needs if need.is_anonymous]
    named = {need.pk for need in needs if not need.is_anonymous}
    if hidden:
        named |= set(_named(person, frozenset(hidden)))
    return named


@prepared
def _named(person: Person | None, ids: frozenset[int]) -> QuerySet[Need, int]:
    return Need.objects.filter(pk__in=ids).named_to(person).order_by().values_list("pk", flat=True)


def communities_for(person: Person, organisation_ids: Iterable[int]) -> QuerySet[Community]:
    """The communities in which a need can be shown: those of the organisations, and one's own."""
    member = Membership.objects.current().filter(Q(person=person) | Q(organisation__in=list(organisation_ids)))
    return Community.objects.present().filter(pk__in=member.values("community"))


# Files and contact


def can_see_files(person: Person | None, need: Need) -> bool:
    """Drawings are one's own unless the need says otherwise; then for who is signed in and may know the name, which they may show."""
    if person is None or not shows_name(person, need):
        return False
    return not need.guards_files or is_own(person, need)


def file_for(person: Person, need_pk: int, pk: int) -> NeedFile:
    need = need_for(person, need_pk)
    if not can_see_files(person, need):
        raise Http404
    return get_object_or_404(need.files, pk=pk)


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach who posted a need, as far as they show it to this viewer."""

    organisation: Organisation
    has_page: bool  # this viewer may see it
    email: str = ""
    phone: str = ""
    poster: Person | None = None
    poster_email: str = ""
    is_hidden: bool = False  # there is an address or number that this viewer may not see


def contact_for(person: Person | None, need: Need) -> Contact | None:
    """None as long as the name is hidden."""
    if not shows_name(person, need):
        return None
    organisation = need.organisation
    has_page = bool(_has_page(person, organisation))
    fields = organisations.visible_fields(person, organisation) if has_page else frozenset[str]()
    email = organisation.email if "email" in fields else ""
    phone = organisation.phone if "phone" in fields else ""
    poster = need.posted_by
    if poster is None or not _sees(person, poster):
        poster = None
    reachable = poster is not None and can_see_contact(person, poster)
    return Contact(
        organisation,
        has_page,
        email,
        phone,
        poster,
        (poster.email or "") if poster is not None and reachable else "",
        is_hidden=bool(organisation.email and not email) or bool(organisation.phone and not phone),
    )


@prepared
def _has_page(person: Person | None, organisation: Organisation) -> QuerySet[Organisation, int]:
    return Organisation.objects.visible_to(person).filter(pk=organisation.pk).values_list("pk", flat=True)


@prepared
def _sees(person: Person | None, other: Person) -> QuerySet[Person, int]:
    seen: QuerySet[Person] = Person.objects.visible_to(person)
    return seen.filter(pk=other.pk).values_list("pk", flat=True)


# Offers


def offers_of(person: Person | None, organisation: Organisation) -> QuerySet[Offer]:
    """What an organisation offers, in its own order; the caller has found the organisation for this person."""
    return Offer.objects.visible_to(person).filter(organisation=organisation).prefetch_related("capabilities")


def can_edit_offers(person: Person | None, organisation: Organisation) -> bool:
    return organisations.can_edit(person, organisation)


def offer_for(person: Person, slug: str, pk: int) -> Offer:
    """An offer of an organisation that this person may edit."""
    organisation = organisations.editable_for(person, slug)
    offer = get_object_or_404(Offer.objects.prefetch_related("capabilities"), organisation=organisation, pk=pk)
    offer.organisation = organisation
    return offer
