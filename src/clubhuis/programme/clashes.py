"""What cannot be at the same time, and what had better not."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from django.utils.translation import gettext as _

from .models import Session, Speaker


def in_the_same_room(session: Session) -> Session | None:
    """Another session of the event in its room at its time: that is refused."""
    if session.room_id is None:
        return None
    others = Session.objects.filter(event=session.event_id, room=session.room_id)
    return others.exclude(pk=session.pk).during(session.starts_at, session.ends_at).first()


def warnings(sessions: Iterable[Session]) -> list[str]:
    """A speaker in two places at once, a room too small: said to the organiser, who decides."""
    rows = list(sessions)
    found = [
        _("%(session)s has %(seats)s seats; %(room)s has only %(capacity)s.")
        % {"session": s.title, "seats": s.seats, "room": s.room.name, "capacity": s.room.capacity}
        for s in rows
        if s.room and s.room.capacity and s.seats and s.seats > s.room.capacity
    ]
    by_speaker: dict[object, list[tuple[Session, Speaker]]] = {}
    for session in rows:
        for speaker in session.speakers.all():
            by_speaker.setdefault(speaker.person_id or speaker.name.casefold(), []).append((session, speaker))
    for given in by_speaker.values():
        for (one, speaker), (other, _same) in combinations(given, 2):
            if one.starts_at < other.ends_at and other.starts_at < one.ends_at:
                found.append(
                    _("%(speaker)s is in two places at once: %(one)s and %(other)s.")
                    % {"speaker": speaker.name, "one": one.title, "other": other.title}
                )
    return found
