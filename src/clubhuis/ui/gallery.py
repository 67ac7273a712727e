"""What is shown on the living style page: invented, but lifelike, so that a part is judged with the texts it will carry."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .parts.charts import Bar
from .parts.filters import Choice
from .parts.icons import drawings
from .parts.maps import Point

TOKENS = ["paper", "raised", "tint", "ink", "grey-1", "grey-2", "grey-3", "signal", "good", "warn", "bad", "accent"]


class SampleForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the organisation"), max_length=80)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("We only use it to answer you."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("company", gettext_lazy("Company")), ("school", gettext_lazy("School"))],
    )
    town = forms.ChoiceField(
        label=gettext_lazy("Town"),
        required=False,
        choices=[("", "")] + [(t, t) for t in ("Almelo", "Deventer", "Eindhoven", "Enschede", "Hengelo", "Venlo")],
        widget=forms.Select(attrs={"data-search": gettext_lazy("Type to search")}),
    )
    day = forms.DateField(
        label=gettext_lazy("Day of the visit"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see this"),
        choices=[("all", gettext_lazy("Everybody")), ("members", gettext_lazy("Members only"))],
        widget=forms.RadioSelect,
        initial="all",
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"),
        required=False,
        choices=[
            ("vacuum", gettext_lazy("Vacuum")),
            ("clean", gettext_lazy("Cleanliness")),
            ("optics", gettext_lazy("Optics")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=gettext_lazy("What you are looking for"),
        max_length=400,
        help_text=gettext_lazy("Two sentences are enough."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    drawing = forms.FileField(label=gettext_lazy("Drawing"), required=False)
    agreed = forms.BooleanField(
        label=gettext_lazy("Show my name with it"), help_text=gettext_lazy("You can take this back at any time.")
    )


def exhibits(request: HttpRequest) -> dict[str, Any]:
    now = timezone.now()
    return {
        "tokens": TOKENS,
        "icons": sorted(drawings()),
        "form": SampleForm(),
        "wrong_form": SampleForm({"name": "Fijnmechanica Twente", "email": "info@", "visibility": "all"}, prefix="wrong"),
        "page": Paginator(range(1, 561), 25).get_page(request.GET.get("page")),
        "rows": [
            ("Fijnmechanica Twente B.V.", "Almelo", 42, "good", _("Active")),
            ("Van den Berg Spaanloos", "Deventer", 18, "warn", _("Invited")),
            ("Lichtwerk Optics GmbH", "Gronau", 127, "neutral", _("Left")),
        ],
        "facets": {
            "kind": [
                Choice("company", _("Company"), 412, chosen=True),
                Choice("education", _("Education"), 38),
                Choice("research", _("Research"), 24),
            ],
            "province": [
                Choice(name, name, count)
                for name, count in [
                    ("Overijssel", 121), ("Noord-Brabant", 98), ("Gelderland", 77), ("Limburg", 46),
                    ("Zuid-Holland", 44), ("Utrecht", 31), ("Noord-Holland", 28), ("Groningen", 12),
                ]
            ],
        },
        "bars": [Bar(_("Machining"), 214), Bar(_("Sheet metal"), 132), Bar(_("Cleaning and cleanroom"), 48), Bar(_("Optics"), 17)],
        "trend": [4, 6, 5, 9, 12, 11, 16, 19],
        "months": list(zip(["jan", "feb", "mrt", "apr", "mei", "jun"], [12, 18, 17, 26, 31, 44], strict=True)),
        "points": [
            Point("Fijnmechanica Twente", 52.357, 6.662, "#", "Almelo"),
            Point("Van den Berg Spaanloos", 52.255, 6.163, "#", "Deventer"),
            Point("Lichtwerk Optics", 52.213, 7.026, "#", "Gronau"),
            Point("Zuiver Vacuüm", 51.441, 5.470, "#", "Eindhoven"),
        ],
        "steps": [_("Text"), _("Requirements"), _("Who may see it")],
        "now": now,
        "earlier": now - timedelta(days=3, hours=2),
        "yesterday": now - timedelta(days=1),
    }  # fmt: skip
