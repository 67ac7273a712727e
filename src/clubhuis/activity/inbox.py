"""The development inbox: all mail of the installation, for whoever sits at this machine and tries things out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import get_object_or_404, render
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from .models import Mail

# The HTML of a mail brings its own styles and nothing else; it is shown in a frame of its own that may run nothing.
MAIL_POLICY: dict[str, Collection[str] | str] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "img-src": ["data:"],
    "frame-ancestors": [CSP.SELF],
    "form-action": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox", "allow-top-navigation-by-user-activation"],
}


def at_home_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only where the installation keeps mail instead of sending it, and only when asked for by a name of this machine."""

    @login_not_required
    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, **arguments: object) -> HttpResponse:
        name, _port = split_domain_port(request.get_host())
        if not settings.MAIL_INBOX or name.strip("[]") not in settings.LOOPBACK_NAMES:
            raise Http404
        return view(request, **arguments)

    return guarded


@at_home_only
def messages(request: HttpRequest) -> HttpResponse:
    page = Paginator(Mail.objects.all(), 50).get_page(request.GET.get("page"))
    return render(request, "activity/inbox/list.html", {"page": page})


@at_home_only
@csp_override(settings.SECURE_CSP | {"frame-src": [CSP.SELF]})  # type: ignore[arg-type]
def message(request: HttpRequest, public_id: str) -> HttpResponse:
    return render(request, "activity/inbox/message.html", {"mail": get_object_or_404(Mail, public_id=public_id)})


@at_home_only
@xframe_options_sameorigin
@csp_override(MAIL_POLICY)
def message_html(request: HttpRequest, public_id: str) -> HttpResponse:
    mail = get_object_or_404(Mail, public_id=public_id)
    if not mail.html:
        raise Http404
    # A link in the frame opens in the window around it.
    return HttpResponse(mail.html.replace("<head>", '<head><base target="_top">', 1))
