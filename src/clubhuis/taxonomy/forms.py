"""Choosing capabilities in any form: type in one of three languages, tick what fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clubhuis.lib.languages import CONTENT_LANGUAGES, choose

from . import access
from .models import Capability, Sector
from .search import Hit, folded
from .snapshot import Term

MOST = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """What came in: ticked slugs, and words that were typed. `live` tells that the page searched along while one typed."""

    slugs: tuple[str, ...] = ()
    words: str = ""
    live: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """What it means: terms that are chosen, and for each word that names none the terms it may mean."""

    terms: list[Term] = field(default_factory=list)
    unclear: dict[str, list[Hit]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)  # slugs that do not exist


def resolve(chosen: Chosen, *, kind: str = "") -> Resolved:
    terms = access.snapshot()
    result = Resolved()
    for slug in chosen.slugs:
        slug = terms.replaced.get(slug, slug)
        if slug not in terms:
            result.unknown.append(slug)
        elif terms[slug] not in result.terms:
            result.terms.append(terms[slug])
    for words in parts_of(chosen.words):
        hits = access.search(words, limit=6, kind=kind, terms=terms)
        exact = [hit for hit in hits if folded(hit.label or hit.term.name) == folded(words)]
        if exact and exact[0].term not in result.terms:
            result.terms.append(exact[0].term)
        elif not exact:
            result.unclear[words] = hits
    return result


def parts_of(words: str) -> list[str]:
    """Several capabilities may be typed at once, separated by commas, semicolons or new lines."""
    return [part.strip() for part in re.split(r"[,;\n]", words[:2000]) if part.strip()][:50]


class CapabilitiesWidget(forms.Widget):
    """Tick boxes for what is chosen, a box to type in, tick boxes for what was found. Works without JavaScript: what is typed is looked up
    when the form is sent, and what is unclear comes back to be ticked."""

    template_name = "taxonomy/forms/capabilities.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, kind: str = "") -> None:
        super().__init__(attrs)
        self.kind = kind

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Chosen:
        slugs = data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name, [])
        slugs = [slugs] if isinstance(slugs, str) else slugs
        return Chosen(tuple(map(str, slugs)), str(data.get(f"{name}_words", "")), bool(data.get(f"{name}_live")))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return False  # a form without a tick means that nothing is chosen

    def format_value(self, value: Any) -> Any:
        return value

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = value if isinstance(value, Chosen) else as_chosen(value)
        resolved = resolve(chosen, kind=self.kind)
        context["widget"] |= {
            "terms": resolved.terms,
            "unclear": {} if chosen.live else resolved.unclear,
            "words": ", ".join(resolved.unclear),
            "kind": self.kind,
        }
        return context


class CapabilitiesField(forms.Field):
    """Any number of capabilities; cleans to a list of `Capability`. `kind` keeps to one kind, such as certificates.

    Initial values may be a queryset or list of capabilities, or their slugs.
    """

    widget = CapabilitiesWidget
    default_error_messages = {
        "unclear": _(
            "We do not know “%(words)s” by that name. Tick what comes closest below, or write it another way."
        ),
        "unknown": _("“%(slug)s” is not a capability (any more). Please choose again."),
        "too_many": _("Please choose at most %(most)s capabilities."),
    }

    def __init__(self, *, kind: str = "", most: int = MOST, **options: Any) -> None:
        options.setdefault("widget", CapabilitiesWidget(kind=kind))
        self.kind, self.most = kind, most
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Chosen:
        return value if isinstance(value, Chosen) else as_chosen(value)

    def clean(self, value: Any) -> list[Capability]:
        chosen = self.prepare_value(value)
        resolved = resolve(chosen, kind=self.kind)
        errors = [self._error("unknown", slug=slug[:80]) for slug in resolved.unknown]
        if not chosen.live:
            errors += [self._error("unclear", words=words[:80]) for words in resolved.unclear]
        if len(resolved.terms) > self.most:
            errors.append(self._error("too_many", most=self.most))
        if not errors and self.required and not resolved.terms:
            errors.append(ValidationError(self.error_messages["required"], code="required"))
        if errors:
            raise ValidationError(errors)
        return access.capabilities(term.slug for term in resolved.terms)

    def _error(self, code: str, **values: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=values)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before, after = self.prepare_value(initial), self.prepare_value(data)
        return set(before.slugs) != {term.slug for term in resolve(after, kind=self.kind).terms}


def as_chosen(value: Any) -> Chosen:
    """An initial value as if it had come in."""
    things: Iterable[Any] = value or ()
    return Chosen(tuple(thing.slug if isinstance(thing, Capability | Term) else str(thing) for thing in things))


class SectorField(forms.ChoiceField):
    """Choose a sector by its code or a word of its name; cleans to a `Sector`.

    Its seven hundred choices are plain columns: as objects they would take half the time of a page.
    """

    def __init__(self, **options: Any) -> None:
        empty = options.pop("empty_label", "")
        super().__init__(choices=lambda: [("", empty), *_sectors()], **options)

    def to_python(self, value: Any) -> Any:
        return None if value in self.empty_values else str(value)

    def clean(self, value: Any) -> Sector | None:
        code = super().clean(value)
        return Sector.objects.get(code=code) if code else None


def _sectors() -> Iterator[tuple[str, str]]:
    language = get_language()
    for code, *names in Sector.objects.values_list("code", *(f"name_{code}" for code in CONTENT_LANGUAGES)):
        yield code, f"{code} {choose(dict(zip(CONTENT_LANGUAGES, names, strict=True)), language)[0]}"
