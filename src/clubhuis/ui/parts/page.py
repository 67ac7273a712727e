"""What the page shell itself is made of: styles, scripts, header menus, accent, messages."""

import secrets
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info

from clubhuis.ui import accents, shell, stylesheets
from clubhuis.ui.schemes import SCHEMES, chosen_scheme

from .library import attributes, markup, register
from .sending import token_fields

# Stand for what differs from page to page; nobody can write them in an address.
PLACE, TOKEN = secrets.token_hex(8), secrets.token_hex(8)


@register.simple_tag
def house_style() -> SafeString:
    """The stylesheet of the house: one file when collected, the separate ones while developing."""
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((static(path),) for path in stylesheets.to_link())
    )


@register.simple_tag(takes_context=True)
def scheme(context: Context) -> str:
    """The colour scheme this visitor chose: light, dark or system."""
    return chosen_scheme(context.get("request"))


@register.simple_tag
def installation() -> str:
    """The name of this clubhouse."""
    return str(settings.INSTALLATION_NAME)


@register.simple_tag(takes_context=True)
def accent(context: Context, colour: str) -> SafeString:
    """Gives the page a community's colour, adjusted until it can be read in both schemes. Belongs in `{% block head %}`."""
    # Asked as a string, because a nonce that nobody has used yet counts as false and never gets into the header.
    nonce = context.get("csp_nonce")
    return markup(
        "<style{}>{}</style>",
        attributes(nonce=None if nonce is None else str(nonce)),
        mark_safe(accents.as_css(colour)),
    )


@register.simple_tag(takes_context=True)
def shell_links(context: Context, where: str) -> list[shell.Link]:
    """The links that rooms registered: navigation, person_menu, communities or footer."""
    registry = {
        "navigation": shell.navigation,
        "person_menu": shell.person_menu,
        "communities": shell.communities,
        "footer": shell.footer,
    }[where]
    request = context.get("request")
    return shell.links(registry, request) if request else []


@register.simple_tag
def schemes() -> dict[str, Any]:
    return dict(SCHEMES)


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """The languages of the pages: code and its own name."""
    return [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]


@register.simple_tag(takes_context=True)
def preferences(context: Context) -> SafeString:
    """The menu for language and display. It stands on every page, and differs by the address to come back to and the token of its forms."""
    request = context.get("request")
    before, between, after = _preferences(get_language() or settings.LANGUAGE_CODE, chosen_scheme(request))
    drawn = f"{before}{token_fields(context)}{between}{token_fields(context)}{after}"
    return mark_safe(drawn.replace(PLACE, escape(request.get_full_path()) if request else ""))


@lru_cache(maxsize=16)
def _preferences(language: str, chosen: str) -> list[str]:
    """What stands around the tokens of its two forms."""
    said = {"LANGUAGE_CODE": language, "chosen": chosen, "place": PLACE, "token": TOKEN}
    return render_to_string("ui/preferences.html", said).split(TOKEN)


@register.simple_tag(takes_context=True)
def toasts(context: Context, *, oob: bool = False) -> SafeString:
    """The messages that wait for this visitor. In an htmx answer `oob=True` sends them to the corner of the page."""
    request = context.get("request")
    waiting = list(get_messages(request)) if request else []
    return render_to_string("ui/parts/toasts.html", {"waiting": waiting, "oob": oob})
