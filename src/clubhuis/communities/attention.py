"""What waits for an organiser today: requests and invitations without an answer, profiles that lack something, mail that failed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from clubhuis.activity.models import Mail
from clubhuis.lib.looking import once_a_look
from clubhuis.lib.prepared import prepared, prepared_count
from clubhuis.organisations.models import Affiliation, Claim, HasCapability

from .models import Community, Invitation, Membership, Partnership

QUIET = timedelta(days=5)  # an invitation without an answer for so long deserves a reminder
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Lack:
    """Something a member's profile lacks; `condition` is made afresh for each question, on Membership; it is told when a year ago was."""

    label: str | Promise  # in the filter: "without an administrator"
    condition: Callable[[datetime], Q]


def _no_administrator(_year_ago: datetime) -> Q:
    return Q(organisation__isnull=False) & ~Q(
        Exists(Affiliation.objects.administrators().filter(organisation=OuterRef("organisation")).order_by())
    )


def _unconfirmed(year_ago: datetime) -> Q:
    """A page that came in less than a year ago need not be confirmed again yet."""
    return Q(organisation__isnull=False) & (
        Q(organisation__confirmed_on=None, organisation__created_at__lt=year_ago)
        | Q(organisation__confirmed_on__lt=timezone.localdate() - YEAR)
    )


def _no_capabilities(_year_ago: datetime) -> Q:
    return Q(organisation__isnull=False) & ~Q(
        Exists(HasCapability.objects.filter(organisation=OuterRef("organisation")).order_by())
    )


def a_year_ago() -> datetime:
    return timezone.now() - YEAR


LACKS: dict[str, Lack] = {
    "administrator": Lack(_("without an administrator"), _no_administrator),
    "confirmed": Lack(_("not confirmed for a year"), _unconfirmed),
    "capabilities": Lack(_("without capabilities"), _no_capabilities),
    "text": Lack(
        _("without a text"),
        lambda _: Q(organisation__about_nl="", organisation__about_en="", organisation__about_de=""),
    ),
    "logo": Lack(_("without a logo"), lambda _: Q(organisation__logo="")),
    "claim": Lack(
        _("with an open claim"),
        lambda _: Q(
            Exists(Claim.objects.filter(organisation=OuterRef("organisation"), state=Claim.State.ASKED).order_by())
        ),
    ),
    "account": Lack(_("people who never signed in"), lambda _: Q(person__isnull=False, person__claimed_at=None)),
}


@dataclass(frozen=True, slots=True)
class Matter:
    """One line of "what needs attention": how many, what, and where it is dealt with."""

    name: str
    count: int
    text: str | Promise
    href: str
    tone: str = "warn"
    icon: str = "circle-alert"


PROFILES = {  # what lacks, in a sentence for one and for many; "%d" is said by the page
    "administrator": (
        ngettext_lazy("organisation has no administrator", "organisations have no administrator", "count"),
        "warn",
        "key",
    ),
    "capabilities": (
        ngettext_lazy(
            "organisation has no capabilities and is not found by them",
            "organisations have no capabilities and are not found by them",
            "count",
        ),
        "warn",
        "wrench",
    ),
    "confirmed": (
        ngettext_lazy(
            "profile has not been confirmed for a year", "profiles have not been confirmed for a year", "count"
        ),
        "info",
        "refresh-cw",
    ),
    "account": (ngettext_lazy("person has never signed in", "people have never signed in", "count"), "info", "user"),
}


def matters(community: Community, *, sees_mail: bool, manages: bool) -> list[Matter]:
    """What waits, most urgent first; nothing that is nought. The same few questions however large the community."""
    found = [
        _requests(community),
        _claims(community),
        *([_partners(community)] if manages else []),
        *([_failed_mail(community)] if sees_mail else []),
        _invitations(community),
        *_profiles(community),
    ]
    return [matter for matter in found if matter.count]


def _at(community: Community, page: str, query: str = "") -> str:
    return reverse(f"communities:{page}", args=[community.slug]) + query


def _requests(community: Community) -> Matter:
    count = number_asked(community)
    text = ngettext("request to join waits for an answer", "requests to join wait for an answer", count)
    return Matter("requests", count, text, _at(community, "requests"), "bad", "user-plus")


def _claims(community: Community) -> Matter:
    count = _open_claims(community)
    text = ngettext("claim on a member's page is open", "claims on members' pages are open", count)
    return Matter("claims", count, text, _at(community, "desk_members", "?lacks=claim"), "bad", "flag")


def _partners(community: Community) -> Matter:
    count = _waiting_partners(community)
    text = ngettext("partner waits for your answer", "partners wait for your answer", count)
    return Matter("partners", count, text, _at(community, "partnerships"), "bad", "handshake")


def _failed_mail(community: Community) -> Matter:
    count = _not_delivered(community)
    text = ngettext("mail could not be delivered", "mails could not be delivered", count)
    return Matter("failed", count, text, _at(community, "mails", "?state=failed"), "bad", "mail")


def _invitations(community: Community) -> Matter:
    count = _unanswered(community, timezone.now() - QUIET)
    text = ngettext("invitation has had no answer for five days", "invitations have had no answer for five days", count)
    return Matter("invitations", count, text, _at(community, "invitations", "?state=unanswered"), "warn", "send")


def _profiles(community: Community) -> list[Matter]:
    found = _lacking(community, a_year_ago())
    counts: dict[str, int] = found[0] if found else dict.fromkeys(PROFILES, 0)
    return [
        Matter(
            name,
            counts[name],
            text % {"count": counts[name]},
            _at(community, "desk_members", f"?lacks={name}"),
            tone,
            icon,
        )
        for name, (text, tone, icon) in PROFILES.items()
    ]


# Questions


@once_a_look
@prepared_count
def number_asked(community: Community) -> QuerySet[Membership, int]:
    asked = Membership.objects.filter(community=community, state=Membership.State.ASKED)
    return asked.order_by().values_list("pk", flat=True)


@prepared_count
def _open_claims(community: Community) -> QuerySet[Claim, int]:
    members = Membership.objects.current().filter(community=community, organisation__isnull=False).order_by()
    claims = Claim.objects.filter(state=Claim.State.ASKED, organisation__in=members.values("organisation"))
    return claims.order_by().values_list("pk", flat=True)


@prepared_count
def _waiting_partners(community: Community) -> QuerySet[Partnership, int]:
    invited = Q(invited=community, state=Partnership.State.INVITED)
    proposed = Q(state=Partnership.State.ACCEPTED, proposed_by__isnull=False) & ~Q(proposed_by=community)
    return Partnership.objects.of(community).filter(invited | proposed).order_by().values_list("pk", flat=True)


@prepared_count
def _not_delivered(community: Community) -> QuerySet[Mail, int]:
    failed = Mail.objects.filter(community_id=community.pk, state=Mail.State.FAILED)
    return failed.order_by().values_list("pk", flat=True)


@prepared_count
def _unanswered(community: Community, before: datetime) -> QuerySet[Invitation, int]:
    quiet = Invitation.objects.unanswered().filter(community=community, sent_at__lt=before)
    return quiet.order_by().values_list("pk", flat=True)


@prepared
def _lacking(community: Community, year_ago: datetime) -> QuerySet[Membership, Any]:
    """Grouped by the community, so that it is a question with one row."""
    alive = Membership.objects.alive().filter(community=community).order_by()
    return alive.values("community").annotate(
        **{name: Count("pk", filter=LACKS[name].condition(year_ago)) for name in PROFILES}
    )
