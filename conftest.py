"""What every test stands on: plain static files, a data directory of its own, no leftovers between tests."""

import gc
import os
import tempfile
from pathlib import Path

import django
import hypothesis
import pytest
from django.db import connection
from django.utils import translation

# Set here and not in pyproject.toml, because settings make the data directory when they are read.
os.environ.setdefault("CLUBHUIS_DATA", tempfile.mkdtemp(prefix="clubhuis-tests-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clubhuis.config.settings")
Path(os.environ["CLUBHUIS_DATA"], "static").mkdir(
    parents=True, exist_ok=True
)  # where collectstatic would have put files
django.setup()
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop in the thread of the tests

if connection.vendor == "postgresql":
    from clubhuis.config.postgresql.statements import Statements

    Statements.asked_before = 0  # tests ask most questions once, and shall ask them as they are asked in a rush

# How long an example takes says something of the machine, not of the code.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


ASKS_THE_DATABASE = {"db", "transactional_db", "django_db_setup", "world"}


LONG = ("races", "journeys", "house_rules")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take long come first, so that no process is left alone with one at the end."""
    items.sort(key=lambda item: LONG.index(item.path.parent.name) if item.path.parent.name in LONG else len(LONG))
    for item in items:
        if not (item.get_closest_marker("django_db") or ASKS_THE_DATABASE & set(getattr(item, "fixturenames", ()))):
            item.add_marker("once")


def pytest_collection_finish() -> None:
    """What is there by now stays: looking through it for rubbish again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(autouse=True)
def _plain_surroundings(settings, tmp_path):
    translation.deactivate()  # a page that was asked for in another language leaves that behind
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MATCH_INDEX = tmp_path / "match-index"
    settings.KEPT_FOR = 0  # a test looks at what it has just changed
    settings.SENTENCE_MODEL = False  # words and concepts are enough; the engine's own tests hold the model
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.MAILERS = {
        "default": {"BACKEND": "clubhuis.activity.backends.OutboxBackend"},
        "transactional": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"},
        "bulk": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"},
    }
    settings.OWN_HOSTS = [*settings.OWN_HOSTS, "testserver"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def asked_plainly():
    """For tests that put a condition of their own in a registry: no question is kept from before, or for after."""
    from clubhuis.lib import put_together

    with put_together.asked_plainly():
        yield


@pytest.fixture
def client_factory():
    """More browsers than one."""
    from django.test import Client

    return Client


@pytest.fixture
def time_machine_later():
    """`with time_machine_later(minutes=16): …` moves the clock."""
    from datetime import UTC, datetime, timedelta

    import time_machine

    return lambda **by: time_machine.travel(datetime.now(UTC) + timedelta(**by))
