import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.activity.models import Notice
from clubhuis.lib.refusals import Refused
from clubhuis.organisations import access, actions
from clubhuis.organisations.models import Claim

from .cast import an_organisation, with_address

pytestmark = pytest.mark.django_db
LATER = datetime.timedelta(days=15)


@pytest.fixture
def steward(monkeypatch, asked_plainly):
    """Somebody who looks after every organisation, as an organiser does after the members of a community."""
    mara = a_person("Mara Organisator")
    for name, registry in (("stewards", access.stewards), ("stewards_of", access.stewards_of)):
        monkeypatch.setattr(access, name, type(registry)(registry.purpose))
    access.stewards.add("test", lambda person: Q(removed_at=None) if person == mara else Q(pk__in=[]))
    access.stewards_of.add("test", lambda organisation: Q(pk=mara.pk))
    return mara


def test_a_proven_address_of_the_organisation_takes_charge_of_an_unclaimed_page_at_once():
    alma = with_address(a_person(), "alma@vandam.example")
    van_dam = an_organisation(domain="vandam.example")

    made = actions.claim(van_dam, by=alma)

    van_dam.refresh_from_db()
    assert (made.state, van_dam.is_claimed, access.is_administrator(alma, van_dam)) == ("accepted", True, True)


def test_the_same_address_does_not_take_over_from_those_who_are_in_charge():
    alma, bas = a_person(), with_address(a_person("Bas Kok"), "bas@vandam.example")
    van_dam = an_organisation(domain="vandam.example", administrators=[alma], claimed_at=timezone.now())

    made = actions.claim(van_dam, by=bas, reason="Alma is met pensioen.")

    assert (made.state, access.is_administrator(bas, van_dam)) == ("asked", False)
    assert [n.person for n in Notice.objects.all()] == [alma]


@pytest.mark.parametrize("address", ["alma@gmail.com", "alma@vandam.example.evil.example", "alma@elders.example"])
def test_another_address_has_to_wait_for_an_answer(address):
    alma = with_address(a_person(), address)
    an_operator()
    van_dam = an_organisation(domain="vandam.example")

    assert actions.claim(van_dam, by=alma).state == "asked"


def test_an_administrator_answers_and_both_then_have_charge():
    alma, bas = a_person(), a_person("Bas Kok")
    van_dam = an_organisation(administrators=[alma], claimed_at=timezone.now())
    made = actions.claim(van_dam, by=bas)

    actions.answer_claim(made, accept=True, by=alma)

    assert {p.person for p in van_dam.affiliations.administrators()} == {alma, bas}
    with pytest.raises(Refused):
        actions.answer_claim(made, accept=False, by=alma)


def test_a_declined_claim_changes_nothing_and_is_told():
    alma, bas = a_person(), a_person("Bas Kok")
    van_dam = an_organisation(administrators=[alma], claimed_at=timezone.now())

    actions.answer_claim(actions.claim(van_dam, by=bas), accept=False, by=alma)

    assert not access.is_administrator(bas, van_dam)
    assert Notice.objects.filter(person=bas).count() == 1


def test_nobody_answers_their_own_claim(steward):
    van_dam = an_organisation()
    made = actions.claim(van_dam, by=steward)

    with pytest.raises(PermissionDenied):
        actions.answer_claim(made, accept=True, by=steward)


def test_the_steward_answers_for_a_page_that_nobody_has(steward):
    bas = a_person("Bas Kok")
    van_dam = an_organisation()
    made = actions.claim(van_dam, by=bas)

    assert [n.person for n in Notice.objects.all()] == [steward]
    actions.answer_claim(made, accept=True, by=steward)
    assert access.is_administrator(bas, van_dam)


def test_the_steward_answers_after_fourteen_days_of_silence_and_not_before(steward):
    alma, bas = a_person(), a_person("Bas Kok")
    van_dam = an_organisation(administrators=[alma], claimed_at=timezone.now())
    made = actions.claim(van_dam, by=bas)

    with pytest.raises(PermissionDenied):
        actions.answer_claim(made, accept=True, by=steward)

    with time_machine.travel(timezone.now() + LATER):
        assert actions.ask_stewards(now=timezone.now()) == 1
        assert actions.ask_stewards(now=timezone.now()) == 0  # once
        assert Notice.objects.filter(person=steward).count() == 1
        actions.answer_claim(made, accept=True, by=steward)
    assert access.is_administrator(bas, van_dam)


def test_one_open_claim_at_a_time_and_it_can_be_withdrawn():
    bas = a_person("Bas Kok")
    van_dam = an_organisation()
    made = actions.claim(van_dam, by=bas)

    with pytest.raises(Refused):
        actions.claim(van_dam, by=bas)
    with pytest.raises(PermissionDenied):
        actions.withdraw_claim(made, by=a_person("Iemand"))

    actions.withdraw_claim(made, by=bas)
    assert actions.claim(van_dam, by=bas).state == Claim.State.ASKED


def test_an_administrator_has_nothing_to_claim():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])

    with pytest.raises(Refused):
        actions.claim(van_dam, by=alma)


def test_a_steward_edits_an_unclaimed_page_and_not_a_claimed_one(steward):
    van_dam = an_organisation()
    assert access.can_edit(steward, van_dam)

    actions.claim(van_dam, by=(bas := a_person("Bas Kok")))
    actions.answer_claim(van_dam.claims.get(), accept=True, by=steward)

    van_dam.refresh_from_db()
    assert not access.can_edit(steward, van_dam)
    assert access.can_edit(bas, van_dam)


def test_a_page_whose_only_administrator_was_erased_can_be_claimed_again(steward):
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])
    with_people = an_organisation("Bos", administrators=[a_person("Bas Kok")])
    van_dam.affiliations.all().delete()

    assert actions.release_abandoned() == 1
    assert actions.release_abandoned() == 0

    van_dam.refresh_from_db()
    with_people.refresh_from_db()
    assert (van_dam.is_claimed, with_people.is_claimed) == (False, True)
    assert [n.person for n in Notice.objects.all()] == [steward]
