"""Light, dark, or as the device says; remembered in a cookie so that the first paint is right."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

COOKIE = "scheme"
SCHEMES = {"system": _("As my device"), "light": _("Light"), "dark": _("Dark")}


def chosen_scheme(request: HttpRequest | None) -> str:
    """The scheme that this visitor chose; "system" when none was."""
    chosen = request.COOKIES.get(COOKIE, "") if request else ""
    return chosen if chosen in SCHEMES else "system"
