"""Uploading a list, saying what its columns mean, and what is the same."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clubhuis.communities.models import MemberImport
from clubhuis.lib.spreadsheets import LARGEST_FILE
from clubhuis.organisations.duplicates import Reason

from .actions import mapping_of
from .targets import MOST_CONTACTS, all_targets

LANGUAGES = [("nl", _("Dutch")), ("en", _("English")), ("de", _("German"))]


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Your list"),
        help_text=_("Excel, OpenDocument or CSV, as it is. Nothing is written until you have seen what would happen."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.txt,.tsv"}),
        max_length=200,
    )
    language = forms.ChoiceField(
        label=_("Language of the texts"),
        choices=LANGUAGES,
        help_text=_("Used where a text does not show its language itself."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("This file is larger than 30 MB. Split the list and bring it in in parts."))
        return file


def target_choices() -> list[tuple[Any, Any]]:
    """Every meaning a column can have; those of contacts once for each contact."""
    single = [(t.name, t.label) for t in all_targets().values() if not t.of_contact]
    contacts: list[tuple[Any, Any]] = [
        (
            _("Contact %(number)d") % {"number": n},
            [(f"{t.name}.{n}", t.label) for t in all_targets().values() if t.of_contact],
        )
        for n in range(1, MOST_CONTACTS + 1)
    ]
    return [("", _("do not use")), (_("Organisation"), single), *contacts]


class MappingForm(forms.Form):
    """One choice for each column of the list."""

    def __init__(self, *args: Any, brought: MemberImport, rows: list[list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mapping = mapping_of(brought)
        body = [row for row in rows[mapping.heading_row + 1 :] if any(row)]
        width = max([len(mapping.headings), *(len(row) for row in body[:200])], default=0)
        choices = target_choices()
        self.columns: list[tuple[forms.BoundField, list[str]]] = []
        for column in range(width):
            heading = mapping.headings[column] if column < len(mapping.headings) else ""
            cells = [row[column] for row in body if column < len(row) and row[column]][:3]
            if not heading and not cells:
                continue
            name = f"column_{column}"
            self.fields[name] = forms.ChoiceField(
                label=heading or _("Column %(number)d") % {"number": column + 1},
                choices=choices,
                required=False,
                initial=mapping.columns.get(column, ""),
            )
            self.columns.append((self[name], cells))

    def chosen(self) -> dict[int, str]:
        return {int(name.removeprefix("column_")): value for name, value in self.cleaned_data.items()}


class DecisionsForm(forms.Form):
    """For each row that is or may be here already: which organisation it is, or that it is a new one."""

    leave_out_errors = forms.BooleanField(
        label=_("Leave out the rows with an error and bring in the others"), required=False
    )

    def __init__(
        self, *args: Any, rows: list[dict[str, Any]], names: dict[int, str], errors: int = 0, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not errors:
            del self.fields["leave_out_errors"]
        said = {str(reason): str(reason.label) for reason in Reason}
        self.rows: list[tuple[dict[str, Any], forms.BoundField]] = []
        for row in rows:
            choices = [(str(c["id"]), names[c["id"]]) for c in row["likely"] if c["id"] in names]
            why = ", ".join(said.get(reason, reason) for candidate in row["likely"][:1] for reason in candidate["why"])
            name = f"row_{row['row']}"
            self.fields[name] = forms.ChoiceField(
                label=row["name"],
                help_text=_("Row %(row)d: %(why)s") % {"row": row["row"], "why": why},
                choices=[*choices, ("new", _("no, it is a new one"))],
                initial=str(row["same_as"] or "new"),
                widget=forms.RadioSelect,
            )
            self.rows.append((row, self[name]))

    def leaves_out_errors(self) -> bool:
        return bool(self.cleaned_data.get("leave_out_errors"))

    def decisions(self) -> dict[int, int | None]:
        return {
            int(name.removeprefix("row_")): None if value == "new" else int(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("row_") and value
        }
