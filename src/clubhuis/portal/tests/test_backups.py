"""Putting a backup back: not over people by accident, and not over somebody who was forgotten."""

import json
import tarfile
from datetime import timedelta

import pytest

from clubhuis.accounts import actions
from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person
from clubhuis.lib.refusals import Refused
from clubhuis.portal import backups

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    """A backup that says it was made of this kind of database."""

    def made(database):
        (tmp_path / "about.json").write_text(json.dumps({"database": database, "made_at": "2026-11-27T12:00:00+00:00"}))
        with tarfile.open(tmp_path / "backup.tar", "w") as tar:
            tar.add(tmp_path / "about.json", "about.json")
        return tmp_path / "backup.tar"

    return made


def test_where_people_are_nothing_is_put_back_without_asking(file):
    a_person()
    with pytest.raises(Refused, match="--replace"):
        backups.restore(file(backups.connection.vendor))


def test_a_backup_of_another_kind_of_database_is_refused(file):
    with pytest.raises(Refused, match="oracle"):
        backups.restore(file("oracle"))


def test_who_was_forgotten_since_the_backup_is_forgotten_again(file, monkeypatch):
    bas, alma = a_person("Bas Kok"), a_person("Alma")
    actions.erase(bas, by=bas)

    def as_it_was(folder, kind):
        Person.objects.filter(pk=bas.pk).update(erased_at=None, name="Bas Kok", email="bas@voorbeeld.example")

    monkeypatch.setattr(backups, "put_back", as_it_was)
    monkeypatch.setattr(backups, "call_command", lambda *arguments, **options: None)

    backups.restore(file(backups.connection.vendor), replace=True)

    bas.refresh_from_db()
    assert (bas.email, "Kok" in bas.name, bas.erased_at is not None) == (None, False, True)
    assert Person.objects.present().get() == alma


def test_a_backup_of_elsewhere_in_which_the_number_is_somebody_elses_forgets_no_stranger(file, monkeypatch):
    bas = a_person("Bas Kok")
    actions.erase(bas, by=bas)

    def of_elsewhere(folder, kind):
        known = bas.created_at - timedelta(days=400)
        Person.objects.filter(pk=bas.pk).update(erased_at=None, name="Nora", email="nora@a.example", created_at=known)

    monkeypatch.setattr(backups, "put_back", of_elsewhere)
    monkeypatch.setattr(backups, "call_command", lambda *arguments, **options: None)

    backups.restore(file(backups.connection.vendor), replace=True)

    assert Person.objects.get(pk=bas.pk).name == "Nora"
