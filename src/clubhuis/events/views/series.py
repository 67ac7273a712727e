"""A series on tour: its page, the queue of who offers to receive it, its next stop."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import MemberRequest, VisitorRequest, viewer
from clubhuis.communities import access as communities
from clubhuis.events import access, actions, tour
from clubhuis.events.forms import OfferForm, SeriesForm
from clubhuis.events.models import Event, Series, StopOffer
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.lib.files import file_response
from clubhuis.organisations.models import Affiliation, Organisation

HOUR = 3600


@login_not_required
@require_safe
def series(request: VisitorRequest, slug: str) -> HttpResponse:
    person = viewer(request)
    found = access.series_for(person, slug)
    can_run = access.can_run_series(person, found)
    context = {
        "series": found,
        "community": found.community,
        "tour": tour.of(found, person, near=request.GET.get("near", "").strip()[:80]),
        "can_run": can_run,
        "queue": list(found.offers.waiting().select_related("organisation", "offered_by")),
        "own_offers": set(found.offers.filter(offered_by=person).values_list("pk", flat=True)) if person else set(),
        "drafts": list(found.stops.filter(state=Event.State.DRAFT)) if can_run else [],
    }
    return render(request, "events/series.html", context)


@login_not_required
@require_safe
def picture(request: VisitorRequest, slug: str) -> FileResponse:
    found = access.series_for(viewer(request), slug)
    return file_response(found.picture, public_for=HOUR if found.community.is_public else 0)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, slug: str) -> HttpResponse:
    desk = communities.desk_for(request.user, slug)
    if not desk.may.organise:
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SeriesForm(*sent)
    begun: list[Series] = []
    if request.method == "POST" and filled_in(
        request,
        form,
        lambda: begun.append(actions.begin_series(desk.community, by=request.user, **form.values())),
        _("The series has a page. Make its first stop."),
    ):
        return redirect(begun[0])
    context = {"form": form, "community": desk.community, "desk": desk, "may": desk.may, "here": "events"}
    return render(request, "events/series_form.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    found = _own(request, slug)
    desk = communities.desk_for(request.user, found.community.slug)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SeriesForm(*sent, series=found)
    if request.method == "POST" and filled_in(
        request, form, lambda: actions.change_series(found, by=request.user, **form.values()), _("Saved.")
    ):
        return redirect(found)
    shown = Series.objects.get(pk=found.pk)
    context = {
        "form": form,
        "series": shown,
        "community": desk.community,
        "desk": desk,
        "may": desk.may,
        "here": "events",
    }
    return render(request, "events/series_form.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def ending(request: MemberRequest, slug: str) -> HttpResponse:
    found = _own(request, slug)
    attempt(request, lambda: actions.end_series(found, by=request.user), _("Saved."))
    return redirect(found)


@require_POST
def next_stop(request: MemberRequest, slug: str) -> HttpResponse:
    """The next stop as a draft, to look at and confirm."""
    found = _own(request, slug)
    offer = None
    if pk := request.POST.get("offer", ""):
        if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
            raise Http404
        offer = get_object_or_404(found.offers.all(), pk=int(pk))
    made: list[Event] = []
    if attempt(
        request,
        lambda: made.append(actions.propose_stop(found, by=request.user, offer=offer)),
        _("A draft in the rhythm of the series. Look at day and place, then publish it."),
    ):
        return redirect("events:edit", made[0].slug)
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: MemberRequest, slug: str) -> HttpResponse:
    """Offer to receive a stop."""
    found = access.series_for(request.user, slug)
    form = OfferForm(request.POST if request.method == "POST" else None, organisations=_works_at(request.user))
    if request.method == "POST" and filled_in(
        request,
        form,
        lambda: actions.offer_stop(found, by=request.user, **form.cleaned_data),
        _("Thank you. You stand in the queue; the organisers hear of it."),
    ):
        return redirect(found)
    context = {"form": form, "series": found, "community": found.community}
    return render(request, "events/offer.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def offer_withdrawal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = access.series_for(request.user, slug)
    mine = get_object_or_404(StopOffer, series=found, offered_by=request.user, pk=pk)
    attempt(request, lambda: actions.withdraw_stop(mine, by=request.user), _("You have taken back your offer."))
    return redirect(found)


@require_POST
def offer_refusal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = _own(request, slug)
    declined = get_object_or_404(StopOffer.objects.select_related("series", "offered_by"), series=found, pk=pk)
    attempt(request, lambda: actions.decline_stop(declined, by=request.user), _("They hear that it is not this time."))
    return redirect(found)


def _own(request: MemberRequest, slug: str) -> Series:
    found = access.series_for(request.user, slug)
    if not access.can_run_series(request.user, found):
        raise Http404
    return found


def _works_at(person: Person) -> list[Organisation]:
    mine = Affiliation.objects.current().filter(person=person).values("organisation")
    return list(Organisation.objects.present().filter(pk__in=mine).order_by("name"))
