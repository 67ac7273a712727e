"""The name behind an anonymous need: in no page, mail, notice, JSON or file name before both sides said yes."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Fact, Mail, Notice
from clubhuis.conversations.models import Block, Conversation
from clubhuis.market.models import Need
from clubhuis.market.tests.cast import a_need
from clubhuis.matchmaking import actions
from clubhuis.matchmaking.actions.suggesting import monday_of
from clubhuis.matchmaking.models import Companion, Suggestion
from clubhuis.organisations.tests.cast import an_organisation

from .cast import SECRET_BUYER, a_circle, a_supplier, an_invitation

BUYER = "Xandra Verborgen"


@pytest.fixture
def asked():
    """An anonymous need with everything that happens before the yes: invited, a question, a joint answer, a drawing, an organiser."""
    xandra = a_person(BUYER)
    buyer = an_organisation(SECRET_BUYER, administrators=[xandra], email="info@geheim.example", about_nl="Wij zagen.")
    need = a_need(buyer, by=xandra, visibility="anonymous", title="Frezen van titanium gezocht")
    need.files.create(file=ContentFile(b"%PDF-", name="needs/geheim.pdf"), name="geheim-van-zaagwerk.pdf", size=5)
    supplier, bram = a_supplier("Maker")
    coater, carla = a_supplier("Coater")
    community, mia = a_circle(buyer, supplier)
    [invitation] = actions.invite(need, [supplier], by=xandra, message="Graag snel.")
    actions.reply(actions.ask(invitation, "Welke ruwheid?", by=bram), "Ra 0,4.", by=xandra)
    actions.say_yes(invitation, by=bram, together=[(coater, "anodiseren")])
    actions.join(Companion.objects.get(), by=carla, agrees=True)
    Suggestion.objects.create(week=monday_of(timezone.localdate()), organisation=coater, need=need, score=0.9)
    return (
        need,
        xandra,
        {"supplier": bram, "companion": carla, "organiser": mia, "stranger": a_person("Sam")},
        community,
    )


SECRETS = (SECRET_BUYER, BUYER, "geheim.example", "geheim-van-zaagwerk")


def seen_by(client, person, need, community):
    """Every page on which this person could meet the need."""
    client.force_login(person)
    paths = [
        "/",
        "/needs/",
        f"/needs/{need.pk}/",
        f"/needs/{need.pk}/answer/",
        f"/needs/{need.pk}/report/",
        "/week/",
        "/messages/",
        "/search/?q=titanium",
        f"/communities/{community.slug}/",
        f"/communities/{community.slug}/desk/",
        f"/communities/{community.slug}/desk/needs/",
        f"/communities/{community.slug}/desk/lacks/",
        "/notices/",
    ]
    answers = [client.get(path) for path in paths]
    return [(answer.request["PATH_INFO"], answer.content.decode()) for answer in answers if answer.status_code == 200]


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["supplier", "companion", "organiser", "stranger"])
def test_nobody_reads_the_name_before_both_say_yes(client, asked, who):
    need, _xandra, others, community = asked
    person = others[who]

    for path, page in seen_by(client, person, need, community):
        # A fellow member may know that the organisation exists; not that this need is its own.
        if need.title not in page:
            continue
        assert [secret for secret in SECRETS if secret in page] == [], path
    told = [*Notice.objects.of(person).values_list("text", flat=True)]
    told += [f"{mail.subject} {mail.text} {mail.html}" for mail in Mail.objects.filter(to=person.email)]
    assert [secret for secret in SECRETS for text in told if secret in text] == []


@pytest.mark.django_db
def test_the_history_of_the_supplier_does_not_name_who_asked(asked):
    _need, xandra, others, _community = asked
    supplier = others["supplier"].affiliations.get().organisation
    facts = Fact.objects.filter(concerns__kind="organisations.organisation", concerns__object_id=supplier.pk)

    assert {fact.verb for fact in facts} >= {"need.offered", "need.answered"}
    assert xandra.pk not in facts.values_list("actor", flat=True)
    assert [
        fact.subject_text for fact in facts if SECRET_BUYER in fact.subject_text or SECRET_BUYER in str(fact.data)
    ] == []


@pytest.mark.django_db
def test_after_both_said_yes_those_who_met_know_each_other_and_others_still_do_not(client, asked):
    need, xandra, others, community = asked
    actions.agree(need.invitations.get(), by=xandra)

    for who in ("supplier", "companion"):
        assert Need.objects.visible_to(others[who]).named_to(others[who]).filter(pk=need.pk).exists()
        assert Conversation.objects.visible_to(others[who]).count() == 1
    assert not Need.objects.named_to(others["stranger"]).filter(pk=need.pk).exists()
    page = dict(seen_by(client, others["supplier"], need, community))[f"/needs/{need.pk}/"]
    assert SECRET_BUYER in page


@pytest.mark.django_db
def test_who_blocks_a_nameless_buyer_does_not_learn_the_name(client, asked):
    need, _xandra, others, _community = asked
    client.force_login(others["companion"])

    client.post(f"/needs/{need.pk}/block/")

    assert SECRET_BUYER not in Block.objects.get().other_name
    assert SECRET_BUYER not in client.get("/messages/").content.decode()


@pytest.mark.django_db
def test_a_need_for_matching_only_is_there_for_who_was_invited_and_nobody_else(client):
    xandra = a_person(BUYER)
    need = a_need(an_organisation(SECRET_BUYER, administrators=[xandra]), by=xandra, visibility="matching")
    supplier, bram = a_supplier()
    an_invitation(need, supplier)

    for person, status in ((bram, 200), (a_supplier("Ander")[1], 404)):
        client.force_login(person)
        assert client.get(f"/needs/{need.pk}/").status_code == status


@pytest.mark.django_db
def test_an_invitation_that_was_withdrawn_takes_the_need_away_again():
    xandra = a_person(BUYER)
    need = a_need(an_organisation(SECRET_BUYER, administrators=[xandra]), by=xandra, visibility="matching")
    supplier, bram = a_supplier()
    invitation = an_invitation(need, supplier)
    assert Need.objects.visible_to(bram).filter(pk=need.pk).exists()

    actions.withdraw(invitation, by=xandra)

    assert not Need.objects.visible_to(bram).filter(pk=need.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 4])
def test_the_page_of_a_need_costs_the_same_for_one_answer_and_for_many(client, rows, django_assert_num_queries):
    xandra = a_person(BUYER)
    need = a_need(an_organisation("Koper", administrators=[xandra]), by=xandra)
    for number in range(rows):
        supplier, bram = a_supplier(f"Maker {number}")
        invitation = an_invitation(need, supplier)
        actions.ask(invitation, "Welke ruwheid?", by=bram)
        actions.say_yes(invitation, by=bram, text="Ja.")
    client.force_login(xandra)
    client.get(need.get_absolute_url())
    with django_assert_num_queries(18):
        client.get(need.get_absolute_url())
