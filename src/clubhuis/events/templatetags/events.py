from django import template
from django.template import Context
from django.urls import reverse
from django.utils.formats import date_format

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


@register.filter
def hours_of(event: Event) -> str:
    """Beside its date: "13:30–17:00", or until which day."""
    return wording.hours(event)


@register.filter
def local_date(event: Event, written: str) -> str:
    """Its first day, in its own zone, written so."""
    return date_format(event.starts_local, written)


@register.filter
def host_names(event: Event) -> str:
    """Who hosts it: "Precisiekring and Brainport"."""
    return wording.hosts(event)


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
        for name, page in sorted(desk_pages.items(), key=lambda pair: pair[1].order)
        if page.shown(desk)
    ]
