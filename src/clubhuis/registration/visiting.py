"""A company visit: who speaks for the organisation that is visited, and what visitors still owe its gate."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from clubhuis.accounts.models import Person
from clubhuis.activity.models import Notice
from clubhuis.events.models import Event, Kind
from clubhuis.organisations import access as organisations
from clubhuis.organisations.models import Affiliation

from .models import Registration, Visit


def visit_of(event: Event) -> Visit | None:
    return Visit.objects.select_related("organisation").filter(event=event).first()


def is_host(person: Person | None, event: Event) -> bool:
    """Whether this person administers the organisation that is visited."""
    visit = visit_of(event)
    return visit is not None and person is not None and organisations.can_administer(person, visit.organisation)


def approves(person: Person, event: Event) -> bool:
    """Whether this person may judge who comes along, for the organisation that is visited."""
    visit = visit_of(event)
    return visit is not None and visit.host_approves and is_host(person, event)


def visit_for_host(person: Person, slug: str) -> Visit:
    """The visit, for the administrators of the organisation that is visited; others do not learn that there is one."""
    found = Visit.objects.select_related("event", "organisation").filter(event__slug=slug).first()
    if found is None or found.event.is_draft or not is_host(person, found.event):
        raise Http404
    return found


def address_of(event: Event) -> str:
    """The page on which the visited organisation sees its visitors."""
    return reverse("registration:visit_host", args=[event.slug])


def administrators_of(visit: Visit) -> QuerySet[Person]:
    there = Affiliation.objects.administrators().filter(organisation=visit.organisation)
    people: QuerySet[Person] = Person.objects.filter(pk__in=there.order_by().values("person"))
    return people


def who_approves(event: Event) -> QuerySet[Person]:
    """Those to be told that visitors wait for their yes: who was told and has not looked yet is not told again."""
    visit = visit_of(event) if event.kind == Kind.COMPANY_VISIT else None
    if visit is None or not visit.host_approves:
        nobody: QuerySet[Person] = Person.objects.none()
        return nobody
    told = Notice.objects.unread().filter(url=address_of(event))
    people: QuerySet[Person] = administrators_of(visit).exclude(pk__in=told.order_by().values("person"))
    return people


def asked_of(registration: Registration) -> Visit | None:
    """The visit whose gate this visitor has not told yet who they are."""
    if not registration.is_live or registration.event.is_over or registration.event.kind != Kind.COMPANY_VISIT:
        return None
    visit = visit_of(registration.event)
    return visit if visit is not None and owes(registration, visit) else None


def owes(registration: Registration, visit: Visit) -> bool:
    """Whether this visitor still has to say who they are, or to agree."""
    told = getattr(registration, "identity", None)
    if told is None:
        return visit.asks_anything
    return (bool(visit.confidentiality) and told.agreed_at is None) or (
        bool(visit.safety) and told.safety_read_at is None
    )
