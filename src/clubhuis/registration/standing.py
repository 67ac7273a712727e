"""Who somebody is for an event: where they work, and of which hosts they are a member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Membership
from clubhuis.events.models import Event, Host
from clubhuis.lib.prepared import prepared
from clubhuis.organisations.models import Affiliation, Organisation
from clubhuis.organisations.names import domain_of, plain_name


@dataclass(frozen=True, slots=True)
class Standing:
    """`hosts` are those whose member this is, the lead first; `quotas` those of all hosts that keep places for their own."""

    organisation: Organisation | None
    hosts: tuple[Host, ...]
    quotas: tuple[Host, ...]

    @property
    def is_member(self) -> bool:
        return bool(self.hosts)

    @property
    def host(self) -> Host | None:
        return self.hosts[0] if self.hosts else None


def standing_of(event: Event, *, person: Person | None, organisation: Organisation | None) -> Standing:
    """Two questions to the database. Pass only a person who showed who they are: being a member opens doors."""
    hosts = [host for host in event.hosts.all() if host.is_accepted]
    joined = _joined(person, organisation, hosts)
    return Standing(
        organisation=organisation,
        hosts=tuple(host for host in hosts if host.community_id in joined),
        quotas=tuple(host for host in hosts if host.places is not None),
    )


def _joined(person: Person | None, organisation: Organisation | None, hosts: Sequence[Host]) -> set[int]:
    if person is None and organisation is None:
        return set()
    return set(_where_member(person, organisation, frozenset(host.community_id for host in hosts)))


@prepared
def _where_member(
    person: Person | None, organisation: Organisation | None, among: frozenset[int]
) -> QuerySet[Membership, int]:
    mine = Q()
    if person is not None:
        works_at = Affiliation.objects.current().filter(person=person).values("organisation")
        mine |= Q(person=person) | Q(organisation__in=works_at)
    if organisation is not None:
        mine |= Q(organisation=organisation)
    return Membership.objects.current().filter(mine, community__in=among).values_list("community_id", flat=True)


def organisations_of(person: Person) -> list[Organisation]:
    """Where a person works, the latest first."""
    return [affiliation.organisation for affiliation in _work_of(person)]


@prepared
def _work_of(person: Person) -> QuerySet[Affiliation]:
    return Affiliation.objects.current().filter(person=person).select_related("organisation").order_by("-pk")


def recognised(name: str, address: str) -> Organisation | None:
    """The organisation that somebody means: by its name, else by the domain of their address. None when that is not certain."""
    if name and (plain := plain_name(name)):
        found = _called(plain)
        if len(found) == 1:
            return found[0]
    if domain := domain_of(email=address):
        found = _mailing_from(domain)
        if len(found) == 1:
            return found[0]
    return None


@prepared
def _called(plain: str) -> QuerySet[Organisation]:
    return Organisation.objects.present().filter(plain_name=plain)[:2]


@prepared
def _mailing_from(domain: str) -> QuerySet[Organisation]:
    return Organisation.objects.present().filter(domain=domain)[:2]
