"""A notice at the foot of every page: all of this is made up.

It hangs there as long as a file lies among the installation's files, so that showing it costs no question to the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from clubhuis.ui.shell import Link

TEXT = """This installation holds the demonstration ecosystem of Clubhuis.
All organisations, people, communities and needs in it are made up; every address ends in .example.
"""


def file() -> Path:
    return Path(settings.MEDIA_ROOT) / "demonstration.txt"


def hang_up() -> None:
    file().parent.mkdir(parents=True, exist_ok=True)
    file().write_text(TEXT, encoding="utf-8")


def links(request: HttpRequest) -> Iterable[Link]:
    if file().exists():
        yield Link(_("Demonstration: everyone and everything here is made up"), "/", icon="info")
