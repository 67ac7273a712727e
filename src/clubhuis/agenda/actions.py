"""People say what they want to work on together: `actions.raise_idea(event, by=alma, title=…)`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record, tell
from clubhuis.activity.models import Fact
from clubhuis.events.models import Event
from clubhuis.lib.refusals import Refused

from . import access
from .models import Backing, Idea

MOST_A_DAY = 10  # raised by one person


@transaction.atomic
def raise_idea(event: Event, *, by: Person, title: str, text: str = "") -> Idea:
    """Who raises an idea wants to work on it as well."""
    if not Event.objects.visible_to(by).filter(pk=event.pk).exists():
        raise PermissionDenied
    if not access.can_raise(by, event):
        raise Refused(_("Ideas are raised at an event that has been announced and goes ahead."))
    since = timezone.now() - timedelta(days=1)
    if Fact.objects.filter(verb="idea.raised", actor=by, at__gte=since).count() >= MOST_A_DAY:
        raise Refused(_("You have raised %(count)s ideas in one day. Go on tomorrow.") % {"count": MOST_A_DAY})
    idea = Idea(event=event, raised_by=by, language=(get_language() or "nl")[:2])
    idea.title, idea.text = " ".join(_clean(title).split()), _clean(text).strip()
    if not idea.title:
        raise Refused(_("Say in a few words what you want to do."))
    try:
        idea.clean_fields(exclude=["event", "raised_by"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    idea.save()
    Backing.objects.create(idea=idea, person=by, organisation=access.organisation_of(by))
    record("idea.raised", actor=by, subject=idea, concerning=_concerned(event))
    return idea


@transaction.atomic
def back(idea: Idea, *, by: Person, word: str = "") -> Backing:
    """ "I want to work on this." Twice is once; another word replaces the first. Who raised it is told."""
    if not Idea.objects.visible_to(by).filter(pk=idea.pk).exists():
        raise PermissionDenied
    if idea.event.is_cancelled:
        raise Refused(_("This event has been cancelled. Raise the idea at another one."))
    word = " ".join(_clean(word).split())
    if len(word) > 200:
        raise Refused(_("Say what you bring in at most %(most)s characters.") % {"most": 200})
    backing, is_new = Backing.objects.update_or_create(
        idea=idea, person=by, defaults={"word": word, "organisation": access.organisation_of(by)}
    )
    if is_new:
        fact = record("idea.backed", actor=by, subject=idea, concerning=_concerned(idea.event))
        tell(
            [idea.raised_by] if idea.raised_by else [],
            fact,
            lambda: _("%(name)s wants to work on your idea “%(idea)s”.") % {"name": by.name, "idea": idea.title},
            idea.get_absolute_url(),
            by_mail=False,
        )
    return backing


@transaction.atomic
def stop_backing(idea: Idea, *, by: Person) -> None:
    Backing.objects.filter(idea=idea, person=by).delete()


@transaction.atomic
def take_back(idea: Idea, *, by: Person) -> None:
    """It is no longer shown; what was said of it stays with the event."""
    if not access.can_take_back(by, idea):
        raise PermissionDenied
    if not Idea.objects.standing().filter(pk=idea.pk).update(withdrawn_at=timezone.now()):
        raise Refused(_("This idea has been taken back already."))
    record("idea.taken_back", actor=by, subject=idea, concerning=_concerned(idea.event))


@transaction.atomic
def take_up(ideas: Iterable[Idea], meeting: Event, *, by: Person) -> None:
    """A follow-up meeting was planned for these. The caller has made it, and so asked who may."""
    for idea in ideas:
        Idea.objects.standing().filter(pk=idea.pk).update(follow_up=meeting, planned_by=by, invited_at=None)
        record(
            "idea.taken_up", actor=by, subject=idea, concerning=_concerned(idea.event), data={"meeting": meeting.title}
        )


def _concerned(event: Event) -> list[Event]:
    return [event]


def _clean(text: str) -> str:
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs"})
