"""Who can do what is needed, and which sentence says so. See README.md."""

import os

# The matrices here are small and the processes many: a second thread inside numpy only waits for a processor that
# another process needs. Takes effect because nothing else in the product loads numpy before.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from clubhuis.engines.matching.documents import Certificate, Document, Passage, Site
from clubhuis.engines.matching.figures import SERIES, UNITS, Figure, FigureKind
from clubhuis.engines.matching.grades import with_grades
from clubhuis.engines.matching.index.answers import Chain, Explanation, Hit, Link, Match, Matches, Partner
from clubhuis.engines.matching.index.index import Index
from clubhuis.engines.matching.index.query import BOUNDS, Query, Weights
from clubhuis.engines.matching.judging import Judgement, Reason, State, judge, shown, summary
from clubhuis.engines.matching.known import Known, know
from clubhuis.engines.matching.languages import LANGUAGES, Language, guess_language
from clubhuis.engines.matching.learning import Learned, Lesson, Outcome, Shift, learn_weights
from clubhuis.engines.matching.meeting import Encounter, Ground, Party, worth_meeting
from clubhuis.engines.matching.needs import Need, Requirement, RequirementKind, requirement_id, requirements_from
from clubhuis.engines.matching.places import Area, Gazetteer, Place, distance_km
from clubhuis.engines.matching.reading import Mention, Reading, language_in, read
from clubhuis.engines.matching.recogniser import read_labels
from clubhuis.engines.matching.reverse import Suited, needs_for
from clubhuis.engines.matching.sentences import SentenceModel, sentence_model
from clubhuis.engines.matching.spreading import Placed, spread
from clubhuis.engines.matching.standards import Standard, standards
from clubhuis.engines.matching.vocabulary import Concept, Vocabulary, concepts_from_files
from clubhuis.engines.matching.words import Splitter, analyse, fold

__all__ = [
    "BOUNDS",
    "LANGUAGES",
    "SERIES",
    "UNITS",
    "Area",
    "Certificate",
    "Chain",
    "Concept",
    "Document",
    "Encounter",
    "Explanation",
    "Figure",
    "FigureKind",
    "Gazetteer",
    "Ground",
    "Hit",
    "Index",
    "Judgement",
    "Known",
    "Language",
    "Learned",
    "Lesson",
    "Link",
    "Match",
    "Matches",
    "Mention",
    "Need",
    "Outcome",
    "Partner",
    "Party",
    "Passage",
    "Place",
    "Placed",
    "Query",
    "Reading",
    "Reason",
    "Requirement",
    "RequirementKind",
    "SentenceModel",
    "Shift",
    "Site",
    "Splitter",
    "Standard",
    "State",
    "Suited",
    "Vocabulary",
    "Weights",
    "analyse",
    "concepts_from_files",
    "distance_km",
    "fold",
    "guess_language",
    "judge",
    "know",
    "language_in",
    "learn_weights",
    "needs_for",
    "read",
    "read_labels",
    "requirement_id",
    "requirements_from",
    "sentence_model",
    "shown",
    "spread",
    "standards",
    "summary",
    "with_grades",
    "worth_meeting",
]
