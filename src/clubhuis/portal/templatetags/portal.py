from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from clubhuis.events.models import Event
from clubhuis.ui.shell import Link

register = template.Library()


@register.simple_tag(takes_context=True)
def operator_tabs(context: Context) -> list[Link]:
    places = [
        ("portal:operator", _("Today")),
        ("portal:operator_communities", _("Communities")),
        ("portal:operator_people", _("People")),
        ("taxonomy:desk", _("Vocabulary")),
        ("portal:operator_mails", _("Mail log")),
        ("portal:operator_tasks", _("Failed work")),
        ("portal:operator_check", _("System check")),
        ("portal:operator_log", _("Audit log")),
    ]
    return [Link(text, reverse(name), current=name.endswith(f":{context.get('here')}")) for name, text in places]


@register.filter
def clock(event: Event) -> str:
    """When it begins, by the clock on the wall where it is."""
    return f"{event.starts_local:%H:%M}"
