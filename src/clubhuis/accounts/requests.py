"""What a view may rely on in its request."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .models import Person


class MemberRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: Person
    htmx: HtmxDetails


class VisitorRequest(HttpRequest):
    """A request of anybody; see `viewer`."""

    htmx: HtmxDetails


def viewer(request: HttpRequest) -> Person | None:
    """The person who looks, or None for a visitor who is not signed in."""
    return request.user if isinstance(request.user, Person) else None
