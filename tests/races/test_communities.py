"""Two people do something in one community at the same moment."""

import threading

import pytest
from django.db import close_old_connections, connection

from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Fact, Mail
from clubhuis.communities import actions
from clubhuis.communities.models import Community, Invitation, Membership, Role
from clubhuis.communities.tests.cast import a_community, a_request, an_invitation
from clubhuis.lib.refusals import Refused

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 5


def at_once(*deeds):
    """Do all deeds at the same moment, each in a thread and connection of its own; what each raised, or None."""
    start = threading.Barrier(len(deeds))
    outcomes = [None] * len(deeds)

    def run(place, deed):
        start.wait()
        try:
            deed()
        except Exception as problem:
            outcomes[place] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()
    return outcomes


def refused(outcomes):
    assert all(o is None or isinstance(o, Refused) for o in outcomes), outcomes
    return [o is not None for o in outcomes].count(True)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_request_gets_one_answer_and_one_mail(number):
    mia, max_ = a_person("Mia"), a_person("Max")
    request = a_request(a_community(managers=[mia, max_]), a_person("Alma"))

    outcomes = at_once(
        lambda: actions.accept_request(Membership.objects.get(pk=request.pk), by=Person.objects.get(pk=mia.pk)),
        lambda: actions.decline_request(Membership.objects.get(pk=request.pk), by=Person.objects.get(pk=max_.pk)),
    )

    assert refused(outcomes) == 1
    request.refresh_from_db()
    answer = {"current": "welcome", "declined": "declined"}[request.state]
    assert [m.kind for m in Mail.objects.all()] == [f"communities/mail/{answer}"]
    assert Fact.objects.filter(subject_id=request.pk, verb__startswith="membership.").count() == 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_two_managers_who_remove_each_other_leave_one(number):
    mia, max_ = a_person("Mia"), a_person("Max")
    community = a_community(managers=[mia, max_])
    hers, his = community.roles.get(person=mia), community.roles.get(person=max_)

    outcomes = at_once(
        lambda: actions.take_role(Role.objects.get(pk=his.pk), by=mia),
        lambda: actions.take_role(Role.objects.get(pk=hers.pk), by=max_),
    )

    # Whoever comes second is refused, or is no manager any more.
    assert [o is None for o in outcomes].count(True) == 1
    assert community.roles.filter(kind="manager").count() == 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_two_managers_who_step_down_at_once_leave_one(number):
    mia, max_ = a_person("Mia"), a_person("Max")
    community = a_community(managers=[mia, max_])

    outcomes = at_once(
        lambda: actions.take_role(Role.objects.get(community=community, person=mia), by=mia),
        lambda: actions.change_role(Role.objects.get(community=community, person=max_), kind=Role.Kind.VIEWER, by=max_),
    )

    assert refused(outcomes) == 1
    assert community.roles.filter(kind="manager").count() == 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_double_click_joins_once(number):
    alma = a_person("Alma")
    community = a_community(joining="open")

    outcomes = at_once(*[lambda: actions.join(Community.objects.get(pk=community.pk), by=alma)] * 3)

    assert refused(outcomes) == 2
    assert community.memberships.count() == 1
    assert Mail.objects.count() == 1


@pytest.mark.parametrize("number", range(ROUNDS))
def test_an_invitation_is_answered_once_and_sent_once(number):
    mia, nora = a_person("Mia"), a_person("Nora")
    community = a_community(managers=[mia])
    invitation = an_invitation(community, nora.email)

    outcomes = at_once(
        lambda: actions.accept_invitation(Invitation.objects.get(pk=invitation.pk), by=nora),
        lambda: actions.decline_invitation(Invitation.objects.get(pk=invitation.pk)),
    )
    assert refused(outcomes) == 1
    invitation.refresh_from_db()
    assert community.memberships.exists() is (invitation.state == "accepted")

    again = at_once(*[lambda: actions.invite(community, "otto@voorbeeld.example", by=mia)] * 2)
    assert refused(again) == 1
    assert Mail.objects.filter(to="otto@voorbeeld.example").count() == 1
