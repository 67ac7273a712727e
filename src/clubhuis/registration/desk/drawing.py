"""Rows of the table of registrations, drawn without a template: there are fifty on a page, each with a form of its own."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from clubhuis.events.access import EventRights
from clubhuis.events.models import Event
from clubhuis.lib.addresses import address
from clubhuis.registration.models import Registration, SessionChoice, State
from clubhuis.ui.parts.buttons import button
from clubhuis.ui.parts.library import markup
from clubhuis.ui.parts.pieces import badge, tag, when
from clubhuis.ui.parts.sending import once_field
from clubhuis.ui.parts.tables import pick

QUIET = '<div class="quiet small">{}</div>'
NOTE = (
    '<form class="note-form" method="post" action="{action}" hx-post="{action}" hx-swap="outerHTML">'
    '<input type="hidden" name="csrfmiddlewaretoken" value="{token}">{once}<label class="unseen" for="note-{pk}">{label}</label>'
    '<input id="note-{pk}" name="note" maxlength="500" value="{note}">{button}</form>'
)


def table_rows(
    rows: Iterable[tuple[Registration, bool]], *, event: Event, may: EventRights, with_host: bool, token: str
) -> SafeString:
    """`rows` are registrations and whether everything of them is seen; `with_host` adds that column."""
    return SafeString(
        "".join(_row(one, event=event, may=may, fully=fully, with_host=with_host, token=token) for one, fully in rows)
    )


def _row(one: Registration, *, event: Event, may: EventRights, fully: bool, with_host: bool, token: str) -> SafeString:
    picked = pick("bulk", one.pk, label=one.known_as) if fully else ""
    host = markup('<td class="small">{}</td>', one.host.community.name if one.host else "")
    return markup(
        '<tr>\n{}\n<td><div>{}</div></td>\n<td>{}</td>\n<td>{}</td>\n<td><div class="small">{}</div></td>\n{}\n'
        '<td class="nowrap small">{}</td>\n<td>{}</td>\n</tr>',
        markup("<td>{}</td>", picked) if may.edit else "",
        _name(one, event, fully=fully),
        one.works_at,
        state_of(one),
        _taking_part(one, event),
        host if with_host else "",
        when(one.created_at),
        note_of(one, event=event, may=may, fully=fully, token=token),
    )


def _name(one: Registration, event: Event, *, fully: bool) -> SafeString:
    if not fully:
        return markup("{}", one.known_as)
    href = address("registration:desk_registration", event.slug, number=one.pk)
    return markup('<a href="{}">{}</a>{}', href, one.known_as, markup(QUIET, one.email) if one.email else "")


def _taking_part(one: Registration, event: Event) -> SafeString:
    online = one.attendance == "online" and event.attendance == "both"
    return markup(
        "{}{}{}",
        one.ticket.name if one.ticket else "",
        markup(" {}", tag(_("online"))) if online else "",
        SafeString("".join(_choice(choice) for choice in one.chosen)),  # type: ignore[attr-defined]  # see roster
    )


def _choice(choice: SessionChoice) -> SafeString:
    still = "" if choice.is_certain else f" ({choice.get_state_display()})"
    return markup('<div class="quiet">{}{}</div>', choice.session.title, still)


def note_of(one: Registration, *, event: Event, may: EventRights, fully: bool, token: str) -> SafeString:
    """What the organisers noted, to be written over where one stands."""
    if not fully:
        return SafeString("")
    if not may.edit:
        return markup("{}", one.note)
    return markup(
        NOTE,
        action=address("registration:note", event.slug, number=one.pk),
        token=token,
        once=once_field(),
        pk=one.pk,
        label=_("Note on %(name)s") % {"name": one.known_as},
        note=one.note,
        button=button(_("Save the note"), icon="check", size="small", kind="quiet", icon_only=True),
    )


def state_of(one: Registration) -> SafeString:
    """Where somebody stands."""
    state = State(one.state)
    if state == State.QUEUED and one.queue == Registration.Queue.OFFERED:
        return badge(str(Registration.Queue.OFFERED.label), tone="warn", icon="bell")
    tone, icon = LOOKS.get(state, ("neutral", ""))
    return badge(str(state.label), tone=tone, icon=icon)


LOOKS = {
    State.CONFIRMED: ("good", "check"),
    State.ATTENDED: ("good", "check"),
    State.QUEUED: ("info", "clock"),
    State.AWAITING_APPROVAL: ("warn", "clock"),
    State.PENDING: ("warn", "clock"),
}
