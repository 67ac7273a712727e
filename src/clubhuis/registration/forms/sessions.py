"""Choosing parts of the programme: one of those that are at the same time, each with what is left of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clubhuis.programme.models import Session
from clubhuis.registration.seats import Room

PREFIX = "sessions_"
WAIT = "wait-"


def at_the_same_time(sessions: Iterable[Session]) -> list[list[Session]]:
    """Sessions that are to be chosen, in groups of which one can have one."""
    groups: list[list[Session]] = []
    until = None
    for session in sorted(sessions, key=lambda one: (one.starts_at, one.ends_at, one.pk)):
        if until is not None and session.starts_at < until:
            groups[-1].append(session)
            until = max(until, session.ends_at)
        else:
            groups.append([session])
            until = session.ends_at
    return groups


def add_fields(
    form: forms.Form,
    sessions: Sequence[Session],
    rooms: Mapping[str, Room],
    *,
    mine: Iterable[int] = (),
    can_wait: bool = True,
) -> list[str]:
    """A field for each group; answers their names. A full one can be waited for, unless one has it."""
    names = []
    have = set(mine)
    for number, group in enumerate(at_the_same_time(sessions)):
        name = f"{PREFIX}{number}"
        begins, ends = group[0].starts_local, max(session.ends_local for session in group)
        choices: list[tuple[str, Any]] = [("", _("none of these"))]
        for session in group:
            room = rooms.get(f"session:{session.pk}", Room(session.seats, 0))
            waits = room.is_full and session.pk not in have
            if waits and not can_wait:
                continue
            choices.append((f"{WAIT if waits else ''}{session.pk}", described(session, room, waits=waits)))
        form.fields[name] = forms.ChoiceField(
            label=f"{begins:%H:%M}–{ends:%H:%M}",
            choices=choices,
            required=False,
            widget=forms.RadioSelect,
            initial=next((str(session.pk) for session in group if session.pk in have), ""),
        )
        names.append(name)
    return names


def described(session: Session, room: Room, *, waits: bool) -> SafeString:
    """Its title, and how many places are left."""
    if waits:
        left = _("full: join its waiting list")
    elif room.free is None:
        left = ""
    else:
        left = ngettext("%(count)d place left", "%(count)d places left", room.free) % {"count": room.free}
    where = session.where
    small = " · ".join(part for part in (session.get_kind_display(), where, left) if part)
    return format_html('{} <span class="quiet small">{}</span>', session.title, small)


def chosen(form: forms.Form, sessions: Sequence[Session]) -> tuple[list[Session], list[Session]]:
    """What was chosen, and what is waited for."""
    by_pk = {str(session.pk): session for session in sessions}
    mine: list[Session] = []
    waited: list[Session] = []
    for name, value in form.cleaned_data.items():
        if name.startswith(PREFIX) and value:
            session = by_pk.get(value.removeprefix(WAIT))
            if session is None:
                raise ValidationError(_("This part of the programme cannot be chosen."))
            (waited if value.startswith(WAIT) else mine).append(session)
    return mine, waited
