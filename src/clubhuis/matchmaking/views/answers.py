"""What a supplier says, what the buyer says back, and what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clubhuis.accounts.requests import MemberRequest
from clubhuis.conversations import actions as conversations
from clubhuis.conversations.forms import ReportForm
from clubhuis.engines.matching import Requirement
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.market.access import need_for, shows_name
from clubhuis.market.models import Need
from clubhuis.market.reading import need_value
from clubhuis.market.wording import in_words
from clubhuis.matchmaking import access, actions, index
from clubhuis.matchmaking.documents import id_of, key_of
from clubhuis.matchmaking.forms import NoForm, OutcomeForm, QuestionForm, TogetherForm, ids_in
from clubhuis.matchmaking.models import Afterwards, Companion, Invitation, Question
from clubhuis.organisations.conversing import ORGANISATION
from clubhuis.organisations.models import Organisation


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Yes, alone or together with others; or no and why (`deed`)."""
    need, supplier = _standing(request, pk)
    invitation = need.invitations.filter(supplier=supplier).select_related("supplier").first()
    if invitation is not None:
        invitation.need = need
    if request.method == "POST" and request.POST.get("deed") == "no":
        return _no(request, need, invitation)
    form = TogetherForm(
        request.POST if request.method == "POST" else None,
        proposed=_partners(request, need, supplier),
        viewer=request.user,
    )

    def say_yes() -> None:
        said = {name: form.cleaned_data[name] for name in ("text", "price_note", "ready_note")}
        said["together"] = form.together()
        if invitation is None or invitation.state == Invitation.State.WITHDRAWN:
            actions.react(need, supplier, by=request.user, **said)
        else:
            actions.say_yes(invitation, by=request.user, **said)

    if request.method == "POST" and filled_in(request, form, say_yes, _("Your answer is with the buyer.")):
        return redirect(f"{need.get_absolute_url()}#answer")
    context = {
        "need": need,
        "supplier": supplier,
        "form": form,
        "is_answered": invitation is not None and not invitation.is_open,
        "shows_name": shows_name(request.user, need),
    }
    return render(request, "matchmaking/answer.html", context, status=422 if form.is_bound else 200)


def _no(request: MemberRequest, need: Need, invitation: Invitation | None) -> HttpResponse:
    if invitation is None:
        raise Http404
    form = NoForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why not: it helps the buyer, and the next matches."))
    else:
        said = _("Thank you. The buyer knows; it also makes the next matches better.")
        attempt(request, lambda: actions.say_no(invitation, by=request.user, **form.cleaned_data), said)
    return redirect(f"{need.get_absolute_url()}#answer")


def _standing(request: MemberRequest, pk: int) -> tuple[Need, Organisation]:
    """The need, and the organisation for which this person answers."""
    need = need_for(request.user, pk)
    chosen = ids_in(request.POST.getlist("for") or request.GET.getlist("for"))
    supplier = access.as_supplier(request.user, need, chosen[0] if chosen else None)
    if supplier is None and not chosen:
        supplier = next(iter(access.speaks_as_supplier(request.user, need)), None)
    if supplier is None:
        raise Http404
    return need, supplier


def _partners(request: MemberRequest, need: Need, supplier: Organisation) -> list[tuple[Organisation, str]]:
    """Who fills what this supplier lacks for this need, as far as they may know of it."""
    if not index.is_ready():
        return []
    value = need_value(need)
    found = index.index().partners(
        value,
        [key_of(supplier.pk)],
        today=timezone.localdate(),
        limit=6,
        groups=access.groups_for(request.user),
        audience=access.audience_of(request.user),
    )
    known = Organisation.objects.visible_to(request.user).in_bulk([id_of(one.key) for one in found])
    return [
        (organisation, _words(value.requirements, one.fills))
        for one in found
        if (organisation := known.get(id_of(one.key))) is not None
        and organisation.pk not in (need.organisation_id, supplier.pk)
        and access.could_see(need, organisation)
    ][:4]


def _words(requirements: tuple[Requirement, ...], places: tuple[int, ...]) -> str:
    return ", ".join(in_words(requirements[place]) for place in places)[:200]


@require_POST
def question(request: MemberRequest, pk: int) -> HttpResponse:
    need, supplier = _standing(request, pk)
    invitation = get_object_or_404(need.invitations.standing().select_related("supplier", "need"), supplier=supplier)
    form = QuestionForm(request.POST)
    if form.is_valid():
        asked = form.cleaned_data["question"]
        attempt(request, lambda: actions.ask(invitation, asked, by=request.user), _("The buyer has your question."))
    else:
        messages.error(request, _("Write your question, in at most 2000 characters."))
    return redirect(f"{need.get_absolute_url()}#answer")


