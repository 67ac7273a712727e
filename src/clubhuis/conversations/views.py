"""Messages: the list, one conversation, and what one does there."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.lib.files import file_response

from . import access, actions
from .access import Place
from .forms import ColleagueForm, MessageForm, ReportForm

A_PAGE = 30
SHOWN = 100  # messages of one conversation at a time, the newest


@require_safe
def conversations(request: MemberRequest) -> HttpResponse:
    page = Paginator(access.conversations_of(request.user), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "blocks": list(access.blocks_of(request.user)[:50])}
    return render(request, "conversations/conversations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: MemberRequest, pk: int) -> HttpResponse:
    """Read, and answer on the same page."""
    place = access.conversation_for(request.user, pk)
    if request.method != "POST":
        return _page(request, place, MessageForm())
    form = MessageForm(request.POST, request.FILES)

    def say() -> None:
        values = form.cleaned_data
        actions.say(place.conversation, values["text"], by=request.user, files=values["drawings"])

    if filled_in(request, form, say, _("Sent.")):
        return redirect(place.conversation)
    return _page(request, place, form, status=422)


def _page(request: MemberRequest, place: Place, form: MessageForm, *, status: int = 200) -> HttpResponse:
    newest = list(access.messages_of(place.conversation).order_by("-pk")[: SHOWN + 1])
    colleagues = access.colleagues_in(place)
    context: dict[str, Any] = {
        "place": place,
        "conversation": place.conversation,
        "messages_shown": newest[:SHOWN][::-1],
        "has_older": len(newest) > SHOWN,
        "has_unread": any(one.pk > place.mine.read_upto and one.by_id != request.user.pk for one in newest),
        "form": form,
        "colleagues": colleagues,
        "colleague_form": ColleagueForm(colleagues=colleagues) if colleagues else None,
        "is_silenced": access.is_silenced(place),
        "can_leave": any(one.left_at is None and one.pk != place.mine.pk for one in _beside(place)),
    }
    return render(request, "conversations/conversation.html", context, status=status)


def _beside(place: Place) -> Any:
    return next(party for party in place.parties if party.pk == place.mine.party_id).participants.all()


@require_POST
def reading(request: MemberRequest, pk: int) -> HttpResponse:
    """The page says by itself that it was read; without JavaScript a button does."""
    place = access.conversation_for(request.user, pk)
    actions.read(place.conversation, by=request.user)
    return HttpResponse(status=204) if request.htmx else redirect("conversations:conversations")


@require_POST
def colleague(request: MemberRequest, pk: int) -> HttpResponse:
    place = access.conversation_for(request.user, pk)
    form = ColleagueForm(request.POST, colleagues=access.colleagues_in(place))
    if not form.is_valid():
        return _page(request, place, MessageForm(), status=422)
    chosen, stays = form.chosen(), form.cleaned_data["stay"]
    deed = actions.bring_in if stays else actions.hand_over
    said = _("%(name)s reads along from now on.") if stays else _("%(name)s takes over. You have left.")
    done = attempt(request, lambda: deed(place.conversation, chosen, by=request.user), said % {"name": chosen.name})
    return redirect(place.conversation) if stays or not done else redirect("conversations:conversations")


@require_POST
def departure(request: MemberRequest, pk: int) -> HttpResponse:
    place = access.conversation_for(request.user, pk)
    done = attempt(request, lambda: actions.leave(place.conversation, by=request.user), _("You have left."))
    return redirect("conversations:conversations") if done else redirect(place.conversation)


@require_safe
def attachment(request: MemberRequest, pk: int, file_pk: int) -> FileResponse:
    found = access.attachment_for(request.user, pk, file_pk)
    return file_response(found.file, name=found.name, download=True)


@require_POST
def blocking(request: MemberRequest, pk: int) -> HttpResponse:
    place = access.conversation_for(request.user, pk)
    attempt(
        request,
        lambda: actions.block(place.conversation, by=request.user),
        _("Blocked. You hear nothing more of them; they are not told."),
    )
    return redirect("conversations:conversations")


@require_POST
def block_removal(request: MemberRequest, pk: int) -> HttpResponse:
    found = access.block_for(request.user, pk)
    attempt(request, lambda: actions.unblock(found, by=request.user), _("No longer blocked."))
    return redirect("conversations:conversations")


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: MemberRequest, pk: int, message_pk: int) -> HttpResponse:
    message = access.message_for(request.user, pk, message_pk)
    form = ReportForm(request.POST if request.method == "POST" else None)

    def send() -> None:
        actions.report(
            message, by=request.user, excerpt=message.text or str(message), url=message.conversation.about_url,
            **form.cleaned_data,
        )  # fmt: skip

    said = _("Thank you. Those who run this clubhouse look at it.")
    if request.method == "POST" and filled_in(request, form, send, said):
        return redirect(message.conversation)
    context = {"form": form, "message": message, "conversation": message.conversation}
    return render(request, "conversations/report.html", context, status=422 if form.is_bound else 200)
