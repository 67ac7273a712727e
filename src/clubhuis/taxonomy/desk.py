"""The editor of the vocabulary, for those who run the installation."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.lib.languages import CONTENT_LANGUAGES
from clubhuis.lib.refusals import Refused
from clubhuis.ui.parts.filters import Choice

from . import access, actions
from .editing import CapabilityForm, OtherForm, initial_of
from .models import Capability, Kind, Revision
from .preview import recognised

STATES = {
    "used": gettext_lazy("in use"),
    "edited": gettext_lazy("edited here"),
    "withdrawn": gettext_lazy("withdrawn"),
    "no_german": gettext_lazy("no German name"),
    "no_synonyms": gettext_lazy("no other words"),
    "alone": gettext_lazy("stands alone"),
}
PER_PAGE = 50


def for_editors[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """To others the editor is not there."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request = args[0]
        if not isinstance(request, HttpRequest) or not access.can_edit(request.user):  # type: ignore[arg-type]
            raise Http404
        return view(*args, **kwargs)

    return guarded


@for_editors
@require_safe
def listing(request: MemberRequest) -> HttpResponse:
    """All capabilities with filters."""
    asked = request.GET.get("state", "")
    shown = asked if asked in STATES else "used"
    kind = request.GET.get("kind", "")
    text = request.GET.get("q", "").strip()[:200]
    rows = _in_state(Capability.objects.order_by(Lower(f"name_{_page_language()}"), "pk"), asked)
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    if text:
        rows = rows.filter(slug__in=[hit.term.slug for hit in access.search(text, limit=200)])
    page = Paginator(rows.select_related("replaced_by"), PER_PAGE).get_page(request.GET.get("page"))
    terms = access.snapshot()
    values = {
        "page": page,
        "rows": [(c, terms.named(terms[c.slug].broader) if c.slug in terms else []) for c in page],
        "q": text,
        "states": [Choice(value, str(text), chosen=value == shown) for value, text in STATES.items()],
        "kinds": [Choice(value, str(label), chosen=value == kind) for value, label in Kind.choices],
    }
    return render(request, "taxonomy/desk.html", values)


def _page_language() -> str:
    language = (get_language() or "nl").split("-")[0]
    return language if language in CONTENT_LANGUAGES else "en"


def _in_state(rows: QuerySet[Capability], state: str) -> QuerySet[Capability]:
    match state:
        case "withdrawn":
            return rows.filter(is_deprecated=True)
        case "edited":
            return rows.exclude(edited_at=None).order_by("-edited_at")
        case "no_german":
            return rows.filter(is_deprecated=False, name_de="")
        case "no_synonyms":
            return rows.filter(is_deprecated=False, synonyms=None)
        case "alone":
            return rows.filter(is_deprecated=False, broader=None, narrower=None)
    return rows.filter(is_deprecated=False)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Add a capability."""
    form = CapabilityForm(request.POST or None, initial={"kind": Kind.PROCESS})
    if request.method == "POST" and form.is_valid():
        if "try" in request.POST:
            return _page(request, form, None)
        try:
            capability = actions.add(form.state(), by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("“%(name)s” has been added.") % {"name": capability})
            return redirect("taxonomy:edit", capability.slug)
    return _page(request, form, None)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    """Change a capability, see its history, try its words on a text."""
    capability = access.capability_for(slug)
    form = CapabilityForm(request.POST or None, initial=initial_of(capability))
    if request.method == "POST" and form.is_valid() and "try" not in request.POST:
        state = form.state() | {
            "withdrawn": capability.is_deprecated,
            "replaced_by": capability.replaced_by.slug if capability.replaced_by else "",
        }
        try:
            actions.edit(capability, state, by=request.user, seen=form.cleaned_data["seen"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("“%(name)s” has been saved.") % {"name": capability})
            return redirect("taxonomy:edit", slug)
    return _page(request, form, capability)


def _page(request: MemberRequest, form: CapabilityForm, capability: Capability | None) -> HttpResponse:
    tried = form.is_bound and form.is_valid() and "try" in request.POST
    values: dict[str, Any] = {"form": form, "capability": capability, "merge_form": OtherForm(prefix="merge")}
    values["withdraw_form"] = OtherForm(prefix="withdraw", needed=False)
    if capability is not None:
        values["revisions"] = capability.revisions.select_related("by")[:50]
    if tried:
        slug = capability.slug if capability else ""
        values["clashes"] = actions.clashes(slug, form.state())
        values["pieces"] = recognised(form.cleaned_data["text_to_try"], slug, form.state())
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "taxonomy/edit.html", values, status=status)


@for_editors
@require_POST
def withdrawal(request: MemberRequest, slug: str) -> HttpResponse:
    """Withdraw a capability, perhaps with a replacement."""
    capability = access.capability_for(slug)
    form = OtherForm(request.POST, prefix="withdraw", needed=False)
    if not form.is_valid():
        return _again(request, capability, withdraw_form=form)
    return _do(
        request,
        capability,
        lambda: actions.withdraw(capability, replacement=form.chosen(), by=request.user),
        _("“%(name)s” has been withdrawn."),
    )


@for_editors
@require_POST
def reinstatement(request: MemberRequest, slug: str) -> HttpResponse:
    """Offer a withdrawn capability again."""
    capability = access.capability_for(slug)
    return _do(
        request, capability, lambda: actions.reinstate(capability, by=request.user), _("“%(name)s” is in use again.")
    )


@for_editors
@require_POST
def merger(request: MemberRequest, slug: str) -> HttpResponse:
    """Merge a capability into another one."""
    capability = access.capability_for(slug)
    form = OtherForm(request.POST, prefix="merge")
    into = form.chosen() if form.is_valid() else None
    if into is None:
        return _again(request, capability, merge_form=form)
    return _do(
        request, capability, lambda: actions.merge(capability, into=into, by=request.user), _("Merged into “%(name)s”.")
    )


@for_editors
@require_POST
def reversal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Put a capability back to what it was before a change."""
    revision = get_object_or_404(Revision.objects.select_related("capability"), pk=pk, capability__slug=slug)
    return _do(
        request,
        revision.capability,
        lambda: actions.undo(revision, by=request.user),
        _("“%(name)s” is again what it was before that change."),
    )


def _again(request: MemberRequest, capability: Capability, **forms: OtherForm) -> HttpResponse:
    values = {
        "form": CapabilityForm(initial=initial_of(capability)),
        "capability": capability,
        "merge_form": OtherForm(prefix="merge"),
        "withdraw_form": OtherForm(prefix="withdraw", needed=False),
        "revisions": capability.revisions.select_related("by")[:50],
    }
    return render(request, "taxonomy/edit.html", values | forms, status=422)


def _do(request: MemberRequest, capability: Capability, deed: Callable[[], Capability], done: str) -> HttpResponse:
    try:
        result = deed()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("taxonomy:edit", capability.slug)
    messages.success(request, done % {"name": result})
    return redirect("taxonomy:edit", result.slug)
