"""Offers: what an organisation says it can do."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.market import access, actions
from clubhuis.market.forms import OfferForm
from clubhuis.market.models import Offer
from clubhuis.market.reading import guess_language
from clubhuis.market.requirements import figures_from_json
from clubhuis.market.texts import clean
from clubhuis.market.wording import figure_in_words
from clubhuis.organisations import access as organisations
from clubhuis.organisations.models import Organisation
from clubhuis.ui.sending import sends_by_itself


@require_safe
def offers(request: MemberRequest, slug: str) -> HttpResponse:
    """The offers of one's own organisation, to change and put in order."""
    organisation = organisations.editable_for(request.user, slug)
    found = list(access.offers_of(request.user, organisation))
    for offer in found:
        offer.organisation = organisation
        offer.in_words = [figure_in_words(figure) for figure in figures_from_json(offer.figures)]  # type: ignore[attr-defined]
    return render(request, "market/offers.html", {"organisation": organisation, "offers": found})


@require_http_methods(["GET", "HEAD", "POST"])
def new_offer(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = organisations.editable_for(request.user, slug)
    form = OfferForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.POST.get("deed") != "read" and filled_in(
        request, form, lambda: actions.add_offer(organisation, by=request.user, **form.values()), _("Your offer stands on the page.")
    ):  # fmt: skip
        return redirect("market:offers", slug)
    return _offer_page(request, form, organisation)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = access.offer_for(request.user, slug, pk)
    form = OfferForm(request.POST if request.method == "POST" else None, offer=found)
    if request.method == "POST" and request.POST.get("deed") != "read" and filled_in(
        request, form, lambda: actions.change_offer(found, by=request.user, **form.values()), _("Saved.")
    ):  # fmt: skip
        return redirect("market:offers", slug)
    return _offer_page(request, form, found.organisation, found)


@sends_by_itself  # it changes nothing that a second time could double
@require_POST
def offer_reading(request: MemberRequest, slug: str) -> HttpResponse:
    """What is recognised in the text as it stands in the form, while one types."""
    organisation = organisations.editable_for(request.user, slug)
    pk = request.POST.get("offer", "")
    found = access.offer_for(request.user, slug, int(pk)) if pk.isascii() and pk.isdigit() and len(pk) < 19 else None
    form = OfferForm(request.POST, offer=found)
    return render(request, "market/offer_form.html#understood", _offer_context(form, organisation, found))


@require_POST
def offer_removal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = access.offer_for(request.user, slug, pk)
    attempt(request, lambda: actions.remove_offer(found, by=request.user), _("The offer has been removed."))
    return redirect("market:offers", slug)


@require_POST
def offer_position(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = access.offer_for(request.user, slug, pk)
    up = request.POST.get("to") == "up"
    attempt(request, lambda: actions.move_offer(found, by=request.user, up=up), _("Moved."))
    return redirect("market:offers", slug)


def _offer_page(
    request: MemberRequest, form: OfferForm, organisation: Organisation, found: Offer | None = None
) -> HttpResponse:
    status = 422 if request.method == "POST" and request.POST.get("deed") != "read" else 200
    return render(request, "market/offer_form.html", _offer_context(form, organisation, found), status=status)


def _offer_context(form: OfferForm, organisation: Organisation, found: Offer | None) -> dict[str, Any]:
    text = clean(form["text"].value() or "").strip()
    guessed = guess_language(text) if text else ""
    sent = form.data.get("language", "") if form.data else (found.language if found else "")
    was = form.data.get("was_language", "") if form.data else ""
    return {
        "form": form,
        "organisation": organisation,
        "offer": found,
        "understood": form.understood() if text else None,
        "language": sent if sent and (not form.data or sent != was) else guessed,
        "guessed": guessed,
    }
