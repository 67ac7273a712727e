"""The introduction: both sides say yes, see each other's names and talk; and what came of it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record, tell
from clubhuis.conversations import actions as conversations
from clubhuis.lib.refusals import Refused
from clubhuis.matchmaking import access
from clubhuis.matchmaking.models import Afterwards, Introduction, Invitation, Outcome
from clubhuis.organisations.conversing import side_of

TERMS = (3, 12)  # months after an order or a quote


@transaction.atomic
def agree(invitation: Invitation, *, by: Person) -> Introduction:
    """The buyer says yes. When the supplier has, they are introduced; else when it does."""
    if not access.can_invite(by, invitation.need):
        raise PermissionDenied
    if invitation.state not in (Invitation.State.INVITED, Invitation.State.INTERESTED):
        raise Refused(_("This invitation has been settled already."))
    introduction, _new = Introduction.objects.get_or_create(invitation=invitation)
    agreed = Introduction.objects.filter(pk=introduction.pk, buyer_at=None)
    if not agreed.update(buyer_by=by, buyer_at=timezone.now()):
        raise Refused(_("You have said yes already."))
    introduce_when_both_agree(introduction, by=by)
    introduction.refresh_from_db()
    return introduction


def introduce_when_both_agree(introduction: Introduction, *, by: Person) -> None:
    """Whoever comes second makes it happen, once: names are shown, and a conversation begins."""
    both = Introduction.objects.filter(
        pk=introduction.pk, made_at=None, buyer_at__isnull=False, supplier_at__isnull=False
    )
    now = timezone.now()
    if not both.update(made_at=now):
        return
    invitation = Invitation.objects.select_related("need__organisation", "supplier").get(pk=introduction.invitation_id)
    Invitation.objects.filter(pk=invitation.pk).update(state=Invitation.State.INTRODUCED, settled_at=now)
    need, supplier = invitation.need, invitation.supplier
    buyers, suppliers = access.buyers_of(need), access.suppliers_of(invitation)
    sides = [side_of(need.organisation, tuple(buyers)), side_of(supplier, tuple(suppliers))]
    answer = invitation.answer
    agreed = [one.organisation for one in answer.companions.filter(state="agreed").select_related("organisation")]
    people = access.carers_of(agreed)
    sides += [side_of(one, tuple(people.get(one.pk, []))) for one in agreed]
    conversation = conversations.begin(
        f"introduction:{introduction.pk}", need.title, sides, by=None, about_url=need.get_absolute_url()
    )
    Introduction.objects.filter(pk=introduction.pk).update(conversation=conversation)
    # Both sides have agreed to know each other, so the fact may name both.
    fact = record(
        "need.introduced",
        actor=None,
        subject=invitation,
        concerning=[need.organisation, supplier, *agreed],
        data={"buyer": need.organisation.name, "supplier": supplier.name},
    )
    others = {person.pk: person for found in people.values() for person in found}
    tell(
        [*buyers, *suppliers, *others.values()],
        fact,
        lambda: (
            _("%(buyer)s and %(supplier)s are introduced: %(title)s. Say hello.")
            % {"buyer": need.organisation.name, "supplier": supplier.name, "title": need.title}
        ),
        conversation.get_absolute_url(),
    )


@transaction.atomic
def thank(invitation: Invitation, *, by: Person, word: str = "") -> None:
    """The buyer does not go on with a supplier that was interested; the supplier is told kindly, without a name."""
    if not access.can_invite(by, invitation.need):
        raise PermissionDenied
    done = Invitation.objects.filter(pk=invitation.pk, state=Invitation.State.INTERESTED)
    if not done.update(state=Invitation.State.TURNED_DOWN, settled_at=timezone.now()):
        raise Refused(_("This invitation has been settled already."))
    record("need.supplier_thanked", actor=by, subject=invitation.need, concerning=[invitation.need.organisation])
    told = record("need.thanks_received", actor=None, subject=invitation, concerning=[invitation.supplier])
    word = word.replace("\0", "").strip()[:120]
    tell(
        access.suppliers_of(invitation),
        told,
        lambda: (
            _("“%(title)s”: the buyer thanks you and goes on with others.") % {"title": invitation.need.title[:100]}
            + (f" “{word}”" if word else "")
        ),
        invitation.get_absolute_url(),
    )


# What came of it


@transaction.atomic
def tell_outcome(invitation: Invitation, *, by: Person, kind: str, why: str = "", note: str = "") -> Outcome:
    """An order, a quote, or nothing and why: in one click, by either side; the first counts. After three and twelve months
    one question follows."""
    if not (access.can_invite(by, invitation.need) or access.can_answer(by, invitation)):
        raise PermissionDenied
    if not invitation.is_introduced:
        raise Refused(_("An outcome comes after the introduction."))
    if kind not in Outcome.Kind.values or why not in ("", *Outcome.Why.values):
        raise Refused(_("Say what came of it: an order, a quote or nothing."))
    made = Outcome(
        invitation=invitation,
        kind=kind,
        why=why if kind == Outcome.Kind.NOTHING else "",
        note=note.replace("\0", "").strip()[:500],
        by=by,
    )
    Outcome.objects.bulk_create([made], ignore_conflicts=True)
    kept = Outcome.objects.get(invitation=invitation)
    if (kept.by_id, kept.at) != (made.by_id, made.at):
        raise Refused(_("What came of it has been told already."))
    need = invitation.need
    if kind != Outcome.Kind.NOTHING:
        today = timezone.localdate()
        Afterwards.objects.bulk_create(
            [Afterwards(outcome=kept, months=months, due_on=in_months(today, months)) for months in TERMS]
        )
    record(
        "connection.traded" if kind == Outcome.Kind.ORDER else "need.outcome_told",
        actor=by,
        subject=invitation,
        concerning=[need.organisation, invitation.supplier],
        data={"kind": kind, "why": kept.why, "buyer": need.organisation.name, "supplier": invitation.supplier.name},
    )
    return kept


@transaction.atomic
def tell_afterwards(asked: Afterwards, *, by: Person, reply: str) -> None:
    """Whether they still work together: one answer for each term."""
    invitation = asked.outcome.invitation
    if not (access.can_invite(by, invitation.need) or access.can_answer(by, invitation)):
        raise PermissionDenied
    if reply not in Afterwards.Reply.values:
        raise Refused(_("Choose one of the answers."))
    if not Afterwards.objects.filter(pk=asked.pk, replied_at=None).update(
        reply=reply, by=by, replied_at=timezone.now()
    ):
        raise Refused(_("This has been answered already."))
    record(
        "connection.lasted" if reply in (Afterwards.Reply.MORE, Afterwards.Reply.SAME) else "connection.ended",
        actor=by,
        subject=invitation,
        concerning=[invitation.need.organisation, invitation.supplier],
        data={"months": asked.months, "reply": reply},
    )


def afterwards_url(asked: Afterwards) -> str:
    return reverse("matchmaking:afterwards", args=[asked.pk])


def in_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
