"""What PostgreSQL prepares itself for."""

import pytest
from django.db import DataError, NotSupportedError, connection, transaction

from clubhuis.config.databases import database
from clubhuis.lib.asking import Words

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is asked through Django's cursor")


def words(text, *given):
    return Words("default", text, given)


def prepared():
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements ORDER BY prepare_time")
        return [statement for (statement,) in cursor.fetchall()]


@pytest.fixture
def afresh(db):
    connection._statements = None
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")


@pytest.fixture
def statements(monkeypatch):
    from clubhuis.config.postgresql import statements

    monkeypatch.setattr(statements.Statements, "asked_before", 1)
    return statements


@on_postgresql
def test_what_is_asked_again_is_prepared_and_what_never_changes_stands_in_it(afresh, statements):
    asked = words("SELECT %s || %s, 7 %% 4, 3 -%s WHERE %s > 1", True, False, False, True)

    assert asked.ask(["it", "'s 100%", -2, 2]) == ([("it's 100%", 3, 5)], 1)
    assert prepared() == []
    assert asked.ask(["that", "'s 100%", -2, 2]) == ([("that's 100%", 3, 5)], 1)
    assert asked.ask(["that", "'s 100%", -2, 0]) == ([], 0)
    assert prepared() == ["SELECT $1 || '''s 100%', 7 % 4, 3 - -2 WHERE $2 > 1"]


@on_postgresql
def test_what_is_undone_is_not_forgotten(afresh, statements):
    asked = words("SELECT %s + 1", True)
    for _ in range(2):
        asked.ask([1])
    with pytest.raises(DataError), transaction.atomic():
        asked.ask(["one"])

    assert asked.ask([2]) == ([(3,)], 1)
    assert prepared() == ["SELECT $1 + 1"]


@on_postgresql
def test_the_oldest_makes_room(afresh, statements, monkeypatch):
    monkeypatch.setattr(statements, "MOST", 2)
    for number in (1, 2, 1, 3):
        for _ in range(2):
            words(f"SELECT {number} + %s", True).ask([1])

    assert prepared() == ["SELECT 1 + $1", "SELECT 3 + $1"]


@on_postgresql
def test_a_text_that_no_column_can_hold_is_refused(afresh):
    with pytest.raises(DataError, match="NUL"), transaction.atomic():
        words("SELECT %s", True).ask(["a\0b"])


@on_postgresql
def test_after_a_table_changed_it_is_prepared_anew(afresh):
    asked = words("SELECT number FROM changing WHERE number = %s", True)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE changing (number integer)")
        asked.ask([1])
        cursor.execute("ALTER TABLE changing ALTER number TYPE bigint")
    with pytest.raises(NotSupportedError), transaction.atomic():
        asked.ask([1])

    assert asked.ask([1]) == ([], 0)


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_server_that_hung_up_is_noticed():
    asked = words("SELECT pg_backend_pid() + %s", True)
    ((before,),), _ = asked.ask([0])
    with connection.copy().cursor() as other:
        other.execute("SELECT pg_terminate_backend(%s, 30000)", [before])
        other.connection.close()
    connection.health_check_enabled, connection.health_check_done = True, False

    ((after,),), _ = asked.ask([0])
    assert after != before


@pytest.mark.parametrize(
    ("query", "engine", "kept"),
    [("", "clubhuis.config.postgresql", 600), ("?pooler=transaction", "django.db.backends.postgresql", 0)],
)
def test_nothing_is_prepared_behind_a_pooler_that_gives_each_transaction_another_connection(
    tmp_path, query, engine, kept
):
    settings = database(f"postgresql://clubhuis@db.example/clubhuis{query}", tmp_path)

    assert (settings["ENGINE"], settings["CONN_MAX_AGE"], settings["OPTIONS"]) == (engine, kept, {})
