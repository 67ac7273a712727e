"""An installation moves between SQLite and PostgreSQL, or back to where it was, and nobody notices."""

import pytest
from django.conf import settings
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person
from clubhuis.config.databases import sqlite
from clubhuis.config.sqlite.base import DatabaseWrapper
from clubhuis.lib.refusals import Refused
from clubhuis.portal import backups, portable
from tests.house_rules.world import a_world

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
OF_ITSELF = {"django_migrations", settings.CACHES["default"]["LOCATION"]}


@pytest.fixture
def elsewhere(tmp_path):
    """An SQLite database with the same tables and nothing in them: from PostgreSQL it is a move."""
    there = connections["elsewhere"] = DatabaseWrapper(
        {**connection.settings_dict, **sqlite(tmp_path / "elsewhere.sqlite3"), "CONN_HEALTH_CHECKS": False}, "elsewhere"
    )
    with there.schema_editor() as tables:
        for model in portable.tables().values():
            if not model._meta.auto_created:  # these come with who has them
                tables.create_model(model)
    recorder = MigrationRecorder(there)
    recorder.ensure_schema()
    for app, name in portable.migrations_done(connection):
        recorder.record_applied(app, name)
    yield "elsewhere"
    there.close()
    del connections["elsewhere"]


def written(file, **options):
    portable.write(file, **options)
    return file.read_bytes()


def test_every_row_and_number_is_the_same_there_and_back(elsewhere, tmp_path):
    a_world()
    a_person("Gast").delete()  # whose number is never given again
    here = written(tmp_path / "here.jsonl")

    portable.read(tmp_path / "here.jsonl", using=elsewhere)
    there = written(tmp_path / "there.jsonl", using=elsewhere)
    Person.objects.all().update(name="Somebody else")
    portable.read(tmp_path / "there.jsonl")

    assert there == here
    assert written(tmp_path / "back.jsonl") == here
    gone = Person.objects.order_by("-pk").first().pk + 1
    assert a_person().pk == gone + 1


def test_without_its_sequences_a_number_would_be_given_twice(tmp_path, monkeypatch):
    """The mutant of the one above: rows alone are not all."""
    gone = a_person()
    pk = gone.pk
    gone.delete()
    portable.write(tmp_path / "here.jsonl")
    monkeypatch.setattr(portable, "go_on_from", lambda *_: None)

    portable.read(tmp_path / "here.jsonl")

    assert a_person().pk <= pk


def test_every_table_is_in_it_or_makes_itself():
    assert set(connection.introspection.table_names()) - OF_ITSELF == set(portable.tables())


def test_rows_of_another_release_change_nothing(tmp_path):
    bas = a_person("Bas")
    _migrations, rows = written(tmp_path / "rows.jsonl").split(b"\n", 1)
    (tmp_path / "rows.jsonl").write_bytes(b'[["accounts","0007_later"]]\n' + rows)

    with pytest.raises(Refused, match=r"another release|andere uitgave"):
        portable.read(tmp_path / "rows.jsonl")

    assert Person.objects.get() == bas


def test_rows_that_do_not_fit_change_nothing(tmp_path):
    bas = a_person("Bas")
    lines = written(tmp_path / "rows.jsonl").splitlines()
    (tmp_path / "rows.jsonl").write_bytes(b"\n".join(lines[: len(lines) // 2]))

    with pytest.raises(Refused, match=r"nothing was changed|niets veranderd"):
        portable.read(tmp_path / "rows.jsonl")

    assert Person.objects.get() == bas


@pytest.mark.parametrize("is_portable", [True, False])
def test_a_backup_gives_back_rows_and_files(is_portable, tmp_path, settings, monkeypatch):
    """With the tools of the database itself, and in the form that any takes."""
    if connection.vendor == "sqlite" and not is_portable:
        pytest.skip("a test's SQLite is in memory, or held open; see test_backup")
    monkeypatch.setattr(backups, "call_command", lambda *arguments, **options: None)  # the tables are there
    bas = a_person("Bas Kok")
    photo = settings.MEDIA_ROOT / "people" / "bas.webp"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"a photograph")
    before = written(tmp_path / "before.jsonl")
    made = backups.backup(tmp_path / "all.tar", portable=is_portable)
    Person.objects.filter(pk=bas.pk).update(name="Somebody else")
    a_person("Alma")
    photo.unlink()

    backups.restore(made, replace=True)

    assert written(tmp_path / "after.jsonl") == before
    assert photo.read_bytes() == b"a photograph"
