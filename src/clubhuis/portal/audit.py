"""What rooms that do not know the audit log hand up to be written in it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.taxonomy.models import Capability

SENTENCES = {
    "person.became_operator": _("%(actor)s made %(subject)s operator"),
    "person.no_longer_operator": _("%(actor)s ended the work of %(subject)s as operator"),
    "person.shut_out": _("%(actor)s shut %(subject)s out"),
    "person.let_in_again": _("%(actor)s let %(subject)s in again"),
    "event.told": _("%(actor)s told those it may interest of %(subject)s"),
    "feed.opened": _("%(actor)s opened a calendar feed of their own"),
    "feed.renewed": _("%(actor)s gave their calendar feed another address"),
    "feed.closed": _("%(actor)s closed their calendar feed"),
    "capability.added": _("%(actor)s added a word to the vocabulary: %(subject)s"),
    "capability.edited": _("%(actor)s changed a word of the vocabulary: %(subject)s"),
    "capability.deprecated": _("%(actor)s took a word out of the vocabulary: %(subject)s"),
    "capability.reinstated": _("%(actor)s put a word back into the vocabulary: %(subject)s"),
    "capability.merged": _("%(actor)s joined two words of the vocabulary: %(subject)s"),
    "capability.undone": _("%(actor)s undid a change of the vocabulary: %(subject)s"),
    "search.kept": _("%(actor)s keeps a search: %(subject)s"),
    "search.dropped": _("%(actor)s no longer keeps a search: %(subject)s"),
    "directory.exported": _("%(actor)s exported the directory: %(organisations)s organisations"),
}


def record_change_of_vocabulary(verb: str, capability: Capability, by: Person, data: dict[str, Any]) -> None:
    """An operator changed a word that everybody uses."""
    changed = [key for key in data["after"] if not data["before"] or data["before"].get(key) != data["after"][key]]
    record(verb, actor=by, subject=capability, data={"changed": changed}, privileged=True)
