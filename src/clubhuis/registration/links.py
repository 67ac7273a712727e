"""A page of somebody who has still to prove their address: its link names the registration without letting anybody in."""

from __future__ import annotations

from django.core import signing
from django.http import Http404

from .models import Registration

SALT = "clubhuis.registration.links"


def handle_of(registration: Registration) -> str:
    return signing.dumps(registration.pk, salt=SALT, compress=False)


def pk_of(handle: str) -> int:
    """Raises Http404 for a link that was not made here."""
    try:
        return int(signing.loads(handle, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        raise Http404 from None
