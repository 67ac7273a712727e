"""The pages of messages."""

import pytest

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.conversations import access, actions
from clubhuis.conversations.models import Message

from .cast import a_conversation, two_companies

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(client):
    alma, anton, bram, conversation = two_companies()
    actions.say(conversation, "Kunnen jullie titanium?", by=bram)
    client.force_login(alma)
    return alma, anton, bram, conversation


def test_the_header_and_the_list_say_what_is_new(client, talk):
    page = client.get("/messages/").content.decode()

    assert 'aria-current="page">Berichten <span class="count">1</span>' in page
    assert "Kunnen jullie titanium?" in page


def test_looking_alone_leaves_it_new_and_the_page_says_it_was_read(client, talk):
    alma, _anton, _bram, conversation = talk
    client.get(conversation.get_absolute_url())
    assert access.unread_count(alma) == 1

    answer = client.post(f"{conversation.get_absolute_url()}reading/", headers={"HX-Request": "true"})

    assert answer.status_code == 204
    assert access.unread_count(alma) == 0


def test_an_answer_is_sent_and_an_empty_one_keeps_the_page(client, talk):
    *_others, conversation = talk
    assert client.post(conversation.get_absolute_url(), {"text": "  "}).status_code == 422

    assert client.post(conversation.get_absolute_url(), {"text": "Ja."}).status_code == 302
    assert Message.objects.last().text == "Ja."


def test_a_colleague_is_brought_in_or_takes_over(client, talk):
    alma, anton, _bram, conversation = talk
    url = f"{conversation.get_absolute_url()}colleague/"

    assert client.post(url, {"colleague": "1000000"}).status_code == 422
    client.post(url, {"colleague": anton.pk})

    assert list(access.conversations_of(alma)) == []
    assert list(access.conversations_of(anton)) == [conversation]


def test_a_report_reaches_the_operator_who_settles_it(client, talk):
    *_others, conversation = talk
    message = Message.objects.get()
    url = f"{conversation.get_absolute_url()}messages/{message.pk}/report/"
    assert client.post(url, {"reason": "unheard of"}).status_code == 422
    client.post(url, {"reason": "spam", "note": "Al drie keer."})

    client.force_login(an_operator())
    assert "Al drie keer." in client.get("/operator/reports/").content.decode()
    client.post(f"/operator/reports/{access.Report.objects.get().pk}/settlement/", {"decision": "Gewaarschuwd"})
    assert "Gewaarschuwd" in client.get("/operator/reports/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same(client, rows, django_assert_max_num_queries):
    alma = a_person("Alma")
    for number in range(rows):
        other = a_person(f"Bram {number}")
        for _ in range(rows):
            actions.say(a_conversation(alma, other), "Hallo", by=other)
    client.force_login(alma)
    client.get("/messages/")

    with django_assert_max_num_queries(11):
        client.get("/messages/")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_conversation_costs_the_same(client, talk, rows, django_assert_num_queries):
    _alma, _anton, bram, conversation = talk
    for _ in range(rows):
        actions.say(conversation, "Nog iets", by=bram)
    client.get(conversation.get_absolute_url())

    with django_assert_num_queries(16):
        client.get(conversation.get_absolute_url())
