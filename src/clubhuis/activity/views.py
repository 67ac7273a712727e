"""What happened, who is told, and the mail: pages for everybody."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest

from . import access, actions
from .unsubscribing import read_token

NOTICES_A_PAGE = 30


@require_safe
def notices(request: MemberRequest) -> HttpResponse:
    page = Paginator(access.notices_of(request.user), NOTICES_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "activity/notices.html",
        {"page": page, "unread": access.unread_count(request.user)},
    )


@require_POST
def reading(request: MemberRequest, pk: int) -> HttpResponse:
    """Open a notice: it is read, and leads to what it tells of."""
    notice = actions.read(access.notice_for(request.user, pk), by=request.user)
    if url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None):
        return redirect(notice.url)
    return redirect("activity:notices")


@require_POST
def reading_all(request: MemberRequest) -> HttpResponse:
    actions.read_all(by=request.user)
    return redirect("activity:notices")


@csrf_exempt  # RFC 8058: the mail program posts, without a page of ours; the signed token is the proof
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscription(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing (mail scanners open every link); the button, or the mail program's own, ends it."""
    found = read_token(token)
    if found is None:
        raise Http404
    person, subscription = found
    if request.method == "POST":
        subscription.leave(person)
    return render(
        request, "activity/unsubscription.html", {"subscription": subscription, "is_left": request.method == "POST"}
    )
