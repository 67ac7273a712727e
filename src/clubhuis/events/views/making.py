"""An event is made, edited, published, moved, cancelled, copied."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clubhuis.accounts.requests import MemberRequest
from clubhuis.communities.models import Community
from clubhuis.events import access, actions, audience
from clubhuis.events.access import EventDesk
from clubhuis.events.forms import CancelForm, CopyForm, EventForm, MoveForm, PublicationForm, TemplateForm
from clubhuis.events.models import Event, Template
from clubhuis.events.times import comes_twice
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.lib.refusals import Refused

LATEST = 8  # earlier events to begin from


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """One form; begun empty, after an earlier event, or after a template."""
    communities = access.organises_for(request.user)
    if not communities:
        raise Http404
    community = _chosen(request, communities)
    if community is None:
        return render(request, "events/for_whom.html", {"communities": communities})
    example = _example(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = EventForm(*sent, person=request.user, community=community, example=example)
    publication = PublicationForm(sent[0])
    made: list[Event] = []

    def make() -> None:
        made.append(_make(request, form, publication, community, example))

    if request.method == "POST" and publication.is_valid() and _done(form, make):
        _say(request, made[0])
        return redirect(
            made[0] if made[0].is_published else "events:desk", *([] if made[0].is_published else [made[0].slug])
        )
    context = {
        "form": form,
        "publication": publication,
        "community": community,
        "communities": communities,
        "example": example,
        "templates": community.event_templates.all(),
        "earlier": _earlier(request, community) if request.method != "POST" and example is None else [],
    }
    return render(request, "events/new.html", context, status=422 if request.method == "POST" else 200)


def _done(form: EventForm, deed: Any) -> bool:
    """A refusal of the action becomes an error of the form, which keeps what was typed."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            deed()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    except PermissionDenied:
        raise Http404 from None
    return True


def _chosen(request: MemberRequest, communities: list[Community]) -> Community | None:
    wanted = request.POST.get("community") or request.GET.get("community", "")
    if not wanted and len(communities) == 1:
        return communities[0]
    return next((community for community in communities if community.slug == wanted), None)


def _example(request: MemberRequest) -> Event | None:
    slug = (request.POST.get("after") or request.GET.get("after", ""))[:90].replace("\0", "")
    if not slug:
        return None
    desk = access.desk_for(request.user, slug)
    if not desk.may.edit:
        raise Http404
    return desk.event


def _earlier(request: MemberRequest, community: Community) -> list[Event]:
    return list(Event.objects.hosted_by(community).announced().run_by(request.user).order_by("-starts_at")[:LATEST])


def _make(
    request: MemberRequest, form: EventForm, publication: PublicationForm, community: Community, example: Event | None
) -> Event:
    values = form.values()
    if example is not None:
        day = form.cleaned_data["starts_on"]
        event = actions.copy(example, by=request.user, community=community, day=day, **values)
    else:
        event = actions.make(community, by=request.user, **values)
    if series := form.cleaned_data.get("series"):
        event = actions.put_in_series(event, series, by=request.user)
    return _as_planned(event, publication, request)


def _as_planned(event: Event, publication: PublicationForm, request: MemberRequest) -> Event:
    match publication.cleaned_data["when"]:
        case "now":
            return actions.publish(event, by=request.user)
        case "later":
            return actions.plan_publication(event, publication.cleaned_data["publish_at"], by=request.user)
    return event


