"""What organisers write down about their members."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.communities import access
from clubhuis.communities.models import MemberNote, Membership
from clubhuis.lib.refusals import Refused


@transaction.atomic
def write_note(membership: Membership, *, text: str, kind: str = "note", by: Person) -> MemberNote:
    """Keep a note of a call, a visit or anything else. Its text is in no fact: it can be forgotten."""
    if not access.can_write_notes(by, membership.community):
        raise PermissionDenied
    if not text.strip():
        raise Refused(_("Write something first."))
    return MemberNote.objects.create(membership=membership, text=text.strip(), kind=kind, author=by)


@transaction.atomic
def erase_note(note: MemberNote, *, by: Person) -> None:
    """Notes are erased by who wrote them, or by a manager."""
    community = note.membership.community
    own = note.author_id == by.pk and access.can_write_notes(by, community)
    if not own and not access.can_manage(by, community):
        raise PermissionDenied
    note.delete()
