"""The needs of a community from above: where they stand, how fast suppliers answer, and what the ecosystem lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clubhuis.communities.models import Community, Membership
from clubhuis.lib.languages import in_language
from clubhuis.lib.paging import Listed
from clubhuis.lib.prepared import prepared, prepared_count
from clubhuis.market.models import Need
from clubhuis.organisations.models import Organisation
from clubhuis.taxonomy import access as taxonomy

from . import access
from .blocking import Obstacle, what_blocks
from .models import Answer, Invitation

STATES: dict[str, str | Promise] = {
    "": _("all"),
    "open": _("open"),
    "quiet": _("no answer for five working days"),
    "answered": _("answered"),
    "introduced": _("introduced"),
    "order": _("an order"),
    "nothing": _("came to nothing"),
}
A_YEAR = timedelta(days=365)
GRACE = timedelta(days=14)
FEWEST_SILENT = 2  # invitations without an answer before somebody "never answers"
MOST_SHOWN = 25


@dataclass(frozen=True, slots=True)
class Row:
    need: Need
    asked: int
    yes: int
    no: int
    introduced: int
    first_answer_days: float | None
    obstacle: Obstacle | None


def needs_at(community: Community, *, state: str, today: date) -> QuerySet[Need]:
    found = access.needs_at(community).select_related("organisation", "region").order_by("-created_at", "-pk")
    yes = Exists(Answer.objects.filter(invitation__need=OuterRef("pk"), kind="interested"))
    met = Exists(Invitation.objects.filter(need=OuterRef("pk"), state=Invitation.State.INTRODUCED))
    is_open = Q(state=Need.State.OPEN, expires_on__gte=today)
    match state:
        case "open":
            return found.filter(is_open)
        case "quiet":
            return found.filter(is_open, silence__isnull=False).exclude(yes)
        case "answered":
            return found.filter(yes)
        case "introduced":
            return found.filter(met)
        case "order" | "nothing":
            told = Exists(Invitation.objects.filter(need=OuterRef("pk"), outcome__kind=state))
            return found.filter(Q(outcome=state) | told)
    return found


def listed(community: Community, *, state: str, today: date) -> Listed[Need]:
    """The same, a page at a time; a state that there is not leaves all."""
    state = state if state in STATES else ""
    return Listed(
        lambda: number_at(community, today, state=state),
        lambda start, stop: _piece(community, today, state=state, start=start, stop=stop),
    )


@prepared
def _piece(community: Community, today: date, *, state: str, start: int, stop: int) -> QuerySet[Need]:
    return needs_at(community, state=state, today=today)[start:stop]


@prepared_count
def number_at(community: Community, today: date, *, state: str) -> QuerySet[Need, int]:
    return needs_at(community, state=state, today=today).order_by().values_list("pk", flat=True)


def rows(needs: Iterable[Need]) -> list[Row]:
    """One question to the database, however many needs."""
    needs = list(needs)
    asked: dict[int, list[Invitation]] = {}
    for invitation in _standing(frozenset(need.pk for need in needs)):
        asked.setdefault(invitation.need_id, []).append(invitation)
    return [_row(need, asked.get(need.pk, [])) for need in needs]


@prepared
def _standing(needs: frozenset[int]) -> QuerySet[Invitation]:
    return Invitation.objects.standing().filter(need__in=needs).select_related("answer")


def _row(need: Need, invitations: list[Invitation]) -> Row:
    states = Counter(one.state for one in invitations)
    times = [one.answered_at for one in invitations if one.answered_at]
    first = (min(times) - need.created_at).total_seconds() / 86400 if times else None
    return Row(
        need,
        len(invitations),
        sum(getattr(getattr(one, "answer", None), "is_yes", False) for one in invitations),
        states[Invitation.State.DECLINED],
        states[Invitation.State.INTRODUCED],
        first,
        what_blocks(need, invitations) if need.is_open else None,
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the last year. A share is None where there is nothing to divide."""

    needs: int
    open: int
    quiet: int
    answered_share: int | None
    median_days: float | None
    introduced: int
    orders: int


def figures(community: Community) -> Figures:
    today, since = timezone.localdate(), timezone.now() - A_YEAR
    asked = _asked(community, since)
    answered = [one for one in asked if one.answered_at is not None]
    days = [one.days_to_answer or 0.0 for one in answered if one.through != Invitation.Through.SUPPLIER]
    return Figures(
        needs=_number_since(community, since),
        open=_number_open(community, today),
        quiet=number_at(community, today, state="quiet"),
        answered_share=round(100 * len(answered) / len(asked)) if asked else None,
        median_days=round(median(days), 1) if days else None,
        introduced=sum(one.state == Invitation.State.INTRODUCED for one in asked),
        orders=sum(one.outcome_kind == "order" for one in asked),  # type: ignore[attr-defined]  # asked along
    )


@prepared
def _asked(community: Community, since: datetime) -> QuerySet[Invitation]:
    lately = access.needs_at(community).filter(created_at__gte=since).order_by().values("pk")
    found = Invitation.objects.standing().filter(need__in=lately).order_by()
    found = found.annotate(outcome_kind=F("outcome__kind"))
    return found.only("state", "through", "answered_at", "invited_at")


@prepared_count
def _number_since(community: Community, since: datetime) -> QuerySet[Need, int]:
    return access.needs_at(community).filter(created_at__gte=since).order_by().values_list("pk", flat=True)


@prepared_count
def _number_open(community: Community, today: date) -> QuerySet[Need, int]:
    return access.needs_at(community).open(today).order_by().values_list("pk", flat=True)


# What the ecosystem lacks


@dataclass(frozen=True, slots=True)
class Unmet:
    """Needs of the last year that nobody said yes to, by what they ask or where."""

    name: str
    slug: str
    asked: int
    unmet: int

    @property
    def share(self) -> int:
        return round(100 * self.unmet / self.asked)


def _lately(community: Community, since: datetime, until: datetime) -> QuerySet[Need]:
    return access.needs_at(community).filter(created_at__range=(since, until)).order_by()


def _last_year() -> tuple[datetime, datetime]:
    """Until two weeks ago: what is younger may still be answered."""
    now = timezone.now()
    return now - A_YEAR, now - GRACE


def _unmet() -> Q:
    """Nobody said yes, and nothing else tells that it was found."""
    yes = Exists(Answer.objects.filter(invitation__need=OuterRef("pk"), kind="interested"))
    return ~Q(yes) & ~Q(outcome__in=["order", "quote"])


def unmet_by_capability(community: Community) -> list[Unmet]:
    lately = _last_year()
    without = set(_nobody_said_yes(community, *lately))
    total: Counter[str] = Counter()
    unmet: Counter[str] = Counter()
    for need, slug in _what_was_asked(community, *lately):
        total[slug] += 1
        unmet[slug] += need in without
    terms = taxonomy.snapshot()
    found = [
        Unmet(terms[slug].name, slug, total[slug], count) for slug, count in unmet.items() if count and slug in terms
    ]
    return sorted(found, key=lambda one: (-one.unmet, -one.share, one.name))[:MOST_SHOWN]


def unmet_by_region(community: Community) -> list[Unmet]:
    """By the region of the buyer's main site."""
    lately = _last_year()
    without = set(_nobody_said_yes(community, *lately))
    total: Counter[str] = Counter()
    unmet: Counter[str] = Counter()
    names: dict[str, str] = {}
    for pk, code, name_nl, name_en in _where_it_was_asked(community, *lately):
        if code:
            total[code] += 1
            unmet[code] += pk in without
            names[code] = in_language(_Named(name_nl, name_en), "name")
    found = [Unmet(names[code], code, total[code], count) for code, count in unmet.items() if count]
    return sorted(found, key=lambda one: (-one.unmet, one.name))[:MOST_SHOWN]


@dataclass(frozen=True, slots=True)
class _Named:
    name_nl: str
    name_en: str


def who_never_answer(community: Community) -> list[Organisation]:
    """Members that were asked at least twice this year, longer than two weeks ago, and never answered."""
    return _silent(community, *_last_year())


@prepared
def _nobody_said_yes(community: Community, since: datetime, until: datetime) -> QuerySet[Need, int]:
    return _lately(community, since, until).filter(_unmet()).values_list("pk", flat=True)


@prepared
def _what_was_asked(community: Community, since: datetime, until: datetime) -> QuerySet[Any, tuple[int, str]]:
    asked = Need.capabilities.through.objects.filter(need__in=_lately(community, since, until).values("pk"))
    return asked.values_list("need_id", "capability__slug")


@prepared
def _where_it_was_asked(community: Community, since: datetime, until: datetime) -> QuerySet[Need, Any]:
    return (
        _lately(community, since, until)
        .filter(organisation__sites__is_main=True)
        .values_list("pk", "organisation__sites__region", "organisation__sites__region__name_nl", "organisation__sites__region__name_en")
    )  # fmt: skip


@prepared
def _silent(community: Community, since: datetime, until: datetime) -> QuerySet[Organisation]:
    members = Membership.objects.current().filter(community=community, organisation__isnull=False)
    lately = Q(
        invitations_to_needs__invited_at__range=(since, until),
        invitations_to_needs__need__in=access.needs_at(community).order_by().values("pk"),
    ) & ~Q(invitations_to_needs__state=Invitation.State.WITHDRAWN)
    found = (
        Organisation.objects.present()
        .filter(pk__in=members.values("organisation"))
        .annotate(
            asked=Count("invitations_to_needs", filter=lately),
            answered=Count("invitations_to_needs", filter=lately & Q(invitations_to_needs__answered_at__isnull=False)),
        )
        .filter(asked__gte=FEWEST_SILENT, answered=0)
        .order_by(F("asked").desc(), "name")
    )
    return found[:MOST_SHOWN]
