"""Conversations for tests."""

import itertools

from clubhuis.accounts.tests.cast import a_person
from clubhuis.conversations import actions
from clubhuis.conversations.parties import side_of_person
from clubhuis.organisations.conversing import side_of
from clubhuis.organisations.tests.cast import an_organisation

numbers = itertools.count(1)


def a_conversation(*people, title="Titanium parts", **fields):
    """Between these people, each for themselves; two strangers unless told otherwise."""
    people = people or (a_person("Alma"), a_person("Bram"))
    return actions.begin(f"test:{next(numbers)}", title, [side_of_person(one) for one in people], by=None, **fields)


def a_conversation_of(*sides, title="Titanium parts", **fields):
    """Between organisations, each with the people who speak for it: `(organisation, [person, …])`."""
    given = [side_of(organisation, tuple(people)) for organisation, people in sides]
    return actions.begin(f"test:{next(numbers)}", title, given, by=None, **fields)


def two_companies():
    """A buyer with two people and a supplier with one; the buyers' first and the supplier talk."""
    alma, anton, bram = a_person("Alma"), a_person("Anton"), a_person("Bram")
    buyer = an_organisation("Koper", administrators=[alma], members=[anton])
    supplier = an_organisation("Maker", administrators=[bram])
    return alma, anton, bram, a_conversation_of((buyer, [alma]), (supplier, [bram]))
