"""The certificates an organisation holds."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.lib.files import discard
from clubhuis.lib.refusals import Refused
from clubhuis.organisations import access, names
from clubhuis.organisations.models import Certificate, Organisation

from .profile import touch

CERTIFICATE_FIELDS = frozenset({"capability", "name", "number", "scope", "issuer", "valid_from", "expires_on"})


@transaction.atomic
def add_certificate(
    organisation: Organisation, *, by: Person, file: File[bytes] | None = None, **fields: Any
) -> Certificate:
    """`file` has been judged by lib.uploads."""
    if not access.can_edit(by, organisation):
        raise PermissionDenied
    certificate = Certificate(organisation=organisation)
    _fill(certificate, fields)
    if file:
        certificate.file = file
    certificate.save()
    touch(organisation)
    record("certificate.added", actor=by, subject=certificate, concerning=[organisation])
    return certificate


@transaction.atomic
def change_certificate(
    certificate: Certificate, *, by: Person, file: File[bytes] | None = None, without_file: bool = False, **fields: Any
) -> Certificate:
    """A new `file` takes the place of the old one; `without_file` takes the old one away."""
    if not access.can_edit(by, certificate.organisation):
        raise PermissionDenied
    _fill(certificate, fields)
    if file or without_file:
        discard(certificate.file)
        certificate.file = file or ""
    certificate.save()
    touch(certificate.organisation)
    record("certificate.changed", actor=by, subject=certificate, concerning=[certificate.organisation])
    return certificate


def _fill(certificate: Certificate, fields: dict[str, Any]) -> None:
    unknown = fields.keys() - CERTIFICATE_FIELDS
    if unknown:
        raise TypeError(f"these are not fields of a certificate: {sorted(unknown)}")
    for name, value in fields.items():
        setattr(certificate, name, names.tidy(value) if isinstance(value, str) else value)
    begins, ends = certificate.valid_from, certificate.expires_on
    if begins and ends and ends < begins:
        raise Refused(_("The certificate ends before it begins. Check both dates."))
    try:
        certificate.clean_fields(exclude=["organisation", "capability", "file"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


@transaction.atomic
def remove_certificate(certificate: Certificate, *, by: Person) -> None:
    """With its file."""
    if not access.can_edit(by, certificate.organisation):
        raise PermissionDenied
    record("certificate.removed", actor=by, subject=certificate, concerning=[certificate.organisation])
    discard(certificate.file)
    certificate.delete()
    touch(certificate.organisation)
