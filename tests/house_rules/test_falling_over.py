"""No page falls over on what people and machines may ask and answer: the bad inputs of trust.md."""

import os
import re
from collections.abc import Iterator
from functools import cache
from zlib import crc32

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.forms import BoundField

from .doors import Door, doors, first_inside
from .reading import ROOMS
from .visits import drawn_if, listening, overhearing, visit
from .world import World

TO_OPEN = [door for door in doors() if door.rule and door.rule.get("GET")]
TO_POST_TO = [door for door in doors() if door.rule and door.rule.get("POST")]
MINDED_BY_A_DATABASE = (
    "a\0b",
    str(10**30),
    "-1",
    "NaN",
    "9999-12-31",
    "x" * 300,
    "e" + "\u0301" * 500,
    "Infinity",
    "9" * 400,
    "0001-01-01T00:00",
    "👩🏽‍🏭" * 40,
    "é" * 5000,
)
BAD = (
    *MINDED_BY_A_DATABASE,
    "\x01\x1f\x7f",
    "1e2",
    "1_000",
    "1.500,50",
    "٣",
    "31-02-2026",
    "\u202egnp.exe",
    "a@x.nl\r\nBcc: b@x.nl",
    "javascript:alert(1)",
    "{{ settings.SECRET_KEY }}{% load %}",
    "../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    '"; DROP TABLE x; --%\\',
    "1.005",
    "03/04/2027",
    "2026-03-29T02:30",
    "2026-13-45T99:99",
    "\u200b",
    "[::ffff:127.0.0.1]",
    "a@" + "x" * 300 + ".nl",
    "\r\n\r\n",
    "[" * 2000,
)
# In each turn every field holds another of them; all of them in every field with EVERY_INPUT=1.
SOME, SOME_ON_POSTGRESQL = 14, 6
EACH_DRAWN = 5  # every fifth is shown again as it was typed; the others are only answered
NO_PAGE = ("a\0b", str(10**30), "-1")  # of a list that is there: the other bad questions mostly find nothing
TYPED = "twee uur getypt"  # no number, date, choice or address
IN_ITS_FIELD = re.compile(rf'value="{TYPED}"|>\s*{TYPED}\s*</textarea>')
WRITTEN_IN = re.compile(r'<textarea\b[^>]*>|<input\b[^>]*type="(?:text|email|url|tel)"[^>]*>')
NAME = re.compile(r'\bname="([\w-]+)"')


@cache
def asked_for(method: str) -> set[str]:
    """The names that any view reads by itself, from the source."""
    call = re.compile(rf'{method}(?:\.get|\.getlist)?[(\[]\s*"([\w-]+)"')
    return {name for room in ROOMS for file in room.rglob("*.py") for name in call.findall(file.read_text())}


def turns() -> Iterator[tuple[int, tuple[str, ...]]]:
    """Numbered, with the inputs to take from: on PostgreSQL those that a form lets through and only a database minds."""
    inputs = BAD if connection.vendor == "sqlite" else MINDED_BY_A_DATABASE
    some = SOME if connection.vendor == "sqlite" else SOME_ON_POSTGRESQL
    for turn in range(len(inputs) if os.environ.get("EVERY_INPUT") else some):
        yield turn, inputs


def each_another(names: set[str], turn: int, inputs: tuple[str, ...]) -> dict[str, str]:
    """Fields are read one by one, so that one answer can try many; the same ones each time."""
    return {name: inputs[(crc32(name.encode()) + turn) % len(inputs)] for name in names}


@pytest.mark.parametrize("door", TO_OPEN, ids=lambda door: door.name)
def test_no_question_makes_a_page_fall_over(door: Door, world: World):
    url, actor = door.url(world), first_inside(door, "GET")
    with listening() as heard:
        page = visit(world, actor, "GET", f"{url}?").text
    if not heard:
        return  # it never looks at what is asked
    names = {*NAME.findall(page), *asked_for("GET")} - {"csrfmiddlewaretoken"}
    for turn, inputs in turns():
        asked = each_another(names, turn, inputs)
        with drawn_if(turn % EACH_DRAWN == 0):
            assert visit(world, actor, "GET", url, asked).status < 500, asked
    for bad in NO_PAGE:
        assert visit(world, actor, "GET", url, {"page": bad}).status < 500, f"page={bad}"


@pytest.mark.parametrize("door", TO_POST_TO, ids=lambda door: door.name)
def test_no_answer_makes_a_form_fall_over(door: Door, world: World):
    url, actor = door.url(world), first_inside(door, "POST")
    page = visit(world, actor, "GET", url).text
    files = set(re.findall(r'type="file"[^>]*?name="([\w-]+)"|name="([\w-]+)"[^>]*?type="file"', page))
    names = {*NAME.findall(page), *door.rule.get("data", {}), *asked_for("POST")} - {"csrfmiddlewaretoken"}
    with overhearing() as heard:
        assert visit(world, actor, "POST", url, dict.fromkeys(names, BAD[0])).status < 500, BAD[0]
        assert visit(world, actor, "POST", url, door.rule.get("data", {})).status < 500
    if not heard and not files:
        return  # it never looks at what is sent
    for turn, inputs in turns():
        data = each_another(names, turn, inputs)
        called = each_another({a or b for a, b in files}, turn, BAD)
        hostile = {
            field: SimpleUploadedFile(f"{name[:40]}.png", b"<script>alert(1)</script>")
            for field, name in called.items()
        }
        with drawn_if(turn % EACH_DRAWN == 0):
            assert visit(world, actor, "POST", url, data | hostile).status < 500, data


@pytest.mark.parametrize("door", TO_POST_TO, ids=lambda door: door.name)
def test_a_form_that_is_refused_keeps_what_was_typed(door: Door, world: World):
    url, actor = door.url(world), first_inside(door, "POST")
    page = visit(world, actor, "GET", url).text
    written_in = [name for tag in WRITTEN_IN.findall(page) for name in NAME.findall(tag)]
    if not written_in:
        return
    answer = visit(world, actor, "POST", url, dict.fromkeys(NAME.findall(page), TYPED))
    if answer.status == 422 and answer.is_page:
        assert IN_ITS_FIELD.search(answer.text)


def test_a_form_that_loses_what_was_typed_is_noticed(world: World, monkeypatch: pytest.MonkeyPatch):
    """The mutant: fields are drawn empty."""
    monkeypatch.setattr(BoundField, "value", lambda field: None)
    door = next(door for door in TO_POST_TO if door.name == "organisations:profile")

    with pytest.raises(AssertionError):
        test_a_form_that_is_refused_keeps_what_was_typed(door, world)


def test_a_form_that_falls_over_is_noticed(world: World, monkeypatch: pytest.MonkeyPatch):
    """The mutant: a field that reads a text as if it were one of ours."""
    monkeypatch.setattr(forms.CharField, "clean", lambda field, value: int(value) if value else "")
    door = next(door for door in TO_POST_TO if door.name == "organisations:profile")

    with pytest.raises(ValueError, match="invalid literal"):
        test_no_answer_makes_a_form_fall_over(door, world)
