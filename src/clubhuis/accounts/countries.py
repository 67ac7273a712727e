"""Countries to choose from: the near ones first."""

from django.utils.translation import gettext_lazy as _

NEAR = {
    "NL": _("the Netherlands"),
    "BE": _("Belgium"),
    "DE": _("Germany"),
}
FARTHER = {
    "AT": _("Austria"),
    "CH": _("Switzerland"),
    "CZ": _("Czechia"),
    "DK": _("Denmark"),
    "ES": _("Spain"),
    "FI": _("Finland"),
    "FR": _("France"),
    "GB": _("the United Kingdom"),
    "IE": _("Ireland"),
    "IT": _("Italy"),
    "LU": _("Luxembourg"),
    "NO": _("Norway"),
    "PL": _("Poland"),
    "PT": _("Portugal"),
    "SE": _("Sweden"),
}


def country_choices(present: str = "") -> list[tuple[str, str]]:
    """For a select; a country that is already chosen is always among them."""
    choices = [(code, str(name)) for code, name in NEAR.items()]
    choices += sorted(((code, str(name)) for code, name in FARTHER.items()), key=lambda choice: choice[1])
    if present and present not in NEAR | FARTHER:
        choices.append((present, present))
    return choices
