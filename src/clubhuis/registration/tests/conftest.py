import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english(_plain_surroundings):
    with translation.override("en"):
        yield
