"""My organisations, and a new one."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clubhuis.accounts.requests import MemberRequest
from clubhuis.lib.answering import filled_in
from clubhuis.organisations import access, actions, completeness, names
from clubhuis.organisations.duplicates import Candidates, Duplicate
from clubhuis.organisations.forms import NewOrganisationForm
from clubhuis.organisations.models import Claim, Organisation


@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    affiliations = list(access.mine(request.user))
    stages = completeness.of_many(a.organisation for a in affiliations if a.confirmed_at)
    return render(
        request,
        "organisations/mine.html",
        {
            "places": [(a, stages.get(a.organisation_id)) for a in affiliations],
            "claims": Claim.objects.filter(
                person=request.user, state=Claim.State.ASKED, organisation__removed_at=None
            ).select_related("organisation"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Somebody adds their own organisation. What looks like it and is here already, is shown first: is this yours?"""
    form = NewOrganisationForm(request.POST or None, initial={"name": request.GET.get("name", "")[:160]})
    alike: list[tuple[Organisation, Duplicate]] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        alike = [] if "certain" in request.POST else _alike(request, said)
        if not alike:
            made: list[Organisation] = []
            if filled_in(
                request,
                form,
                lambda: made.append(_create(request, said)),
                _("%(name)s is here now. Tell a little more about it.") % {"name": names.tidy(said["name"])},
            ):
                return redirect("organisations:completeness", made[0].slug)
    status = 422 if request.method == "POST" else 200
    return render(request, "organisations/new.html", {"form": form, "alike": alike}, status=status)


def _alike(request: MemberRequest, said: dict[str, str]) -> list[tuple[Organisation, Duplicate]]:
    name, kvk, domain = said["name"], said["kvk_number"], names.domain_of(website=said["website"])
    known = Candidates.near(name=name, domain=domain, kvk=kvk)
    found = known.find(name=name, domain=domain, kvk=kvk, postcode=said["postcode"], town=said["town"])
    # What this person may not see is not shown either; an organiser will find out that there are two.
    visible = Organisation.objects.visible_to(request.user).prefetch_related("sites")
    shown = visible.in_bulk([d.organisation_id for d in found])
    return [(shown[d.organisation_id], d) for d in found if d.organisation_id in shown]


@transaction.atomic
def _create(request: MemberRequest, said: dict[str, str]) -> Organisation:
    organisation = actions.create(
        by=request.user, name=said["name"], kind=said["kind"], website=said["website"], kvk_number=said["kvk_number"]
    )
    actions.add_site(
        organisation, by=request.user, country=said["country"], postcode=said["postcode"], town=said["town"]
    )
    return organisation
