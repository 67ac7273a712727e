"""One world for all tests of a file: made once, and put back to how it was after each of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from clubhuis.lib.put_together import proving

from .world import World, a_world


@pytest.fixture(autouse=True, scope="package")
def _proving() -> Iterator[None]:
    """Whatever page is opened here: a question that was put together once says what it would say when put together now."""
    with proving():
        yield


@pytest.fixture(scope="module")
def _standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield {}
        transaction.set_rollback(True)


@pytest.fixture
def db(_standing: dict[str, Any]) -> None:
    """pytest-django makes databases for tests that ask for `db`; here that is the standing world's, and no other."""


@pytest.fixture
def world(
    db: None, _standing: dict[str, Any], _plain_surroundings: None, settings: Any, tmp_path: Path
) -> Iterator[World]:
    """Whoever uses this needs no `django_db`: nothing is kept, and nothing is committed."""
    cache.clear()
    if "world" not in _standing:
        _standing |= {"files": tmp_path / "files", "world": a_world()}
    settings.MEDIA_ROOT = _standing["files"]
    with transaction.atomic():
        yield _standing["world"]
        transaction.set_rollback(True)
