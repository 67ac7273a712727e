"""T8 on the real server: `clubhuis serve` is killed under load, a part of it or all, and is up again by itself with nothing lost.

In short here; at length `./run manage prove serving`.
"""

import pytest
from django.db import connection

from . import serving

pytestmark = [pytest.mark.race]


def test_nothing_acknowledged_is_lost_when_the_server_is_killed():
    if connection.vendor != "sqlite":
        pytest.skip("the server has a database of its own; on PostgreSQL: prove serving")
    report = serving.killed_under_load(kills=["web process", "worker", "everything"])

    assert report.wrong == []
    assert report.killed == 3
    assert report.asked >= 30
