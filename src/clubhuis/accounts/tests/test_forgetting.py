import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import connection

from clubhuis.accounts import actions, exports
from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.accounts.tests.test_signing_in import code_in, last_mail
from clubhuis.activity.actions import record, tell
from clubhuis.activity.models import Fact, Mail, Notice
from clubhuis.lib.refusals import Refused

pytestmark = pytest.mark.django_db
CANARY = "Kanarie"


def somebody_with_everything():
    person = a_person(
        name=f"{CANARY} Vogel",
        email="kanarie@voorbeeld.example",
        phone="+31 kanarie",
        headline="kanarie",
        about="kanarie zingt",
        postcode="KANARIE",
        password="kanarie-in-de-mijn",
    )
    person.photo.save("kanarie.webp", ContentFile(b"RIFF kanarie WEBP"))
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "GEHEIM"})
    UserSession.objects.create(user=person, session_key="s" * 32, ip="192.0.2.7", user_agent="Kanarie/1.0")
    fact = record("person.greeted", actor=None, subject=person)
    tell([person], fact, "Dag kanarie")
    return person


def the_whole_database():
    found = ""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += "".join(f"{table}: {row}\n" for row in cursor.fetchall())
    return found


def test_the_export_holds_everything_about_a_person_and_no_secret():
    person = somebody_with_everything()
    tell([a_person(name="Bas")], record("person.greeted", actor=None, subject=person), "Iets voor Bas")

    known = exports.as_json(exports.export_of(person))

    for part in (f"{CANARY} Vogel", "+31 kanarie", "kanarie zingt", "KANARIE", "192.0.2.7", "Dag kanarie"):
        assert part in known
    for secret in (person.password, "GEHEIM", "Iets voor Bas"):
        assert secret not in known


def test_the_export_is_a_file_with_the_photograph_in_it(client):
    client.force_login(somebody_with_everything())

    response = client.post("/me/data/export/")

    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        names = archive.namelist()
        assert json.loads(archive.read("clubhuis.json"))["about"] == "kanarie@voorbeeld.example"
    assert sorted(name.rpartition("/")[0] for name in names) == ["", "files/accounts.person"]


def test_nothing_about_a_forgotten_person_is_left(django_capture_on_commit_callbacks):
    person = somebody_with_everything()
    photo, storage = person.photo.name, person.photo.storage
    assert "kanarie" in the_whole_database().lower()

    with django_capture_on_commit_callbacks(execute=True):
        actions.erase(person, by=person)

    left = the_whole_database().lower()
    assert [line for line in left.splitlines() if "kanarie" in line or "192.0.2.7" in line] == []
    assert not storage.exists(photo)


def test_what_others_did_with_a_forgotten_person_stays_without_the_name():
    person, bas = somebody_with_everything(), a_person(name="Bas")
    fact = record("role.given", actor=bas, subject=person, privileged=True)

    actions.erase(person, by=person)

    assert (Fact.objects.get(pk=fact.pk).actor, Fact.objects.get(pk=fact.pk).subject_text) == (bas, "")
    assert Fact.objects.filter(verb="person.erased", is_privileged=True).count() == 1


def test_a_forgotten_person_is_seen_by_nobody_and_gets_nothing():
    person = somebody_with_everything()
    actions.erase(person, by=person)

    assert list(Person.objects.visible_to(an_operator()).filter(pk=person.pk)) == []
    assert (Notice.objects.count(), Mail.objects.count()) == (0, 0)


def test_nobody_has_somebody_else_forgotten_but_an_operator():
    person = a_person()

    with pytest.raises(PermissionDenied):
        actions.erase(person, by=a_person(name="Bas"))
    actions.erase(person, by=an_operator())

    assert Person.objects.get(pk=person.pk).erased_at is not None


def test_the_last_operator_stays():
    otto = an_operator()

    with pytest.raises(Refused):
        actions.erase(otto, by=otto)


def test_somebody_has_themselves_forgotten_with_a_code_by_mail(client):
    alma = a_person()
    client.force_login(alma)

    client.post("/me/erasure/code/")
    wrong = client.post("/me/erasure/", {"code": "FOUT"})
    client.post("/me/erasure/", {"code": code_in(last_mail()).lower()})

    alma.refresh_from_db()
    assert wrong.status_code == 422
    assert alma.erased_at is not None
    assert "_auth_user_id" not in client.session


def test_guessing_the_code_ends_soon(client):
    alma = a_person()
    client.force_login(alma)
    client.post("/me/erasure/code/")
    right = code_in(last_mail())

    for _attempt in range(5):
        client.post("/me/erasure/", {"code": "FOUT"})
    client.post("/me/erasure/", {"code": right})

    alma.refresh_from_db()
    assert alma.erased_at is None


def test_an_old_code_has_nobody_forgotten(client, time_machine_later):
    alma = a_person()
    client.force_login(alma)
    client.post("/me/erasure/code/")
    code = code_in(last_mail())

    with time_machine_later(minutes=16):
        client.post("/me/erasure/", {"code": code})

    alma.refresh_from_db()
    assert alma.erased_at is None