@require_POST
def reply(request: MemberRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(
        Question.objects.select_related("invitation__need__organisation", "invitation__supplier"),
        pk=pk,
        invitation__in=Invitation.objects.visible_to(request.user),
    )
    text = request.POST.get("reply", "")
    attempt(request, lambda: actions.reply(asked, text, by=request.user), _("Your reply is with the supplier."))
    return redirect(f"{asked.invitation.need.get_absolute_url()}#answers")


@require_POST
def companion(request: MemberRequest, pk: int) -> HttpResponse:
    """An organisation says whether it takes part in somebody else's answer."""
    asked = get_object_or_404(
        Companion.objects.select_related("answer__invitation__need", "answer__invitation__supplier", "organisation"),
        pk=pk,
        answer__invitation__in=Invitation.objects.visible_to(request.user),
    )
    agrees = request.POST.get("answer") == "yes"
    said = _("You take part. They know.") if agrees else _("You do not take part. They know.")
    attempt(request, lambda: actions.join(asked, by=request.user, agrees=agrees), said)
    return redirect(f"{asked.answer.invitation.need.get_absolute_url()}#answer")


@require_POST
def introduction(request: MemberRequest, pk: int) -> HttpResponse:
    """The buyer says yes."""
    invitation = access.invitation_for(request.user, pk)
    made = []
    said = _("You have said yes.")
    done = attempt(request, lambda: made.append(actions.agree(invitation, by=request.user)), said)
    if done and made[0].conversation:
        return redirect(made[0].conversation)
    return redirect(f"{invitation.need.get_absolute_url()}#answers")


@require_POST
def thanks(request: MemberRequest, pk: int) -> HttpResponse:
    invitation = access.invitation_for(request.user, pk)
    word = request.POST.get("word", "")
    attempt(request, lambda: actions.thank(invitation, by=request.user, word=word), _("They have been thanked."))
    return redirect(f"{invitation.need.get_absolute_url()}#answers")


@require_POST
def outcome(request: MemberRequest, pk: int) -> HttpResponse:
    """In one click: the button says what came of it."""
    invitation = access.invitation_for(request.user, pk)
    form = OutcomeForm(request.POST)
    more = form.cleaned_data if form.is_valid() else {}
    kind = request.POST.get("kind", "")

    def tell() -> None:
        actions.tell_outcome(invitation, by=request.user, kind=kind, **more)

    attempt(request, tell, _("Thank you for telling what came of it."))
    return redirect(f"{invitation.need.get_absolute_url()}#{'answers' if _is_buyer(request, invitation) else 'answer'}")


def _is_buyer(request: MemberRequest, invitation: Invitation) -> bool:
    return access.is_buyer(request.user, invitation)


@require_http_methods(["GET", "HEAD", "POST"])
def afterwards(request: MemberRequest, pk: int) -> HttpResponse:
    """Three and twelve months later: one question, four buttons."""
    asked = get_object_or_404(
        Afterwards.objects.select_related(
            "outcome__invitation__need__organisation", "outcome__invitation__supplier", "by"
        ),
        pk=pk,
        outcome__invitation__in=Invitation.objects.visible_to(request.user),
    )
    if request.method == "POST":
        chosen = request.POST.get("reply", "")
        attempt(
            request,
            lambda: actions.tell_afterwards(asked, by=request.user, reply=chosen),
            _("Thank you. It makes the next matches better."),
        )
        return redirect(request.path)
    context = {"asked": asked, "invitation": asked.outcome.invitation, "replies": Afterwards.Reply.choices}
    return render(request, "matchmaking/afterwards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that a need breaks the rules."""
    need = need_for(request.user, pk)
    form = ReportForm(request.POST if request.method == "POST" else None)

    def send() -> None:
        conversations.report(
            need,
            by=request.user,
            excerpt=f"{need.title}\n{need.text}",
            url=need.get_absolute_url(),
            **form.cleaned_data,
        )

    said = _("Thank you. Those who run this clubhouse, or the community it stands in, look at it.")
    if request.method == "POST" and filled_in(request, form, send, said):
        return redirect(need)
    return render(
        request, "matchmaking/report.html", {"need": need, "form": form}, status=422 if form.is_bound else 200
    )


@require_POST
def block(request: MemberRequest, pk: int) -> HttpResponse:
    """A supplier wants no invitations of this buyer any more; whose need it is stays hidden where it was."""
    need, supplier = _standing(request, pk)
    name = need.organisation.name if shows_name(request.user, need) else _("an organisation without a name")
    attempt(
        request,
        lambda: conversations.block_party(
            (ORGANISATION, supplier.pk), (ORGANISATION, need.organisation_id), name, by=request.user
        ),
        _("Blocked: you get no more invitations from them."),
    )
    return redirect("market:board")
