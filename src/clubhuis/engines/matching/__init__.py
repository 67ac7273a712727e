"""Who can do what is needed, and which sentence says so. See README.md."""

from clubhuis.engines.matching.documents import Certificate, Document, Passage, Site
from clubhuis.engines.matching.figures import SERIES, UNITS, Figure, FigureKind
from clubhuis.engines.matching.grades import with_grades
from clubhuis.engines.matching.judging import Judgement, Reason, State, judge, shown, summary
from clubhuis.engines.matching.languages import LANGUAGES, Language, guess_language
from clubhuis.engines.matching.needs import Need, Requirement, RequirementKind, requirement_id, requirements_from
from clubhuis.engines.matching.places import Area, Gazetteer, Place, distance_km
from clubhuis.engines.matching.reading import Mention, Reading, read
from clubhuis.engines.matching.standards import Standard, standards
from clubhuis.engines.matching.vocabulary import Concept, Vocabulary, concepts_from_files
from clubhuis.engines.matching.words import Splitter, analyse, fold

__all__ = [
    "LANGUAGES",
    "SERIES",
    "UNITS",
    "Area",
    "Certificate",
    "Concept",
    "Document",
    "Figure",
    "FigureKind",
    "Gazetteer",
    "Judgement",
    "Language",
    "Mention",
    "Need",
    "Passage",
    "Place",
    "Reading",
    "Reason",
    "Requirement",
    "RequirementKind",
    "Site",
    "Splitter",
    "Standard",
    "State",
    "Vocabulary",
    "analyse",
    "concepts_from_files",
    "distance_km",
    "fold",
    "guess_language",
    "judge",
    "read",
    "requirement_id",
    "requirements_from",
    "shown",
    "standards",
    "summary",
    "with_grades",
]
