"""A community learns from the answers its members gave, within bounds; what was learnt can be seen and undone."""

from __future__ import annotations

from dataclasses import asdict

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.communities.access import can_manage
from clubhuis.communities.models import Community, Membership
from clubhuis.engines.matching import Lesson, learn_weights
from clubhuis.engines.matching.index.answers import Explanation
from clubhuis.engines.matching.learning import Outcome as Told
from clubhuis.lib.refusals import Refused
from clubhuis.matchmaking.learnt import present_learning
from clubhuis.matchmaking.models import Answer, Invitation, Learning
from clubhuis.matchmaking.wording import SIGNALS

FEWEST = 10  # lessons before anything is learnt
PATIENCE_DAYS = 21  # an invitation without an answer for so long says something


def lessons_of(community: Community) -> QuerySet[Invitation]:
    """Answers to needs that were shown in a community or, open ones, posted by its members."""
    members = Membership.objects.current().filter(community=community, organisation__isnull=False)
    here = Q(need__communities=community) | Q(need__organisation__in=members.values("organisation"))
    found = Invitation.objects.filter(here).exclude(signals={}).exclude(state=Invitation.State.WITHDRAWN)
    return found.select_related("answer", "outcome").distinct().order_by("pk")


def count_lessons(community: Community) -> int:
    """How many answers there are to learn from."""
    return sum(told_by(one) is not None for one in lessons_of(community))


def told_by(invitation: Invitation) -> Told | None:
    """What came of an invitation, as the engine takes it; None while it may still be answered."""
    outcome = getattr(invitation, "outcome", None)
    if outcome is not None and outcome.kind != "nothing":
        return "agreed"
    answer = getattr(invitation, "answer", None)
    if answer is not None and answer.is_yes:
        return "interested"
    if answer is not None:
        return "unsuitable" if answer.reason in Answer.UNSUITABLE else "declined"
    waited = timezone.now() - invitation.invited_at
    return "silent" if waited.days >= PATIENCE_DAYS else None


@transaction.atomic
def learn(community: Community) -> Learning | None:
    """Make the weights anew from all answers, except those of a learning that was undone. None when nothing changes."""
    before = present_learning(community)
    left_out = _undone(community)
    told = [
        (one.pk, Lesson(_explanation(one), outcome))
        for one in lessons_of(community)
        if one.pk not in left_out and (outcome := told_by(one)) is not None
    ]
    if len(told) < FEWEST or (before is not None and before.lessons == [pk for pk, _lesson in told]):
        return None
    learned = learn_weights(lesson for _pk, lesson in told)
    weights = asdict(learned.weights)
    if before is not None and before.weights == weights:
        return None
    made = Learning.objects.create(
        community=community,
        weights=weights,
        shifts=[asdict(shift) for shift in learned.shifts],
        lessons=[pk for pk, _lesson in told],
    )
    record("matching.learned", actor=None, subject=community, concerning=[community], data={"answers": len(told)})
    return made


def learn_everywhere() -> int:
    return sum(learn(community) is not None for community in Community.objects.present())


@transaction.atomic
def unlearn(learning: Learning, *, by: Person) -> None:
    """Go back to what counted before; the answers it was learnt from teach nothing any more."""
    if not can_manage(by, learning.community):
        raise PermissionDenied
    undone = Learning.objects.filter(pk=learning.pk, undone_at=None)
    if not undone.update(undone_at=timezone.now(), undone_by=by):
        raise Refused(_("This has been undone already."))
    record("matching.unlearned", actor=by, subject=learning.community, concerning=[learning.community], privileged=True)


def _undone(community: Community) -> set[int]:
    """The answers that only a learning that was undone was made from."""
    out: set[int] = set()
    kept: set[int] = set()
    for one in Learning.objects.filter(community=community).order_by("at", "pk"):
        if one.undone_at is None:
            kept |= set(one.lessons)
        else:
            out |= set(one.lessons) - kept
    return out


def _explanation(invitation: Invitation) -> Explanation:
    seen = {name: float(invitation.signals.get(name) or 0.0) for name in SIGNALS}
    return Explanation(
        seen["words"], seen["concepts"], seen["meaning"], seen["requirements"], nearness=seen["nearness"]
    )
