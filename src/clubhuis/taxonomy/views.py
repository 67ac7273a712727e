from __future__ import annotations

import re

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clubhuis.accounts.requests import VisitorRequest

from . import access
from .forms import Chosen, parts_of, resolve

_NAME = re.compile(r"[A-Za-z][\w-]{0,80}")


@login_not_required
@require_safe
def choices(request: VisitorRequest) -> HttpResponse:
    """Capabilities for what is typed in `q`: as JSON, or for htmx as tick boxes for the field that asks (see forms.CapabilitiesWidget)."""
    kind = request.GET.get("kind", "")
    if not request.htmx:
        hits = access.search(request.GET.get("q", ""), limit=12, kind=kind)
        return JsonResponse(
            {
                "capabilities": [
                    {"slug": hit.term.slug, "name": hit.term.name, "kind": hit.term.kind, "found": hit.label}
                    for hit in hits
                ]
            }
        )
    name, id_ = (_name(request.GET.get(key, "")) for key in ("field", "id"))
    typed = parts_of(request.GET.get(f"{name}_words", ""))
    chosen = resolve(Chosen(tuple(request.GET.getlist(name)[:200])))
    present = {term.slug for term in chosen.terms}
    hits = [h for h in access.search(typed[-1], limit=10, kind=kind) if h.term.slug not in present] if typed else []
    values = {
        "name": name,
        "id": id_,
        "terms": chosen.terms,
        "unclear": {typed[-1]: hits} if typed else {},
        "live": True,
    }
    return render(request, "taxonomy/forms/choice.html", values)


def _name(text: str) -> str:
    return text if _NAME.fullmatch(text) else "capabilities"
