"""The living style page, the visitor's colour scheme, what phones ask for, and pages for when something is wrong."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from clubhuis.ui.sending import sends_by_itself

from . import gallery
from .schemes import COOKIE, SCHEMES

A_YEAR = 60 * 60 * 24 * 365


@require_safe
@login_not_required
def living_page(request: HttpRequest) -> HttpResponse:
    """Every part of the house with its states."""
    return render(request, "ui/gallery/page.html", gallery.exhibits(request))


@sends_by_itself  # it changes nothing that a second time could double
@require_POST
@login_not_required
def scheme(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or as the device says, and go back to where one was."""
    chosen = request.POST.get("scheme", "")
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen in SCHEMES:
        response.set_cookie(COOKIE, chosen, max_age=A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response


@require_safe
@login_not_required
@cache_control(max_age=86400, public=True)
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to put the clubhouse on its home screen."""
    return JsonResponse(
        {
            "name": settings.INSTALLATION_NAME,
            "short_name": settings.INSTALLATION_NAME[:12],
            "start_url": "/",
            "display": "minimal-ui",
            "background_color": "#fbf9f5",
            "theme_color": "#fbf9f5",
            "icons": [{"src": static("ui/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
    )
