"""What the page shell itself is made of: styles, scripts, header menus, accent, messages."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info

from clubhuis.ui import accents, shell, stylesheets
from clubhuis.ui.schemes import SCHEMES, chosen_scheme

from .library import attributes, markup, register


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
def toasts(context: Context, *, oob: bool = False) -> SafeString:
    """The messages that wait for this visitor. In an htmx answer `oob=True` sends them to the corner of the page."""
    request = context.get("request")
    waiting = list(get_messages(request)) if request else []
    return render_to_string("ui/parts/toasts.html", {"waiting": waiting, "oob": oob})
