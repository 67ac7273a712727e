"""Who helps at an event: an organiser of this event, a volunteer for a day."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.events import access, letters
from clubhuis.events.models import Event, EventRole
from clubhuis.lib.refusals import Refused

from .making import concerned, held


@transaction.atomic
def give_role(event: Event, person: Person, kind: str, *, by: Person, day: date | None = None) -> EventRole:
    """Somebody may help from now on, or in another way than before; they hear of it."""
    event = held(event)
    if not access.can_decide(by, event):
        raise PermissionDenied
    if kind not in EventRole.Kind.values:
        raise Refused(_("Choose a role."))
    if person.erased_at is not None or not person.is_active:
        raise Refused(_("This person has no account any more."))
    if kind == EventRole.Kind.ORGANISER:
        day = None
    if day is not None and day not in event.days:
        raise Refused(_("Choose one of the days of the event."))
    role, _made = EventRole.objects.update_or_create(
        event=event, person=person, defaults={"kind": kind, "day": day, "given_by": by}
    )
    record("event.role_given", actor=by, subject=event, concerning=[*concerned(event), person],
           data={"person": person.name, "kind": kind}, privileged=True)  # fmt: skip
    letters.tell_role(role)
    return role


def hand_over(event: Event, person: Person, *, by: Person) -> EventRole:
    """Somebody else runs it from now on, for instance because the organiser is ill."""
    return give_role(event, person, EventRole.Kind.ORGANISER, by=by)


@transaction.atomic
def take_role(role: EventRole, *, by: Person) -> None:
    """Who decides takes it; everybody may give up their own."""
    event = held(role.event)
    if role.person_id != by.pk and not access.can_decide(by, event):
        raise PermissionDenied
    if not EventRole.objects.filter(pk=role.pk).delete()[0]:
        raise Refused(_("This role was taken already."))
    record("event.role_taken", actor=by, subject=event, concerning=[*concerned(event), role.person],
           data={"person": role.person.name, "kind": role.kind}, privileged=True)  # fmt: skip
