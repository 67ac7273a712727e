"""Lists of members as offices keep them."""

import io

import xlsxwriter

OFFICE_LIST = """Ledenlijst kring Oost;;;;;;;;;

Bedrijfsnaam;Contactpersoon;E-mail;Telefoon;Adres;Postcode;Plaats;Website;KvK-nummer;Wat kunnen wij?;Machines
Verhoef Fijnmechanica B.V.;dhr. J. Verhoef;j.verhoef@verhoef.example;0546-812345;Industrieweg 12;7602 KD;Almelo;www.verhoef.example;01234567;"5-assig frezen van titanium; series tot 200 stuks";2x freesmachine
VERHOEF FIJNMECHANICA BV;mw. S. Bos (inkoop);s.bos@verhoef.example;+31 546 812 345;Industrieweg 12;7602KD;ALMELO;http://verhoef.example/;1234567;;
Nordhorner Oberfl\u00e4chentechnik GmbH;Fr. Anja M\u00fcller;a.mueller@no-technik.example;+49 5921 88 99 0;Industriestra\u00dfe 14;48527;Nordhorn;www.no-technik.example;;Chemisch Nickel, Hartanodisieren;Gestellanlagen
;;;;;;;;;;
ROC Polder;Stagebureau;stage@rocpolder.example;;Plein 1;8224 AE;Lelystad;rocpolder.example;;;
Totaal;;;;;;;;;;4
"""  # noqa: E501


def an_office_list(encoding="cp1252") -> bytes:
    return OFFICE_LIST.replace("\n", "\r\n").encode(encoding)


def a_workbook(rows, *, merged=()) -> bytes:
    """An .xlsx with these rows; `merged` are (first row, first column, last row, last column) from 0."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Members 2026")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for first_row, first_column, last_row, last_column in merged:
            sheet.merge_range(first_row, first_column, last_row, last_column, rows[first_row][first_column])
    return buffer.getvalue()


EXPORT_ROWS = [
    ["Platform - members (export)", "", "", ""],
    [],
    ["Company", "Type", "Zip", "City", "Contact 1", "Mail 1", "Contact 2", "Mail 2", "Certificates", "Employees", "Member since"],
    ["Optiek Delft", "company", "2629HD", "Delft", "dr. M. Jansen", "m.jansen@optiek.example", "Boekhouding",
     "facturen@optiek.example", "ISO 9001; ISO 14001", 43, "1-4-1998"],
    [],
    ["ROC Polder", "school", "8224 AE", "Lelystad", "Stagebureau", "stage@rocpolder.example", "", "", "", "", "sinds 2003"],
    ["Totaal", "", "", "", "", "", "", "", "", 43],
]  # fmt: skip


def an_export() -> bytes:
    return a_workbook(EXPORT_ROWS, merged=[(0, 0, 0, 3)])
