"""The vocabulary for other programs: SKOS in Turtle, and CSV with the columns of our own files."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import lru_cache

from django.conf import settings

from clubhuis.lib.languages import CONTENT_LANGUAGES

from . import access
from .files import Entry, shipped_codes, write_entries
from .snapshot import Snapshot

NACE = "http://data.europa.eu/ux2/nace2/"
CPV = "http://data.europa.eu/cpv/cpv/"
LICENCE = "https://spdx.org/licenses/EUPL-1.2"
TITLES = {
    "nl": "Wat organisaties in de maakindustrie kunnen",
    "en": "What organisations in manufacturing can do",
    "de": "Was Organisationen in der Fertigungsindustrie können",
}
SOURCES = (
    "Own work of the Clubhuis project (concepts and labels), EUPL-1.2",
    "NACE Rev. 2, Regulation (EC) No 1893/2006, © European Union; reuse with attribution, Decision 2011/833/EU",
    "Common Procurement Vocabulary 2008, Regulation (EC) No 213/2008, © European Union; reuse with attribution, Decision 2011/833/EU",
)
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@lru_cache(maxsize=1)
def as_turtle(terms: Snapshot) -> str:
    """All capabilities in use as a SKOS concept scheme. Source: W3C, "SKOS Simple Knowledge Organization System Reference", 2009."""
    return "\n".join(_turtle(terms, access.entries()))


@lru_cache(maxsize=1)
def as_csv(terms: Snapshot) -> str:
    """All capabilities in use; `files.read_entries(…, delimiter=",")` reads the same back."""
    out = io.StringIO()
    write_entries(access.entries(), out)
    return out.getvalue()


def scheme() -> str:
    return f"{settings.SITE_URL}/capabilities/"


def uri(slug: str) -> str:
    """The public name of a capability on this installation."""
    return f"{scheme()}{slug}/"


def _turtle(terms: Snapshot, entries: list[Entry]) -> Iterator[str]:
    yield "@prefix dct: <http://purl.org/dc/terms/> ."
    yield "@prefix owl: <http://www.w3.org/2002/07/owl#> ."
    yield "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
    yield "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    changed = [f'dct:modified "{terms.changed_at.isoformat()}"^^xsd:dateTime'] if terms.changed_at else []
    tops = [f"skos:hasTopConcept <{uri(entry.id)}>" for entry in entries if not entry.broader]
    yield _statement(
        scheme(),
        [
            "a skos:ConceptScheme",
            *(f"dct:title {_text(text, code)}" for code, text in TITLES.items()),
            f"dct:license <{LICENCE}>",
            *(f"dct:source {_text(text, 'en')}" for text in SOURCES),
            *changed,
            *tops,
        ],
    )
    names = {scheme_: {c.code: c.names for c in shipped_codes(scheme_)} for scheme_ in ("nace", "cpv")}
    for entry in entries:
        yield _statement(uri(entry.id), list(_about(entry, names)))
    for old, new in sorted(terms.replaced.items()):
        yield _statement(uri(old), ["a skos:Concept", "owl:deprecated true", f"dct:isReplacedBy <{uri(new)}>"])


def _about(entry: Entry, names: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[str]:
    yield "a skos:Concept"
    yield f"skos:inScheme <{scheme()}>"
    if not entry.broader:
        yield f"skos:topConceptOf <{scheme()}>"
    yield f'skos:notation "{entry.id}"'
    yield f'dct:type "{entry.kind}"'
    for code in CONTENT_LANGUAGES:
        name = entry.names.get(code)
        if name:
            yield f"skos:prefLabel {_text(name, code)}"
        for synonym in entry.synonyms.get(code, ()):
            if synonym != name:  # a label is preferred or alternative, never both (SKOS, S13)
                yield f"skos:altLabel {_text(synonym, code)}"
        if entry.definitions.get(code):
            yield f"skos:definition {_text(entry.definitions[code], code)}"
    yield from (f"skos:broader <{uri(above)}>" for above in entry.broader)
    yield from (f"skos:related <{uri(other)}>" for other in entry.related)
    for code in entry.nace:
        yield f"{_match(entry, names['nace'].get(code))} <{NACE}{code.replace('.', '')}>"
    for code in entry.cpv:
        yield f"{_match(entry, names['cpv'].get(code))} <{CPV}{code}>"


def _match(entry: Entry, names: Mapping[str, str] | None) -> str:
    """Exact where both are called the same in English, else close: a branch of industry is seldom just one capability."""
    same = names is not None and names.get("en", "").casefold() == entry.names.get("en", "").casefold()
    return "skos:exactMatch" if same else "skos:closeMatch"


def _statement(subject: str, parts: list[str]) -> str:
    return f"<{subject}> {' ;\n    '.join(parts)} .\n"


def _text(text: str, language: str) -> str:
    return f'"{text.translate(_ESCAPES)}"@{language}'
