"""No page falls over: not in either language, not for anybody who may open it, and not on what trust.md calls bad input."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from .doors import Door, doors, entitled
from .visits import visit
from .world import World

TO_OPEN = [door for door in doors() if door.rule and door.rule.get("GET")]
TO_POST_TO = [door for door in doors() if door.rule and door.rule.get("POST")]
ROOMS = [Path(room.path) for room in apps.get_app_configs() if room.name.startswith("clubhuis.")]
BAD = (
    "a\0b",
    "\x01\x1f\x7f",
    str(10**30),
    "-1",
    "NaN",
    "1e2",
    "1_000",
    "1.500,50",
    "٣",
    "31-02-2026",
    "9999-12-31",
    "x" * 300,
    "e" + "\u0301" * 500,
    "\u202egnp.exe",
    "a@x.nl\r\nBcc: b@x.nl",
    "javascript:alert(1)",
    "{{ settings.SECRET_KEY }}{% load %}",
    "../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    '"; DROP TABLE x; --%\\',
)
NO_PAGE = ("a\0b", str(10**30), "-1")  # of a list that is there: the other bad questions mostly find nothing
NAME = re.compile(r'\bname="([\w-]+)"')


@cache
def asked_for(method: str) -> set[str]:
    """The names that any view reads by itself, from the source."""
    call = re.compile(rf'{method}(?:\.get|\.getlist)?[(\[]\s*"([\w-]+)"')
    return {name for room in ROOMS for file in room.rglob("*.py") for name in call.findall(file.read_text())}


def first_inside(door: Door, method: str) -> str:
    inside = entitled(door.rule, method)
    return "operator" if "operator" in inside else inside[0]


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


@pytest.mark.parametrize("door", TO_OPEN, ids=lambda door: door.name)
def test_a_page_opens_in_both_languages_for_everybody_who_may(door: Door, world: World):
    url = door.url(world)
    for actor in entitled(door.rule, "GET"):
        for language in ("nl", "en"):
            answer = visit(world, actor, "GET", url, language=language)

            assert answer.status in {200, 302}, f"{actor} {language}"
            if answer.is_page:
                assert "{{" not in answer.text, f"{actor} {language}"
                assert "{%" not in answer.text, f"{actor} {language}"
                assert f'<html lang="{language}"' in answer.text or "<html" not in answer.text, f"{actor} {language}"
            if answer.is_page and language == "nl":
                own_name = set(actor.title().split("_"))
                assert (words_of(answer.text) & only_english()) - own_name == set(), f"{actor} reads English in Dutch"


@pytest.mark.parametrize("door", TO_OPEN, ids=lambda door: door.name)
def test_no_question_makes_a_page_fall_over(door: Door, world: World):
    url, actor = door.url(world), first_inside(door, "GET")
    names = {*NAME.findall(visit(world, actor, "GET", url).text), *asked_for("GET")} - {"csrfmiddlewaretoken"}
    for bad in BAD:
        assert visit(world, actor, "GET", url, dict.fromkeys(names, bad)).status < 500, bad
    for bad in NO_PAGE:
        assert visit(world, actor, "GET", url, {"page": bad}).status < 500, f"page={bad}"


@pytest.mark.parametrize("door", TO_POST_TO, ids=lambda door: door.name)
def test_no_answer_makes_a_form_fall_over(door: Door, world: World):
    url, actor = door.url(world), first_inside(door, "POST")
    page = visit(world, actor, "GET", url).text
    files = set(re.findall(r'type="file"[^>]*?name="([\w-]+)"|name="([\w-]+)"[^>]*?type="file"', page))
    names = {*NAME.findall(page), *door.rule.get("data", {}), *asked_for("POST")} - {"csrfmiddlewaretoken"}
    for bad in BAD:
        hostile = {a or b: SimpleUploadedFile(f"{bad[:40]}.png", b"<script>alert(1)</script>") for a, b in files}
        assert visit(world, actor, "POST", url, dict.fromkeys(names, bad) | hostile).status < 500, bad
