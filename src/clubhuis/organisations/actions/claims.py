"""Taking charge of a page: one that nobody has, or one whose people are gone."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record, tell
from clubhuis.activity.models import Fact
from clubhuis.lib.refusals import Refused
from clubhuis.organisations import access
from clubhuis.organisations.models import Affiliation, Claim, Organisation

from .people import answerers, locked


@transaction.atomic
def claim(organisation: Organisation, *, by: Person, reason: str = "") -> Claim:
    """Ask to take charge.

    Accepted at once when nobody has charge and a proven e-mail address of this person is at the organisation's own domain.
    Else its administrators answer; when there are none, or they stay silent for fourteen days, its stewards do.
    """
    organisation = locked(organisation)
    if not access.can_claim(by, organisation):
        raise Refused(_("You are an administrator of this organisation already."))
    if organisation.claims.filter(person=by, state=Claim.State.ASKED).exists():
        raise Refused(_("You have asked already. You will hear from us when there is an answer."))
    made = Claim.objects.create(organisation=organisation, person=by, reason=reason.strip()[:500])
    if not organisation.is_claimed and access.has_its_address(by, organisation):
        _grant(made, by=None)
        record("claim.accepted_by_address", actor=by, subject=made, concerning=[organisation, by], privileged=True)
        return made
    fact = record("claim.asked", actor=by, subject=made, concerning=[organisation, by])
    _ask(answerers(organisation), made, fact)
    return made


def _ask(people: list[Person], made: Claim, fact: Fact) -> None:
    words = {"person": made.person.name, "organisation": made.organisation.name}
    tell(
        people,
        fact,
        lambda: _("%(person)s asks to take charge of the page of %(organisation)s.") % words,
        url=f"{made.organisation.get_absolute_url()}edit/people/",
    )


def _grant(made: Claim, *, by: Person | None) -> None:
    now = timezone.now()
    answered = Claim.objects.filter(pk=made.pk, state=Claim.State.ASKED).update(
        state=Claim.State.ACCEPTED, answered_at=now, answered_by=by
    )
    if not answered:
        raise Refused(_("This request has already been answered."))
    made.state, made.answered_at, made.answered_by = Claim.State.ACCEPTED, now, by
    affiliation, _is_new = Affiliation.objects.get_or_create(
        organisation=made.organisation, person=made.person, ended_on=None
    )
    affiliation.role = Affiliation.Role.ADMINISTRATOR
    affiliation.confirmed_at = affiliation.confirmed_at or now
    affiliation.save(update_fields=["role", "confirmed_at"])
    if not made.organisation.is_claimed:
        made.organisation.claimed_at = now
        made.organisation.save(update_fields=["claimed_at"])


@transaction.atomic
def answer_claim(made: Claim, *, accept: bool, by: Person) -> Claim:
    """Yes: the person becomes administrator beside whoever was. No: nothing changes. They are told either way."""
    made.organisation = locked(made.organisation)
    if not access.can_answer(by, made):
        raise PermissionDenied
    if accept:
        _grant(made, by=by)
    else:
        declined = Claim.objects.filter(pk=made.pk, state=Claim.State.ASKED).update(
            state=Claim.State.DECLINED, answered_at=timezone.now(), answered_by=by
        )
        if not declined:
            raise Refused(_("This request has already been answered."))
        made.state = Claim.State.DECLINED
    fact = record(
        "claim.accepted" if accept else "claim.declined",
        actor=by,
        subject=made,
        concerning=[made.organisation, made.person],
        privileged=True,
    )
    words = {"organisation": made.organisation.name, "person": made.person.name}
    tell(
        [made.person],
        fact,
        (
            (lambda: _("You are now an administrator of %(organisation)s. Have a look at its page.") % words)
            if accept
            else (lambda: _("Your request to take charge of %(organisation)s was declined.") % words)
        ),
        url=made.organisation.get_absolute_url(),
    )
    if accept:
        others = made.organisation.affiliations.administrators().exclude(person=made.person).select_related("person")
        tell(
            [a.person for a in others],
            fact,
            lambda: _("%(person)s is now an administrator of %(organisation)s too.") % words,
            url=made.organisation.get_absolute_url(),
        )
    return made


@transaction.atomic
def withdraw_claim(made: Claim, *, by: Person) -> None:
    if made.person_id != by.pk:
        raise PermissionDenied
    withdrawn = Claim.objects.filter(pk=made.pk, state=Claim.State.ASKED).update(
        state=Claim.State.WITHDRAWN, answered_at=timezone.now()
    )
    if not withdrawn:
        raise Refused(_("This request has already been answered."))
    record("claim.withdrawn", actor=by, subject=made, concerning=[made.organisation, by])


def ask_stewards(*, now: datetime) -> int:
    """Claims that no administrator answered for fourteen days go to the stewards, once. Answers how many went."""
    waiting = Claim.objects.filter(
        state=Claim.State.ASKED,
        asked_at__lte=now - access.PATIENCE,
        organisation__claimed_at__isnull=False,
        organisation__removed_at=None,
    ).select_related("organisation", "person")
    asked_before = set(
        Fact.objects.filter(verb="claim.unanswered", subject_kind="organisations.claim").values_list(
            "subject_id", flat=True
        )
    )
    went = 0
    for made in waiting:
        if made.pk in asked_before:
            continue
        with transaction.atomic():
            fact = record("claim.unanswered", actor=None, subject=made, concerning=[made.organisation])
            _ask(list(access.stewards_for(made.organisation)), made, fact)
        went += 1
    return went
