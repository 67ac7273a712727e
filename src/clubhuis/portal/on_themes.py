"""What hangs on a theme, whichever community does it: events, organisations that can do it, needs that ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import viewer
from clubhuis.events.access import events_for
from clubhuis.events.models import Event
from clubhuis.lib.looking import once_a_look
from clubhuis.lib.prepared import prepared
from clubhuis.market.access import named_among
from clubhuis.market.models import Need
from clubhuis.organisations.models import HasCapability, Organisation
from clubhuis.registration.models import SEATED, Registration
from clubhuis.taxonomy.models import Capability
from clubhuis.themes.models import Theme
from clubhuis.themes.sections import Milestone

SHOWN = 6


def events(request: HttpRequest, theme: Theme) -> str | None:
    """What is to come, and what has been: its material stays useful."""
    now, person = timezone.now(), viewer(request)
    coming, past = _coming(person, theme, now), _past(person, theme, now)
    if not coming and not past:
        return None
    context = {"theme": theme, "coming": coming[:SHOWN], "has_more": len(coming) > SHOWN, "past": past}
    return render_to_string("portal/on_theme/events.html", context, request)


def organisations(request: HttpRequest, theme: Theme) -> str | None:
    """Those that can do most of what the theme is about, as far as the viewer may see them."""
    wanted = _wanted(theme)
    if not wanted:
        return None
    context = {"theme": theme, "organisations": _able(viewer(request), frozenset(wanted))}
    return (
        render_to_string("portal/on_theme/organisations.html", context, request) if context["organisations"] else None
    )


def needs(request: HttpRequest, theme: Theme) -> str | None:
    wanted = _wanted(theme)
    if not wanted:
        return None
    person = viewer(request)
    found = _asking(person, frozenset(wanted))
    if not found:
        return None
    named = named_among(person, found)
    context = {"theme": theme, "needs": [(need, need.pk in named) for need in found]}
    return render_to_string("portal/on_theme/needs.html", context, request)


def milestones(theme: Theme, person: Person | None) -> Iterable[Milestone]:
    """The first event that was announced, and the first seat at one; of events the viewer may see."""
    first = next(iter(_first(person, theme)), None)
    if first is None or first.published_at is None:
        return
    yield Milestone("event", first.published_at, first.title, first.get_absolute_url())
    for seat in _first_seat(person, theme):
        if seat is not None:
            yield Milestone("seat", seat, _("First seat taken"))


def coming(themes: list[int], person: Person | None) -> dict[int, str]:
    """ "12 May in Almelo" for one, "3 events" for more."""
    rows = _on(person, frozenset(themes), timezone.now())
    alone = {event.pk: event for event in _alone(frozenset(one for _theme, number, one in rows if number == 1))}
    return {
        theme: _in_words(alone[one])
        if one in alone
        else ngettext("%(count)d event", "%(count)d events", number) % {"count": number}
        for theme, number, one in rows
    }


def _in_words(event: Event) -> str:
    day = date_format(event.starts_local, "j F")
    return _("%(day)s in %(town)s") % {"day": day, "town": event.town} if event.town else day


# Questions


@prepared
def _coming(person: Person | None, theme: Theme, now: datetime) -> QuerySet[Event]:
    return events_for(person).announced().filter(themes=theme).upcoming(now)[: SHOWN + 1]


@prepared
def _past(person: Person | None, theme: Theme, now: datetime) -> QuerySet[Event]:
    past = events_for(person).announced().filter(themes=theme).past(now)
    return past.filter(state=Event.State.PUBLISHED)[:SHOWN]


@once_a_look
@prepared
def _wanted(theme: Theme) -> QuerySet[Capability, int]:
    return Capability.objects.filter(themes=theme).order_by().values_list("pk", flat=True)


@prepared
def _able(person: Person | None, wanted: frozenset[int]) -> QuerySet[Organisation]:
    able = HasCapability.objects.filter(capability__in=wanted)
    return (
        Organisation.objects.visible_to(person)
        .filter(pk__in=able.values("organisation"))
        .annotate(fits=Count("capability_links", Q(capability_links__capability__in=wanted), distinct=True))
        .order_by("-fits", "name")
        .prefetch_related("sites")[: SHOWN + 2]
    )


@prepared
def _asking(person: Person | None, wanted: frozenset[int]) -> QuerySet[Need]:
    asking = Need.capabilities.through.objects.filter(capability__in=wanted)
    seen = Need.objects.visible_to(person).open().filter(pk__in=asking.values("need"))
    return seen.select_related("organisation").order_by("-created_at", "-pk")[:SHOWN]


@prepared
def _first(person: Person | None, theme: Theme) -> QuerySet[Event]:
    on_theme = Event.objects.visible_to(person).announced().filter(themes=theme)
    return on_theme.filter(published_at__isnull=False).order_by("published_at", "pk")[:1]


@prepared
def _first_seat(person: Person | None, theme: Theme) -> QuerySet[Registration, datetime | None]:
    on_theme = Event.objects.visible_to(person).announced().filter(themes=theme).order_by()
    taken = Registration.objects.filter(event__in=on_theme.values("pk"), state__in=SEATED, confirmed_at__isnull=False)
    return taken.order_by("confirmed_at").values_list("confirmed_at", flat=True)[:1]


@prepared
def _on(person: Person | None, themes: frozenset[int], now: datetime) -> QuerySet[Any, tuple[int, int, int]]:
    coming = Event.objects.visible_to(person).going_ahead().upcoming(now).order_by()
    on = Event.themes.through.objects.filter(theme__in=themes, event__in=coming.values("pk")).order_by()
    return on.values_list("theme").annotate(number=Count("event"), one=Min("event"))


@prepared
def _alone(ids: frozenset[int]) -> QuerySet[Event]:
    return Event.objects.filter(pk__in=ids)
