import pytest

from clubhuis.accounts.tests.cast import a_person
from clubhuis.organisations.tests.cast import an_organisation

from .cast import a_community

pytestmark = pytest.mark.django_db


def shown_to(client, organisation, person=None):
    if person:
        client.force_login(person)
    page = client.get(organisation.get_absolute_url()).content.decode()
    return [name for name in ("Precisiekring", "Stille Kring") if name in page]


def test_the_page_of_an_organisation_names_the_communities_that_list_their_members_to_the_viewer(client):
    bas = a_person("Bas Kok")
    van_dam = an_organisation("Van Dam", members=[bas])
    a_community("Precisiekring", members=[van_dam])
    a_community("Stille Kring", members=[van_dam], shows_members=False)

    assert shown_to(client, van_dam) == ["Precisiekring"]
    assert shown_to(client, van_dam, a_person("Stan Vreemd")) == ["Precisiekring"]
    assert shown_to(client, van_dam, bas) == ["Precisiekring", "Stille Kring"]


@pytest.mark.parametrize("communities", [1, 4])
def test_it_costs_the_same_for_one_community_and_many(client, communities, django_assert_max_num_queries):
    van_dam = an_organisation("Van Dam")
    for number in range(communities):
        a_community(f"Kring {number}", members=[van_dam])
    client.get(van_dam.get_absolute_url())

    with django_assert_max_num_queries(16):
        client.get(van_dam.get_absolute_url())
