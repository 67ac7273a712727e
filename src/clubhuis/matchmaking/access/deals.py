"""Who is a buyer, who a supplier, and what each may see and do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Membership
from clubhuis.conversations.access import blocked_with
from clubhuis.lib.prepared import prepared
from clubhuis.market.access import can_edit_need, need_for
from clubhuis.market.models import Need
from clubhuis.matchmaking.models import Companion, Invitation, InvitationQuerySet
from clubhuis.organisations.access import works_at
from clubhuis.organisations.conversing import ORGANISATION
from clubhuis.organisations.models import Affiliation, Organisation


def own_need_for(person: Person, pk: int) -> Need:
    """A need for which this person may invite; others are not found."""
    need = need_for(person, pk)
    if not can_invite(person, need):
        raise Http404
    return need


def buyers_need_for(person: Person, pk: int) -> Need:
    """A need of where this person works: they see its matches and answers, also when they may not change it. Operators too."""
    need = need_for(person, pk)
    if not (person.is_operator or works_at(person, need.organisation)):
        raise Http404
    return need


def can_invite(person: Person | None, need: Need) -> bool:
    """Whoever may change the need."""
    return can_edit_need(person, need)


def invitation_for(person: Person, pk: int) -> Invitation:
    """An invitation this person may see: of the buyer, the supplier, or who answers together with it."""
    found = Invitation.objects.visible_to(person).select_related("need__organisation", "supplier")
    return get_object_or_404(found, pk=pk)


def is_buyer(person: Person, invitation: Invitation) -> bool:
    return works_at(person, invitation.need.organisation)


def can_answer(person: Person, invitation: Invitation) -> bool:
    """Everybody who works at the supplier speaks for it, as they do when they post a need."""
    return works_at(person, invitation.supplier)


def answers_to(need: Need) -> InvitationQuerySet:
    """All invitations of a need, with what a page about them shows: a fixed number of queries."""
    return (
        need.invitations.select_related("supplier", "answer", "introduction", "outcome", "answer__by", "need")
        .prefetch_related(
            "supplier__sites",
            "questions",
            Prefetch("answer__companions", Companion.objects.select_related("organisation")),
        )
        .order_by("-score", "pk")
    )


def comparison_for(need: Need) -> list[Invitation]:
    """Those who said yes, to be compared side by side."""
    said_yes = (Invitation.State.INTERESTED, Invitation.State.INTRODUCED, Invitation.State.TURNED_DOWN)
    return list(answers_to(need).filter(state__in=said_yes, answer__kind="interested"))


@dataclass(frozen=True, slots=True)
class Standing:
    """How one organisation of the viewer stands to a need."""

    supplier: Organisation
    invitation: Invitation | None = None
    companion: Companion | None = None


def speaks_as_supplier(person: Person, need: Need) -> list[Organisation]:
    """The organisations for which this person could answer: where they work, except the buyer and who is blocked."""
    barred = blocked_with(ORGANISATION, need.organisation_id)
    return _where_at_work(person, frozenset({need.organisation_id, *barred}))


@prepared
def _where_at_work(person: Person, but: frozenset[int]) -> QuerySet[Organisation]:
    mine = Affiliation.objects.current().filter(person=person).values("organisation")
    return Organisation.objects.present().filter(pk__in=mine).exclude(pk__in=but).order_by("name")


def standing_of(person: Person, need: Need) -> list[Standing]:
    """For each organisation of the viewer: whether it was asked, has answered, or takes part in an answer."""
    organisations = speaks_as_supplier(person, need)
    if not organisations:
        return []
    ids = [one.pk for one in organisations]
    asked = {one.supplier_id: one for one in answers_to(need).standing().filter(supplier__in=ids)}
    joined = {one.organisation_id: one for one in _together(need, frozenset(ids))}
    return [Standing(one, asked.get(one.pk), joined.get(one.pk)) for one in organisations]


@prepared
def _together(need: Need, among: frozenset[int]) -> QuerySet[Companion]:
    joined = Companion.objects.filter(organisation__in=among, answer__invitation__need=need)
    return joined.select_related("answer__invitation__supplier", "answer__invitation__need", "organisation")


def as_supplier(person: Person, need: Need, pk: int | None) -> Organisation | None:
    """The organisation for which this person answers: the chosen one, or the only one."""
    organisations = speaks_as_supplier(person, need)
    if pk is None:
        return organisations[0] if len(organisations) == 1 else None
    return next((one for one in organisations if one.pk == pk), None)


def could_see(need: Need, organisation: Organisation) -> bool:
    """Whether the people of an organisation may see a need without being asked by somebody who was."""
    match need.visibility:
        case Need.Visibility.OPEN | Need.Visibility.ANONYMOUS:
            return True
        case Need.Visibility.COMMUNITIES:
            shown_in = need.communities.values("pk")
            return Membership.objects.current().filter(organisation=organisation, community__in=shown_in).exists()
        case _:
            return need.invitations.standing().filter(supplier=organisation).exists()


def can_see(person: Person | None, need: Need) -> bool:
    return Need.objects.visible_to(person).filter(pk=need.pk).exists()


# Whom to tell


def carers_of(organisations: Iterable[Organisation]) -> dict[int, list[Person]]:
    """Who looks after each of these: administrators and editors, else everybody who works there. One query for many."""
    here = (
        Affiliation.objects.current()
        .filter(organisation__in=[one.pk for one in organisations], person__erased_at=None)
        .select_related("person")
        .order_by("pk")
    )
    people: dict[int, list[Affiliation]] = {}
    for affiliation in here:
        people.setdefault(affiliation.organisation_id, []).append(affiliation)
    roles = (Affiliation.Role.EDITOR, Affiliation.Role.ADMINISTRATOR)
    return {
        pk: [one.person for one in found if one.role in roles or one.is_contact] or [one.person for one in found]
        for pk, found in people.items()
    }


def buyers_of(need: Need) -> list[Person]:
    """Who posted it, as long as they work there, and who edits the organisation's page."""
    roles = (Affiliation.Role.EDITOR, Affiliation.Role.ADMINISTRATOR)
    here = need.organisation.affiliations.current().filter(Q(person=need.posted_by_id) | Q(role__in=roles))
    return [one.person for one in here.select_related("person")]


def suppliers_of(invitation: Invitation) -> list[Person]:
    """Who answered, as long as they work there, and who looks after the supplier."""
    people = {person.pk: person for person in carers_of([invitation.supplier]).get(invitation.supplier_id, [])}
    answer = getattr(invitation, "answer", None)
    if answer is not None and answer.by is not None and works_at(answer.by, invitation.supplier):
        people[answer.by.pk] = answer.by
    return list(people.values())
