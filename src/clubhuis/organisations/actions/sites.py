"""Where an organisation works, and its departments."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.lib.refusals import Refused
from clubhuis.organisations import access, names
from clubhuis.organisations.models import Department, Organisation, Site
from clubhuis.places.access import locate

from .people import locked
from .profile import touch

SITE_FIELDS = frozenset({"name", "street", "postcode", "town", "country", "email", "phone"})


@transaction.atomic
def add_site(organisation: Organisation, *, by: Person, **fields: Any) -> Site:
    """A place where the organisation works. The first is the main site."""
    if not access.can_edit(by, organisation):
        raise PermissionDenied
    organisation = locked(organisation)
    site = Site(organisation=organisation, is_main=not organisation.sites.filter(is_main=True).exists())
    _fill(site, fields)
    site.save()
    touch(organisation)
    record("site.added", actor=by, subject=site, concerning=[organisation])
    return site


@transaction.atomic
def change_site(site: Site, *, by: Person, **fields: Any) -> Site:
    if not access.can_edit(by, site.organisation):
        raise PermissionDenied
    _fill(site, fields)
    site.save()
    touch(site.organisation)
    record("site.changed", actor=by, subject=site, concerning=[site.organisation])
    return site


def _fill(site: Site, fields: dict[str, Any]) -> None:
    """Put these on the site, and find out where it lies. An address that nobody knows keeps no coordinates."""
    unknown = fields.keys() - SITE_FIELDS
    if unknown:
        raise TypeError(f"these are not fields of a site: {sorted(unknown)}")
    for name, value in fields.items():
        setattr(site, name, value if name == "email" else names.tidy(str(value)))
    try:
        site.clean_fields(exclude=["organisation", "region"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    place(site)


def place(site: Site) -> Site:
    """Coordinates and province from the postcode, or else the town. Not saved."""
    located = locate(site.country, site.postcode, site.town) if site.postcode or site.town else None
    site.latitude = located.latitude if located else None
    site.longitude = located.longitude if located else None
    site.region_id = located.region if located else None
    site.town = site.town or (located.place if located else "")
    return site


@transaction.atomic
def make_main(site: Site, *, by: Person) -> None:
    """This is the site that lists and distances go by."""
    if not access.can_edit(by, site.organisation):
        raise PermissionDenied
    organisation = locked(site.organisation)
    organisation.sites.filter(is_main=True).update(is_main=False)
    if not organisation.sites.filter(pk=site.pk).update(is_main=True):
        raise Refused(_("This site has been removed."))
    site.is_main = True
    touch(organisation)
    record("site.made_main", actor=by, subject=site, concerning=[organisation])


@transaction.atomic
def remove_site(site: Site, *, by: Person) -> None:
    """The organisation does not work there any more. When it was the main site, the oldest that is left becomes it."""
    if not access.can_edit(by, site.organisation):
        raise PermissionDenied
    organisation = locked(site.organisation)
    record("site.removed", actor=by, subject=site, concerning=[organisation])
    organisation.sites.filter(pk=site.pk).delete()
    if not organisation.sites.filter(is_main=True).exists():
        oldest = organisation.sites.order_by("pk").first()
        if oldest:
            organisation.sites.filter(pk=oldest.pk).update(is_main=True)
    touch(organisation)


@transaction.atomic
def save_department(
    organisation: Organisation,
    *,
    by: Person,
    department: Department | None = None,
    name: str,
    email: str = "",
    phone: str = "",
    site: Site | None = None,
) -> Department:
    """Add a department, or change the one that is given."""
    if not access.can_edit(by, organisation):
        raise PermissionDenied
    organisation = locked(organisation)
    name = names.tidy(name)
    saved = department or Department(organisation=organisation)
    if saved.organisation_id != organisation.pk or (site and site.organisation_id != organisation.pk):
        raise PermissionDenied
    if organisation.departments.filter(name=name).exclude(pk=saved.pk).exists():
        raise Refused(_("There is a department of this name already."))
    saved.name, saved.email, saved.phone, saved.site = name, email, names.tidy(phone), site
    try:
        saved.clean_fields(exclude=["organisation", "site"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    saved.save()
    verb = "department.changed" if department else "department.added"
    record(verb, actor=by, subject=saved, concerning=[organisation])
    return saved


@transaction.atomic
def remove_department(department: Department, *, by: Person) -> None:
    """Its people stay with the organisation."""
    if not access.can_edit(by, department.organisation):
        raise PermissionDenied
    record("department.removed", actor=by, subject=department, concerning=[department.organisation])
    department.delete()
