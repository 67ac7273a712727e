"""What is private about an event and who comes there stays private: on pages, in feeds, in search, and in every file that is made of it.

As in `test_canaries.py`: a word that stands nowhere else in every private field. Doors behind a secret link are opened by whose link it
is only; files that are asked for by a POST (spreadsheets, lists for the door, PDFs) are read too.
"""

from collections.abc import Iterator

import pytest
import typst
from django.urls import reverse_lazy

from clubhuis.lib import spreadsheets
from clubhuis.questions import actions as questions
from clubhuis.questions.models import Answer
from clubhuis.registration.models import Feedback, Identity
from clubhuis.registration.seats import key_of

from .doors import Door, doors, entitled
from .visits import visit
from .world import World

ROOMS = ("agenda", "events", "programme", "registration", "themes")
FEEDS = (
    *("portal:home", "portal:calendar", "portal:events", "portal:event_"),
    *("portal:community_ics", "portal:theme_ics", "portal:region_ics"),
)
FILES = {  # what they are asked for with
    "registration:export": {"kind": "xlsx"},
    "registration:participants": {},
    "registration:attendance_list": {"kind": "csv"},
    "registration:gate_list": {"kind": "xlsx"},
}
SEARCHES = [
    reverse_lazy(name, query={"q": "kanarie"}) for name in ("portal:search", "portal:calendar", "portal:directory")
]
SECRET = ("token", "handle", "code", "key")
ACTORS = (
    *("visitor", "stranger", "member", "colleague", "administrator"),
    *("viewer", "organiser", "partner_manager", "foreign_manager", "operator"),
)
DESK = {"organiser", "operator"}
HOSTS = DESK | {"partner_manager"}
GATE = {"administrator", "operator", "member"}  # the organisation that is visited, and whom it is about

CANARIES = {  # what it is, the word, and who may know it
    "dietary wishes": ("kanariedieet", DESK | {"member"}),
    "what somebody needs to take part": ("kanarierolstoel", DESK | {"member"}),
    "a note of the organisers": ("kanarienotitie", DESK),
    "an answer about somebody": ("kanarieantwoord", DESK | {"member"}),
    "a name for the gate": ("kanariepaspoort", GATE),
    "a card for the gate": ("kanariekaart", GATE),
    "a number plate for the gate": ("kanariekenteken", GATE),
    "an address that was invited": ("kanariegenodigde@voorbeeld.example", DESK),
    "a personal word in an invitation": ("kanariegroet", set()),
    "what an invited person said": ("kanarieweerwoord", DESK),
    "a mailing that has not gone out": ("kanariemailing", HOSTS),
    "a draft": ("kanarieconcept", DESK | {"viewer"}),
    "an event for members": ("kanarieavond", {"member", "colleague", "administrator", "viewer"} | HOSTS),
    "an event by invitation": ("kanariebeurs", {"viewer", "foreign_manager"} | DESK),
    "what somebody thought of it": ("kanarieoordeel", HOSTS | {"member"}),
}  # fmt: skip


def let_in(world: World) -> None:
    word = {what: word for what, (word, _who) in CANARIES.items()}
    seat, today = world["registration"], world["seat_today"]
    seat.diet, seat.accessibility = word["dietary wishes"], word["what somebody needs to take part"]
    seat.note = word["a note of the organisers"]
    seat.save()
    asked = questions.ask(
        key_of(world["open_event"]), kind="text", label_nl="Allergisch?", is_personal=True, keep_days=7
    )
    Answer.objects.create(
        question=asked, holder=f"registration:{seat.pk}", person=world["member"], value=word["an answer about somebody"]
    )
    Identity.objects.create(
        registration=today,
        full_name=word["a name for the gate"],
        document=word["a card for the gate"],
        licence_plate=word["a number plate for the gate"],
    )
    today.event.visit.asks_identity = ["full_name", "document", "licence_plate"]
    today.event.visit.save()
    invited = world["event_invitation"]
    invited.email, invited.message = word["an address that was invited"], word["a personal word in an invitation"]
    invited.word, invited.answer = word["what an invited person said"], "no"
    invited.save()
    world["mailing"].subject = world["mailing"].text = word["a mailing that has not gone out"]
    world["mailing"].save()
    for name, what in (
        ("draft", "a draft"),
        ("members_only", "an event for members"),
        ("asked_event", "an event by invitation"),
    ):
        world[name].title_nl = world[name].summary_nl = word[what]
        world[name].save()
    Feedback.objects.create(registration=world["seat_past"], rating=4, word=word["what somebody thought of it"])


def is_ones_own(door: Door, actor: str) -> bool:
    """Whether this actor opens it: a secret link is for whose it is, who is `member` in this world."""
    args = door.rule.get("args", {})
    return not set(args) & set(SECRET) or (actor == "member" and not door.name.startswith("registration:invitation"))


def pages(world: World, actor: str) -> Iterator[bytes]:
    for door in doors():
        if door.rule and door.name.startswith(tuple(f"{room}:" for room in ROOMS)) and is_ones_own(door, actor):
            if actor in entitled(door.rule, "GET"):
                yield visit(world, actor, "GET", door.url(world)).content
            if door.name in FILES and actor in entitled(door.rule, "POST"):
                yield visit(world, actor, "POST", door.url(world), FILES[door.name]).content
        elif door.rule and door.name.startswith(FEEDS) and actor in entitled(door.rule, "GET"):
            yield visit(world, actor, "GET", door.url(world)).content
    for url in SEARCHES:
        yield visit(world, actor, "GET", str(url)).content


def seen_by(world: World, actor: str) -> str:
    """All that somebody can read, folded lines of calendars and cells of spreadsheets included."""
    everything = []
    for content in pages(world, actor):
        if content[:4] == b"PK\x03\x04":
            everything += [cell for row in spreadsheets.read("a.xlsx", content) for cell in row]
        else:
            everything.append(content.decode(errors="replace").replace("\r\n ", ""))
    return "\n".join(everything)


@pytest.fixture(autouse=True)
def _paper_is_read_before_it_is_printed(monkeypatch):
    monkeypatch.setattr(typst, "compile", lambda *_, sys_inputs, **__: sys_inputs["values"].encode())


@pytest.mark.parametrize("actor", ACTORS)
def test_who_may_know_sees_it_and_nobody_else(world: World, actor: str):
    let_in(world)

    everything = seen_by(world, actor)

    seen = {what for what, (word, _who) in CANARIES.items() if word in everything}
    assert seen == {what for what, (_word, who) in CANARIES.items() if actor in who}


def everything_is_theirs(queryset, person):
    return queryset.all()


@pytest.mark.parametrize(
    ("broken", "instead", "actor"),
    [
        ("clubhuis.events.models.events.EventQuerySet.visible_to", everything_is_theirs, "stranger"),
        ("clubhuis.registration.access.sees_fully", lambda desk, registration: True, "partner_manager"),
    ],
    ids=["events", "registrations"],
)
def test_a_rule_that_lets_everybody_in_is_noticed(
    world: World, monkeypatch, asked_plainly, broken, instead, actor: str
):
    """The mutants."""
    let_in(world)
    monkeypatch.setattr(broken, instead)

    everything = seen_by(world, actor)

    assert [what for what, (word, who) in CANARIES.items() if word in everything and actor not in who]
