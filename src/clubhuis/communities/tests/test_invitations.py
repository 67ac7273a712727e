"""Invitations by mail, from sending to answering."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Mail
from clubhuis.communities import actions
from clubhuis.communities.actions import invitations as rules
from clubhuis.communities.models import Invitation, Membership, Role
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import Affiliation
from clubhuis.organisations.tests.cast import an_organisation

from .cast import a_community, a_membership, a_request, an_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def mia():
    return a_person("Mia")


@pytest.fixture
def community(mia):
    return a_community(managers=[mia], joining="invitation")


def test_an_invitation_is_mailed_with_its_own_link_in_its_language(community, mia):
    invitation = actions.invite(
        community, "Nora@Voorbeeld.example ", by=mia, name="Nora", message="Kom erbij!", language="en"
    )

    mail = Mail.objects.get()
    assert (invitation.email, mail.to, mail.language) == ("nora@voorbeeld.example", "nora@voorbeeld.example", "en")
    assert mail.subject == "An invitation from Precisiekring"
    for text in (mail.text, mail.html):
        assert f"/invitations/{invitation.token}/" in text
        assert "Kom erbij!" in text


@pytest.mark.parametrize(
    ("through", "claimed", "kind"),
    [("import", False, "listed"), ("import", True, "invitation"), ("request", False, "invitation")],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_came_in_with_a_list_is_told_how_their_page_came_to_be(community, mia, through, claimed, kind, language):
    firm = an_organisation("Verhoef", town="Almelo", claimed_at=timezone.now() if claimed else None)
    a_membership(community, firm, through=through)

    actions.invite(community, "nora@verhoef.example", by=mia, name="Nora", organisation=firm, language=language)

    mail = Mail.objects.get()
    assert mail.kind == f"communities/mail/{kind}"
    told = {"nl": "Als plaats noemt de lijst: Almelo.", "en": "As place the list says: Almelo."}[language]
    assert [told in mail.text, told in mail.html] == [kind == "listed"] * 2


def test_what_an_organiser_writes_is_text_in_the_mail(community, mia):
    actions.invite(
        community,
        "nora@voorbeeld.example",
        by=mia,
        name="{{ settings.SECRET_KEY }}",
        message="<script>alert(1)</script>",
    )
    mail = Mail.objects.get()
    assert "<script>" not in mail.html
    assert "{{ settings.SECRET_KEY }}" in mail.text


@pytest.mark.parametrize(
    "email", ["", "nora", "nora@", "a b@x.nl", "x" * 300 + "@x.nl", "nora@x.nl\r\nBcc: all@x.nl", "\0@x.nl"]
)
def test_what_is_no_address_is_refused(community, mia, email):
    with pytest.raises(Refused):
        actions.invite(community, email, by=mia)
    assert not Mail.objects.exists()


def test_somebody_is_invited_once_at_a_time(community, mia):
    actions.invite(community, "nora@voorbeeld.example", by=mia)
    with pytest.raises(Refused, match=r"invited already|al uitgenodigd"):
        actions.invite(community, "NORA@voorbeeld.example", by=mia)


def test_who_said_no_is_left_in_peace_for_half_a_year(community, mia):
    with time_machine.travel("2026-01-10 10:00+00:00", tick=False):
        actions.decline_invitation(actions.invite(community, "nora@voorbeeld.example", by=mia))
        with pytest.raises(Refused, match=r"in peace|met rust"):
            actions.invite(community, "nora@voorbeeld.example", by=mia)
    with time_machine.travel("2026-07-20 10:00+00:00", tick=False):
        assert actions.invite(community, "nora@voorbeeld.example", by=mia).state == "sent"


def test_a_community_sends_only_so_many_a_day(community, mia, monkeypatch):
    monkeypatch.setattr(rules, "A_DAY", 2)
    for name in ("an", "bo"):
        actions.invite(community, f"{name}@voorbeeld.example", by=mia)
    with pytest.raises(Refused, match=r"2 "):
        actions.invite(community, "cy@voorbeeld.example", by=mia)


def test_a_pasted_list_invites_whom_it_can_and_says_why_not_the_others(community, mia):
    an_invitation(community, "bo@voorbeeld.example")
    entries = rules.split_list(
        'Anna de Wit <anna@voorbeeld.example>\nbo@voorbeeld.example; nobody,\n"Cy" <CY@voorbeeld.example>'
    )

    sent = actions.invite_many(community, entries, by=mia)

    assert [(i.name, i.email) for i in sent.invitations] == [
        ("Anna de Wit", "anna@voorbeeld.example"),
        ("Cy", "cy@voorbeeld.example"),
    ]
    assert [entry for entry, _reason in sent.skipped] == ["bo@voorbeeld.example", "nobody"]


def test_a_list_has_an_end(community, mia):
    with pytest.raises(Refused):
        actions.invite_many(community, [f"p{n}@voorbeeld.example" for n in range(rules.AT_ONCE + 1)], by=mia)
    assert not Invitation.objects.exists()


def test_reminders_come_twice_at_most_some_days_apart(community, mia):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        invitation = actions.invite(community, "nora@voorbeeld.example", by=mia)
        with pytest.raises(Refused, match=r"five days|vijf dagen"):
            actions.remind(invitation, by=mia)
    for days in (6, 12):
        with time_machine.travel(start + timedelta(days=days), tick=False):
            actions.remind(invitation, by=mia)
    with time_machine.travel(start + timedelta(days=30), tick=False), pytest.raises(Refused, match=r"twice|twee keer"):
        actions.remind(invitation, by=mia)
    assert sorted(Mail.objects.values_list("kind", flat=True)) == [
        "communities/mail/invitation", "communities/mail/reminder", "communities/mail/reminder"
    ]  # fmt: skip


def test_who_accepts_becomes_a_member_also_where_one_only_comes_by_invitation(community):
    nora = a_person("Nora")
    membership = actions.accept_invitation(an_invitation(community, nora.email), by=nora)
    assert (membership.person, membership.state, membership.through) == (nora, "current", "invitation")


def test_a_link_that_was_passed_on_works_for_a_membership(community):
    nora = a_person("Nora")
    assert actions.accept_invitation(an_invitation(community, "info@voorbeeld.example"), by=nora).person == nora


@pytest.mark.parametrize("state", ["accepted", "declined", "withdrawn"])
def test_an_invitation_is_answered_once(community, state):
    with pytest.raises(Refused, match=r"no longer open|niet meer open"):
        actions.accept_invitation(an_invitation(community, state=state), by=a_person("Nora"))
    assert not Membership.objects.exists()


def test_who_asked_and_is_invited_meanwhile_is_in(community):
    nora = a_person("Nora")
    asked = a_request(community, nora)
    assert actions.accept_invitation(an_invitation(community, nora.email), by=nora) == asked
    asked.refresh_from_db()
    assert asked.state == "current"


def test_the_owner_of_the_invited_address_takes_charge_of_an_unclaimed_member(community):
    nora, firm = a_person("Nora"), an_organisation()
    known = a_membership(community, firm)

    membership = actions.accept_invitation(an_invitation(community, nora.email, organisation=firm), by=nora)

    firm.refresh_from_db()
    assert membership == known
    assert firm.claimed_at is not None
    assert Affiliation.objects.administrators().get(organisation=firm).person == nora


def test_nobody_takes_over_an_organisation_with_a_link(community):
    alma, nora = a_person("Alma"), a_person("Nora")
    firm = an_organisation(administrators=[alma])
    invitation = an_invitation(community, nora.email, organisation=firm)
    with pytest.raises(Refused, match=r"administrators already|al beheerders"):
        actions.accept_invitation(invitation, by=nora)
    assert list(Affiliation.objects.administrators().values_list("person", flat=True)) == [alma.pk]
    assert Invitation.objects.get().state == "sent"


def test_an_unclaimed_organisation_goes_to_the_invited_address_only(community):
    firm = an_organisation()
    with pytest.raises(Refused, match=r"was sent to|gestuurd aan"):
        actions.accept_invitation(
            an_invitation(community, "nora@voorbeeld.example", organisation=firm), by=a_person("Eve")
        )


def test_a_role_is_for_the_invited_address_only(community):
    nora, eve = a_person("Nora"), a_person("Eve")
    invitation = an_invitation(community, nora.email, role="editor")
    with pytest.raises(Refused):
        actions.accept_invitation(invitation, by=eve)
    assert actions.accept_invitation(invitation, by=nora) is None
    assert Role.objects.get(person=nora).kind == "editor"


def test_only_a_manager_invites_to_a_role(community):
    ed = a_person("Ed")
    community.roles.create(person=ed, kind="editor")
    with pytest.raises(PermissionDenied):
        actions.invite(community, "nora@voorbeeld.example", by=ed, role=Role.Kind.MANAGER)


def test_an_administrator_brings_the_organisation_along(community):
    alma = a_person("Alma")
    firm = an_organisation(administrators=[alma])
    invitation = an_invitation(community, alma.email)
    assert actions.accept_invitation(invitation, by=alma, organisation=firm).organisation == firm


def test_others_do_not(community):
    carl = a_person("Carl")
    firm = an_organisation(members=[carl])
    with pytest.raises(PermissionDenied):
        actions.accept_invitation(an_invitation(community, carl.email), by=carl, organisation=firm)


# Its page


def test_the_page_works_without_an_account_and_looking_changes_nothing(client, community):
    invitation = an_invitation(community)
    assert client.get(invitation.get_absolute_url()).status_code == 200
    invitation.refresh_from_db()
    assert invitation.state == "sent"

    client.post(f"{invitation.get_absolute_url()}opening/")
    invitation.refresh_from_db()
    assert (invitation.state, invitation.opened_at is not None) == ("opened", True)


def test_declining_needs_no_account(client, community):
    invitation = an_invitation(community)
    client.post(f"{invitation.get_absolute_url()}refusal/")
    invitation.refresh_from_db()
    assert invitation.state == "declined"


def test_accepting_leads_to_signing_in_and_back(client, community):
    invitation = an_invitation(community)
    response = client.post(f"{invitation.get_absolute_url()}acceptance/")
    assert response.status_code == 302
    assert f"next={invitation.get_absolute_url()}" in response.url


def test_signed_in_one_accepts_with_a_click(client, community):
    nora = a_person("Nora")
    client.force_login(nora)
    response = client.post(f"{an_invitation(community, nora.email).get_absolute_url()}acceptance/")
    assert response.status_code == 302
    assert community.memberships.get().person == nora


@pytest.mark.parametrize("token", ["x", "x" * 300, "%00", "..%2f", "invitations"])
def test_an_unknown_link_is_not_found(client, token):
    assert client.get(f"/invitations/{token}/").status_code == 404
