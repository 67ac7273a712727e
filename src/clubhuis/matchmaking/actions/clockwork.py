"""What happens by itself: silence is told, suppliers are reminded, and later it is asked what came of it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.activity.actions import record, tell
from clubhuis.market.models import Need
from clubhuis.matchmaking import access
from clubhuis.matchmaking.models import Afterwards, Invitation, Silence
from clubhuis.matchmaking.working_days import working_days_between

from .inviting import send_invitation
from .meeting import afterwards_url

PATIENCE = 5  # working days without an answer
REMIND_AFTER = 3  # working days


def tell_of_silence(*, today: date) -> int:
    """Needs to which nobody said yes for five working days: the buyer hears of it, and the organisers who see it; once."""
    quiet = (
        Need.objects.open(today)
        .filter(silence=None, opened_on__lte=today - timedelta(days=PATIENCE))
        .exclude(invitations__answer__kind="interested")
        .select_related("organisation")
    )
    return sum(_tell_of_silence(need, today) for need in quiet)


@transaction.atomic
def _tell_of_silence(need: Need, today: date) -> bool:
    if working_days_between(need.opened_on, today) < PATIENCE:
        return False
    if not Silence.objects.bulk_create([Silence(need=need)], ignore_conflicts=True):
        return False
    fact = record("need.unanswered", actor=None, subject=need, concerning=[need.organisation])
    tell(
        access.buyers_of(need),
        fact,
        lambda: (
            _("Nobody has answered your need “%(title)s” for five working days. See what you can do.")
            % {"title": need.title}
        ),
        need.get_absolute_url() + "#answers",
    )
    for community in access.organisers_told_of(need):
        told = record("need.needs_help", actor=None, subject=need, concerning=[community])
        tell(
            access.organisers_of([community]),
            told,
            lambda: (
                _("A need of %(name)s has had no answer for five working days: %(title)s")
                % {"name": need.organisation.name, "title": need.title}
            ),
            f"/communities/{community.slug}/desk/needs/?state=quiet",
        )
    return True


def remind_suppliers(*, today: date) -> int:
    """Suppliers that were asked three working days ago and did not answer are reminded, once."""
    waiting = (
        Invitation.objects.open()
        .filter(reminded_at=None, invited_at__date__lte=today - timedelta(days=REMIND_AFTER))
        .filter(need__state=Need.State.OPEN, need__expires_on__gte=today)
        .select_related("need__organisation", "supplier")
    )
    return sum(_remind(one, today) for one in waiting)


@transaction.atomic
def _remind(invitation: Invitation, today: date) -> bool:
    if working_days_between(timezone.localdate(invitation.invited_at), today) < REMIND_AFTER:
        return False
    once = Invitation.objects.open().filter(pk=invitation.pk, reminded_at=None)
    if not once.update(reminded_at=timezone.now()):
        return False
    people = access.carers_of([invitation.supplier]).get(invitation.supplier_id, [])
    send_invitation(invitation, people, kind="reminder")
    return True


def ask_afterwards(*, today: date) -> int:
    """Three and twelve months after an order or a quote: one question to the buyer."""
    due = Afterwards.objects.filter(asked_at=None, replied_at=None, due_on__lte=today)
    parties = ("outcome__invitation__need__organisation", "outcome__invitation__supplier")
    return sum(_ask(one) for one in due.select_related(*parties))


@transaction.atomic
def _ask(asked: Afterwards) -> bool:
    if not Afterwards.objects.filter(pk=asked.pk, asked_at=None).update(asked_at=timezone.now()):
        return False
    invitation = asked.outcome.invitation
    fact = record("need.afterwards_asked", actor=None, subject=invitation, concerning=[invitation.need.organisation])
    tell(
        access.buyers_of(invitation.need),
        fact,
        lambda: (
            _("%(months)s months ago you told what came of “%(title)s”. Do you still work with %(name)s?")
            % {"months": asked.months, "title": invitation.need.title[:120], "name": invitation.supplier.name}
        ),
        afterwards_url(asked),
    )
    return True
