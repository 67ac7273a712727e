import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.lib.refusals import Refused
from clubhuis.organisations import access, actions, circles

from .cast import an_affiliation, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_fellow(monkeypatch, asked_plainly):
    """Somebody who shares a circle with every organisation."""
    fellow = a_person("Fien Medelid")
    ring = type(circles.circles)("test")
    ring.add("test", lambda person: Q(removed_at=None) if person == fellow else Q(pk__in=[]))
    monkeypatch.setattr(access, "circles", ring)
    return fellow


def test_each_field_shows_itself_to_those_it_is_meant_for(a_fellow):
    alma = a_person()
    van_dam = an_organisation(administrators=[alma], field_visibility={"website": "nobody", "phone": "signed_in"})
    seen = {
        who: access.visible_fields(person, van_dam)
        for who, person in {
            "visitor": None,
            "stranger": a_person("Stan Vreemd"),
            "fellow": a_fellow,
            "own": alma,
            "operator": an_operator(),
        }.items()
    }

    assert [who for who, fields in seen.items() if "website" in fields] == ["own", "operator"]
    assert [who for who, fields in seen.items() if "phone" in fields] == ["stranger", "fellow", "own", "operator"]
    assert [who for who, fields in seen.items() if "email" in fields] == ["fellow", "own", "operator"]
    assert [who for who, fields in seen.items() if "size" in fields] == list(seen)


def test_nonsense_in_the_database_falls_back_to_what_is_usual():
    van_dam = an_organisation(field_visibility={"email": "iedereen", "weg": "public"})

    assert "email" not in access.visible_fields(None, van_dam)


def test_who_still_waits_to_be_let_in_sees_nothing_more():
    bas = a_person("Bas Kok")
    van_dam = an_organisation(field_visibility={"phone": "nobody"})
    an_affiliation(van_dam, bas, confirmed=False)

    assert "phone" not in access.visible_fields(bas, van_dam)


def test_nearness_costs_the_same_for_one_and_many():
    person = a_person()
    organisations = [an_organisation(members=[person]) for _ in range(6)]

    def asked(some):
        with CaptureQueriesContext(connection) as questions:
            access.nearness_of(person, some)
        return len(questions)

    assert asked(organisations[:1]) == asked(organisations)


def test_people_show_as_much_of_themselves_as_they_allow(a_fellow):
    shy = a_person("Sjors Stil", visibility="nobody")
    open_ = a_person("Olga Open", visibility="public", contact_visibility="communities", phone="06-1")
    van_dam = an_organisation(members=[shy, open_])

    def shown(person):
        return [(c.affiliation.person.name, bool(c.email)) for c in access.colleagues_shown(person, van_dam)]

    assert shown(None) == [("Olga Open", False)]
    assert shown(a_fellow) == [("Olga Open", True)]
    assert shown(open_) == [("Olga Open", True)]


def test_choosing_visibility_is_for_administrators_and_keeps_only_what_differs():
    alma, bas = a_person(), a_person("Bas Kok")
    van_dam = an_organisation(administrators=[alma], editors=[bas])

    actions.choose_visibility(
        van_dam, by=alma, visibility="communities", fields={"phone": "public", "email": "communities"}
    )
    assert (van_dam.visibility, van_dam.field_visibility) == ("communities", {"phone": "public"})

    with pytest.raises(PermissionDenied):
        actions.choose_visibility(van_dam, by=bas, visibility="public", fields={})
    with pytest.raises(Refused):
        actions.choose_visibility(van_dam, by=alma, visibility="public", fields={"wachtwoord": "public"})
