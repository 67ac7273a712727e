"""Bringing in a list whole or not at all, and taking it back."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.imports import actions, retention, writing
from clubhuis.communities.models import MemberImport, Membership
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import Affiliation, Department, Organisation, Site
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.places.loading import load_regions

from .cast import a_community
from .lists import a_workbook, an_export, an_office_list

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _surroundings(settings):
    settings.LANGUAGE_CODE = "en"
    load_regions()


def bring_in(community, content, *, by=None, name="leden.csv", **options):
    brought = actions.upload(community, name, content, by=by)
    brought.options |= options
    actions.check(brought, by=by)
    actions.run(brought, by=by)
    return brought


def counts():
    return {
        model.__name__: model.objects.count()
        for model in (Organisation, Person, Membership, Affiliation, Site, Department)
    }


def test_an_office_list_becomes_members_with_contacts_and_places():
    kring = a_community()

    bring_in(kring, an_office_list())

    verhoef = Organisation.objects.get(plain_name="verhoef fijnmechanica")
    assert (verhoef.kvk_number, verhoef.domain, verhoef.claimed_at) == ("01234567", "verhoef.example", None)
    assert sorted(verhoef.affiliations.values_list("person__name", "job_title", "is_contact")) == [
        ("J. Verhoef", "", True),
        ("S. Bos", "inkoop", False),
    ]
    site = verhoef.sites.get()
    assert (site.town, site.region_id, round(site.latitude)) == ("Almelo", "NL21", 52)
    assert verhoef.memberships.get().through == Membership.Through.IMPORT
    assert Department.objects.get().name == "Stagebureau"
    assert Person.objects.get(email="a.mueller@no-technik.example").claimed_at is None


def test_the_export_of_another_office_recognises_who_is_here_and_fills_in_what_is_empty():
    kring = a_community()
    optiek = an_organisation(
        "Optiek Delft B.V.", website="https://optiek.example", domain="optiek.example", phone="015-1"
    )

    bring_in(kring, an_export(), name="members.xlsx")

    optiek.refresh_from_db()
    assert Organisation.objects.filter(plain_name__contains="optiek").count() == 1
    assert (optiek.size, optiek.phone, optiek.name) == ("10-49", "015-1", "Optiek Delft B.V.")
    assert sorted(optiek.certificates.values_list("name", flat=True)) == ["ISO 14001", "ISO 9001"]
    assert optiek.memberships.get().since.year == 1998
    assert Organisation.objects.get(name="ROC Polder").kind == "education"


def test_a_dry_run_writes_nothing():
    kring = a_community()
    before = counts()

    brought = actions.upload(kring, "leden.csv", an_office_list(), by=None)
    plan = actions.check(brought, by=None)

    assert len(plan.new) == 3
    assert counts() == before


def test_an_error_in_one_row_keeps_everything_out_until_that_row_is_left_out():
    kring = a_community()
    before = counts()
    content = a_workbook([["Bedrijf", "Plaats"], ["Van Dam", "Almelo"], ["", "Hengelo"]])

    with pytest.raises(Refused, match="1 rows have an error"):
        bring_in(kring, content)
    assert counts() == before

    bring_in(kring, content, leave_out_errors=True)
    assert Organisation.objects.get().name == "Van Dam"


def test_headings_with_nothing_below_them_are_refused(settings):
    settings.LANGUAGE_CODE = "en"

    with pytest.raises(Refused, match="no rows below them"):
        actions.upload(a_community(), "leden.csv", b"Naam;Postcode\n;\n", by=None)


def test_empty_rows_do_not_count():
    assert actions.upload(a_community(), "leden.csv", an_office_list(), by=None).rows_total == 5


def test_a_failure_halfway_leaves_nothing_behind(monkeypatch):
    kring = a_community()
    before = counts()
    monkeypatch.setattr(writing.Writer, "labels", lambda *a: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        bring_in(kring, an_office_list())

    assert counts() == before
    assert MemberImport.objects.get().state == MemberImport.State.FAILED


def test_bringing_the_same_list_in_twice_changes_nothing():
    kring = a_community()
    bring_in(kring, an_office_list())
    after_once = counts()

    bring_in(kring, an_office_list())

    assert counts() == after_once


def test_undo_takes_everything_back_except_what_somebody_uses():
    kring, other = a_community(), a_community("Andere kring")
    before = counts()
    brought = bring_in(kring, an_office_list())
    verhoef = Organisation.objects.get(plain_name="verhoef fijnmechanica")
    Membership.objects.create(community=other, organisation=verhoef)

    undone = actions.undo(brought, by=None)

    assert (undone.removed, undone.kept) == (2, ("Verhoef Fijnmechanica B.V.", "J. Verhoef", "S. Bos"))
    verhoef.delete()
    Person.objects.filter(email__endswith="@verhoef.example").delete()
    assert counts() == before


def test_undo_empties_again_what_it_filled_in():
    kring = a_community()
    optiek = an_organisation("Optiek Delft", domain="optiek.example")
    brought = bring_in(kring, an_export(), name="members.xlsx")

    actions.undo(brought, by=None)

    optiek.refresh_from_db()
    assert (optiek.size, optiek.memberships.count(), optiek.certificates.count()) == ("", 0, 0)


def test_only_the_last_list_can_be_undone_and_only_once():
    kring = a_community()
    first = bring_in(kring, an_office_list())
    second = bring_in(kring, an_export(), name="members.xlsx")

    with pytest.raises(Refused, match="Only the last"):
        actions.undo(first, by=None)
    actions.undo(second, by=None)
    with pytest.raises(Refused, match="Only the last"):
        actions.undo(second, by=None)
    actions.undo(first, by=None)


def test_a_list_is_brought_in_once():
    brought = bring_in(a_community(), an_office_list())

    with pytest.raises(Refused, match="already been brought in"):
        actions.run(brought, by=None)


def test_a_viewer_of_the_desk_may_not_bring_in_a_list():
    vera = a_person("Vera")

    with pytest.raises(PermissionDenied):
        actions.upload(a_community(viewers=[vera]), "leden.csv", an_office_list(), by=vera)


def test_a_manager_brings_in_a_list_at_the_desk(client):
    mia = a_person("Mia", language="en")
    kring = a_community(managers=[mia])
    client.force_login(mia)

    answer = client.post(
        reverse("communities:imports", args=[kring.slug]),
        {"file": SimpleUploadedFile("leden.csv", an_office_list()), "language": "nl"},
        follow=True,
    )
    brought = MemberImport.objects.get()
    assert answer.status_code == 200
    assert brought.report["new"] == 3

    answer = client.post(reverse("communities:import_completion", args=[kring.slug, brought.pk]), follow=True)
    assert "3 organisations were brought in." in answer.text
    assert Membership.objects.filter(community=kring).count() == 3

    client.post(reverse("communities:import_undoing", args=[kring.slug, brought.pk]))
    assert Membership.objects.filter(community=kring).count() == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leeg.csv", b""),
        ("../../etc/passwd", b"root"),
        ("foto.xlsx", b"PK\x03\x04x"),
        ("x.csv", b"\xff\xfe\x00"),
        ("y.csv", b'"' * 999),
    ],
)
def test_a_file_that_is_no_list_gets_a_kind_answer(client, name, content):
    mia = a_person("Mia", language="en")
    kring = a_community(managers=[mia])
    client.force_login(mia)

    answer = client.post(
        reverse("communities:imports", args=[kring.slug]), {"file": SimpleUploadedFile(name, content), "language": "nl"}
    )

    assert answer.status_code in {302, 422}


def test_the_command_shows_the_mapping_and_a_dry_run_writes_nothing(tmp_path):
    kring = a_community()
    path = tmp_path / "leden.csv"
    path.write_bytes(an_office_list())
    out = io.StringIO()

    call_command("import_members", str(path), community=kring.slug, dry_run=True, stdout=out)

    assert "Bedrijfsnaam" in out.getvalue()
    assert "3 new, 0 known, 0 to look at, 4 contacts, 0 errors" in out.getvalue()
    assert MemberImport.objects.count() == Organisation.objects.count() == 0

    call_command("import_members", str(path), community=kring.slug, stdout=out)
    assert Organisation.objects.count() == 3
    call_command("import_members", community=kring.slug, undo=True, stdout=out)
    assert Organisation.objects.count() == 0


def test_the_command_says_which_communities_there_are():
    a_community(slug="kring")

    with pytest.raises(CommandError, match="There are: kring"):
        call_command("import_members", "leden.csv", community="kringg")


@pytest.mark.parametrize(("days", "is_kept"), [(89, True), (91, False)])
def test_an_uploaded_list_is_forgotten_after_ninety_days(days, is_kept, django_capture_on_commit_callbacks):
    kring = a_community()
    done = bring_in(kring, an_office_list())
    waiting = actions.upload(kring, "nog-niet.csv", an_office_list(), by=None)
    files = [(brought.file.storage, brought.file.name) for brought in (done, waiting)]
    members = counts()

    with django_capture_on_commit_callbacks(execute=True):
        forgotten = retention.forget_old_lists(now=timezone.now() + timedelta(days=days))

    assert forgotten == (0 if is_kept else 2)
    assert [storage.exists(name) for storage, name in files] == [is_kept, is_kept]
    assert MemberImport.objects.filter(pk=waiting.pk).exists() is is_kept
    done.refresh_from_db()
    assert (done.file_name == "leden.csv", bool(done.changes), "sample" in done.report) == (is_kept,) * 3
    assert done.report["new"] == 3
    assert (actions.last_import(kring) == done) is is_kept
    assert counts() == members


def test_a_list_that_is_being_written_is_not_forgotten():
    brought = actions.upload(a_community(), "leden.csv", an_office_list(), by=None)
    MemberImport.objects.update(state=MemberImport.State.RUNNING)
    retention.forget_old_lists(now=timezone.now() + timedelta(days=91))
    assert MemberImport.objects.get() == brought
