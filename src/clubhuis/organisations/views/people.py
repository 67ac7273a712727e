"""Who is listed at an organisation."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clubhuis.accounts.requests import MemberRequest
from clubhuis.lib.answering import attempt, filled_in
from clubhuis.organisations import access, actions
from clubhuis.organisations.forms import ColleagueForm, InvitationForm, JoiningForm
from clubhuis.organisations.models import Affiliation, ColleagueInvitation


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: MemberRequest, slug: str) -> HttpResponse:
    """Everybody who works here may look; administrators invite, confirm and change."""
    organisation = access.organisation_for(request.user, slug)
    administers = access.can_administer(request.user, organisation)
    if not administers and not access.works_at(request.user, organisation):
        claims = access.claims_to_answer(request.user, organisation)
        if not claims:
            raise Http404
    posted = request.method == "POST"
    form = InvitationForm(request.POST if posted else None)
    if posted and filled_in(
        request,
        form,
        lambda: actions.invite(organisation, by=request.user, **form.cleaned_data),
        _("The invitation is on its way to %(email)s.") % {"email": request.POST.get("email", "")[:254]},
    ):
        return redirect("organisations:people", slug)
    affiliations = organisation.affiliations.filter(ended_on=None).select_related("person", "department")
    here = [a for a in affiliations if a.confirmed_at]
    context = {
        "organisation": organisation,
        "administers": administers,
        "form": form,
        "colleagues": here,
        "asking": [a for a in affiliations if not a.confirmed_at] if administers else [],
        "administrators": sum(a.role == Affiliation.Role.ADMINISTRATOR for a in here),
        "invitations": organisation.colleague_invitations.filter(state=ColleagueInvitation.State.SENT)
        if administers
        else [],
        "claims": access.claims_to_answer(request.user, organisation),
        "me": next((a for a in here if a.person_id == request.user.pk), None),
    }
    return render(request, "organisations/people.html", context, status=422 if posted else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def colleague(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """A colleague's role and title, changed by an administrator; one's own title by oneself."""
    organisation = access.organisation_for(request.user, slug)
    affiliation = access.affiliation_of(organisation, pk)
    administers = access.can_administer(request.user, organisation)
    if affiliation.confirmed_at is None or not (administers or affiliation.person_id == request.user.pk):
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = ColleagueForm(posted, affiliation=affiliation, roles=administers)
    if request.method == "POST" and filled_in(
        request,
        form,
        lambda: actions.change_colleague(affiliation, by=request.user, **form.cleaned_data),
        _("Saved."),
    ):
        return redirect("organisations:people", slug)
    status = 422 if request.method == "POST" else 200
    context = {"organisation": organisation, "form": form, "thing": affiliation.person, "tab": "people"}
    return render(request, "organisations/thing.html", context, status=status)


@require_POST
def confirmation(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Yes, this colleague works here; or no."""
    asked = access.affiliation_of(access.administered_for(request.user, slug), pk)
    words = {"name": asked.person.name}
    if request.POST.get("answer") == "no":
        attempt(
            request,
            lambda: actions.decline_colleague(asked, by=request.user),
            _("%(name)s has been told that you do not know them.") % words,
        )
    else:
        attempt(
            request,
            lambda: actions.confirm_colleague(asked, by=request.user),
            _("%(name)s is now listed with you.") % words,
        )
    return redirect("organisations:people", slug)


@require_POST
def removal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    gone = access.affiliation_of(access.administered_for(request.user, slug), pk)
    attempt(
        request,
        lambda: actions.remove_colleague(gone, by=request.user),
        _("%(name)s is no longer listed with you.") % {"name": gone.person.name},
    )
    return redirect("organisations:people", slug)


@require_POST
def invitation_withdrawal(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    invitation = access.invitation_of(access.administered_for(request.user, slug), pk)
    attempt(
        request,
        lambda: actions.withdraw_invitation(invitation, by=request.user),
        _("The invitation has been withdrawn."),
    )
    return redirect("organisations:people", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def joining(request: MemberRequest, slug: str) -> HttpResponse:
    """I work here."""
    organisation = access.organisation_for(request.user, slug)
    form = JoiningForm(request.POST if request.method == "POST" else None)
    at_once = access.has_its_address(request.user, organisation)
    said = _("You are now listed at %(name)s.") if at_once else _("We asked %(name)s. You will hear when they answer.")
    if request.method == "POST" and filled_in(
        request,
        form,
        lambda: actions.join(organisation, by=request.user, **form.cleaned_data),
        said % {"name": organisation.name},
    ):
        return redirect("organisations:mine")
    status = 422 if request.method == "POST" else 200
    context = {"organisation": organisation, "form": form, "at_once": at_once}
    return render(request, "organisations/joining.html", context, status=status)


@require_POST
def leaving(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = access.organisation_for(request.user, slug)
    if attempt(
        request,
        lambda: actions.leave(organisation, by=request.user),
        _("You are no longer listed at %(name)s.") % {"name": organisation.name},
    ):
        return redirect("organisations:mine")
    return redirect("organisations:handing_back", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def handing_back(request: MemberRequest, slug: str) -> HttpResponse:
    """The last administrator leaves: first the question whether that is meant."""
    organisation = access.organisation_for(request.user, slug)
    if not access.is_administrator(request.user, organisation):
        raise Http404
    said = _("You are no longer listed at %(name)s.") % {"name": organisation.name}
    if request.method == "POST" and attempt(request, lambda: actions.hand_back(organisation, by=request.user), said):
        return redirect("organisations:mine")
    return render(request, "organisations/handing_back.html", {"organisation": organisation})


@require_http_methods(["GET", "HEAD", "POST"])
def colleague_invitation(request: MemberRequest, token: str) -> HttpResponse:
    """The link of the mail: an organisation asks whether I work there."""
    invitation = access.invitation_by(token)
    organisation = invitation.organisation
    if request.method == "POST":
        if request.POST.get("answer") == "no":
            done = attempt(
                request,
                lambda: actions.decline_invitation(invitation, by=request.user),
                _("You declined the invitation."),
            )
            return redirect("organisations:mine" if done else request.path)
        if attempt(
            request,
            lambda: actions.accept_invitation(invitation, by=request.user),
            _("You are now listed at %(name)s.") % {"name": organisation.name},
        ):
            return redirect(organisation)
        return redirect(request.path)
    context = {"invitation": invitation, "organisation": organisation, "is_open": invitation.state == "sent"}
    return render(request, "organisations/colleague_invitation.html", context)