def _say(request: MemberRequest, event: Event) -> None:
    if event.is_published:
        messages.success(request, _("%(event)s is published.") % {"event": event})
    else:
        messages.success(request, _("%(event)s is there as a draft. Nobody sees it yet.") % {"event": event})
    for moment in (event.starts_at, event.ends_at):
        if comes_twice(moment, event.zone):
            messages.info(
                request,
                _("The clock shows %(time)s twice that night; we took the first time.")
                % {"time": f"{moment.astimezone(event.timezone):%H:%M}"},
            )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    desk = _desk(request, slug, "edit")
    event, sent = desk.event, (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = EventForm(*sent, person=request.user, community=_lead(event), event=event, may_decide=desk.may.decide)
    if request.method == "POST" and _done(form, lambda: _edit(request, form, event)):
        messages.success(request, _("Saved."))
        event = Event.objects.get(pk=event.pk)
        return redirect("events:desk", event.slug)
    context = _page(desk, "edit") | {
        "form": form,
        "event": Event.objects.prefetch_related("hosts__community").get(pk=event.pk),
    }
    return render(request, "events/desk/edit.html", context, status=422 if request.method == "POST" else 200)


def _edit(request: MemberRequest, form: EventForm, event: Event) -> None:
    changed = actions.edit(event, by=request.user, **form.values())
    if "series" in form.fields and form.cleaned_data["series"] != changed.series:
        actions.put_in_series(changed, form.cleaned_data["series"], by=request.user)


@require_POST
def publication(request: MemberRequest, slug: str) -> HttpResponse:
    """Publish now, at a moment, or take that plan back."""
    desk = _desk(request, slug, "decide")
    form = PublicationForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(e) for errors in form.errors.values() for e in errors))
        return redirect("events:desk", slug)
    match form.cleaned_data["when"]:
        case "now":
            attempt(request, lambda: actions.publish(desk.event, by=request.user), _("It is published."))
        case "later":
            at = form.cleaned_data["publish_at"]
            attempt(
                request,
                lambda: actions.plan_publication(desk.event, at, by=request.user),
                _("It publishes itself at that moment."),
            )
        case _:
            attempt(
                request, lambda: actions.plan_publication(desk.event, None, by=request.user), _("It stays a draft.")
            )
    return redirect("events:desk", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: MemberRequest, slug: str) -> HttpResponse:
    """Another time or place; the page says how many people are told."""
    desk = _desk(request, slug, "decide")
    form = MoveForm(request.POST if request.method == "POST" else None, event=desk.event, community=_lead(desk.event))
    if request.method == "POST" and filled_in(
        request, form, lambda: _move(request, form, desk.event), _("Changed. Who comes has been told.")
    ):
        return redirect("events:desk", slug)
    context = _page(desk, "desk") | {"form": form, "told": len(audience.of(desk.event))}
    return render(request, "events/desk/move.html", context, status=422 if request.method == "POST" else 200)


def _move(request: MemberRequest, form: MoveForm, event: Event) -> None:
    actions.move(event, by=request.user, word=form.cleaned_data["word"], **form.where_and_when())


@require_http_methods(["GET", "HEAD", "POST"])
def cancellation(request: MemberRequest, slug: str) -> HttpResponse:
    desk = _desk(request, slug, "decide")
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and filled_in(
        request,
        form,
        lambda: actions.cancel(desk.event, by=request.user, reason=form.cleaned_data["reason"]),
        _("Cancelled. Who planned to come has been told."),
    ):
        return redirect(desk.event)
    context = _page(desk, "desk") | {"form": form, "told": len(audience.of(desk.event))}
    return render(request, "events/desk/cancellation.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def removal(request: MemberRequest, slug: str) -> HttpResponse:
    """A draft is thrown away."""
    desk = _desk(request, slug, "decide")
    lead = _lead(desk.event)
    if attempt(request, lambda: actions.discard(desk.event, by=request.user), _("The draft is gone.")):
        return redirect("events:at_desk", lead.slug)
    return redirect("events:desk", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: MemberRequest, slug: str) -> HttpResponse:
    """Another one like it: only the day is asked."""
    desk = _desk(request, slug, "edit")
    communities = access.organises_for(request.user)
    if not communities:
        raise Http404
    form = CopyForm(request.POST if request.method == "POST" else None, event=desk.event, communities=communities)
    made: list[Event] = []
    if request.method == "POST" and filled_in(
        request,
        form,
        lambda: made.append(actions.copy(desk.event, by=request.user, **form.cleaned_data)),
        _("The copy is a draft. Look at it, then publish it."),
    ):
        return redirect("events:edit", made[0].slug)
    context = _page(desk, "desk") | {"form": form}
    return render(request, "events/desk/copy.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def template(request: MemberRequest, slug: str) -> HttpResponse:
    """Keep an event as an example to begin from."""
    desk = _desk(request, slug, "edit")
    form = TemplateForm(request.POST)
    own = next(iter(desk.own_hosts), None)
    community = own.community if own else _lead(desk.event)
    if not form.is_valid():
        messages.error(request, _("Give the template a name."))
    else:
        name = form.cleaned_data["name"]
        attempt(
            request,
            lambda: actions.keep_template(desk.event, name, community=community, by=request.user),
            _("Kept. Choose it when you make an event."),
        )
    return redirect("events:desk", slug)


@require_POST
def template_removal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    community = get_object_or_404(Community.objects.present(), slug=slug)
    if not access.can_make(request.user, community):
        raise Http404
    kept = get_object_or_404(Template, community=community, pk=pk)
    attempt(
        request, lambda: actions.remove_template(kept, by=request.user), _("The template is gone; the event stays.")
    )
    return redirect("events:at_desk", slug)


def _desk(request: MemberRequest, slug: str, right: str) -> EventDesk:
    desk = access.desk_for(request.user, slug)
    if not getattr(desk.may, right):
        raise PermissionDenied if desk.may.view_desk else Http404
    return desk


def _lead(event: Event) -> Community:
    lead = event.lead
    if lead is None:
        raise Http404
    return lead


def _page(desk: EventDesk, here: str) -> dict[str, Any]:
    return {"desk": desk, "event": desk.event, "may": desk.may, "here": here}
