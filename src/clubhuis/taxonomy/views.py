from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from clubhuis.accounts.requests import VisitorRequest, viewer
from clubhuis.lib.languages import in_language

from . import access, exports
from .browsing import branches
from .forms import Chosen, parts_of, resolve
from .models import Kind, ProcurementCode, Sector
from .snapshot import Snapshot
from .uses import uses

_NAME = re.compile(r"[A-Za-z][\w-]{0,80}")


@login_not_required
@require_safe
def index(request: VisitorRequest) -> HttpResponse:
    """Browse by kind, or search in three languages."""
    terms = access.snapshot()
    text = request.GET.get("q", "").strip()[:200]
    asked = request.GET.get("kind", "")
    counts = dict.fromkeys(Kind.values, 0)
    for term in terms.values():
        counts[term.kind] += 1
    kind = asked if asked in counts else Kind.PROCESS.value
    values = {
        "q": text,
        "hits": access.search(text, limit=60, kind=asked if asked in counts else "", terms=terms) if text else [],
        "kind": kind,
        "kind_asked": asked if asked in counts else "",
        "kinds": [(value, label, counts[value]) for value, label in Kind.choices if counts[value]],
        "branches": "" if text else drawn_branches(terms, kind, get_language()),
        "total": len(terms),
        "may_edit": access.can_edit(viewer(request)),
    }
    return render(request, "taxonomy/index.html", values)


@lru_cache(maxsize=24)
def drawn_branches(terms: Snapshot, kind: str, language: str | None) -> str:
    """The hundreds of capabilities of a kind, drawn once for each edition and language of the page."""
    return render_to_string("taxonomy/index.html#branches", {"branches": branches(terms, kind)})


@login_not_required
@require_safe
def capability(request: VisitorRequest, slug: str) -> HttpResponse:
    """Everything that is known of one capability."""
    found = access.capability_for(slug)
    terms = access.snapshot()
    term = terms.get(slug)
    person = viewer(request)
    values = {
        "capability": found,
        "term": term,
        "definition": in_language(found, "definition"),
        "path": terms.path(slug) if term else [],
        "broader": terms.named(term.broader) if term else [],
        "narrower": terms.named(term.narrower) if term else [],
        "related": terms.named(term.related) if term else [],
        "words": [
            (language, name, getattr(found, f"name_{language}"), term.synonyms.get(language, ()) if term else ())
            for language, name in (("nl", "Nederlands"), ("en", "English"), ("de", "Deutsch"))
        ],
        "sectors": Sector.objects.filter(code__in=found.nace),
        "codes": ProcurementCode.objects.filter(code__in=found.cpv),
        "uses": [tell(person, term) for tell in uses] if term else [],
        "uri": exports.uri(slug),
        "may_edit": access.can_edit(person),
    }
    return render(request, "taxonomy/capability.html", values)


@login_not_required
@require_safe
def choices(request: VisitorRequest) -> HttpResponse:
    """Capabilities for what is typed in `q`: as JSON, or for htmx as tick boxes for the field that asks (see forms.CapabilitiesWidget)."""
    kind = request.GET.get("kind", "")
    if not request.htmx:
        hits = access.search(request.GET.get("q", ""), limit=12, kind=kind)
        found = [{"slug": h.term.slug, "name": h.term.name, "kind": h.term.kind, "found": h.label} for h in hits]
        return JsonResponse({"capabilities": found})
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


def _etag(request: HttpRequest, **_: object) -> str:
    return f'"vocabulary-{access.version()}"'


def _changed_at(request: HttpRequest, **_: object) -> datetime | None:
    return access.snapshot().changed_at


@login_not_required
@require_safe
@condition(etag_func=_etag, last_modified_func=_changed_at)
def turtle(request: HttpRequest) -> HttpResponse:
    """The vocabulary as SKOS."""
    return _download(exports.as_turtle(access.snapshot()), "text/turtle; charset=utf-8", "vocabulary.ttl")


@login_not_required
@require_safe
@condition(etag_func=_etag, last_modified_func=_changed_at)
def table(request: HttpRequest) -> HttpResponse:
    """The vocabulary as CSV."""
    return _download(exports.as_csv(access.snapshot()), "text/csv; charset=utf-8", "vocabulary.csv")


def _download(text: str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Access-Control-Allow-Origin": "*"},
    )
