"""The first page of a new installation: who may fill it in, and whether there is one."""

from __future__ import annotations

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from clubhuis.accounts.models import Person


def is_new() -> bool:
    """Nobody runs this installation yet."""
    return not Person.objects.filter(is_operator=True).exists()


def code() -> str:
    """What `./run` prints for whoever started it, so that a passer-by on the internet does not become the operator."""
    return salted_hmac("clubhuis.portal.first_run", "operator", algorithm="sha256").hexdigest()[:20]


def needs_code() -> bool:
    """On this machine alone the code would only be in the way."""
    address: str = settings.SITE_URL
    return not address.startswith(("http://localhost", "http://127.0.0.1")) or settings.BEHIND_PROXY


def may_begin(given: str) -> bool:
    """Whether this somebody may fill it in; not whether there is still one, which `begin_installation` decides."""
    return not needs_code() or constant_time_compare(given, code())
