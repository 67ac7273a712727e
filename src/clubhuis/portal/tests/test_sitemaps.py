"""What search engines are told of: all that visitors may read, and nothing else."""

import re

import pytest

from clubhuis.communities.tests.cast import a_community
from clubhuis.events.tests.cast import an_event
from clubhuis.market.tests.cast import a_need
from clubhuis.organisations.tests.cast import an_organisation

pytestmark = pytest.mark.django_db


def addresses(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml"
    return [address.removeprefix("http://testserver") for address in re.findall("<loc>(.*?)</loc>", answer.text)]


def test_all_that_visitors_may_read_can_be_found_from_robots_txt(client):
    community = a_community()
    company, event = an_organisation(), an_event(community)
    need = a_need(company)
    start = re.search(r"Sitemap: http://testserver(\S+)", client.get("/robots.txt").text)[1]

    found = [address for section in addresses(client, start) for address in addresses(client, section)]

    assert {thing.get_absolute_url() for thing in (community, company, event, need)} <= set(found)
    assert {client.get(address).status_code for address in found} == {200}


def test_what_a_visitor_may_not_see_is_not_in_it(client):
    community = a_community(is_public=False)
    an_organisation(visibility="signed_in")
    an_event(community, visibility="communities")
    an_event(community, state="draft")
    a_need(an_organisation(visibility="nobody"), visibility="anonymous")

    assert [found for section in addresses(client, "/sitemap.xml") for found in addresses(client, section)] == []


def test_a_section_or_page_that_is_not_there_is_not_found(client):
    assert client.get("/sitemap-people.xml").status_code == 404
    assert client.get("/sitemap-events.xml?p=9").status_code == 404
    assert client.get("/sitemap-events.xml?p=x").status_code == 404
