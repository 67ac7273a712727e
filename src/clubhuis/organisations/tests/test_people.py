from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Fact, Mail, Notice
from clubhuis.lib.refusals import Refused
from clubhuis.organisations import actions
from clubhuis.organisations.models import Affiliation, ColleagueInvitation

from .cast import an_affiliation, an_organisation, with_address

pytestmark = pytest.mark.django_db


def roles(organisation):
    return {a.person.name: a.role for a in organisation.affiliations.current().select_related("person")}


def test_who_says_they_work_here_waits_for_an_administrator_who_is_told():
    alma, bas = a_person("Alma de Boer"), a_person("Bas Kok")
    van_dam = an_organisation(administrators=[alma])

    asked = actions.join(van_dam, by=bas, job_title="Frezer")

    assert roles(van_dam) == {"Alma de Boer": "administrator"}
    assert [n.person for n in Notice.objects.all()] == [alma]

    actions.confirm_colleague(asked, by=alma)
    assert roles(van_dam) == {"Alma de Boer": "administrator", "Bas Kok": "member"}


def test_a_proven_address_of_the_organisation_lets_a_colleague_in_at_once():
    bas = with_address(a_person("Bas Kok"), "bas@vandam.example")
    van_dam = an_organisation(domain="vandam.example", administrators=[a_person()])

    actions.join(van_dam, by=bas)

    assert roles(van_dam)["Bas Kok"] == "member"


def test_an_address_that_was_not_proven_proves_nothing():
    bas = a_person("Bas Kok", email="bas@vandam.example")
    van_dam = an_organisation(domain="vandam.example")

    actions.join(van_dam, by=bas)

    assert roles(van_dam) == {}


def test_asking_twice_is_refused_and_being_declined_is_told():
    alma, bas = a_person(), a_person("Bas Kok")
    van_dam = an_organisation(administrators=[alma])
    asked = actions.join(van_dam, by=bas)

    with pytest.raises(Refused):
        actions.join(van_dam, by=bas)

    actions.decline_colleague(asked, by=alma)
    assert not Affiliation.objects.filter(person=bas).exists()
    assert Notice.objects.filter(person=bas).count() == 1


def test_a_request_is_answered_once():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])
    asked = actions.join(van_dam, by=a_person("Bas Kok"))
    actions.confirm_colleague(asked, by=alma)

    with pytest.raises(Refused, match=r"already been answered|al beantwoord"):
        actions.confirm_colleague(asked, by=alma)
    with pytest.raises(Refused):
        actions.decline_colleague(asked, by=alma)


@pytest.mark.parametrize("deed", ["leave", "demote", "remove"])
def test_the_last_administrator_never_goes_by_accident(deed):
    alma = a_person()
    van_dam = an_organisation(administrators=[alma], members=[a_person("Bas Kok")])
    her_place = van_dam.affiliations.get(person=alma)

    deeds = {
        "leave": lambda: actions.leave(van_dam, by=alma),
        "demote": lambda: actions.change_colleague(her_place, by=alma, role="member"),
        "remove": lambda: actions.remove_colleague(her_place, by=alma),
    }
    with pytest.raises(Refused, match=r"without an administrator|zonder beheerder"):
        deeds[deed]()

    assert roles(van_dam)["Alma de Boer"] == "administrator"


def test_with_a_second_administrator_the_first_may_go():
    alma, bas = a_person(), a_person("Bas Kok")
    van_dam = an_organisation(administrators=[alma, bas])

    actions.leave(van_dam, by=alma)

    assert roles(van_dam) == {"Bas Kok": "administrator"}
    with pytest.raises(Refused):
        actions.leave(van_dam, by=bas)


def test_the_last_administrator_can_hand_the_page_back_knowingly():
    alma, otto = a_person(), a_person("Otto Beheer", is_operator=True)
    van_dam = an_organisation(administrators=[alma])
    actions.confirm(van_dam, by=alma)

    actions.hand_back(van_dam, by=alma)

    van_dam.refresh_from_db()
    assert not van_dam.is_claimed
    assert roles(van_dam) == {}
    assert [n.person for n in Notice.objects.all()] == [otto]


