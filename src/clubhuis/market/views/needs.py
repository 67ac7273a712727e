"""Needs: the board, the page of one, posting and changing it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest, VisitorRequest, viewer
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.lib.files import file_response
from clubhuis.market import access, actions, sections, understanding
from clubhuis.market.board import DISTANCES, Asked, Board
from clubhuis.market.counting import counted
from clubhuis.market.forms import PROPOSED, ClosingForm, NeedForm, fields_of, proposed
from clubhuis.market.highlights import pieces
from clubhuis.market.models import Need
from clubhuis.market.requirements import all_from_json
from clubhuis.market.texts import clean
from clubhuis.market.wording import in_words
from clubhuis.ui.sending import sends_by_itself


@login_not_required
@require_safe
def board(request: VisitorRequest) -> HttpResponse:
    person = viewer(request)
    found = Board(person, Asked.of(request.GET), request.GET.get("page", "1"))
    context = {
        "board": found,
        "asked": found.asked,
        "page": found.page,
        "distances": DISTANCES,
        "clear": "" if found.asked.is_plain else reverse("market:board"),
    }
    return render(request, "market/board.html", context)


@login_not_required
@require_safe
def need(request: VisitorRequest, pk: int) -> HttpResponse:
    person = viewer(request)
    found = access.need_for(person, pk)
    requirements = all_from_json(found.requirements)
    shows_name = access.shows_name(person, found)
    can_edit = access.can_edit_need(person, found)
    context = {
        "need": found,
        "pieces": pieces(found.text, requirements),
        "requirements": [(one, in_words(one)) for one in requirements],
        "shows_name": shows_name,
        "is_own": access.is_own(person, found),
        "can_edit": can_edit,
        "contact": access.contact_for(person, found),
        "files": list(found.files.all()) if access.can_see_files(person, found) else [],
        "hides_files": not access.can_see_files(person, found) and found.files.exists(),
        "sections": sections.rendered(request, found),
        "closing": ClosingForm() if can_edit else None,
    }
    return render(request, "market/need.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_need(request: MemberRequest) -> HttpResponse:
    """One page: the text first; the rest is understood from it and can be changed."""
    organisations = access.posts_for(request.user)
    if request.method != "POST":
        text = clean(request.GET.get("text", ""))[:6000]  # somebody comes from a search box
        form = NeedForm(
            person=request.user,
            organisations=organisations,
            initial={"text": text, **fields_of(text)} if text else None,
        )
        return _need_page(request, form, understanding.of_text(text, None) if text else None)
    if request.POST.get("deed") == "read":
        form, understood = _read_again(request, organisations, None)
        return _need_page(request, form, understood, counts=_counts(request, organisations, None))
    form = NeedForm(request.POST, request.FILES, person=request.user, organisations=organisations)
    posted: list[Need] = []
    if filled_in(request, form, lambda: posted.append(_post(request, form)), _("Your need has been posted.")):
        return redirect(posted[0])
    return _need_page(request, form, form.understood(), status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_need(request: MemberRequest, pk: int) -> HttpResponse:
    found = access.own_need_for(request.user, pk)
    organisations = [found.organisation]
    if request.method != "POST":
        form = NeedForm(person=request.user, organisations=organisations, need=found)
        return _need_page(request, form, understanding.of_need(found), need=found)
    if request.POST.get("deed") == "read":
        form, understood = _read_again(request, organisations, found)
        return _need_page(request, form, understood, need=found, counts=_counts(request, organisations, found))
    form = NeedForm(request.POST, request.FILES, person=request.user, organisations=organisations, need=found)
    if filled_in(request, form, lambda: _edit(request, form, found), _("Saved.")):
        return redirect(found)
    found.refresh_from_db()
    return _need_page(request, form, form.understood(), need=found, status=422)


@sends_by_itself  # it changes nothing that a second time could double
@require_POST
def need_reading(request: MemberRequest) -> HttpResponse:
    """What is understood of the text as it stands in the form, while one types."""
    pk = request.POST.get("need", "")
    found = access.own_need_for(request.user, int(pk)) if pk.isascii() and pk.isdigit() and len(pk) < 19 else None
    organisations = [found.organisation] if found else access.posts_for(request.user)
    form, understood = _read_again(request, organisations, found)
    return render(request, "market/need_form.html#understood", _need_context(form, understood, found))


@require_POST
def need_count(request: MemberRequest) -> HttpResponse:
    """How many fit the need as it stands in the form, while one types, ticks and moves the radius."""
    pk = request.POST.get("need", "")
    found = access.own_need_for(request.user, int(pk)) if pk.isascii() and pk.isdigit() and len(pk) < 19 else None
    organisations = [found.organisation] if found else access.posts_for(request.user)
    form = NeedForm(request.POST, person=request.user, organisations=organisations, need=found)
    form.is_valid()
    return HttpResponse("".join(counted(request, form.draft())) if request.POST.get("text", "").strip() else "")


@require_POST
def renewal(request: MemberRequest, pk: int) -> HttpResponse:
    found = access.own_need_for(request.user, pk)
    attempt(request, lambda: actions.renew(found, by=request.user), _("Renewed: ninety days from today."))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def closure(request: MemberRequest, pk: int) -> HttpResponse:
    found = access.own_need_for(request.user, pk)
    form = ClosingForm(request.POST if request.method == "POST" else None)
    said = _("Closed. Thank you for telling what came of it.")
    if request.method == "POST" and filled_in(
        request, form, lambda: actions.close(found, by=request.user, **form.cleaned_data), said
    ):
        return redirect(found)
    status = 422 if request.method == "POST" else 200
    return render(request, "market/closure.html", {"need": found, "form": form}, status=status)


@require_safe
def file(request: MemberRequest, pk: int, file_pk: int) -> FileResponse:
    found = access.file_for(request.user, pk, file_pk)
    return file_response(found.file, name=found.name, download=True)


@require_POST
def file_removal(request: MemberRequest, pk: int, file_pk: int) -> HttpResponse:
    found = access.own_need_for(request.user, pk)
    removed = get_object_or_404(found.files, pk=file_pk)
    attempt(request, lambda: actions.remove_file(removed, by=request.user), _("The file has been removed."))
    return redirect("market:edit_need", pk)


@transaction.atomic
def _post(request: MemberRequest, form: NeedForm) -> Need:
    posted = actions.post(form.cleaned_data["organisation"], by=request.user, **form.values())
    for added in form.cleaned_data["drawings"]:
        actions.add_file(posted, added, by=request.user)
    return posted


@transaction.atomic
def _edit(request: MemberRequest, form: NeedForm, found: Need) -> None:
    actions.edit(found, by=request.user, **form.values())
    for added in form.cleaned_data["drawings"]:
        actions.add_file(found, added, by=request.user)


def _read_again(
    request: MemberRequest, organisations: Any, found: Need | None
) -> tuple[NeedForm, understanding.Understood]:
    """The form with what the text says now, without complaints about what is not filled in yet."""
    chosen: dict[str, Any] = {
        name: clean(request.POST.get(name, ""))
        for name in ("text", "visibility", "organisation")
        if name in request.POST
    }
    if "visibility" in request.POST:
        chosen["communities"] = [one for one in request.POST.getlist("communities") if one.isascii() and one.isdigit()]
    sent = NeedForm(request.POST, person=request.user, organisations=organisations, need=found)
    sent.is_valid()
    form = NeedForm(
        person=request.user, organisations=organisations, need=found, initial=chosen | proposed(request.POST)
    )
    return form, sent.understood()


def _counts(request: MemberRequest, organisations: Any, found: Need | None) -> list[str]:
    """Without JavaScript the button that reads the text also counts who fits."""
    form = NeedForm(request.POST, person=request.user, organisations=organisations, need=found)
    form.is_valid()
    return counted(request, form.draft())


def _need_page(
    request: MemberRequest,
    form: NeedForm,
    understood: understanding.Understood | None,
    *,
    need: Need | None = None,
    counts: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = _need_context(form, understood, need) | {"counts": counts or []}
    return render(request, "market/need_form.html", context, status=status)


def _need_context(form: NeedForm, understood: understanding.Understood | None, need: Need | None) -> dict[str, Any]:
    text = clean(form["text"].value() or "").strip()
    # What the text proposes travels along, so that a field that nobody changed follows the text when that changes.
    was = {f"was_{name}": form.data.get(f"was_{name}", "") for name in PROPOSED} if form.is_bound else {}
    if text and not form.is_bound:
        was = {f"was_{name}": value for name, value in fields_of(text).items()}
    return {"form": form, "understood": understood if text else None, "need": need, "was": was}
