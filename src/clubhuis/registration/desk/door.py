"""Checking in: a list to search and tick, which a telephone turns into a scanner that also works without a connection."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseNotModified, JsonResponse
from django.http.request import RawPostDataException
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.events.access import EventDesk, desk_for, desk_of
from clubhuis.events.models import Event
from clubhuis.lib.answering import attempt
from clubhuis.lib.middleware import PERMISSIONS_POLICY
from clubhuis.lib.refusals import Refused
from clubhuis.lib.tables import tidy
from clubhuis.programme.models import Session
from clubhuis.registration import actions, arrivals, badge_codes
from clubhuis.registration.forms.door import WalkInForm
from clubhuis.registration.models import CheckIn, Registration, Scan

SHOWN = 50
AT_ONCE = 200  # scans in one message
# The one page of the house that may look through a camera.
WITH_CAMERA = PERMISSIONS_POLICY.replace("camera=()", "camera=(self)")


def door_for(request: MemberRequest, slug: str) -> EventDesk:
    """The desk of an event, for who may check in; others do not learn that there is a door."""
    desk = desk_for(request.user, slug)
    if not desk.may.check_in or desk.event.is_draft:
        raise Http404
    return desk


@require_safe
def door(request: MemberRequest, slug: str) -> HttpResponse:
    desk = door_for(request, slug)
    session = _session(desk.event, request.GET.get("session", ""))
    q = tidy(request.GET.get("q", ""))[:100].strip()
    page = Paginator(arrivals.rows(desk.event, session, q=q), SHOWN).get_page(request.GET.get("page", "1"))
    return _page(request, desk, session, {"page": page, "q": q, "form": WalkInForm()})


@require_safe
def shell(request: MemberRequest, slug: str) -> HttpResponse:
    """The page without anybody on it: what a telephone keeps, and fills from its own list when there is no connection."""
    return _page(request, door_for(request, slug), None, {"form": WalkInForm(), "is_shell": True})


def _page(
    request: MemberRequest, desk: EventDesk, session: Session | None, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    event = desk.event
    for row in context.get("page", ()):
        row.entry, row.key = row.entry[0] if row.entry else None, uuid.uuid4()
    shared = {
        "desk": desk,
        "event": event,
        "may": desk.may,
        "here": "door",
        "doors": arrivals.doors_of(event),
        "session": session,
        "count": arrivals.count(event, session),
        "settings": _settings(request, event),
        "key": uuid.uuid4(),
    }
    response = render(request, "registration/desk/door.html", shared | context, status=status)
    response["Permissions-Policy"] = WITH_CAMERA
    return response


def _settings(request: MemberRequest, event: Event) -> dict[str, Any]:
    """What the script needs to know; without it the page is a list and forms."""
    args = [event.slug]
    return {
        "event": event.slug,
        "until": int(event.ends_at.timestamp() * 1000) + 86_400_000,
        "list": reverse("registration:door_list", args=args),
        "scans": reverse("registration:door_scans", args=args),
        "worker": reverse("registration:door_worker", args=args),
        "decoder": static("ui/vendor/jsqr-1.4.0.js"),
        "token": get_token(request),
        "words": {
            "in": _("Welcome"),
            "again": _("Already in, since %(time)s"),
            "elsewhere": _("on %(device)s"),
            "unknown": _("This code is not of this event"),
            "no_seat": _("Has no seat: waiting, cancelled or not approved"),
            "not_chosen": _("Did not choose this session"),
            "not_yet": _("Checking in begins twelve hours before the event."),
            "other": _("Was noted before as somebody else"),
            "invalid": _("Could not be read"),
            "full": _("Let in, although it was full"),
            "sent": _("Everything has been sent"),
            "waiting": _("%(count)s still to be sent"),
            "offline": _("No connection: it goes on without, and is sent later"),
            "sign_in": _("Sign in again to send what was scanned; nothing is lost"),
            "no_camera": _("The camera cannot be used. Search by name, or allow the camera for this site."),
            "check_in": _("Check in %(name)s"),
            "is_in": _("in since %(time)s"),
            "nobody": _("Nobody of that name has a seat."),
            "device": _("device %(name)s"),
            "cleared": _("This device keeps nothing any more."),
            "keep_first": _("Send first what still waits here."),
        },
    }


@require_POST
def arrival(request: MemberRequest, slug: str) -> HttpResponse:
    """Tick somebody in the list; the form of who has no JavaScript."""
    desk = door_for(request, slug)
    session = _session(desk.event, request.POST.get("session", ""))
    pk = request.POST.get("registration", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        messages.error(request, _("Choose somebody from the list."))
        return redirect(_back(desk.event, session))
    registration = get_object_or_404(Registration.objects.select_related("event"), event=desk.event, pk=int(pk))
    registration.event = desk.event
    seen = actions.Seen(registration, key=_key(request), at=timezone.now(), how=Scan.How.NAME, session=session)
    try:
        _say(request, actions.check_in(seen, by=request.user))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(_back(desk.event, session, request.POST.get("q", "")))


@require_POST
def walk_in(request: MemberRequest, slug: str) -> HttpResponse:
    desk = door_for(request, slug)
    session = _session(desk.event, request.POST.get("session", ""))
    form = WalkInForm(request.POST)
    if form.is_valid():
        came = actions.Arrival(key=_key(request), at=timezone.now(), how=Scan.How.WALK_IN, session=session)
        try:
            admission = actions.let_in(
                desk.event, form.walk_in(), came, by=request.user, although_full=form.cleaned_data["although_full"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            _say(request, admission)
            return redirect(_back(desk.event, session))
    page = Paginator(arrivals.rows(desk.event, session), SHOWN).get_page(1)
    return _page(request, desk, session, {"page": page, "q": "", "form": form}, status=422)


@require_POST
def withdrawal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """It was the wrong person."""
    desk = door_for(request, slug)
    found = CheckIn.objects.select_related("registration__event", "session")
    entry = get_object_or_404(found, registration__event=desk.event, pk=pk)
    session = entry.session
    attempt(request, lambda: actions.take_back(entry, by=request.user), _("Taken back."))
    return redirect(_back(desk.event, session, request.POST.get("q", "")))


@require_safe
def roster(request: MemberRequest, slug: str) -> HttpResponse:
    """What a telephone keeps; not sent again as long as nothing changed."""
    desk = door_for(request, slug)
    content = json.dumps({"people": arrivals.for_device(desk.event), "event": desk.event.title}).encode()
    tag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    return HttpResponse(content, content_type="application/json", headers={"ETag": tag})


@require_POST
def scans(request: MemberRequest, slug: str) -> HttpResponse:
    """What a device saw, now or while it had no connection. Each scan is answered; sending it again changes nothing."""
    desk = door_for(request, slug)
    try:
        sent = json.loads(request.body)
        noted = list(sent["scans"])[:AT_ONCE]
        device = tidy(str(sent.get("device", "")))[:40]
    except (RawPostDataException, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return JsonResponse({"error": _("This message cannot be read.")}, status=422)
    doors = {session.pk: session for session in arrivals.doors_of(desk.event)}
    answers = [_noted(request, desk.event, one, device, doors) for one in noted]
    total = arrivals.count(desk.event)
    return JsonResponse({"answers": answers, "arrived": total.arrived, "expected": total.expected})


def _noted(request: MemberRequest, event: Event, one: Any, device: str, doors: dict[int, Session]) -> dict[str, Any]:
    try:
        key = uuid.UUID(str(one["key"]))
        at = datetime.fromtimestamp(float(one["at"]) / 1000, tz=UTC)
        session = doors[int(one["session"])] if one.get("session") else None
        came = actions.Arrival(key=key, at=at, device=device, session=session)
        guest = one.get("walk_in")
        if guest is not None:
            form = WalkInForm({name: tidy(str(guest.get(name, ""))) for name in ("name", "organisation_name", "email")})
            if not form.is_valid():
                return {"key": str(key), "outcome": "invalid", "said": " ".join(map(str, form.errors.values()))}
        else:
            registration = _seen(event, one)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError):
        return {"key": str(one.get("key", ""))[:40] if isinstance(one, dict) else "", "outcome": "invalid"}
    try:
        if guest is not None:
            # They are inside already when this arrives from a device without connection.
            came = actions.Arrival(key=key, at=at, device=device, session=session, how=Scan.How.WALK_IN)
            admission = actions.let_in(
                event, form.walk_in(), came, by=request.user, although_full=bool(one.get("although_full"))
            )
        elif registration is None:
            return {"key": str(key), "outcome": "unknown"}
        else:
            admission = actions.check_in(came.of(registration), by=request.user)
    except Refused as refusal:
        return {"key": str(key), "outcome": "refused", "said": str(refusal)}
    return _told(key, admission)


def _seen(event: Event, one: dict[str, Any]) -> Registration | None:
    if "id" in one:
        pk = int(one["id"])
        found = Registration.objects.filter(event=event, pk=pk) if 0 < pk < 2**63 else Registration.objects.none()
        registration = found.select_related("organisation", "ticket").first()
    else:
        registration = badge_codes.registration_on(str(one["code"])[:300], event)
    if registration is not None:
        registration.event = event
    return registration


def _told(key: uuid.UUID, admission: actions.Admission) -> dict[str, Any]:
    registration = admission.registration
    return {
        "key": str(key),
        "outcome": admission.outcome,
        "id": registration.pk,
        "name": registration.known_as,
        "organisation": registration.works_at,
        "first_at": int(admission.first_at.timestamp() * 1000) if admission.first_at else None,
        "first_device": admission.first_device,
    }


@require_safe
def worker(request: MemberRequest, slug: str) -> HttpResponse:
    """The service worker of this one page: its address keeps its reach to the check-in of this event."""
    desk = door_for(request, slug)
    assets = [static(name) for name in ("registration/door.js", "ui/vendor/jsqr-1.4.0.js")]
    settings = {"shell": reverse("registration:door_shell", args=[desk.event.slug]), "assets": assets}
    source = render(request, "registration/desk/door_worker.js", {"settings": json.dumps(settings)})
    return HttpResponse(source.content, content_type="text/javascript; charset=utf-8")


@require_safe
def badge(request: MemberRequest, code: str) -> HttpResponse:
    """Somebody at the door read a badge with an ordinary telephone: the list, with this person on it."""
    registration = badge_codes.registration_on(code)
    if registration is None or not desk_of(request.user, registration.event).may.check_in:
        raise Http404
    return redirect(_back(registration.event, None, registration.name))


def _session(event: Event, written: str) -> Session | None:
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) < 19):
        raise Http404
    return get_object_or_404(Session.objects.to_choose(), event=event, pk=int(written))


def _key(request: MemberRequest) -> uuid.UUID:
    """The form brings a key along, so that a double click is one scan."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid.uuid4()


def _say(request: MemberRequest, admission: actions.Admission) -> None:
    name = admission.registration.known_as
    if admission.outcome == actions.Outcome.IN:
        messages.success(request, _("%(name)s is in.") % {"name": name})
    elif admission.outcome == actions.Outcome.AGAIN and admission.first_at:
        at = date_format(admission.first_at.astimezone(admission.registration.event.timezone), "H:i")
        messages.warning(request, _("%(name)s was in already, since %(time)s.") % {"name": name, "time": at})
    else:
        messages.error(request, _("%(name)s has no seat: waiting, cancelled or not approved.") % {"name": name})


def _back(event: Event, session: Session | None, q: str = "") -> str:
    asked = {name: value for name, value in (("session", session.pk if session else ""), ("q", q[:100])) if value}
    here = reverse("registration:door", args=[event.slug])
    return f"{here}?{urlencode(asked)}" if asked else here
