from django import template
from django.template import Context
from django.urls import reverse

from clubhuis.events import wording
from clubhuis.events.access import EventDesk
from clubhuis.events.desk_pages import desk_pages
from clubhuis.events.models import Event
from clubhuis.ui.shell import Link

register = template.Library()


@register.filter
def when_of(event: Event) -> str:
    """When it is, in words, in its own zone."""
    return wording.when(event)


@register.filter
def where_of(event: Event) -> str:
    """Where it is, in words: building and town, or online."""
    return wording.where(event)


@register.simple_tag(takes_context=True)
def event_tabs(context: Context) -> list[Link]:
    """The pages of an event's desk that this person may open, with what waits there."""
    desk: EventDesk = context["desk"]
    return [
        Link(
            str(page.text),
            reverse(page.url_name, args=[desk.event.slug]),
            current=context.get("here") == name,
            count=page.count(desk),
        )
        for name, page in desk_pages.items()
        if page.shown(desk)
    ]
