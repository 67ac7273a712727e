"""What an organisation says about itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person, Visibility
from clubhuis.activity.actions import record
from clubhuis.lib.refusals import Refused
from clubhuis.organisations import access, identifiers, kinds, names
from clubhuis.organisations.models import Affiliation, HasCapability, Kind, Organisation
from clubhuis.organisations.slugs import unused_slug
from clubhuis.taxonomy.models import Capability

TEXTS = tuple(f"{field}_{language}" for field in ("tagline", "about") for language in ("nl", "en", "de"))
EDITABLE = frozenset(
    {
        *TEXTS, "kind", "name", "legal_name", "website", "email", "phone", "kvk_number", "vat_number", "sector", "size", "founded_in",
        "languages", "details",
    }
)  # fmt: skip


def touch(organisation: Organisation) -> None:
    """Something changed that the match index must know. The caller is in the transaction that changed it."""
    organisation.changed_at = timezone.now()
    organisation.save(update_fields=["changed_at"])


@transaction.atomic
def create(*, by: Person, kind: str = Kind.COMPANY, name: str, **fields: Any) -> Organisation:
    """Somebody adds the organisation they work at, and takes charge of its page."""
    organisation = Organisation(confirmed_on=timezone.localdate(), claimed_at=timezone.now())
    _fill(organisation, {"kind": kind, "name": name, **fields})
    for _attempt in range(3):
        organisation.slug = unused_slug(organisation.name)
        try:
            with transaction.atomic():
                organisation.save()
            break
        except IntegrityError:  # somebody took this slug a moment ago
            continue
    else:
        raise Refused(_("Somebody is adding an organisation of this name right now. Try again in a minute."))
    Affiliation.objects.create(
        organisation=organisation,
        person=by,
        role=Affiliation.Role.ADMINISTRATOR,
        is_contact=True,
        confirmed_at=timezone.now(),
        started_on=None,
    )
    record("organisation.created", actor=by, subject=organisation, concerning=[organisation, by])
    return organisation


@transaction.atomic
def edit(organisation: Organisation, *, by: Person, **fields: Any) -> Organisation:
    """Change what the profile says; `fields` are names from `EDITABLE`. Only what differs is written and recorded."""
    if not access.can_edit(by, organisation):
        raise PermissionDenied
    before = {name: getattr(organisation, name) for name in fields}
    _fill(organisation, fields)
    changed = sorted(name for name in fields if getattr(organisation, name) != before[name])
    if changed:
        organisation.changed_at = timezone.now()
        organisation.save(update_fields=[*changed, "plain_name", "domain", "changed_at"])
        record(
            "organisation.edited", actor=by, subject=organisation, concerning=[organisation], data={"fields": changed}
        )
    take_charge(organisation, by=by)
    return organisation


def _fill(organisation: Organisation, fields: Mapping[str, Any]) -> None:
    """Put these on the organisation in the form they are kept. Raises Refused with what is wrong."""
    unknown = fields.keys() - EDITABLE
    if unknown:
        raise TypeError(f"these are not for editing: {sorted(unknown)}")
    for name, value in fields.items():
        setattr(organisation, name, value)
    organisation.name = names.tidy(organisation.name)
    organisation.legal_name = names.tidy(organisation.legal_name)
    organisation.plain_name = names.plain_name(organisation.name)
    organisation.domain = names.domain_of(website=organisation.website, email=organisation.email)
    try:
        organisation.kvk_number = identifiers.kvk_number(organisation.kvk_number)
        organisation.vat_number = identifiers.vat_number(organisation.vat_number)
        organisation.details = kinds.clean(organisation.kind, organisation.details)
        organisation.clean_fields(exclude=["slug", "logo"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def take_charge(organisation: Organisation, *, by: Person) -> None:
    """The first deed of an administrator with an account of their own: from now on the page is claimed."""
    if not organisation.is_claimed and by.claimed_at is not None and access.is_administrator(by, organisation):
        organisation.claimed_at = timezone.now()
        organisation.save(update_fields=["claimed_at"])


@transaction.atomic
def confirm(organisation: Organisation, *, by: Person) -> None:
    """Somebody of the organisation read the page and says: this is right."""
    if not access.can_edit(by, organisation):
        raise PermissionDenied
    organisation.confirmed_on = timezone.localdate()
    organisation.save(update_fields=["confirmed_on"])
    take_charge(organisation, by=by)
    record("organisation.confirmed", actor=by, subject=organisation, concerning=[organisation])


@transaction.atomic
def choose_visibility(
    organisation: Organisation, *, by: Person, visibility: str, fields: Mapping[str, str]
) -> Organisation:
    """Who may see the page, and each field that has a say of its own; what equals the usual is not kept."""
    if not access.can_administer(by, organisation):
        raise PermissionDenied
    values = set(Visibility.values)
    if visibility not in values or fields.keys() - access.DEFAULTS.keys() or not set(fields.values()) <= values:
        raise Refused(_("Choose for each field who may see it."))
    organisation.visibility = visibility
    organisation.field_visibility = {n: v for n, v in sorted(fields.items()) if v != access.DEFAULTS[n]}
    organisation.changed_at = timezone.now()
    organisation.save(update_fields=["visibility", "field_visibility", "changed_at"])
    record(
        "organisation.visibility_chosen",
        actor=by,
        subject=organisation,
        concerning=[organisation],
        data={"visibility": visibility, "fields": organisation.field_visibility},
        privileged=True,
    )
    return organisation


@transaction.atomic
def choose_capabilities(organisation: Organisation, capabilities: Iterable[Capability], *, by: Person) -> None:
    """These are what the organisation itself says it can do. What was recognised in its texts stays beside it."""
    if not access.can_edit(by, organisation):
        raise PermissionDenied
    chosen = {c.pk for c in capabilities}
    links = organisation.capability_links
    stated = set(links.filter(source=HasCapability.Source.STATED).values_list("capability_id", flat=True))
    links.filter(source=HasCapability.Source.STATED, capability__in=stated - chosen).delete()
    links.filter(source=HasCapability.Source.READ, capability__in=chosen).update(source=HasCapability.Source.STATED)
    HasCapability.objects.bulk_create(
        [HasCapability(organisation=organisation, capability_id=pk) for pk in sorted(chosen - stated)],
        ignore_conflicts=True,
    )
    if chosen != stated:
        touch(organisation)
        record(
            "organisation.capabilities_chosen",
            actor=by,
            subject=organisation,
            concerning=[organisation],
            data={"added": len(chosen - stated), "removed": len(stated - chosen)},
        )


@transaction.atomic
def read_capabilities(organisation: Organisation, capabilities: Iterable[Capability]) -> None:
    """These were recognised in the organisation's texts; those recognised before and no longer go. A job's verb: nobody acts."""
    found = {c.pk for c in capabilities}
    read = organisation.capability_links.filter(source=HasCapability.Source.READ)
    before = set(read.values_list("capability_id", flat=True))
    stated = set(organisation.capability_links.values_list("capability_id", flat=True)) - before
    read.filter(capability__in=before - found).delete()
    new = found - before - stated
    HasCapability.objects.bulk_create(
        [
            HasCapability(organisation=organisation, capability_id=pk, source=HasCapability.Source.READ)
            for pk in sorted(new)
        ],
        ignore_conflicts=True,
    )
    if new or before - found:
        touch(organisation)


@transaction.atomic
def remove(organisation: Organisation, *, by: Person) -> None:
    """Take the organisation away from every page. Its name stays in what happened."""
    if not access.can_administer(by, organisation):
        raise PermissionDenied
    removed_at = timezone.now()
    if (
        not Organisation.objects.present()
        .filter(pk=organisation.pk)
        .update(removed_at=removed_at, changed_at=removed_at)
    ):
        raise Refused(_("This organisation has been removed already."))
    organisation.removed_at = organisation.changed_at = removed_at
    record("organisation.removed", actor=by, subject=organisation, concerning=[organisation], privileged=True)
