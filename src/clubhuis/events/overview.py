"""What needs attention at the desk of an event, from this room and from those above."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .access import EventDesk
from .desk_pages import Matter, figures, matters, suggestions
from .models import Host, SeesOthers

SOON = timedelta(weeks=2)


def matters_of(desk: EventDesk) -> list[Matter]:
    """Most urgent first."""
    order = {"bad": 0, "warn": 1, "info": 2}
    found = [*_own(desk), *(matter for source in matters for matter in source(desk))]
    return sorted(found, key=lambda matter: order[matter.tone])


def figures_of(desk: EventDesk) -> list[str]:
    return [html for source in figures if (html := source(desk))]


def suggestions_of(desk: EventDesk) -> list[str]:
    return [html for source in suggestions if (html := source(desk))]


def _own(desk: EventDesk) -> Iterable[Matter]:
    yield from _hosting(desk)
    event = desk.event
    if not (event.is_cancelled or event.is_over) and desk.may.edit:
        yield from _preparing(desk)


def _hosting(desk: EventDesk) -> Iterable[Matter]:
    href = reverse("events:hosts", args=[desk.event.slug])
    for host in desk.hosts:
        names = {"community": host.community}
        is_ours = host.community_id in desk.speaks_for
        if host.is_waiting and is_ours:
            yield Matter(_("%(community)s is asked to host along: answer") % names, href, tone="bad", icon="handshake")
        elif host.is_waiting:
            yield Matter(_("%(community)s has not answered yet") % names, href, tone="info", icon="clock")
        if host.proposed and is_ours:
            yield Matter(_("Other terms are proposed to %(community)s") % names, href, tone="bad", icon="handshake")


def _preparing(desk: EventDesk) -> Iterable[Matter]:
    event, href = desk.event, reverse("events:edit", args=[desk.event.slug])
    if event.is_draft and event.starts_at < timezone.now() + SOON:
        to_desk = reverse("events:desk", args=[event.slug])
        yield Matter(_("It is soon, and still a draft"), f"{to_desk}#publication", tone="bad", icon="clock")
    if event.is_on_site and not event.town:
        yield Matter(_("Nobody knows yet where it is"), href, icon="map-pin")
    if not event.text:
        yield Matter(_("There is no text yet: why should people come?"), href, icon="file-text")
    for code, language in (("nl", _("Dutch")), ("en", _("English"))):
        if _lacks(desk, code):
            words = _("There are no words in %(language)s, which a host speaks") % {"language": language}
            yield Matter(words, href, tone="info", icon="languages")
    seats = [room.capacity for room in event.rooms.all()]
    largest = max((number for number in seats if number), default=0)
    if event.places and seats and all(seats) and event.places > largest:
        words = _("More places (%(places)s) than seats in the largest room (%(seats)s)")
        yield Matter(words % {"places": event.places, "seats": largest}, href, icon="users")
    if not event.picture:
        yield Matter(_("A picture makes the page more inviting"), href, tone="info", icon="image")


def _lacks(desk: EventDesk, code: str) -> bool:
    speaks = any(code in host.community.languages for host in desk.accepted_hosts)
    return speaks and not getattr(desk.event, f"title_{code}")


def proposed_in_words(host: Host) -> list[tuple[str, str]]:
    """What was proposed to a host, as labels and values."""
    if not host.proposed:
        return []
    places, release_on = host.proposed.get("places"), host.proposed.get("release_on")
    sees = SeesOthers(host.proposed.get("sees_others", SeesOthers.NAMES)).label
    return [
        (_("Places kept for its members"), str(places) if places else _("none")),
        (_("Free for all from"), date_format(date.fromisoformat(release_on), "j F Y") if release_on else "–"),
        (_("Sees of people of other hosts"), str(sees)),
    ]
