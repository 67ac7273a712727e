"""What the pages of an account need: where one is, and what browsers say of themselves."""

from django import template
from django.conf import settings
from django.http import HttpRequest

register = template.Library()

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@register.filter
def device(user_agent: str) -> str:
    """ "Firefox · Windows" for what a browser calls itself; its first word when it is none that we know."""
    found = [next((name for mark, name in known if mark in user_agent), "") for known in (BROWSERS, SYSTEMS)]
    return " · ".join(filter(None, found)) or user_agent.split(" ")[0][:40] or "–"


@register.filter
def is_at(request: HttpRequest, url: str) -> bool:
    """Whether this page is the one at that address."""
    return request.path == url


@register.simple_tag
def mail_goes_out() -> bool:
    """Whether this installation has a mail server, or the development inbox; without one mail waits."""
    return "transactional" in settings.MAILERS
