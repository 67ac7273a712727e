from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from clubhuis.communities import switcher
from clubhuis.communities.access import Rights
from clubhuis.communities.attention import number_asked
from clubhuis.communities.models import Community
from clubhuis.communities.sections import desk_places
from clubhuis.ui.shell import Link

register = template.Library()


@register.simple_tag(takes_context=True)
def my_communities(context: Context) -> list[Community]:
    """The communities of who looks: `{% my_communities as mine %}`."""
    request = context.get("request")
    return switcher.my_communities(request) if request else []


@register.simple_tag(takes_context=True)
def desk_tabs(context: Context) -> list[Link]:
    """The places of a desk that this person may go to, with what waits there."""
    community: Community = context["community"]
    may: Rights = context["may"]
    waiting = number_asked(community) if may.edit_members else 0
    first = [
        ("desk", _("Today"), may.view_desk, None),
        ("desk_members", _("Members"), may.view_desk, None),
        ("requests", _("Requests"), may.edit_members, waiting or None),
        ("invitations", _("Invitations"), may.edit_members, None),
    ]
    added = [(name, str(place.text), place.allowed(may), None) for name, place in desk_places.items()]
    last = [
        ("imports", _("Lists"), may.edit_members, None),
        ("mails", _("Mail"), may.edit_members, None),
        ("page", _("Public page"), may.edit_page, None),
        ("partnerships", _("Partners"), may.manage, None),
        ("roles", _("Roles"), may.manage, None),
        ("settings", _("Settings"), may.manage, None),
        ("log", _("Audit log"), may.manage, None),
    ]
    return [
        Link(
            text,
            reverse(
                desk_places[name].url_name if name in desk_places else f"communities:{name}", args=[community.slug]
            ),
            current=context.get("here") == name,
            count=count,
        )
        for name, text, allowed, count in [*first, *added, *last]
        if allowed
    ]


@register.filter
def shown_link(address: str) -> str:
    """ "https://www.precisiekring.nl/" reads as "precisiekring.nl"."""
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
