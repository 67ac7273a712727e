"""The whole vocabulary, loaded once for all tests of a file; what a test adds to it is put back."""

import pytest
from django.db import transaction
from django.utils import translation

from clubhuis.taxonomy.loading import load_vocabulary


@pytest.fixture(scope="module")
def _vocabulary_at_hand(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load_vocabulary()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def db(_vocabulary_at_hand):
    """In the place of pytest-django's: a savepoint inside the transaction that loaded the vocabulary."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def _vocabulary(db):
    """Whoever uses this finds the vocabulary there."""


@pytest.fixture
def _in_english():
    """Refusals are compared in the language of the source."""
    with translation.override("en"):
        yield
