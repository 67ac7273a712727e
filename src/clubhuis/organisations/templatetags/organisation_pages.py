"""The pages on which one looks after an organisation."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.requests import viewer
from clubhuis.organisations import access
from clubhuis.organisations.kinds import Text
from clubhuis.organisations.models import Organisation
from clubhuis.organisations.sections import editing_pages as pages_of_rooms_above

register = template.Library()

PAGES: dict[str, Text] = {
    "completeness": _("Overview"),
    "profile": _("Profile"),
    "capabilities": _("Capabilities"),
    "sites": _("Sites"),
    "certificates": _("Certificates"),
    "pictures": _("Pictures"),
    "people": _("People"),
    "visibility": _("Visibility"),
}


@dataclass(frozen=True, slots=True)
class Page:
    text: Text
    href: str
    is_current: bool


@register.simple_tag(takes_context=True)
def editing_pages(context: Context, organisation: Organisation, current: str = "") -> list[Page]:
    """Those of the pages that this person may open; `current` when it is not the one of the address."""
    request: HttpRequest = context["request"]
    person = viewer(request)
    administers = access.can_administer(person, organisation)
    allowed = set(PAGES) if administers else set(PAGES) - {"visibility"}
    if not administers and not access.can_edit(person, organisation):
        allowed = {"people"}
    here = current or (request.resolver_match.url_name if request.resolver_match else "")
    own = [
        Page(text, reverse(f"organisations:{name}", args=[organisation.slug]), name == here)
        for name, text in PAGES.items()
        if name in allowed
    ]
    if allowed == {"people"}:
        return own
    return own + [
        Page(page.text, href, request.path.startswith(href))
        for page in pages_of_rooms_above
        for href in [reverse(page.url_name, args=[organisation.slug])]
    ]
