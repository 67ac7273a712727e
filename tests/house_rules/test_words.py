"""No text without translation: every text that the code marks has Dutch, and the compiled catalogues are current."""

import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import django
import polib
import pytest
from django.apps import apps

ROOMS = [room for room in apps.get_app_configs() if room.name.startswith("clubhuis.")]


def catalogue(room) -> Path:
    return Path(room.path) / "locale" / "nl" / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.label)
def test_every_text_of_a_room_has_dutch(room, tmp_path):
    if shutil.which("xgettext") is None:
        assert not os.environ.get("CI"), "gettext must be installed here"
        pytest.skip("gettext is not installed (Debian: apt install gettext)")
    copy = tmp_path / room.label
    shutil.copytree(room.path, copy, ignore=shutil.ignore_patterns("tests", "vendor", "data", "__pycache__"))
    if not catalogue(room).exists():
        (copy / "locale").mkdir(exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "nl", "--no-location", "--no-obsolete"],
        cwd=copy,
        env={k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"},
        check=True,
        capture_output=True,
    )
    found = copy / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    entries = polib.pofile(str(found)) if found.exists() else []

    assert [e.msgid for e in entries if not e.translated() or e.fuzzy] == []


@pytest.mark.parametrize("room", [r for r in ROOMS if catalogue(r).exists()], ids=lambda room: room.label)
def test_the_compiled_catalogue_says_what_the_source_says(room):
    source = {
        e.msgid: e.msgstr or list(e.msgstr_plural.values())
        for e in polib.pofile(str(catalogue(room)))
        if e.translated()
    }
    compiled = {
        e.msgid: e.msgstr or list(e.msgstr_plural.values())
        for e in polib.mofile(str(catalogue(room).with_suffix(".mo")))
    }

    assert compiled == source


def test_a_text_has_one_translation_in_the_whole_house():
    """Rooms share one catalogue, also with Django: the first room's word would be shown everywhere."""
    said = defaultdict(set)
    django_words = Path(django.__file__).parent / "conf/locale/nl/LC_MESSAGES/django.po"
    for source in [django_words, *(catalogue(room) for room in ROOMS if catalogue(room).exists())]:
        for entry in polib.pofile(str(source)):
            if entry.translated() and not entry.msgctxt:
                said[entry.msgid].add(entry.msgstr or tuple(entry.msgstr_plural.values()))
    ours = {e.msgid for room in ROOMS if catalogue(room).exists() for e in polib.pofile(str(catalogue(room)))}

    assert {text: words for text, words in said.items() if len(words) > 1 and text in ours} == {}
