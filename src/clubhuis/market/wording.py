"""Requirements and figures in words, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clubhuis.engines.matching import Figure, FigureKind, Requirement, shown
from clubhuis.taxonomy import access as taxonomy

FIGURES: dict[FigureKind, Promise] = {
    "tolerance": gettext_lazy("tolerance"),
    "size": gettext_lazy("dimensions"),
    "diameter": gettext_lazy("diameter"),
    "length": gettext_lazy("length"),
    "thickness": gettext_lazy("thickness"),
    "layer": gettext_lazy("layer thickness"),
    "weight": gettext_lazy("weight"),
    "batch": gettext_lazy("series"),
    "yearly": gettext_lazy("pieces a year"),
    "roughness": gettext_lazy("roughness Ra"),
    "cleanliness": gettext_lazy("cleanliness, grade"),
    "cleanroom": gettext_lazy("cleanroom, ISO class"),
    "leak_rate": gettext_lazy("leak rate"),
    "pressure": gettext_lazy("pressure"),
    "temperature": gettext_lazy("temperature"),
    "force": gettext_lazy("force"),
    "voltage": gettext_lazy("voltage"),
    "angle": gettext_lazy("angle"),
    "resolution": gettext_lazy("resolution"),
    "power": gettext_lazy("power"),
    "volume": gettext_lazy("volume"),
    "area": gettext_lazy("area"),
    "hardness": gettext_lazy("hardness"),
    "torque": gettext_lazy("torque"),
    "it_grade": gettext_lazy("tolerance grade IT"),
    "particle": gettext_lazy("particle size"),
}
SERIES: dict[str, Promise] = {
    "prototype": gettext_lazy("prototypes"),
    "small": gettext_lazy("small series"),
    "medium": gettext_lazy("medium series"),
    "large": gettext_lazy("large series"),
}
LANGUAGES: dict[str, Promise] = {
    "nl": gettext_lazy("speaks Dutch"),
    "en": gettext_lazy("speaks English"),
    "de": gettext_lazy("speaks German"),
    "fr": gettext_lazy("speaks French"),
}
HELP: dict[str, Promise] = {
    "make": gettext_lazy("makes it"),
    "develop": gettext_lazy("develops along"),
    "advise": gettext_lazy("gives advice"),
    "lend": gettext_lazy("lends equipment or space"),
    "teach": gettext_lazy("teaches it"),
}


def in_words(requirement: Requirement) -> str:
    """What a requirement asks for: "5-axis milling", "tolerance 5 µm", "within 100 km of Almelo"."""
    if requirement.figure is not None:
        return figure_in_words(requirement.figure)
    if requirement.standard is not None:
        return str(requirement.standard)
    if requirement.area is not None:
        distance = formats.number_format(round(requirement.area.radius_km), use_l10n=True)
        return _("within %(distance)s km of %(place)s") % {"distance": distance, "place": requirement.area.name}
    if requirement.spoken is not None:
        return str(LANGUAGES.get(requirement.spoken, requirement.text))
    if requirement.day is not None:
        return _("before %(day)s") % {"day": formats.date_format(requirement.day, "j F Y")}
    if requirement.help is not None:
        return str(HELP[requirement.help])
    return names_of(requirement.concepts) or requirement.text


def figure_in_words(figure: Figure) -> str:
    if figure.series:
        return str(SERIES[figure.series])
    about = names_of([figure.about] if figure.about else [])
    said = f"{FIGURES[figure.kind]} {shown(figure)}"
    return f"{said} ({about})" if about else said


def names_of(concepts: Iterable[str]) -> str:
    """The names of concepts in the language of the page: "milling or turning"."""
    terms = taxonomy.snapshot()
    between = _("or")
    return f" {between} ".join(terms[concept].name for concept in concepts if concept in terms)
