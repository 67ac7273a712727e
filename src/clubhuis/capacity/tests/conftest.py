import pytest
import time_machine
from django.utils.translation import override

from .cast import MONDAY, a_keeper


@pytest.fixture
def keeper():
    with a_keeper() as keeper:
        yield keeper


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


@pytest.fixture
def clock():
    """It is Monday morning, until the test says otherwise (`clock.shift(3600)`)."""
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock
