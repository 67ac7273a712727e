"""Friendly questions that come by themselves: is the page still right, and is there a second administrator?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from clubhuis.activity.actions import record, tell
from clubhuis.activity.models import Fact
from clubhuis.organisations.access import stewards_for
from clubhuis.organisations.models import Affiliation, Organisation, OrganisationQuerySet

YEAR = timedelta(days=365)
FORTNIGHT = timedelta(days=14)
AT_ONCE = 200  # organisations in one run; the next run takes the next ones


def ask_to_confirm(*, now: datetime) -> int:
    """Once a year: whoever edits a page is asked whether it is still right. Answers how many organisations were asked."""
    long_ago = now - YEAR
    due = Organisation.objects.present().filter(
        Q(confirmed_on__lte=long_ago.date()) | Q(confirmed_on=None, claimed_at__lte=long_ago),
        claimed_at__isnull=False,
    )
    return _ask(
        due,
        "organisation.confirmation_asked",
        since=long_ago,
        role=[Affiliation.Role.EDITOR, Affiliation.Role.ADMINISTRATOR],
        text=lambda name: (
            _("Is the page of %(organisation)s still right? Confirm it with one click.") % {"organisation": name}
        ),
        page="edit/",
    )


def ask_for_a_second_administrator(*, now: datetime) -> int:
    """Who is the only administrator hears, two weeks after the start and then once a year, that a second one is wise."""
    administrators = Count(
        "affiliations",
        filter=Q(
            affiliations__role=Affiliation.Role.ADMINISTRATOR,
            affiliations__ended_on=None,
            affiliations__confirmed_at__isnull=False,
        ),
    )
    due = (
        Organisation.objects.present()
        .filter(claimed_at__lte=now - FORTNIGHT)
        .annotate(administrators=administrators)
        .filter(administrators=1)
    )
    return _ask(
        due,
        "organisation.second_administrator_asked",
        since=now - YEAR,
        role=[Affiliation.Role.ADMINISTRATOR],
        text=lambda name: (
            _("You are the only administrator of %(organisation)s. Make a colleague administrator too.")
            % {"organisation": name}
        ),
        page="edit/people/",
    )


def _ask(
    due: OrganisationQuerySet, verb: str, *, since: datetime, role: list[str], text: Callable[[str], str], page: str
) -> int:
    asked = Fact.objects.filter(
        verb=verb, subject_kind="organisations.organisation", subject_id=OuterRef("pk"), at__gt=since
    )
    organisations = list(due.filter(~Exists(asked)).order_by("pk")[:AT_ONCE])
    for organisation in organisations:
        people = organisation.affiliations.current().filter(role__in=role).select_related("person")
        with transaction.atomic():
            fact = record(verb, actor=None, subject=organisation, concerning=[organisation])
            tell(
                [a.person for a in people],
                fact,
                partial(text, organisation.name),
                url=organisation.get_absolute_url() + page,
            )
    return len(organisations)


def release_abandoned() -> int:
    """A page whose administrators are all gone (erased, left by another way) can be claimed again; its stewards hear of it."""
    alone = (
        Organisation.objects.present()
        .filter(claimed_at__isnull=False)
        .filter(~Exists(Affiliation.objects.administrators().filter(organisation=OuterRef("pk"))))
    )
    released = list(alone.order_by("pk")[:AT_ONCE])
    for organisation in released:
        with transaction.atomic():
            organisation.claimed_at = None
            organisation.save(update_fields=["claimed_at"])
            fact = record("organisation.abandoned", actor=None, subject=organisation, concerning=[organisation])
            tell(
                stewards_for(organisation),
                fact,
                partial(_has_nobody, organisation.name),
                url=organisation.get_absolute_url(),
            )
    return len(released)


def _has_nobody(name: str) -> str:
    return _("%(organisation)s has no administrator any more.") % {"organisation": name}
