"""The table of members at the desk: what it shows, finds, sorts and takes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Visibility
from clubhuis.lib.addresses import address
from clubhuis.lib.paging import Listed, known_sort
from clubhuis.lib.prepared import prepared, prepared_count
from clubhuis.lib.tables import Cell
from clubhuis.organisations import completeness
from clubhuis.organisations.models import Affiliation, Kind, Site

from .attention import LACKS, a_year_ago
from .models import Community, MemberNote, Membership, MembershipQuerySet

SORTS = {
    "name": "sort_name",
    "since": "since",
    "tier": "tier__position",
    "town": "town",
    "confirmed": "organisation__confirmed_on",
}


def members(community: Community, *, former: bool = False) -> MembershipQuerySet:
    """Memberships with what a row shows; a fixed number of questions for any number of rows."""
    main_site = Site.objects.filter(organisation=OuterRef("organisation")).order_by("-is_main", "pk")
    notes = MemberNote.objects.filter(membership=OuterRef("pk")).order_by("-at", "-pk")
    return (
        _of(community, former=former)
        .select_related("organisation", "person", "tier")
        .prefetch_related("tags")
        .annotate(
            sort_name=Coalesce("organisation__name", "person__name"),
            town=Subquery(main_site.values("town")[:1]),
            postcode=Subquery(main_site.values("postcode")[:1]),
            latest_note=Subquery(notes.values("text")[:1]),
        )
    )


def listed(community: Community, wishes: dict[str, Any]) -> Sequence[Membership] | MembershipQuerySet:
    """The members that fit the cleaned filter, to be turned a page at a time."""
    former, sort = wishes.get("state") == "former", known_sort(wishes.get("sort"), SORTS)
    if any(wish for name, wish in wishes.items() if name not in ("state", "sort")):
        return narrowed(members(community, former=former), wishes)
    return Listed(
        lambda: _number(community, former=former),
        lambda start, stop: _all(community, former=former, sort=sort, start=start, stop=stop),
    )


@prepared
def _all(community: Community, *, former: bool, sort: str, start: int, stop: int) -> MembershipQuerySet:
    return ordered(members(community, former=former), sort)[start:stop]


@prepared_count
def _number(community: Community, *, former: bool) -> QuerySet[Membership, int]:
    return _of(community, former=former).order_by().values_list("pk", flat=True)


def _of(community: Community, *, former: bool) -> MembershipQuerySet:
    if former:
        return Membership.objects.filter(community=community, state=Membership.State.ENDED)
    return Membership.objects.alive().filter(community=community)


def narrowed(rows: MembershipQuerySet, wishes: dict[str, Any]) -> MembershipQuerySet:
    """Only the rows that fit the cleaned filter (see `forms.MemberFilter`); an absent wish leaves all."""
    if text := wishes.get("q"):
        rows = rows.filter(
            Q(organisation__name__icontains=text)
            | Q(organisation__legal_name__icontains=text)
            | Q(person__name__icontains=text)
            | Q(number__iexact=text)
            | Q(town__icontains=text)
            | Q(organisation__kvk_number=text)
        )
    if kind := wishes.get("kind"):
        rows = rows.filter(person__isnull=False) if kind == "person" else rows.filter(organisation__kind=kind)
    if tier := wishes.get("tier"):
        rows = rows.filter(tier=tier)
    if tag := wishes.get("tag"):
        rows = rows.filter(tags=tag)
    if region := wishes.get("region"):
        rows = rows.filter(organisation__sites__is_main=True, organisation__sites__region=region)
    if claimed := wishes.get("claimed"):
        is_free = claimed == "no"
        rows = rows.filter(
            Q(organisation__isnull=False, organisation__claimed_at__isnull=is_free)
            | Q(person__isnull=False, person__claimed_at__isnull=is_free)
        )
    if lack := LACKS.get(wishes.get("lacks") or ""):
        rows = rows.filter(lack.condition(a_year_ago()))
    return ordered(rows, wishes.get("sort") or "name")


def ordered(rows: MembershipQuerySet, sort: str) -> MembershipQuerySet:
    sort = known_sort(sort, SORTS)
    field = SORTS[sort.removeprefix("-")]
    by = F(field).desc(nulls_last=True) if sort.startswith("-") else F(field).asc(nulls_last=True)
    return rows.order_by(by, "pk")


@dataclass(frozen=True, slots=True)
class Row:
    """A member as the table shows it."""

    membership: Membership
    percent: int | None  # how complete the profile is; None for people
    kind: str
    href: str  # of the member at the desk

    @property
    def name(self) -> str:
        return str(self._found("sort_name"))

    @property
    def town(self) -> str:
        return str(self._found("town") or "")

    @property
    def note(self) -> str:
        """The latest."""
        return str(self._found("latest_note") or "")

    def _found(self, name: str) -> Any:
        return getattr(self.membership, name, None)  # `members` asks for it along with the membership


def as_rows(memberships: Sequence[Membership], slug: str) -> list[Row]:
    organisations = [m.organisation for m in memberships if m.organisation]
    known = completeness.of_many(organisations) if organisations else {}
    kinds = {value: str(label) for value, label in Kind.choices}
    return [
        Row(
            m,
            known[m.organisation_id].score if m.organisation_id else None,
            kinds.get(m.organisation.kind, "") if m.organisation else _("person"),
            address("communities:member", slug, number=m.pk),
        )
        for m in memberships
    ]


def header() -> list[str]:
    return [
        _("Name"),
        _("Kind"),
        _("Tier"),
        _("Member number"),
        _("Member since"),
        _("Came in"),
        _("Tags"),
        _("Town"),
        _("Postcode"),
        _("Website"),
        _("Chamber of Commerce number"),
        _("E-mail address"),
        _("Telephone number"),
        _("Contacts"),
        _("Claimed"),
        _("Last confirmed on"),
    ]


def lines(rows: MembershipQuerySet) -> Iterator[list[Cell]]:
    """Each member as a line of an export: what its organiser sees at the desk, no more."""
    colleagues = Affiliation.objects.current().filter(is_contact=True).select_related("person")
    loaded = rows.prefetch_related(Prefetch("organisation__affiliations", colleagues, to_attr="contacts"))
    for membership in loaded.iterator(chunk_size=500):
        yield _line(membership)


def _line(membership: Any) -> list[Cell]:
    organisation, person = membership.organisation, membership.person
    kept = [
        str(membership.tier or ""),
        membership.number,
        membership.since,
        membership.get_through_display(),
        ", ".join(tag.name for tag in membership.tags.all()),
    ]
    if organisation is None:
        shows = may_be_reached(person)
        return [
            person.name, _("person"), *kept, "", person.postcode if shows else "", "", "",
            person.email if shows else "", person.phone if shows else "", "",
            _("yes") if person.claimed_at else _("no"), None,
        ]  # fmt: skip
    return [
        organisation.name,
        organisation.get_kind_display(),
        *kept,
        membership.town or "",
        membership.postcode or "",
        organisation.website if _open(organisation, "website") else "",
        organisation.kvk_number if _open(organisation, "kvk_number") else "",
        organisation.email if _open(organisation, "email") else "",
        organisation.phone if _open(organisation, "phone") else "",
        _named(affiliation.person for affiliation in organisation.contacts),
        _("yes") if organisation.claimed_at else _("no"),
        organisation.confirmed_on,
    ]


def may_be_reached(person: Any) -> bool:
    """Somebody who hides how to reach them from everybody hides it from the desk as well."""
    return bool(person.claimed_at is None or person.contact_visibility != Visibility.NOBODY)


def _open(organisation: Any, field: str) -> bool:
    return bool(organisation.field_visibility.get(field) != Visibility.NOBODY)


def _named(people: Iterable[Any]) -> str:
    return ", ".join(f"{p.name} <{p.email}>" if p.email and may_be_reached(p) else p.name for p in people)
