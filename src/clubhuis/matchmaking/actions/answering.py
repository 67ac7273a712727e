"""A supplier answers: interested, a question, or no and why; alone or together with others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record, tell
from clubhuis.lib.refusals import Refused
from clubhuis.market.models import Need
from clubhuis.matchmaking import access
from clubhuis.matchmaking.models import Answer, Companion, Introduction, Invitation, Question
from clubhuis.organisations.models import Organisation

from .inviting import _as_found
from .meeting import introduce_when_both_agree

MOST_COMPANIONS = 5
MOST_QUESTIONS = 10  # of one supplier about one need
MOST_REACTIONS_A_DAY = 15

type Part = tuple[Organisation, str]  # with whom, and what it takes on


@transaction.atomic
def say_yes(
    invitation: Invitation,
    *,
    by: Person,
    text: str = "",
    price_note: str = "",
    ready_note: str = "",
    together: Sequence[Part] = (),
) -> Invitation:
    """Interested. With a yes the supplier also agrees to be introduced; the buyer decides."""
    _may_answer(invitation, by)
    if not invitation.need.is_open:
        raise Refused(_("This need is no longer open."))
    _answer_once(invitation, Invitation.State.INTERESTED)
    answer = Answer.objects.create(
        invitation=invitation,
        kind=Answer.Kind.INTERESTED,
        text=_plain(text, 3000),
        price_note=_plain(price_note, 300),
        ready_note=_plain(ready_note, 200),
        by=by,
    )
    _ask_companions(answer, together, by)
    introduction, _new = Introduction.objects.get_or_create(invitation=invitation)
    Introduction.objects.filter(pk=introduction.pk).update(supplier_by=by, supplier_at=timezone.now())
    fact = record("need.answered", actor=by, subject=invitation, concerning=[invitation.supplier])
    tell(
        access.buyers_of(invitation.need),
        fact,
        lambda: (
            _("%(name)s is interested in your need “%(title)s”.")
            % {"name": invitation.supplier.name, "title": invitation.need.title}
        ),
        invitation.need.get_absolute_url() + "#answers",
    )
    introduce_when_both_agree(introduction, by=by)
    invitation.refresh_from_db()
    return invitation


@transaction.atomic
def say_no(invitation: Invitation, *, by: Person, reason: str, text: str = "") -> Invitation:
    """No, and why: the buyer reads it, and the next matches become better."""
    _may_answer(invitation, by)
    if reason not in Answer.Reason.values:
        raise Refused(_("Say why not: it helps the buyer, and the next matches."))
    _answer_once(invitation, Invitation.State.DECLINED)
    Answer.objects.create(
        invitation=invitation, kind=Answer.Kind.DECLINED, reason=reason, text=_plain(text, 3000), by=by
    )
    fact = record(
        "need.declined", actor=by, subject=invitation, concerning=[invitation.supplier], data={"reason": reason}
    )
    tell(
        access.buyers_of(invitation.need),
        fact,
        lambda: (
            _("%(name)s does not take up your need “%(title)s”.")
            % {"name": invitation.supplier.name, "title": invitation.need.title}
        ),
        invitation.need.get_absolute_url() + "#answers",
        by_mail=False,
    )
    return invitation


@transaction.atomic
def react(need: Need, supplier: Organisation, *, by: Person, **said: Any) -> Invitation:
    """Somebody who sees a need on the board says that their organisation can do it. `said` as in `say_yes`."""
    if not access.can_see(by, need) or supplier not in access.speaks_as_supplier(by, need):
        raise PermissionDenied
    since = timezone.now() - timedelta(days=1)
    mine = Invitation.objects.filter(invited_by=by, through=Invitation.Through.SUPPLIER, invited_at__gte=since)
    if mine.count() >= MOST_REACTIONS_A_DAY:
        raise Refused(_("You have answered %(most)s needs today. Go on tomorrow.") % {"most": MOST_REACTIONS_A_DAY})
    found = access.matches_for_need(need, by, limit=1, only=[supplier.pk]).matches
    row = Invitation(
        need=need,
        supplier=supplier,
        through=Invitation.Through.SUPPLIER,
        invited_by=by,
        **(_as_found(found[0]) if found else {}),
    )
    Invitation.objects.bulk_create([row], ignore_conflicts=True)
    invitation = Invitation.objects.select_related("need__organisation", "supplier").get(need=need, supplier=supplier)
    return say_yes(invitation, by=by, **said)


def _may_answer(invitation: Invitation, by: Person) -> None:
    if invitation.state == Invitation.State.WITHDRAWN or not access.can_answer(by, invitation):
        raise PermissionDenied


def _answer_once(invitation: Invitation, state: Invitation.State) -> None:
    """A conditional write: of two answers at the same moment one is refused. `Answer` is one to one besides."""
    if not claim(invitation, state):
        raise Refused(_("This invitation has already been answered."))
    invitation.state = state


def claim(invitation: Invitation, state: Invitation.State) -> bool:
    now = timezone.now()
    return bool(Invitation.objects.open().filter(pk=invitation.pk).update(state=state, answered_at=now))


def _plain(text: str, longest: int) -> str:
    return text.replace("\0", "").strip()[:longest]


# Together


def _ask_companions(answer: Answer, together: Sequence[Part], by: Person) -> None:
    if len(together) > MOST_COMPANIONS:
        raise Refused(_("At most %(most)s organisations answer together.") % {"most": MOST_COMPANIONS})
    need, supplier = answer.invitation.need, answer.invitation.supplier
    for organisation, _part in together:
        if organisation.pk in (supplier.pk, need.organisation_id):
            raise Refused(_("Choose other organisations to answer with than the two of you."))
        if not access.could_see(need, organisation):
            raise Refused(
                _("%(name)s may not see this need. Ask the buyer to invite them first.") % {"name": organisation.name}
            )
    rows = [Companion(answer=answer, organisation=one, part=_plain(part, 200)) for one, part in together]
    Companion.objects.bulk_create(rows, ignore_conflicts=True)
    people = access.carers_of([organisation for organisation, _part in together])
    for organisation, _part in together:
        fact = record("need.companion_asked", actor=by, subject=answer.invitation, concerning=[organisation])
        tell(
            people.get(organisation.pk, []),
            fact,
            lambda: (
                _("%(name)s wants to answer a need together with you: %(title)s")
                % {"name": supplier.name, "title": need.title}
            ),
            answer.invitation.get_absolute_url(),
        )


@transaction.atomic
def join(companion: Companion, *, by: Person, agrees: bool) -> None:
    """An organisation says whether it takes part in an answer; once."""
    if companion.organisation not in access.speaks_as_supplier(by, companion.answer.invitation.need):
        raise PermissionDenied
    state = Companion.State.AGREED if agrees else Companion.State.DECLINED
    asked = Companion.objects.filter(pk=companion.pk, state=Companion.State.ASKED)
    if not asked.update(state=state, by=by, answered_at=timezone.now()):
        raise Refused(_("You have answered this already."))
    invitation = companion.answer.invitation
    fact = record(f"need.companion_{state}", actor=by, subject=invitation, concerning=[companion.organisation])
    said = (
        _("%(name)s takes part in your answer to “%(title)s”.")
        if agrees
        else _("%(name)s does not take part in your answer to “%(title)s”.")
    )
    tell(
        access.suppliers_of(invitation),
        fact,
        said % {"name": companion.organisation.name, "title": invitation.need.title},
        invitation.get_absolute_url(),
    )


# Questions


@transaction.atomic
def ask(invitation: Invitation, text: str, *, by: Person) -> Question:
    """Ask the buyer something before answering. Neither side needs to show who it is for that."""
    _may_answer(invitation, by)
    if not (text := _plain(text, 2000)):
        raise Refused(_("Write your question."))
    if invitation.questions.count() >= MOST_QUESTIONS:
        raise Refused(_("You have asked a lot. Say whether you are interested, then talk."))
    question = Question.objects.create(invitation=invitation, text=text, asked_by=by)
    fact = record("need.question_asked", actor=by, subject=invitation, concerning=[invitation.supplier])
    tell(
        access.buyers_of(invitation.need),
        fact,
        lambda: (
            _("%(name)s asks something about your need “%(title)s”.")
            % {"name": invitation.supplier.name, "title": invitation.need.title}
        ),
        invitation.need.get_absolute_url() + "#answers",
    )
    return question


@transaction.atomic
def reply(question: Question, text: str, *, by: Person) -> None:
    """The buyer replies, once; the supplier is told without a name."""
    invitation = question.invitation
    if not access.can_invite(by, invitation.need):
        raise PermissionDenied
    if not (text := _plain(text, 2000)):
        raise Refused(_("Write your reply."))
    waiting = Question.objects.filter(pk=question.pk, replied_at=None)
    if not waiting.update(reply=text, replied_by=by, replied_at=timezone.now()):
        raise Refused(_("This question has been replied to already."))
    record("need.question_replied", actor=by, subject=invitation.need, concerning=[invitation.need.organisation])
    told = record("need.reply_received", actor=None, subject=invitation, concerning=[invitation.supplier])
    tell(
        access.suppliers_of(invitation),
        told,
        lambda: _("Your question about “%(title)s” has a reply.") % {"title": invitation.need.title},
        invitation.get_absolute_url(),
    )
