"""What somebody reads on a page, and which of it is English."""

from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import polib
from django.apps import apps
from django.conf import settings

ROOMS = [Path(room.path) for room in apps.get_app_configs() if room.name.startswith("clubhuis.")]


class Words(HTMLParser):
    """The pieces of text of a page, as they stand between its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "title", "code"}:
            self.inside.append(tag)
        self.found |= {value for name, value in attrs if name in {"aria-label", "title", "placeholder"} and value}

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside and data.strip():
            self.found.add(" ".join(data.split()))


def words_of(page: str) -> set[str]:
    words = Words()
    words.feed(page)
    return words.found


@cache
def only_english() -> set[str]:
    """Texts of ours that Dutch says otherwise, and that are no Dutch for anything else."""
    entries = [
        entry
        for room in ROOMS
        if (catalogue := room / "locale" / "nl" / "LC_MESSAGES" / "django.po").exists()
        for entry in polib.pofile(str(catalogue))
        if entry.translated() and not entry.msgid_plural
    ]
    in_their_own_language = {name for _code, name in settings.LANGUAGES}
    return {e.msgid for e in entries if e.msgid != e.msgstr} - {e.msgstr for e in entries} - in_their_own_language
