"""Asking the directory in tests, which change the database without telling the catalogue."""

from urllib.parse import urlencode

from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from clubhuis.organisations.models import Organisation
from clubhuis.portal import catalogue, directory


def ask(person=None, **question):
    """What the directory answers: `ask(mia, q="frezen", kind=["company"])`."""
    catalogue.forget()
    return directory.find(directory.Query.read(QueryDict(urlencode(question, doseq=True))), person)


def names(found):
    """The names in the order of the answer."""
    by_id = Organisation.objects.in_bulk(found.ids.tolist())
    return [by_id[pk].name for pk in found.ids.tolist()]


def counts(found, facet):
    """What a facet counts: {value: how many}."""
    [found_facet] = [f for f in found.facets if f.name == facet]
    return {choice.value: choice.count for choice in found_facet.choices}


def cost(client, url):
    """How many questions the database gets for a page, once everything that is kept in memory is there."""
    catalogue.forget()
    client.get(url)
    catalogue._rest_until = float("inf")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)
