"""The directory as a file: who may have it, what is in it, and that it is written down."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.activity.models import Fact
from clubhuis.communities.tests.cast import a_community
from clubhuis.organisations.tests.cast import an_organisation

pytestmark = pytest.mark.django_db


def rows_of(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


@pytest.fixture
def otto(client):
    otto = an_operator(language="nl")
    client.force_login(otto)
    return otto


def test_the_operator_gets_everything_as_csv(client, otto):
    an_organisation("Verhoef", town="Almelo", visibility="nobody")
    an_organisation("Bakker")

    header, *rows = rows_of(client.post("/directory/export/"))

    assert header[:3] == ["Naam", "Soort", "Plaats"]
    assert [row[0] for row in rows] == ["Bakker", "Verhoef"]
    assert rows[1][2] == "Almelo"


def test_and_as_excel(client, otto):
    an_organisation("=1+1", town="Almelo")

    answer = client.post("/directory/export/", {"kind": "xlsx"})

    [_header, row] = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert row[0] == "=1+1"  # a text; nothing ran
    assert ".xlsx" in answer["Content-Disposition"]


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_of_the_csv_is_a_formula(client, otto, name):
    an_organisation(name)

    [_header, row] = rows_of(client.post("/directory/export/"))

    assert row[0].startswith("'")
    assert row[0].strip("'\t ").startswith(name.strip())


def test_only_what_was_asked_is_in_it(client, otto):
    an_organisation("School", kind="education")
    an_organisation("Bedrijf")

    [_header, *rows] = rows_of(client.post("/directory/export/?kind=education"))

    assert [row[0] for row in rows] == ["School"]


def test_who_runs_a_desk_may_have_its_members_and_no_more(client):
    mia = a_person("Mia")
    here = an_organisation("Hier")
    an_organisation("Daar")
    a_community("Kring", slug="kring", members=[here], managers=[mia])
    a_community("Ander", slug="ander")
    client.force_login(mia)

    assert client.post("/directory/export/").status_code == 403
    assert client.post("/directory/export/?community=ander").status_code == 403
    assert client.post("/directory/export/?community=kring&community=ander").status_code == 403
    [_header, *rows] = csv.reader(
        io.StringIO(b"".join(client.post("/directory/export/?community=kring")).decode("utf-8-sig"))
    )
    assert len(rows) == 1
    assert "Hier" in rows[0][0]


@pytest.mark.parametrize("who", ["member", "visitor"])
def test_others_may_not(client, who):
    if who == "member":
        bo = a_person("Bo")
        a_community("Kring", slug="kring", members=[bo])
        client.force_login(bo)

    answer = client.post("/directory/export/?community=kring")

    assert answer.status_code == {"member": 403, "visitor": 302}[who]
    assert "Export" not in client.get("/directory/?community=kring").content.decode()


def test_an_export_is_written_down(client, otto):
    an_organisation()

    client.post("/directory/export/")

    fact = Fact.objects.get(verb="directory.exported")
    assert (fact.actor, fact.is_privileged, fact.data["organisations"]) == (otto, True, 1)
