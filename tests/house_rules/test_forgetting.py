"""Whoever asks to be forgotten is forgotten in every room, and whoever asks what is known is told."""

import pytest

from clubhuis.accounts import actions, exports
from clubhuis.accounts.tests.test_forgetting import the_whole_database

from .world import ACTORS, a_world


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [name for name in ACTORS if name != "visitor"])
def test_everybody_can_be_forgotten_whatever_they_did(actor):
    world = a_world()
    person, operator = world.actors[actor], world.actors["operator"]
    if person == operator:
        operator.is_operator = False
        operator.save()
    address = person.email
    known = exports.as_json(exports.export_of(person))
    assert address in the_whole_database()

    actions.erase(person, by=person)

    assert address in known
    assert [line for line in the_whole_database().splitlines() if address in line] == []
