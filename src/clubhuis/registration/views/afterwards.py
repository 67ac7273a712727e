"""After the event, for who was there: material, how it was, and who else was there."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clubhuis.events import wording
from clubhuis.lib.answering import filled_in
from clubhuis.lib.files import file_response
from clubhuis.registration import access, actions, badge_codes
from clubhuis.registration.forms.afterwards import FeedbackForm
from clubhuis.registration.models import Feedback, Material, Registration
from clubhuis.registration.prints.papers import Pass, pass_pdf


def _who_was_there(token: str) -> Registration:
    found = access.registration_with(token)
    if not found.event.is_over or not actions.was_there(found.event).filter(pk=found.pk).exists():
        raise Http404
    return found


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    """One question; a link in the mail may choose the answer, but only sending the form says it."""
    found = _who_was_there(token)
    before = Feedback.objects.filter(registration=found).first()
    chosen = request.GET.get("rating", "")
    start = {"rating": before.rating, "word": before.word} if before else {}
    if chosen in {"1", "2", "3", "4", "5"}:
        start["rating"] = int(chosen)
    form = FeedbackForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and filled_in(
        request, form, lambda: actions.give_feedback(found, **form.cleaned_data), _("Thank you for telling us.")
    ):
        return redirect("registration:after", token)
    context = {"registration": found, "event": found.event, "form": form}
    return render(request, "registration/feedback.html", context, status=422 if form.errors else 200)


@login_not_required
@require_safe
def after(request: HttpRequest, token: str) -> HttpResponse:
    """Material, and who was there: those who agreed, for those who agreed."""
    found = _who_was_there(token)
    there = []
    if found.is_listed:
        others = actions.was_there(found.event).filter(is_listed=True).exclude(pk=found.pk).exclude(name="")
        there = list(others.select_related("organisation").order_by("name", "pk")[:1000])
    context = {
        "registration": found,
        "event": found.event,
        "materials": list(found.event.materials.all()),
        "there": there,
        "feedback": Feedback.objects.filter(registration=found).first(),
    }
    return render(request, "registration/after.html", context)


@login_not_required
@require_safe
def material(request: HttpRequest, token: str, pk: int) -> FileResponse:
    found = _who_was_there(token)
    one = get_object_or_404(Material.objects.exclude(file=""), event=found.event, pk=pk)
    return file_response(one.file, name=f"{one.title}.{(one.file.name or '').rpartition('.')[2]}", download=True)


@login_not_required
@require_safe
def pass_on_paper(request: HttpRequest, token: str) -> HttpResponse:
    """The event pass as a PDF."""
    found = access.registration_with(token)
    if not found.has_seat:
        raise Http404
    event = found.event
    address = ", ".join(part for part in (event.place_name, event.address) if part)
    chosen = found.choices.filter(state="chosen").select_related("session__event")
    lines = [wording.when(event), address or wording.where(event)]
    lines += [f"{date_format(one.session.starts_local, 'H:i')} {one.session.title}" for one in chosen[:8]]
    one = Pass(
        event=event.title,
        host=str(event.lead or ""),
        lines=[line for line in lines if line],
        name=found.known_as,
        organisation=found.works_at,
        ticket=found.ticket.name if found.ticket else "",
        code=badge_codes.badge_url(found),
    )
    pdf = pass_pdf(
        one,
        language=(get_language() or "nl")[:2],
        title=_("Event pass"),
        alt=_("Code of this pass"),
        advice=_("Show this at the door, on paper or on your telephone."),
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{event.slug}-pass.pdf"'
    return response
