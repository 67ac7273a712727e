"""No page falls over on what people and machines may ask and answer: the bad inputs of trust.md."""

import re
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from .doors import Door, doors, first_inside
from .reading import ROOMS
from .visits import drawn_if, listening, visit
from .world import World

TO_OPEN = [door for door in doors() if door.rule and door.rule.get("GET")]
TO_POST_TO = [door for door in doors() if door.rule and door.rule.get("POST")]
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
DRAWN = {
    "a\0b",
    "e" + "\u0301" * 500,
    "<script>alert(1)</script>",
}  # typed, and shown again; the others are only answered
NO_PAGE = ("a\0b", str(10**30), "-1")  # of a list that is there: the other bad questions mostly find nothing
NAME = re.compile(r'\bname="([\w-]+)"')


@cache
def asked_for(method: str) -> set[str]:
    """The names that any view reads by itself, from the source."""
    call = re.compile(rf'{method}(?:\.get|\.getlist)?[(\[]\s*"([\w-]+)"')
    return {name for room in ROOMS for file in room.rglob("*.py") for name in call.findall(file.read_text())}


@pytest.mark.parametrize("door", TO_OPEN, ids=lambda door: door.name)
def test_no_question_makes_a_page_fall_over(door: Door, world: World):
    url, actor = door.url(world), first_inside(door, "GET")
    with listening() as heard:
        page = visit(world, actor, "GET", f"{url}?").text
    if not heard:
        return  # it never looks at what is asked
    names = {*NAME.findall(page), *asked_for("GET")} - {"csrfmiddlewaretoken"}
    for bad in BAD:
        with drawn_if(bad in DRAWN):
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
        with drawn_if(bad in DRAWN):
            assert visit(world, actor, "POST", url, dict.fromkeys(names, bad) | hostile).status < 500, bad
