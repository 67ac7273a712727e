"""What happened, who is told, and the mail: pages for everybody."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .unsubscribing import read_token


@csrf_exempt  # RFC 8058: the mail program posts, without a page of ours; the signed token is the proof
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscription(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing (mail scanners open every link); the button, or the mail program's own, ends the subscription."""
    found = read_token(token)
    if found is None:
        raise Http404
    person, subscription = found
    if request.method == "POST":
        subscription.leave(person)
    return render(
        request, "activity/unsubscription.html", {"subscription": subscription, "is_left": request.method == "POST"}
    )
