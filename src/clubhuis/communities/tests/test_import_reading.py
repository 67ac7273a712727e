"""From a file to organisations, without a database."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from clubhuis.communities.imports.contacts import contact
from clubhuis.communities.imports.mapping import guess
from clubhuis.communities.imports.records import country, day, email, postcode, read_records, sector, size, website
from clubhuis.lib.spreadsheets import read

from .lists import a_workbook, an_export, an_office_list


@pytest.fixture(autouse=True)
def _in_english(settings):
    settings.LANGUAGE_CODE = "en"


def records_of(content):
    rows = read("list", content)
    return read_records(rows, guess(rows))


def test_the_columns_of_an_office_list_are_understood():
    mapping = guess(read("leden.csv", an_office_list()))

    assert mapping.heading_row == 2
    assert {k: v for k, v in mapping.columns.items() if k < 9} == {
        0: "name", 1: "contact_name.1", 2: "contact_email.1", 3: "phone", 4: "street", 5: "postcode", 6: "town", 7: "website",
        8: "kvk_number",
    }  # fmt: skip


def test_the_columns_of_an_english_export_are_understood():
    mapping = guess(read("members.xlsx", an_export()))

    assert mapping.heading_row == 2
    assert mapping.columns == {
        0: "name", 1: "kind", 2: "postcode", 3: "town", 4: "contact_name.1", 5: "contact_email.1", 6: "contact_name.2",
        7: "contact_email.2", 8: "certificates", 9: "size", 10: "since",
    }  # fmt: skip


def test_a_row_below_thousands_of_empty_ones_is_not_lost():
    reading = records_of(a_workbook([["Bedrijf"], ["Eerste"], *([[""]] * 6_000), ["Laatste"]]))

    assert [(record.row, record.name) for record in reading.records] == [(2, "Eerste"), (6_003, "Laatste")]


def test_a_name_that_tells_what_an_organisation_is_counts_where_no_column_says_it():
    names = ["ROC Flevoland", "Gemeente Almelo", "Universität Münster", "University Lasers B.V.", "Van Dam"]
    reading = records_of(a_workbook([["Bedrijf"], *([name] for name in names)]))

    kinds = [record.values.get("kind", "") for record in reading.records]
    assert kinds == ["education", "government", "education", "", ""]


def test_columns_without_a_heading_we_know_are_understood_by_what_is_in_them():
    rows = [["Lid", "Kolom A", "Kolom B", "Kolom C"]] + [
        [f"Bedrijf {n}", f"p{n}@bedrijf{n}.example", f"12345{n:03}", "7602 KD"] for n in range(5)
    ]
    assert guess(rows).columns == {0: "name", 1: "contact_email.1", 2: "kvk_number", 3: "postcode"}


def test_a_list_without_headings_is_understood_by_what_is_in_it():
    rows = [[f"Bedrijf {n} B.V.", f"p{n}@bedrijf{n}.example", "7602 KD"] for n in range(5)]

    mapping = guess(rows)

    assert (mapping.heading_row, mapping.columns) == (-1, {0: "name", 1: "contact_email.1", 2: "postcode"})


def test_an_office_list_gives_organisations_with_contacts_and_says_what_it_passed_over():
    reading = records_of(an_office_list())

    assert [(r.row, r.name, r.values["country"]) for r in reading.records] == [
        (4, "Verhoef Fijnmechanica B.V.", "NL"),
        (5, "VERHOEF FIJNMECHANICA BV", "NL"),
        (6, "Nordhorner Oberflächentechnik GmbH", "DE"),
        (8, "ROC Polder", "NL"),
    ]
    assert [(s.row, s.text) for s in reading.skipped] == [(9, "a total, no organisation")]
    assert reading.remarks == []


def test_the_number_that_lost_its_zero_in_excel_gets_it_back():
    first, second, *_others = records_of(an_office_list()).records

    assert (first.values["kvk_number"], second.values["kvk_number"]) == ("01234567", "01234567")


def test_a_row_with_only_a_contact_belongs_to_the_organisation_above_it():
    reading = records_of(a_workbook([
        ["Bedrijf", "Contactpersoon", "E-mail"],
        ["Van Dam", "Alma de Boer", "alma@vandam.example"],
        ["", "Bram Smit", "bram@vandam.example"],
    ]))  # fmt: skip

    assert [[c.name for c in r.contacts] for r in reading.records] == [["Alma de Boer", "Bram Smit"]]


def test_a_row_without_a_name_is_an_error_that_says_where():
    reading = records_of(a_workbook([
        ["Bedrijf", "Plaats", "E-mail"],
        ["Van Dam", "Almelo", "info@vandam.example"],
        ["", "Hengelo", ""],
    ]))  # fmt: skip

    assert [(e.row, e.column) for e in reading.errors] == [(3, "Bedrijf")]


def test_a_name_that_does_not_fit_is_an_error_and_a_bad_address_is_left_out_with_a_warning():
    reading = records_of(a_workbook([
        ["Bedrijf", "E-mail"],
        ["x" * 400, "info@lang.example"],
        ["Van Dam", "alma at vandam"],
    ]))  # fmt: skip

    assert [r.name for r in reading.records] == ["Van Dam"]
    assert [(r.row, r.is_error) for r in reading.remarks] == [(2, True), (3, False)]


def test_the_domain_is_that_of_the_website_and_never_that_of_a_mail_provider():
    reading = records_of(a_workbook([
        ["Bedrijf", "Website", "E-mail"],
        ["Van Dam", "www.vandam.example", "vandam@gmail.com"],
        ["Bos", "", "bos@gmail.com"],
        ["Smit", "", "info@smit.example"],
    ]))  # fmt: skip

    assert [r.domain for r in reading.records] == ["vandam.example", "", "smit.example"]


@pytest.mark.parametrize(
    ("cell", "name", "job"),
    [
        ("dhr. J. Verhoef", "J. Verhoef", ""),
        ("mw. S. Bos (inkoop)", "S. Bos", "inkoop"),
        ("Fr. Anja Müller", "Anja Müller", ""),
        ("dr. M. Jansen", "dr. M. Jansen", ""),
        ("T.a.v. mevr. De Wit", "De Wit", ""),
        ("Frans Hals", "Frans Hals", ""),
    ],
)
def test_a_salutation_is_no_part_of_a_name(cell, name, job):
    found = contact(name=cell)

    assert (found.name, found.job, found.is_department) == (name, job, False)


def test_a_mailbox_of_a_department_is_no_person():
    assert contact(name="Boekhouding", email="facturen@optiek.example").is_department
    assert contact(email="info@optiek.example").is_department
    assert contact(email="j.van.dam@optiek.example").name == "J. van Dam"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2019-06-01", date(2019, 6, 1)),
        ("1-4-1998", date(1998, 4, 1)),
        ("03/04/2027", date(2027, 4, 3)),
        ("1 april 1998", date(1998, 4, 1)),
        ("sinds 2003", date(2003, 1, 1)),
        ("2011", date(2011, 1, 1)),
    ],
)
def test_dates_are_read_as_people_here_write_them(cell, expected):
    assert day(cell) == expected


@pytest.mark.parametrize("cell", ["31 februari 2020", "31-02-2020", "ooit", "99-99-9999"])
def test_a_date_that_does_not_exist_is_left_out_with_the_reason(cell):
    with pytest.raises(ValidationError, match="a date looks like"):
        day(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("11", "10-49"), ("1", "1"), ("250", "250+"), ("10-49", "10-49"), ("1.200", "250+"), ("10,0", "10-49"), ("0", "")],
)
def test_a_number_of_people_becomes_a_size_class(cell, expected):
    assert size(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"), [("7602kd", "7602 KD"), ("7602  KD", "7602 KD"), ("D-48527", "48527"), ("B-3600", "3600")]
)
def test_postcodes_get_one_spelling(cell, expected):
    assert postcode(cell) == expected


def test_other_cells_get_one_spelling():
    assert website("www.vandam.example") == "https://www.vandam.example"
    assert email("Alma de Boer <Alma@VanDam.example>") == "alma@vandam.example"
    assert (country("Duitsland"), country("be"), country("The Netherlands")) == ("DE", "BE", "NL")
    assert (sector("25.62"), sector("2562"), sector("25621 - Algemene metaalbewerking")) == ("25.62", "25.62", "25.62")


@pytest.mark.parametrize("cell", ["javascript:alert(1)", "geen website", "http://", "ftp://x.example"])
def test_what_is_no_web_address_is_left_out(cell):
    with pytest.raises(ValidationError):
        website(cell)
