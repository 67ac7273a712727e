"""What stands in the code on a badge or pass: it lets somebody in, and gives no hold over the registration itself."""

from __future__ import annotations

import re

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from clubhuis.events.models import Event

from .models import Registration

SEEN = re.compile(r"(?:^|/b/)(\d{1,15})-([0-9a-f]{16})/?$", re.ASCII)


def code_of(registration: Registration) -> str:
    """ "55-4f3a…": who hands over the seat gets another link, and with it another code."""
    return f"{registration.pk}-{_proof(registration.pk, registration.token)}"


def badge_url(registration: Registration) -> str:
    """What the code says: also an ordinary telephone of somebody at the door opens the right page with it."""
    return settings.SITE_URL + reverse("registration:badge", args=[code_of(registration)])


def registration_on(seen: str, event: Event | None = None) -> Registration | None:
    """Whose badge was seen; None for any other text, and for the badge of another event when `event` is given."""
    found = SEEN.search(seen.strip())
    if found is None:
        return None
    of_event = Registration.objects.filter(event=event) if event else Registration.objects.all()
    registration = of_event.select_related("event", "organisation", "ticket").filter(pk=int(found[1])).first()
    if registration is None or not constant_time_compare(found[2], _proof(registration.pk, registration.token)):
        return None
    return registration


def _proof(pk: int, token: str) -> str:
    return salted_hmac("clubhuis.registration.badge", f"{pk}:{token}", algorithm="sha256").hexdigest()[:16]
