"""On which host names we answer."""

import pytest
from django.http import HttpResponse

from clubhuis.accounts.tests.cast import an_operator
from clubhuis.communities import actions, hosts

from .cast import a_community

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered():
    hosts.forget()
    yield
    hosts.forget()


@pytest.fixture
def ask(rf):
    """What path a page under this host name would show; DisallowedHost becomes 400 as in a real request."""
    from django.core.exceptions import DisallowedHost

    answer = hosts.HostNames(lambda request: HttpResponse(request.path_info))

    def ask(host, path="/"):
        try:
            return answer(rf.get(path, headers={"host": host})).text
        except DisallowedHost:
            return 400

    return ask


def test_its_own_names_show_the_front_page(ask, settings):
    settings.OWN_HOSTS = ["club.example", "localhost", "[::1]"]
    assert [ask(h) for h in ("club.example", "CLUB.example:8000", "localhost:8104", "[::1]:8000")] == ["/"] * 4


def test_a_community_has_its_page_at_the_root_of_its_own_name(ask):
    a_community(slug="precisie", host_name="precisie.example")
    assert ask("Precisie.Example:443") == "/communities/precisie/"
    assert ask("precisie.example", "/directory/") == "/directory/"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "precisie.example.evil",
        "xprecisie.example",
        "127.0.0.1.nip.io",
        "a b",
        "precisie.example@evil",
        "",
    ],
)
def test_any_other_name_is_turned_away(ask, host):
    a_community(slug="precisie", host_name="precisie.example")
    assert ask(host) == 400


def test_the_name_of_a_closed_community_is_given_up(ask):
    community = a_community(slug="precisie", host_name="precisie.example")
    assert ask("precisie.example") == "/communities/precisie/"
    actions.close(community, by=an_operator())
    assert ask("precisie.example") == 400


def test_judging_costs_one_question_a_minute(ask, django_assert_num_queries):
    a_community(slug="precisie", host_name="precisie.example")
    with django_assert_num_queries(1):
        for _ in range(3):
            ask("precisie.example")
            ask("evil.example")


def test_the_installation_turns_foreign_names_away(client):
    assert client.get("/ui/", headers={"host": "evil.example"}).status_code == 400
