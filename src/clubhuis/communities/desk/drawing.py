"""Rows of the table of members, drawn without a template: there are fifty on a page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from clubhuis.communities.access import Rights
from clubhuis.communities.roster import Row
from clubhuis.ui.parts.icons import icon
from clubhuis.ui.parts.library import markup
from clubhuis.ui.parts.pieces import badge, when
from clubhuis.ui.parts.tables import pick

NOTE_SHOWN = 90  # characters
OPEN = '<a class="cell-open" href="{href}#{place}" hx-get="{href}?cell={cell}">{icon}<span class="unseen">{said}, {name}</span></a>'


def table_rows(rows: Iterable[Row], may: Rights) -> SafeString:
    return SafeString("".join(_row(row, may) for row in rows))


def _row(row: Row, may: Rights) -> SafeString:
    membership, name = row.membership, row.name
    number = markup(' · <span class="code">{}</span>', membership.number) if membership.number else ""
    return markup(
        '<tr>\n  {}\n  <td><div><a class="member-name" href="{}">{}</a><div class="quiet small">{}{}</div></div></td>\n'
        '  <td>{}</td>\n  <td>{}</td>\n  <td class="nowrap">{}</td>\n  <td><div>{}</div></td>\n  <td>{}</td>\n  {}\n</tr>',
        markup("<td>{}</td>", pick("bulk", membership.pk, label=name)) if may.edit_members else "",
        *(row.href, name, row.kind, number, membership.tier or "", row.town, when(membership.since)),
        *(_profile(row), _tags(row, may), _note(row) if may.write_notes else ""),
    )


def _profile(row: Row) -> SafeString:
    organisation, person = row.membership.organisation, row.membership.person
    if organisation is not None:
        how, free = _("How complete the profile is"), badge(_("not claimed"), tone="warn")
        done = markup('<span class="share-done" title="{}">{}%</span> ', how, row.percent)
        return done if organisation.claimed_at else done + free
    is_free = person is None or not person.claimed_at
    return badge(_("no account yet"), tone="neutral") if is_free else SafeString("")


def _tags(row: Row, may: Rights) -> SafeString:
    tags = (markup('<span class="tag">{}</span>', tag.name) for tag in row.membership.tags.all())
    opened = _opener(row, "tags", "tags", _("Change the tags")) if may.edit_members else ""
    return markup('<div class="cell-tags tags">{}{}</div>', SafeString("".join(tags)), opened)


def _note(row: Row) -> SafeString:
    latest = Truncator(row.note).chars(NOTE_SHOWN) if row.note else ""
    said = markup('<span class="note-text">{}</span>', latest) if latest else ""
    opened = _opener(row, "write", "note", _("Write a note"))
    return markup('<td class="note-cell"><div class="cell-note">{}{}</div></td>', said, opened)


def _opener(row: Row, place: str, cell: str, said: str) -> SafeString:
    """Lets one write in the cell; without a script it leads to the page of the member."""
    return markup(OPEN, href=row.href, place=place, cell=cell, icon=icon("pencil"), said=said, name=row.name)
