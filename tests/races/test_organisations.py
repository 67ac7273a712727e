"""Two people and one organisation: it never loses its last administrator, and nobody takes it from under another's hands."""

import threading

import pytest
from django.db import connection

from clubhuis.accounts.tests.cast import a_person
from clubhuis.lib.refusals import Refused
from clubhuis.organisations import actions
from clubhuis.organisations.models import Affiliation, Claim
from clubhuis.organisations.tests.cast import an_organisation, with_address

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
TIMES = 5


def at_once(*deeds):
    """Do these at the same moment; answers which of them were refused."""
    start, refused = threading.Barrier(len(deeds)), []

    def do(number, deed):
        start.wait()
        try:
            deed()
        except Refused:
            refused.append(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_of_two_administrators_who_leave_at_once_one_stays():
    for _ in range(TIMES):
        alma, bas = a_person(), a_person("Bas Kok")
        organisation = an_organisation(administrators=[alma, bas])

        refused = at_once(
            lambda organisation=organisation, alma=alma: actions.leave(organisation, by=alma),
            lambda organisation=organisation, bas=bas: actions.leave(organisation, by=bas),
        )

        assert len(refused) == 1
        assert Affiliation.objects.administrators().filter(organisation=organisation).count() == 1


def test_of_two_colleagues_who_claim_at_once_one_is_asked_to_wait_for_the_other():
    for number in range(TIMES):
        alma, bas = (
            with_address(a_person(name), f"{name.split()[0].lower()}@bedrijf{number}.example")
            for name in ("Alma de Boer", "Bas Kok")
        )
        organisation = an_organisation(domain=f"bedrijf{number}.example")

        at_once(
            lambda organisation=organisation, alma=alma: actions.claim(organisation, by=alma),
            lambda organisation=organisation, bas=bas: actions.claim(organisation, by=bas),
        )

        states = Claim.objects.filter(organisation=organisation).values_list("state", flat=True)
        assert sorted(states) == ["accepted", "asked"]


def test_without_the_check_both_administrators_would_be_gone(monkeypatch):
    """The mutant: it shows that the first test can fail."""
    alma, bas = a_person(), a_person("Bas Kok")
    organisation = an_organisation(administrators=[alma, bas])
    monkeypatch.setattr(actions.people, "_keep_an_administrator", lambda going: None)

    assert at_once(lambda: actions.leave(organisation, by=alma), lambda: actions.leave(organisation, by=bas)) == []
    assert not Affiliation.objects.administrators().filter(organisation=organisation).exists()
