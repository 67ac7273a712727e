import pytest

from clubhuis.portal import catalogue


@pytest.fixture(autouse=True)
def _no_catalogue_of_another_test():
    catalogue.forget()
    yield
    catalogue.forget()


@pytest.fixture
def _vocabulary(db):
    from clubhuis.taxonomy.loading import load_vocabulary

    load_vocabulary()