def test_only_administrators_change_roles_and_everybody_their_own_title():
    alma, bas, cor = a_person(), a_person("Bas Kok"), a_person("Cor Smit")
    van_dam = an_organisation(administrators=[alma], editors=[bas], members=[cor])
    place_of_cor = van_dam.affiliations.get(person=cor)

    actions.change_colleague(place_of_cor, by=cor, job_title="Inkoper")
    assert van_dam.affiliations.get(person=cor).job_title == "Inkoper"

    for person in (cor, bas):
        with pytest.raises(PermissionDenied):
            actions.change_colleague(place_of_cor, by=person, role="administrator")

    actions.change_colleague(place_of_cor, by=alma, role="administrator")
    assert roles(van_dam)["Cor Smit"] == "administrator"
    assert Fact.objects.filter(verb="affiliation.role_changed", is_privileged=True).count() == 1


def test_a_department_of_another_organisation_does_not_fit():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])
    other = an_organisation("Ander").departments.create(name="Verkoop")

    with pytest.raises(Refused):
        actions.change_colleague(van_dam.affiliations.get(), by=alma, department=other)


def test_an_invitation_goes_by_mail_and_lets_in_who_has_its_link():
    alma, bas = a_person(), a_person("Bas Kok")
    van_dam = an_organisation(administrators=[alma])

    invitation = actions.invite(van_dam, by=alma, email=" Bas@Elders.Example", name="Bas", role="editor")

    mail = Mail.objects.get(to="bas@elders.example")
    assert invitation.token in mail.text
    actions.accept_invitation(invitation, by=bas)
    assert roles(van_dam)["Bas Kok"] == "editor"
    with pytest.raises(Refused):
        actions.accept_invitation(invitation, by=a_person("Iemand Anders"))


def test_accepting_never_takes_a_higher_role_away():
    alma, bas = a_person(), a_person("Bas Kok")
    van_dam = an_organisation(administrators=[alma, bas])
    invitation = actions.invite(van_dam, by=alma, email="bas@elders.example", role="member")

    actions.accept_invitation(invitation, by=bas)

    assert roles(van_dam)["Bas Kok"] == "administrator"


def test_a_withdrawn_invitation_lets_nobody_in():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])
    invitation = actions.invite(van_dam, by=alma, email="bas@elders.example")
    actions.withdraw_invitation(invitation, by=alma)

    with pytest.raises(Refused):
        actions.accept_invitation(invitation, by=a_person("Bas Kok"))
    assert ColleagueInvitation.objects.get().state == "withdrawn"


@pytest.mark.parametrize("address", ["", "geen adres", "a@b\r\nBcc: x@y.nl", "x" * 300 + "@y.nl"])
def test_an_address_that_is_none_is_refused(address):
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])

    with pytest.raises(Refused):
        actions.invite(van_dam, by=alma, email=address)
    assert not Mail.objects.exists()


@pytest.mark.parametrize("role", ["editor", "member", "stranger"])
def test_only_administrators_invite_confirm_and_remove(role):
    alma, bas = a_person(), a_person("Bas Kok")
    van_dam = an_organisation(administrators=[alma])
    if role != "stranger":
        an_affiliation(van_dam, bas, role=role)
    asked = actions.join(van_dam, by=a_person("Cor Smit"))

    for deed in (
        lambda: actions.invite(van_dam, by=bas, email="x@elders.example"),
        lambda: actions.confirm_colleague(asked, by=bas),
        lambda: actions.decline_colleague(asked, by=bas),
        lambda: actions.remove_colleague(van_dam.affiliations.get(person=alma), by=bas),
    ):
        with pytest.raises(PermissionDenied):
            deed()


def test_nobody_is_put_with_a_claimed_organisation_without_asking():
    alma = a_person()
    van_dam = an_organisation(administrators=[alma])
    actions.confirm(van_dam, by=alma)

    with pytest.raises(PermissionDenied):
        actions.add_person(van_dam, a_person("Bas Kok"), by=alma)


@pytest.mark.parametrize(("days", "is_kept"), [(364, True), (366, False)])
def test_an_invitation_of_a_colleague_is_forgotten_after_a_year(days, is_kept):
    alma = a_person()
    actions.invite(an_organisation(administrators=[alma]), by=alma, email="bas@elders.example")

    actions.forget_old_invitations(now=timezone.now() + timedelta(days=days))

    assert ColleagueInvitation.objects.exists() is is_kept
