"""From match to deal: invitations and answers, introductions, what came of it, drawings that were shared, what was learnt."""

from .answers import Answer, Companion, Question
from .invitations import CallForHelp, Invitation, InvitationQuerySet, Silence
from .learning import Learning
from .outcomes import Afterwards, Introduction, Outcome
from .sharing import Opening, Share
from .suggestions import Dismissal, Suggestion

__all__ = [
    "Afterwards",
    "Answer",
    "CallForHelp",
    "Companion",
    "Dismissal",
    "Introduction",
    "Invitation",
    "InvitationQuerySet",
    "Learning",
    "Opening",
    "Outcome",
    "Question",
    "Share",
    "Silence",
    "Suggestion",
]
