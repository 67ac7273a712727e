"""What this room shows elsewhere: the box beside an event, a link in one's own menu, tabs and figures at the desk."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clubhuis.accounts.requests import viewer
from clubhuis.events import access as events
from clubhuis.events.access import EventDesk
from clubhuis.events.desk_pages import Matter
from clubhuis.events.models import Event, Kind
from clubhuis.programme.models import Session
from clubhuis.questions.access import questions_of
from clubhuis.ui.shell import Link

from . import access, quotas, seats, visiting
from .desk.waiting import in_queue, waiting_for_answer
from .forms.registering import money
from .models import Rules, State
from .roster import counts
from .situation import Now, situation_of


def aside(request: HttpRequest, event: Event) -> str | None:
    """Register, or see one's registration: the primary action of an event's page."""
    rules = access.rules_of(event)
    if rules is None or event.is_draft:
        return None
    person = viewer(request)
    situation = situation_of(event, person, rules)
    if situation.now in (Now.CANCELLED, Now.OVER):
        return None
    is_quick = person is not None and situation.now == Now.OPEN and _asks_nothing(event, rules)
    prices = sorted({*access.prices_of(event)})
    context = {
        "event": event,
        "rules": rules,
        "situation": situation,
        "is_quick": is_quick,
        "register_url": reverse("registration:register", args=[event.slug]),
        "prices": _prices(prices),
        "closes": rules.closing().astimezone(event.timezone),
        "user": request.user,
    }
    return render_to_string("registration/aside.html", context, request)


def _asks_nothing(event: Event, rules: Rules) -> bool:
    """Whether one click is enough for who is signed in."""
    return not (
        rules.asks_offers
        or rules.asks_diet
        or event.attendance == Event.Attendance.BOTH
        or any(host.is_accepted and host.consent for host in event.hosts.all())
        or access.prices_of(event)
        or Session.objects.filter(event=event, needs_choice=True).exists()
        or questions_of(seats.key_of(event))
    )


def _prices(prices: list[int]) -> str:
    if not prices or prices == [0]:
        return ""
    if len(prices) == 1:
        return _("%(price)s without VAT, by invoice") % {"price": money(prices[0])}
    if prices[0] == 0 and len(prices) == 2:
        return _("free, or %(price)s without VAT by invoice") % {"price": money(prices[-1])}
    return _("%(least)s to %(most)s without VAT, by invoice") % {"least": money(prices[0]), "most": money(prices[-1])}


def own_link(request: HttpRequest) -> Iterable[Link]:
    """In one's own menu."""
    if viewer(request) is None:
        return
    here = reverse("registration:mine")
    yield Link(_("My registrations"), here, icon="calendar", current=request.path == here)


def matters(desk: EventDesk) -> Iterable[Matter]:
    """What waits for the organisers of an event."""
    if not desk.may.edit:
        return
    slug = desk.event.slug
    if number := waiting_for_answer(desk):
        text = ngettext("request to answer", "requests to answer", number)
        yield Matter(text, reverse("registration:desk_requests", args=[slug]), count=number)
    if access.rules_of(desk.event) is None and not desk.event.is_over:
        yield Matter(
            _("Nobody can register yet: say how"), reverse("registration:rules", args=[slug]), tone="info", icon="users"
        )


def figures(desk: EventDesk) -> str | None:
    """How full it is, on the overview of the desk."""
    if access.rules_of(desk.event) is None:
        return None
    found = counts(desk)
    context = {
        "event": desk.event,
        "coming": found.get(State.CONFIRMED, 0) + found.get(State.ATTENDED, 0),
        "counts": found,
        "quotas": [quota for quota in quotas.quotas_of(desk.event) if quota.size is not None],
    }
    return render_to_string("registration/desk/figures.html", context)


def sees_people(desk: EventDesk) -> bool:
    return desk.may.see_people


def works(desk: EventDesk) -> bool:
    return desk.may.edit and desk.may.see_people


def number_to_answer(desk: EventDesk) -> int | None:
    return waiting_for_answer(desk) or None


def number_waiting(desk: EventDesk) -> int | None:
    return in_queue(desk) or None


def opens_door(desk: EventDesk) -> bool:
    """Checking in is for who is at the door, also a volunteer who may do nothing else."""
    return desk.may.check_in and not desk.event.is_draft and desk.event.is_on_site


def door_aside(request: HttpRequest, event: Event) -> str | None:
    """For a volunteer, whose desk is the door: the way to it."""
    person = viewer(request)
    if person is None or event.is_draft or event.is_over or event.is_cancelled or not event.is_on_site:
        return None
    if not event.roles.filter(person=person).exists():
        return None
    may = events.rights(person, event)
    if not may.check_in or may.view_desk:
        return None
    return render_to_string("registration/door_aside.html", {"event": event}, request)


def is_visit(desk: EventDesk) -> bool:
    return works(desk) and desk.event.kind == Kind.COMPANY_VISIT


def for_visited(request: HttpRequest, event: Event) -> str | None:
    """Beside a company visit: the way to its visitors, for the administrators of the organisation that is visited."""
    if event.kind != Kind.COMPANY_VISIT or event.is_draft or not visiting.is_host(viewer(request), event):
        return None
    asking = event.registrations.filter(state=State.AWAITING_APPROVAL).count()
    return render_to_string("registration/for_visited.html", {"event": event, "asking": asking}, request)
