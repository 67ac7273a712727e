"""Drawings behind a link and a code: the buyer's list of links, and the page that a link opens.

The page of a link is the same whether the link is good, over, taken back or made up: nobody learns that it exists.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.lib.files import file_response
from clubhuis.matchmaking import access, actions
from clubhuis.matchmaking.forms import CodeForm, ShareForm, ids_in
from clubhuis.matchmaking.models import Share

OPENED = "opened_drawings"  # in the session: token → until when (seconds)
OPEN_FOR = 30 * 60


@require_http_methods(["GET", "HEAD", "POST"])
def shares(request: MemberRequest, pk: int) -> HttpResponse:
    """To whom drawings were sent, who opened what; and a new link."""
    need = access.own_need_for(request.user, pk)
    files = list(need.files.all())
    form = ShareForm(request.POST or None, files=files, initial=_initial(request, need))

    def send() -> None:
        values = form.cleaned_data
        invitation = need.invitations.filter(pk__in=ids_in(request.POST.getlist("invitation"))).first()
        actions.share(
            need, form.chosen(), by=request.user, email=values["email"], name=values["name"], days=values["days"],
            invitation=invitation,
        )  # fmt: skip

    if request.method == "POST" and filled_in(request, form, send, _("The link has been sent.")):
        return redirect(request.path)
    context = {
        "need": need,
        "files": files,
        "form": form,
        "now": timezone.now(),
        "shares": need.shares.prefetch_related("files", "openings").select_related("invitation__supplier"),
        "introduced": need.invitations.standing().select_related("supplier").exclude(supplier__email="")[:40],
        "chosen": request.GET.get("invitation", ""),
    }
    return render(request, "matchmaking/shares.html", context, status=422 if form.is_bound else 200)


def _initial(request: MemberRequest, need: Any) -> dict[str, Any]:
    """For a supplier that was invited the address is filled in."""
    found = need.invitations.filter(pk__in=ids_in(request.GET.getlist("invitation"))).select_related("supplier").first()
    if found is None:
        return {}
    people = access.suppliers_of(found)
    person = next((one for one in people if one.email), None)
    return {"email": person.email if person else found.supplier.email, "name": person.name if person else ""}


@require_POST
def revocation(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Share.objects.select_related("need__organisation"), pk=pk)
    need = access.own_need_for(request.user, found.need_id)
    attempt(request, lambda: actions.revoke(found, by=request.user), _("The link has been taken back."))
    return redirect("matchmaking:shares", need.pk)


# The link


@login_not_required
@never_cache
@require_safe
def drawings(request: HttpRequest, token: str) -> HttpResponse:
    found = _opened(request, token)
    if found is None:
        return render(request, "matchmaking/drawings_code.html", {"token": token, "form": CodeForm()})
    return render(request, "matchmaking/drawings.html", {"share": found, "files": found.files.all(), "token": token})


@login_not_required
@never_cache
@require_POST
def code(request: HttpRequest, token: str) -> HttpResponse:
    actions.send_code(_share(token))
    context = {"token": token, "form": CodeForm(), "was_sent": True}
    return render(request, "matchmaking/drawings_code.html", context)


@login_not_required
@never_cache
@require_POST
def opening(request: HttpRequest, token: str) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid() and actions.open_with(_share(token), form.cleaned_data["code"]):
        opened = {one: until for one, until in _session(request).items() if until > _now()}
        request.session[OPENED] = {**opened, token: _now() + OPEN_FOR}
        return redirect("matchmaking:drawings", token)
    if not form.errors:
        form.add_error("code", _("This code does not open the link. Look at the last mail, or ask for a new code."))
    context = {"token": token, "form": form, "was_sent": True}
    return render(request, "matchmaking/drawings_code.html", context, status=422)


@login_not_required
@never_cache
@require_safe
def drawing(request: HttpRequest, token: str, pk: int) -> FileResponse:
    found = _opened(request, token)
    if found is None:
        raise Http404
    file = get_object_or_404(found.files, pk=pk)
    if request.method == "GET":
        actions.write_down_download(found, file)
    return file_response(file.file, name=file.name, download=True)


def _share(token: str) -> Share | None:
    return Share.objects.select_related("need").filter(token=token).first()


def _opened(request: HttpRequest, token: str) -> Share | None:
    """The share this browser opened with a code in the last half hour, as long as it is alive."""
    if _session(request).get(token, 0) < _now():
        return None
    found = _share(token)
    return found if found is not None and found.is_alive else None


def _session(request: HttpRequest) -> dict[str, float]:
    kept = request.session.get(OPENED)
    return kept if isinstance(kept, dict) else {}


def _now() -> float:
    return timezone.now().timestamp()
