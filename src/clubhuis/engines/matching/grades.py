# ruff: noqa: E501  (lists of words and patterns are easier to check when each stands on one line)
"""Materials by their standard names: 1.4404, 316L and X2CrNiMo17-12-2 are one steel."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files

from clubhuis.engines.matching.languages import LANGUAGES, Language
from clubhuis.engines.matching.vocabulary import Concept, Vocabulary

# Families that grades belong to, for a vocabulary that lacks them: id, broader, labels per language.
_FAMILIES: tuple[tuple[str, str, dict[Language, tuple[str, ...]]], ...] = (
    ("metal", "", {"nl": ("metaal",), "en": ("metal",), "de": ("Metall",)}),
    ("steel", "metal", {"nl": ("staal",), "en": ("steel",), "de": ("Stahl",)}),
    (
        "stainless steel",
        "steel",
        {
            "nl": ("roestvast staal", "roestvrij staal", "rvs", "inox", "roestvaststaal", "edelstaal"),
            "en": ("stainless steel", "stainless", "inox"),
            "de": ("Edelstahl", "rostfreier Stahl", "nichtrostender Stahl", "Niro"),
        },
    ),
    ("tool steel", "steel", {"nl": ("gereedschapsstaal",), "en": ("tool steel",), "de": ("Werkzeugstahl",)}),
    ("cast iron", "metal", {"nl": ("gietijzer",), "en": ("cast iron",), "de": ("Gusseisen", "Grauguss")}),
    ("aluminium", "metal", {"nl": ("aluminium",), "en": ("aluminium", "aluminum"), "de": ("Aluminium", "Alu")}),
    ("titanium", "metal", {"nl": ("titanium", "titaan", "titaniumlegering"), "en": ("titanium", "titanium alloy"), "de": ("Titan", "Titanlegierung")}),
    (
        "nickel alloy",
        "metal",
        {
            "nl": ("nikkellegering", "Inconel", "Hastelloy", "superlegering"),
            "en": ("nickel alloy", "Inconel", "Hastelloy", "nickel-based alloy", "superalloy"),
            "de": ("Nickellegierung", "Inconel", "Hastelloy", "Nickelbasislegierung", "Superlegierung"),
        },
    ),
    ("copper", "metal", {"nl": ("koper",), "en": ("copper",), "de": ("Kupfer",)}),
    ("brass", "metal", {"nl": ("messing",), "en": ("brass",), "de": ("Messing",)}),
    ("bronze", "metal", {"nl": ("brons",), "en": ("bronze",), "de": ("Bronze",)}),
    ("magnesium", "metal", {"nl": ("magnesium",), "en": ("magnesium",), "de": ("Magnesium",)}),
    ("molybdenum", "metal", {"nl": ("molybdeen",), "en": ("molybdenum",), "de": ("Molybdän",)}),
    ("tungsten", "metal", {"nl": ("wolfraam",), "en": ("tungsten",), "de": ("Wolfram",)}),
    (
        "plastics",
        "",
        {
            "nl": ("kunststof", "technische kunststof", "plastic"),
            "en": ("plastics", "plastic", "polymer", "engineering plastics"),
            "de": ("Kunststoff", "technischer Kunststoff", "technische Kunststoffe"),
        },
    ),
    ("PEEK", "plastics", {"nl": ("PEEK",), "en": ("PEEK", "polyetheretherketone"), "de": ("PEEK",)}),
    ("POM", "plastics", {"nl": ("POM",), "en": ("POM", "acetal", "polyoxymethylene"), "de": ("POM",)}),
    ("PA6", "plastics", {"nl": ("PA6",), "en": ("PA6", "nylon 6"), "de": ("PA6",)}),
    ("PA66", "plastics", {"nl": ("PA66",), "en": ("PA66", "nylon 66", "PA6.6"), "de": ("PA66",)}),
)  # fmt: skip


def with_grades(concepts: Iterable[Concept], *, known_only: bool = False) -> Vocabulary:
    """The vocabulary with standard names of materials added, under the families it already has where it has them.

    With `known_only` no concept is added: the materials it has get the other names they go by, nothing more.
    """
    known = list(concepts)
    plain = Vocabulary(concept for concept in known if concept.kind == "material")  # finding by name stems every label
    by_id = {concept.id: concept for concept in known}
    family: dict[str, str] = {}
    above: tuple[str, ...]
    for name, broader, labels in _FAMILIES:
        found = _first(plain, [label for spoken in LANGUAGES for label in labels[spoken]])
        if found is not None:
            family[name] = found.id
        elif not known_only:
            family[name] = f"grade:{name.replace(' ', '-').lower()}"
            above = (family[broader],) if broader else ()
            by_id[family[name]] = Concept(family[name], "material", above, (), labels)
    for row in _rows():
        names = tuple(name for name in row["names"].split("|") if not name.isdigit())
        broader = family.get(row["broader"], row["broader"])
        if broader not in by_id and known_only:
            broader = ""
        same = _first(plain, names)
        if same is not None:
            before = by_id[same.id].labels  # several grades may be one concept
            labels = {spoken: tuple(dict.fromkeys((*before.get(spoken, ()), *names))) for spoken in LANGUAGES}
            above = same.broader or (broader,)
            by_id[same.id] = replace(by_id[same.id], labels=labels, broader=above)
            family[row["id"]] = same.id
        elif not known_only:
            by_id[row["id"]] = Concept(row["id"], "material", (broader,), (), dict.fromkeys(LANGUAGES, names))
    return Vocabulary(by_id.values())


def _first(vocabulary: Vocabulary, names: Iterable[str]) -> Concept | None:
    for name in names:
        found = vocabulary.named(name)
        if found is not None and found.kind == "material":
            return found
    return None


def _rows() -> list[dict[str, str]]:
    text = (files("clubhuis.engines.matching") / "data" / "grades.tsv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))
