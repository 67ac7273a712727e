"""Signing in through a link in a mail: good for one person, one time, a quarter of an hour."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

from .models import Person

SALT = "clubhuis.accounts.links"


def sign_in_link(person: Person) -> str:
    """The address to put in a mail to the person's own address; it stops working after the next signing in."""
    return settings.SITE_URL + reverse("accounts:sign_in_link", args=[signing.dumps(state_of(person), salt=SALT)])


def person_of_link(token: str) -> Person | None:
    """Whom a link signs in; None when it is too old, was used, or was not made here."""
    try:
        found = signing.loads(token, salt=SALT, max_age=settings.SIGN_IN_LINK_AGE)
        person = Person.objects.present().filter(pk=found[0], is_active=True).first()
    except (signing.BadSignature, ValueError, TypeError, LookupError):
        return None
    return person if person and state_of(person) == found else None


def state_of(person: Person) -> list[object]:
    """Changes with each signing in and each change of address or password, which makes earlier links useless."""
    return [
        person.pk,
        person.email,
        person.last_login.timestamp() if person.last_login else None,
        signing.Signer(salt=SALT).signature(person.password)[:16],
    ]
