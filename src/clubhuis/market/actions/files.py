"""Drawings and documents that go with a need."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.lib.files import discard
from clubhuis.lib.refusals import Refused
from clubhuis.lib.uploads import SafeFile
from clubhuis.market import access
from clubhuis.market.models import Need, NeedFile

MOST_FILES = 10


@transaction.atomic
def add_file(need: Need, file: SafeFile, *, by: Person) -> NeedFile:
    """Add a file that was judged by clubhuis.lib.uploads."""
    if not access.can_edit_need(by, need):
        raise PermissionDenied
    if need.files.count() >= MOST_FILES:
        raise Refused(_("A need can have %(most)s files. Remove one first.") % {"most": MOST_FILES})
    added = NeedFile.objects.create(need=need, file=file, name=file.original_name[:160], size=file.size, added_by=by)
    record("need.file_added", actor=by, subject=need, concerning=[need.organisation])
    return added


@transaction.atomic
def remove_file(file: NeedFile, *, by: Person) -> None:
    if not access.can_edit_need(by, file.need):
        raise PermissionDenied
    discard(file.file)
    record("need.file_removed", actor=by, subject=file.need, concerning=[file.need.organisation])
    file.delete()
