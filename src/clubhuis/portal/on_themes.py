"""What hangs on a theme, whichever community does it: events, organisations that can do it, needs that ask for it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Min, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import viewer
from clubhuis.events.access import events_for
from clubhuis.events.models import Event
from clubhuis.market.access import named_among
from clubhuis.market.models import Need
from clubhuis.organisations.models import HasCapability, Organisation
from clubhuis.registration.models import SEATED, Registration
from clubhuis.themes.models import Theme
from clubhuis.themes.sections import Milestone

SHOWN = 6


def events(request: HttpRequest, theme: Theme) -> str | None:
    """What is to come, and what has been: its material stays useful."""
    on_theme = events_for(viewer(request)).announced().filter(themes=theme)
    coming = list(on_theme.upcoming()[: SHOWN + 1])
    past = list(on_theme.past().filter(state=Event.State.PUBLISHED)[:SHOWN])
    if not coming and not past:
        return None
    context = {"theme": theme, "coming": coming[:SHOWN], "has_more": len(coming) > SHOWN, "past": past}
    return render_to_string("portal/on_theme/events.html", context, request)


def organisations(request: HttpRequest, theme: Theme) -> str | None:
    """Those that can do most of what the theme is about, as far as the viewer may see them."""
    wanted = list(theme.capabilities.values_list("pk", flat=True))
    if not wanted:
        return None
    able = HasCapability.objects.filter(capability__in=wanted)
    found = (
        Organisation.objects.visible_to(viewer(request))
        .filter(pk__in=able.values("organisation"))
        .annotate(fits=Count("capability_links", Q(capability_links__capability__in=wanted), distinct=True))
        .order_by("-fits", "name")
        .prefetch_related("sites")
    )
    context = {"theme": theme, "organisations": list(found[: SHOWN + 2])}
    return (
        render_to_string("portal/on_theme/organisations.html", context, request) if context["organisations"] else None
    )


def needs(request: HttpRequest, theme: Theme) -> str | None:
    wanted = list(theme.capabilities.values_list("pk", flat=True))
    if not wanted:
        return None
    person = viewer(request)
    asking = Need.capabilities.through.objects.filter(capability__in=wanted)
    seen = Need.objects.visible_to(person).open().filter(pk__in=asking.values("need"))
    found = list(seen.select_related("organisation").order_by("-created_at", "-pk")[:SHOWN])
    if not found:
        return None
    named = named_among(person, found)
    context = {"theme": theme, "needs": [(need, need.pk in named) for need in found]}
    return render_to_string("portal/on_theme/needs.html", context, request)


def milestones(theme: Theme, person: Person | None) -> Iterable[Milestone]:
    """The first event that was announced, and the first seat at one; of events the viewer may see."""
    on_theme = Event.objects.visible_to(person).announced().filter(themes=theme)
    first = on_theme.filter(published_at__isnull=False).order_by("published_at", "pk").first()
    if first is None or first.published_at is None:
        return
    yield Milestone("event", first.published_at, first.title, first.get_absolute_url())
    taken = Registration.objects.filter(event__in=on_theme.values("pk"), state__in=SEATED)
    seat = taken.aggregate(at=Min("confirmed_at"))["at"]
    if seat is not None:
        yield Milestone("seat", seat, _("First seat taken"))


def coming(themes: list[int], person: Person | None) -> dict[int, str]:
    """ "12 May in Almelo" for one, "3 events" for more."""
    on = Event.themes.through.objects.filter(
        theme__in=themes, event__in=Event.objects.visible_to(person).going_ahead().upcoming().order_by().values("pk")
    )
    rows = list(on.values_list("theme").annotate(number=Count("event"), one=Min("event")))
    alone = Event.objects.in_bulk([one for _theme, number, one in rows if number == 1])
    return {
        theme: _in_words(alone[one])
        if one in alone
        else ngettext("%(count)d event", "%(count)d events", number) % {"count": number}
        for theme, number, one in rows
    }


def _in_words(event: Event) -> str:
    day = date_format(event.starts_local, "j F")
    return _("%(day)s in %(town)s") % {"day": day, "town": event.town} if event.town else day
