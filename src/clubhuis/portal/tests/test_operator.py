"""The desk of whoever runs the installation."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import translation
from django_ox.models import OxTask

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.activity.models import Fact, Mail
from clubhuis.communities.tests.cast import a_community
from clubhuis.lib.keeping import Kept
from clubhuis.lib.refusals import Refused
from clubhuis.matchmaking.tasks import tend_index
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.portal import actions, system

from .asking import cost

pytestmark = pytest.mark.django_db

DESK = [f"operator{part}" for part in ("", "_communities", "_people", "_mails", "_tasks", "_check", "_log")]


@pytest.fixture
def otto(client):
    otto = an_operator(language="en")
    client.force_login(otto)
    return otto


def role(client, person, deed):
    return client.post(reverse("portal:person_role", args=[person.pk]), {"deed": deed}, follow=True)


def told(answer):
    return [str(message) for message in answer.context["messages"]]


@pytest.mark.parametrize("name", DESK)
def test_for_others_the_desk_is_not_there(client, name):
    client.force_login(a_person())

    assert client.get(reverse(f"portal:{name}")).status_code == 404


@pytest.mark.parametrize("name", DESK)
@pytest.mark.parametrize("number", ["1" + "0" * 30, "-1", "a\x00", "9" * 5000])
def test_any_page_number_gets_a_page(client, otto, name, number):
    assert client.get(reverse(f"portal:{name}"), {"page": number}).status_code == 200


def test_otto_makes_bo_operator_and_takes_it_back(client, otto):
    bo = a_person("Bo")

    role(client, bo, "operator")
    bo.refresh_from_db()
    assert bo.is_operator

    role(client, bo, "no_operator")
    bo.refresh_from_db()
    assert not bo.is_operator
    verbs = Fact.objects.filter(is_privileged=True).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["person.became_operator", "person.no_longer_operator"]


@pytest.mark.parametrize("other", [None, {"is_active": False}, {"claimed_at": None}])
def test_the_last_operator_who_can_sign_in_stays(client, otto, other):
    if other:
        an_operator("Olga", **other)

    answer = role(client, otto, "no_operator")

    otto.refresh_from_db()
    assert otto.is_operator
    assert told(answer) == ["Somebody must run this installation. Make another person operator first."]


def test_a_contact_without_an_account_cannot_run_anything(otto):
    contact = a_person("Cor", claimed_at=None)

    with translation.override("en"), pytest.raises(Refused, match="no account yet"):
        actions.make_operator(contact, by=otto, operator=True)


def test_somebody_who_is_shut_out_is_out_at_once_and_in_again_later(client, otto, client_factory):
    bo = a_person("Bo")
    browser = client_factory()
    browser.force_login(bo)
    before = browser.get(reverse("activity:notices")).status_code

    role(client, bo, "shut_out")
    during = browser.get(reverse("activity:notices")).status_code
    role(client, bo, "let_in")
    bo.refresh_from_db()

    assert (before, during) == (200, 302)
    assert bo.is_active


def test_nobody_shuts_themselves_out(client, otto):
    answer = role(client, otto, "shut_out")

    otto.refresh_from_db()
    assert otto.is_active
    assert told(answer) == ["You cannot shut yourself out."]


def test_only_an_operator_does_these_things():
    bo, sam = a_person("Bo"), a_person("Sam")

    with pytest.raises(PermissionDenied):
        actions.make_operator(sam, by=bo, operator=True)
    with pytest.raises(PermissionDenied):
        actions.shut_out(sam, by=bo, active=False)


@pytest.mark.parametrize("deed", ["", "delete", "\x00"])
def test_an_unknown_deed_does_nothing(client, otto, deed):
    bo = a_person("Bo")

    answer = role(client, bo, deed)

    assert told(answer) == ["Choose what to do with this person."]


def test_somebody_who_is_not_there(client, otto):
    for pk in (0, 10**18, 10**30):
        assert client.post(f"/desk/people/{pk}/role/", {"deed": "operator"}).status_code == 404


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "bo jans"}, ["Bo Jansen"]),
        ({"q": "cor@"}, ["Cor Contact"]),
        ({"show": "contacts"}, ["Cor Contact"]),
        ({"show": "shut_out"}, ["Uit Sloot"]),
        ({"show": "operators"}, ["Otto Beheer"]),
        ({"q": "a\x00\udcff" * 3}, []),
    ],
)
def test_people_are_found(client, otto, asked, expected):
    a_person("Bo Jansen")
    a_person("Cor Contact", email="cor@voorbeeld.example", claimed_at=None)
    a_person("Uit Sloot", is_active=False)
    asked = {k: v.encode("utf-8", "replace").decode() for k, v in asked.items()}

    answer = client.get(reverse("portal:operator_people"), asked)

    assert [person.name for person in answer.context["page"]] == expected


def a_failed_mail(number=1):
    return Mail.objects.create(
        to=f"{number}@voorbeeld.example", subject=f"Onderwerp {number}", text="Hallo", state=Mail.State.FAILED,
        kind="test", language="nl",
    )  # fmt: skip


def test_a_mail_that_failed_is_on_top_and_goes_again(client, otto):
    mail = a_failed_mail()
    assert client.get(reverse("portal:operator")).context["failed_mail"] == 1

    answer = client.post(reverse("portal:operator_mails"), {"again": mail.public_id}, follow=True)

    mail.refresh_from_db()
    assert told(answer) == ["The mail is on its way again."]
    assert mail.state != Mail.State.FAILED


@pytest.mark.parametrize("door", ["operator_mails", "operator_tasks"])
@pytest.mark.parametrize("posted", [{}, {"again": "1"}, {"again": "\x00"}, {"stop": "x" * 9999}, {"drop": "1" * 40}])
def test_a_deed_on_what_is_not_there_is_told(client, otto, door, posted):
    answer = client.post(reverse(f"portal:{door}"), posted, follow=True)

    assert told(answer) == ["That is no longer there."]


def test_work_that_failed_is_shown_and_dropped(client, otto):
    tend_index.enqueue()
    OxTask.objects.update(status=OxTask.Status.FAILED)
    task = OxTask.objects.get()
    assert client.get(reverse("portal:operator")).context["failed_tasks"] == 1

    client.post(reverse("portal:operator_tasks"), {"drop": task.pk})

    assert client.get(reverse("portal:operator")).context["failed_tasks"] == 0


def test_the_check_finds_what_is_wrong_and_says_what_to_do(settings, tmp_path, otto):
    settings.SITE_URL = "http://clubhuis.example"
    settings.MAIL_INBOX = False
    settings.MAIL_URL = ""
    settings.DATA = tmp_path
    (tmp_path / "secret_key").write_text("x")
    (tmp_path / "secret_key").chmod(0o644)

    with translation.override("en"):
        wrong = {finding.subject: finding.text for finding in system.examine() if not finding.is_good}

    assert {"Mail", "Address", "Secret key", "Match index"} <= set(wrong)
    assert wrong["Secret key"].endswith(f"chmod 600 {tmp_path / 'secret_key'}")


def test_the_check_is_content_with_what_is_good(settings, tmp_path):
    settings.SITE_URL = "https://clubhuis.example"
    settings.MAIL_INBOX = True
    settings.DATA = tmp_path
    (tmp_path / "secret_key").write_text("x")
    (tmp_path / "secret_key").chmod(0o600)

    with translation.override("en"):
        good = {finding.subject for finding in system.examine() if finding.is_good}

    assert {"Mail", "Address", "Secret key", "Work in the background", "Worker"} <= good


def test_the_desk_costs_the_same_for_one_and_for_many(client, otto):
    def things(numbers):
        for number in numbers:
            bo = a_person(f"Persoon {number}")
            a_community(f"Kring {number}", members=[bo, an_organisation(f"Bedrijf {number}")], managers=[bo])
            a_failed_mail(number)
            actions.shut_out(bo, by=otto, active=False)

    things([1])
    one = {name: cost(client, reverse(f"portal:{name}")) for name in DESK}
    things(range(2, 7))

    assert {name: cost(client, reverse(f"portal:{name}")) for name in DESK} == one


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks after its own files")
def test_the_whole_file_is_read_once_for_all_who_look_and_damage_is_told(settings, monkeypatch):
    reads = []
    settings.KEPT_FOR = 1
    monkeypatch.setattr(system, "file_is_whole", lambda: reads.append("all of it") is not None)
    monkeypatch.setattr(system, "_file_is_whole", Kept(longer=system.HOUR))

    with translation.override("en"):
        found = [system.database().text for _ in range(3)]

    assert found == ["The database file is damaged. Stop, and restore the latest backup."] * 3
    assert reads == ["all of it"]
