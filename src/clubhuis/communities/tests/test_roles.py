"""Who runs a community."""

import pytest
from django.core.exceptions import PermissionDenied

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.activity.models import Fact
from clubhuis.communities import access, actions
from clubhuis.communities.models import Role
from clubhuis.lib.refusals import Refused

from .cast import a_community, a_membership

pytestmark = pytest.mark.django_db

MATRIX = {  # role: see desk, see contacts, write notes, edit members, export, edit page, manage
    "managers": (1, 1, 1, 1, 1, 1, 1),
    "editors": (1, 1, 1, 1, 1, 1, 0),
    "organisers": (1, 1, 1, 0, 0, 0, 0),
    "viewers": (1, 0, 0, 0, 0, 0, 0),
    None: (0, 0, 0, 0, 0, 0, 0),
}
QUESTIONS = (
    access.can_view_desk,
    access.can_see_contacts,
    access.can_write_notes,
    access.can_edit_members,
    access.can_export,
    access.can_edit_page,
    access.can_manage,
)


@pytest.mark.parametrize("role", MATRIX)
def test_each_role_may_do_what_the_table_says(role):
    pim = a_person("Pim")
    community = a_community(**({role: [pim]} if role else {}))
    a_community("Houtkring", managers=[pim])  # what one is elsewhere does not count

    assert tuple(int(may(pim, community)) for may in QUESTIONS) == (MATRIX[role])


def test_an_operator_may_do_everything_and_a_visitor_nothing():
    community = a_community()
    assert all(may(an_operator(), community) for may in QUESTIONS)
    assert not any(may(None, community) for may in QUESTIONS)


def test_being_a_member_opens_no_desk():
    alma = a_person()
    community = a_community(members=[alma])
    assert not access.can_view_desk(alma, community)


def test_a_manager_gives_changes_and_takes_a_role():
    mia, pim = a_person("Mia"), a_person("Pim")
    community = a_community(managers=[mia])

    role = actions.give_role(community, pim, kind=Role.Kind.VIEWER, by=mia)
    actions.change_role(role, kind=Role.Kind.EDITOR, by=mia)
    actions.take_role(role, by=mia)

    assert list(community.roles.values_list("person", "kind")) == [(mia.pk, "manager")]
    facts = Fact.objects.order_by("pk")
    assert [(f.verb, f.is_privileged) for f in facts] == [
        ("role.given", True), ("role.changed", True), ("role.taken", True)
    ]  # fmt: skip


def test_an_editor_gives_no_roles():
    ed = a_person("Ed")
    community = a_community(managers=[a_person("Mia")], editors=[ed])
    with pytest.raises(PermissionDenied):
        actions.give_role(community, ed, kind=Role.Kind.MANAGER, by=ed)
    with pytest.raises(PermissionDenied):
        actions.change_role(community.roles.get(person=ed), kind=Role.Kind.MANAGER, by=ed)


def test_the_last_manager_stays():
    mia = a_person("Mia")
    community = a_community(managers=[mia], editors=[a_person("Ed")])
    role = community.roles.get(person=mia)

    with pytest.raises(Refused, match=r"always has a manager|altijd een beheerder"):
        actions.take_role(role, by=mia)
    with pytest.raises(Refused, match=r"always has a manager|altijd een beheerder"):
        actions.change_role(role, kind=Role.Kind.VIEWER, by=mia)
    assert community.roles.get(person=mia).kind == "manager"


def test_a_manager_who_cannot_sign_in_any_more_does_not_count():
    mia, gone = a_person("Mia"), a_person("Gé", is_active=False)
    community = a_community(managers=[mia, gone])
    with pytest.raises(Refused):
        actions.take_role(community.roles.get(person=mia), by=mia)


def test_anybody_puts_down_their_own_role():
    pim = a_person("Pim")
    community = a_community(managers=[a_person("Mia")], viewers=[pim])
    actions.take_role(community.roles.get(person=pim), by=pim)
    assert not community.roles.filter(person=pim).exists()


def test_leaving_as_a_member_keeps_the_role():
    mia = a_person("Mia")
    community = a_community(managers=[mia])
    actions.leave(a_membership(community, mia), by=mia)
    assert access.can_manage(mia, community)
