"""Whoever asks to be forgotten is forgotten in every room, and whoever asks what is known is told.

In every line of text about somebody, in every row that is theirs, stands a word that stands nowhere else.
"""

from collections.abc import Iterator
from itertools import count

import pytest
from django.db import models
from django.db.models import Q

from clubhuis.accounts import actions, exports
from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.test_forgetting import the_whole_database
from clubhuis.lib import privacy

from .world import ACTORS, World

NUMBERS = count(1000)
KEPT = {  # names of things, which are somebody's own only when the thing is that person; see `forgetting` in these rooms
    "activity.Fact.subject_text",
    "conversations.Party.name",
}


def texts(model: type[models.Model]) -> Iterator[str]:
    """The fields of people's own words: what has a form of its own (addresses, choices, links) is none."""
    about = privacy.of_model(model) or privacy.ModelPrivacy()
    for name in about.named(privacy.Kind.PERSONAL, privacy.Kind.SPECIAL):
        field = model._meta.get_field(name)
        plain = type(field) in (models.CharField, models.TextField) and not field.choices and not field.unique
        if plain and (field.max_length is None or field.max_length >= 30):
            yield name


def with_canaries(person: Person) -> dict[str, str]:
    """Write one in every text of every row that is about this person; the words, by where they stand."""
    words = {}
    for room in privacy.rooms():
        for model in privacy.models_of(room):
            links = privacy.links_to(model, Person)
            if not links or privacy.of_model(model) is None:
                continue
            for row in model._base_manager.filter(Q.create([Q(**{link: person.pk}) for link in links], Q.OR)):
                for name in texts(model):
                    words[f"{model._meta.label}.{name}"] = word = f"kanarie{next(NUMBERS)}x"
                    model._base_manager.filter(pk=row.pk).update(**{name: word})
    return words


@pytest.mark.parametrize("actor", [name for name in ACTORS if name != "visitor"])
def test_everybody_is_told_what_is_known_and_can_be_forgotten_whatever_they_did(actor: str, world: World):
    person, operator = world.actors[actor], world.actors["operator"]
    person.refresh_from_db()  # as it was before somebody was forgotten in the test before
    if person == operator:
        operator.is_operator = False
        operator.save()
    address = person.email
    words = with_canaries(person)
    person.refresh_from_db()
    before = the_whole_database()
    assert [where for where, word in words.items() if word not in before] == []

    known = exports.as_json(exports.export_of(person))
    actions.erase(person, by=person)

    assert address in known
    assert [where for where, word in words.items() if word not in known] == []
    after = the_whole_database()
    assert [line for line in after.splitlines() if address in line] == []
    assert [where for where, word in words.items() if word in after and where not in KEPT] == []


def test_what_is_passed_over_is_noticed(world: World, monkeypatch: pytest.MonkeyPatch):
    """The mutant: rows that are to be emptied are left as they are."""
    monkeypatch.setattr("clubhuis.accounts.erasing.clear", lambda model, pks, about: None)

    with pytest.raises(AssertionError):
        test_everybody_is_told_what_is_known_and_can_be_forgotten_whatever_they_did("member", world)
