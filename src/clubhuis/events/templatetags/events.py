from dataclasses import dataclass, field

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.formats import date_format

from clubhuis.events import wording
from clubhuis.events.access import EventDesk
from clubhuis.events.desk_pages import FEW, GROUPS, Group, desk_pages
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


@dataclass(frozen=True, slots=True)
class Tabs:
    """The tabs of a desk: a row, and below it those of the group one is in."""

    places: list[Link]
    within: list[Link] = field(default_factory=list)
    group: str = ""


@register.simple_tag(takes_context=True)
def event_tabs(context: Context) -> Tabs:
    """The pages of an event's desk that this person may open, with what waits there."""
    desk: EventDesk = context["desk"]
    found: dict[Group, list[Link]] = {}
    for name, page in sorted(desk_pages.items(), key=lambda pair: pair[1].order):
        if page.shown(desk):
            href = reverse(page.url_name, args=[desk.event.slug])
            link = Link(str(page.text), href, current=context.get("here") == name, count=page.count(desk))
            found.setdefault(page.group, []).append(link)
    groups = {group: found[group] for group in GROUPS if group in found}
    if sum(map(len, groups.values())) <= FEW:
        return Tabs([link for links in groups.values() for link in links])
    here = next((group for group, links in groups.items() if any(link.current for link in links)), None)
    within = groups[here] if here is not None and len(groups[here]) > 1 else []
    return Tabs([_of_group(group, links) for group, links in groups.items()], within, str(GROUPS[here]) if here else "")


def _of_group(group: Group, links: list[Link]) -> Link:
    """One tab for all: it opens the first, and counts what waits in any."""
    if len(links) == 1:
        return links[0]
    counts = [link.count for link in links if link.count is not None]
    return Link(
        str(GROUPS[group]),
        links[0].href,
        current=any(link.current for link in links),
        count=sum(counts) if counts else None,
    )
