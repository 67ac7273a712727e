"""Home: for a visitor what this place is, for a member what concerns them."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clubhuis.accounts.models import Person
from clubhuis.accounts.requests import VisitorRequest, viewer
from clubhuis.activity.access import notices_of
from clubhuis.activity.models import Notice
from clubhuis.communities.actions import begin_installation
from clubhuis.communities.models import Community, Membership, Role
from clubhuis.events.access import events_for
from clubhuis.events.models import Event
from clubhuis.lib.prepared import prepared, prepared_count
from clubhuis.lib.refusals import Refused
from clubhuis.market.access import named_among
from clubhuis.market.models import Need
from clubhuis.organisations import completeness
from clubhuis.organisations.access import mine
from clubhuis.portal import first_run
from clubhuis.portal.calendar.own import for_me
from clubhuis.portal.calendar.own import mine as mine_of
from clubhuis.portal.catalogue import catalogue
from clubhuis.portal.directory import visible
from clubhuis.portal.forms import BeginForm
from clubhuis.taxonomy.access import snapshot

EVENTS = NEEDS = NOTICES = 5
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@require_safe
def home(request: VisitorRequest) -> HttpResponse:
    if community := getattr(request, "community", None):  # its own host name; see communities.hosts
        return redirect(community)
    person = viewer(request)
    if person is None and first_run.is_new():
        return redirect("portal:beginning")
    context: dict[str, object] = figures(person) | {"needs": latest_needs(person)}
    if person is None:
        context |= {"communities": communities(None), "events": what_is_on(None)}
        return render(request, "portal/welcome.html", context)
    return render(request, "portal/home.html", context | own(person))


def figures(person: Person | None) -> dict[str, int]:
    known = catalogue()
    return {
        "organisation_count": int(visible(known, person).sum()),
        "community_count": _communities_seen(person),
        "need_count": _needs_seen(person),
        "capability_count": len(snapshot()),
    }


def communities(person: Person | None) -> list[Community]:
    return _largest(person)


def latest_needs(person: Person | None) -> list[tuple[Need, bool]]:
    """The newest open needs, and whether the name of the organisation may be shown with each."""
    needs = _newest(person)
    named = named_among(person, needs)
    return [(need, need.pk in named) for need in needs]


def what_is_on(person: Person | None) -> list[Event]:
    """The next events; for somebody who is signed in those that are theirs or likely to interest them, else any."""
    now = timezone.now()
    likely = _likely(person, now) if person is not None else []
    return likely or _coming(person, now)


def own(person: Person) -> dict[str, object]:
    """What concerns this person: where they belong, what is to be done, what is new."""
    affiliations = list(mine(person))
    progress = completeness.of_many([a.organisation for a in affiliations])
    return {
        "affiliations": [(a, progress.get(a.organisation_id)) for a in affiliations],
        "my_communities": _joined(person),
        "roles": _roles(person),
        "notices": _notices(person),
        "events": what_is_on(person),
        "agenda": _agenda(person, timezone.now()),
    }


# What home asks


@prepared_count
def _communities_seen(person: Person | None) -> QuerySet[Community, int]:
    return Community.objects.visible_to(person).order_by().values_list("pk", flat=True)


@prepared_count
def _needs_seen(person: Person | None) -> QuerySet[Need, int]:
    return Need.objects.visible_to(person).open().order_by().values_list("pk", flat=True)


@prepared
def _largest(person: Person | None) -> QuerySet[Community]:
    current = Q(memberships__state=Membership.State.CURRENT)
    found = Community.objects.visible_to(person).select_related("region")
    return found.annotate(members=Count("memberships", current, distinct=True)).order_by("-members")[:12]


@prepared
def _newest(person: Person | None) -> QuerySet[Need]:
    found = Need.objects.visible_to(person).open().select_related("organisation", "region")
    return found.order_by("-created_at")[:NEEDS]


@prepared
def _coming(person: Person | None, now: datetime) -> QuerySet[Event]:
    return events_for(person).going_ahead().upcoming(now)[:EVENTS]


@prepared
def _likely(person: Person, now: datetime) -> QuerySet[Event]:
    return events_for(person).going_ahead().upcoming(now).filter(for_me(person))[:EVENTS]


@prepared
def _agenda(person: Person, now: datetime) -> QuerySet[Event]:
    return events_for(person).announced().upcoming(now).filter(mine_of(person))[:EVENTS]


@prepared
def _joined(person: Person) -> QuerySet[Community]:
    joined = Membership.objects.reaching(person).values("community_id")
    return Community.objects.present().filter(pk__in=joined)


@prepared
def _roles(person: Person) -> QuerySet[Role]:
    return Role.objects.filter(person=person, community__closed_at=None).select_related("community")


@prepared
def _notices(person: Person) -> QuerySet[Notice]:
    return notices_of(person)[:NOTICES]


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def beginning(request: VisitorRequest) -> HttpResponse:
    """The first page of a new installation: it makes the operator and the first community."""
    if not first_run.is_new():
        if request.method == "POST":
            messages.info(request, _("This installation has been set up already. Sign in instead."))
            return redirect("account_login")
        raise Http404
    given = request.GET.get("code", "")
    if not first_run.may_begin(given):
        return render(request, "portal/beginning_code.html", status=200)
    form = BeginForm(request.POST or None, initial={"language": (request.LANGUAGE_CODE or "nl")[:2]})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            operator, community = begin_installation(
                name=data["name"], email=data["email"], language=data["language"], community=form.community(),
                password=data["password"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as mistake:
            form.add_error(None, [text for texts in mistake.message_dict.values() for text in texts])
        else:
            login(request, operator, backend=BACKEND)
            messages.success(
                request,
                _("%(community)s is there. Bring in your list of members, or invite them.") % {"community": community},
            )
            return redirect("communities:desk", community.slug)
    return render(request, "portal/beginning.html", {"form": form, "code": given}, status=422 if form.errors else 200)
