from __future__ import annotations

from dataclasses import asdict

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from . import access


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
@vary_on_headers("Accept-Language", "Cookie")
def choices(request: HttpRequest) -> JsonResponse:
    """Places that begin like `q`, as {"places": [{name, detail, latitude, longitude, radius_km}]}. Nothing is stored or passed on."""
    found = access.suggestions(request.GET.get("q", "")[:100])
    return JsonResponse({"places": [asdict(place) for place in found]})
