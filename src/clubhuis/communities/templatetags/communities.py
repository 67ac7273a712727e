from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.communities import switcher
from clubhuis.communities.access import Rights
from clubhuis.communities.attention import number_asked
from clubhuis.communities.desk import drawing
from clubhuis.communities.models import Community, Membership
from clubhuis.communities.sections import desk_places
from clubhuis.organisations.models import Organisation
from clubhuis.ui.parts.library import markup
from clubhuis.ui.parts.pieces import avatar, logo
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


@register.simple_tag(takes_context=True)
def member_rows(context: Context) -> SafeString:
    """The rows of the table of the desk."""
    return drawing.table_rows(context["rows"], context["may"])


@register.simple_tag
def member(membership: Membership) -> SafeString:
    """Somebody on the wall of members; drawn without a template, because a page has sixty."""
    of = membership.organisation
    if of is not None:
        picture = reverse("organisations:logo", args=[of.slug]) if of.logo else ""
        return _member(of, logo(of.name, image=picture), of.tagline)
    person = membership.person
    assert person is not None  # noqa: S101  # a constraint: it is one of the two
    return _member(person, avatar(person.name), person.headline)


def _member(who: Organisation | Person, face: str, said: str) -> SafeString:
    more = markup("<small>{}</small>", said) if said else ""
    return markup(
        '<a class="member" href="{}">{}<span><strong>{}</strong>{}</span></a>', who.get_absolute_url(), face, who, more
    )


@register.filter
def shown_link(address: str) -> str:
    """ "https://www.precisiekring.nl/" reads as "precisiekring.nl"."""
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
