"""On which host names this installation answers: its own, and those of its communities.

A community with a host name of its own has its page there at "/". Any other host name gets 400, so that nobody can put
links to elsewhere into our pages and mails by asking for them under a foreign name.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host
from django.urls import reverse

from .models import Community

KEY = "communities:hosts"
SECONDS = 60  # how long another process may still answer on a host name that was given up


def of_communities() -> dict[str, str]:
    """Host name → slug of the community that lives there."""
    known: dict[str, str] | None = caches["process"].get(KEY)
    if known is None:
        found = Community.objects.present().filter(host_name__isnull=False)
        known = {host.lower(): slug for host, slug in found.values_list("host_name", "slug") if host}
        caches["process"].set(KEY, known, SECONDS)
    return known


def forget() -> None:
    caches["process"].delete(KEY)


def is_own(host: str) -> bool:
    """Whether this is a name of the installation itself."""
    return validate_host(host, settings.OWN_HOSTS)


class HostNames:
    """Judges the Host header, and shows a community's page at the root of its own host name."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host, _port = split_domain_port(request.get_host())
        if not is_own(host):
            slug = of_communities().get(host)
            if slug is None:
                raise DisallowedHost(f"nobody lives at {host!r} here; add it to CLUBHUIS_HOSTS if it is yours")
            if request.path_info == "/":
                request.path_info = reverse("communities:community", args=[slug])
        return self.answer(request)
