"""Attempts are counted where every process sees them, and not for ever."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from clubhuis.accounts import attempts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted_yet(db):
    cache.clear()


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM shared_cache")
        return cursor.fetchone()[0]


def test_what_one_process_counts_another_sees():
    cache.set("attempts-of-bas", [1, 2])
    assert rows() == 1


def test_what_ran_out_leaves_the_table(monkeypatch):
    cache.set("old", 1, timeout=60)
    cache.set("new", 1, timeout=600)
    now = timezone.now()
    monkeypatch.setattr(attempts.timezone, "now", lambda: now + timedelta(minutes=5))

    attempts.forget_old()

    assert rows() == 1
    assert cache.get("new") == 1
