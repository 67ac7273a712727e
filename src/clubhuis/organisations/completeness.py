"""How far a profile is: four stages, each with steps that say what to do next. One query, for one organisation or a page of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Concat, Length
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clubhuis.lib.prepared import prepared
from clubhuis.lib.registry import Registry

from .models import Affiliation, HasCapability, Organisation, Picture, Site

YEAR = timedelta(days=365)
ABOUT_LENGTH = 150  # characters: two or three sentences

STAGES: dict[str, tuple[Promise | str, Promise | str]] = {
    "found": (_("Be found"), _("People see you in the directory.")),
    "understood": (_("Be understood"), _("People and the matching know what you can do.")),
    "trusted": (_("Be trusted"), _("People dare to call you.")),
    "shining": (_("Shine"), _("A page you send to a customer.")),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `done` is made afresh for each question, as a condition on Organisation."""

    stage: str
    advice: Promise | str  # "Write in one line what you do."
    page: str  # name of the URL where it is done; takes the slug
    done: Callable[[], Q | Exists]


def _some(model: QuerySet[Any], at_least: int = 1) -> Exists:
    return Exists(model.filter(organisation=OuterRef("pk")).order_by()[at_least - 1 : at_least])


# Rooms above add steps of their own (an offer). The name of a step is its key.
steps: Registry[Step] = Registry("what makes a profile complete")


def _step(name: str, stage: str, advice: Promise | str, page: str, done: Callable[[], Q | Exists]) -> None:
    steps.add(name, Step(stage, advice, f"organisations:{page}", done))


_step("place", "found", _("Add the place where you work."), "sites", lambda: _some(Site.objects.exclude(town="")))
_step(
    "tagline",
    "found",
    _("Say in one line what you do."),
    "profile",
    lambda: ~Q(tagline_nl="", tagline_en="", tagline_de=""),
)
_step("website", "found", _("Add your website."), "profile", lambda: ~Q(website=""))
_step("sector", "found", _("Choose your sector."), "profile", lambda: Q(sector__isnull=False))
_step(
    "about",
    "understood",
    _("Describe in a few sentences what you make or do."),
    "profile",
    lambda: Exists(
        Organisation.objects.annotate(length=Length(Concat("about_nl", "about_en", "about_de")))
        .filter(pk=OuterRef("pk"), length__gte=ABOUT_LENGTH)
        .order_by()
    ),
)
_step(
    "capabilities",
    "understood",
    _("Choose at least three capabilities."),
    "capabilities",
    lambda: _some(HasCapability.objects.all(), at_least=3),
)
_step("size", "understood", _("Say how many people work with you."), "profile", lambda: ~Q(size=""))
_step(
    "details",
    "understood",
    _("Fill in the details that fit your kind of organisation."),
    "profile",
    lambda: ~Q(details={}),
)
_step(
    "contact",
    "trusted",
    _("Choose who is the contact."),
    "people",
    lambda: _some(Affiliation.objects.current().filter(is_contact=True)),
)
_step(
    "administrators",
    "trusted",
    _("Make sure there are two administrators, so that the page never stands alone."),
    "people",
    lambda: _some(Affiliation.objects.administrators(), at_least=2),
)
_step(
    "number",
    "trusted",
    _("Add your Chamber of Commerce or VAT number."),
    "profile",
    lambda: ~Q(kvk_number="", vat_number=""),
)
_step(
    "confirmed",
    "trusted",
    _("Confirm that the page is right."),
    "completeness",
    lambda: Q(confirmed_on__gt=timezone.localdate() - YEAR),
)
_step("logo", "shining", _("Add your logo."), "pictures", lambda: ~Q(logo=""))
_step(
    "pictures",
    "shining",
    _("Add a photograph of your work or your people."),
    "pictures",
    lambda: _some(Picture.objects.all()),
)
_step(
    "languages",
    "shining",
    _("Tell about yourself in a second language."),
    "profile",
    lambda: (~Q(about_nl="") & ~Q(about_en="")) | (~Q(about_de="") & ~Q(about_nl="", about_en="")),
)


@dataclass(frozen=True, slots=True)
class Task:
    name: str
    advice: Promise | str
    page: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    title: Promise | str
    reward: Promise | str
    tasks: tuple[Task, ...]

    @property
    def done(self) -> int:
        return sum(task.is_done for task in self.tasks)

    @property
    def is_complete(self) -> bool:
        return self.done == len(self.tasks)


@dataclass(frozen=True, slots=True)
class Completeness:
    stages: tuple[Stage, ...]

    @property
    def score(self) -> int:
        """0 to 100; each stage weighs the same, whatever its number of steps."""
        return round(100 * sum(stage.done / len(stage.tasks) for stage in self.stages) / len(self.stages))

    @property
    def stage(self) -> Stage | None:
        """The one to work on: the first that is not complete."""
        return next((stage for stage in self.stages if not stage.is_complete), None)

    @property
    def next(self) -> Task | None:
        """The one thing to do next."""
        return next((t for stage in self.stages for t in stage.tasks if not t.is_done), None)


def of(organisation: Organisation) -> Completeness:
    return of_many([organisation])[organisation.pk]


def of_many(organisations: Iterable[Organisation]) -> dict[int, Completeness]:
    """In one query for all of them."""
    names = tuple(steps.names())
    answers_of = _answers(frozenset(o.pk for o in organisations), names=names)
    return {pk: _completeness(dict(zip(names, answers, strict=True))) for pk, *answers in answers_of}


@prepared
def _answers(ids: frozenset[int], *, names: tuple[str, ...]) -> QuerySet[Organisation, Any]:
    """The ids of these, and which steps are done. The steps ask for today; a prepared question is kept for the day."""
    conditions = {
        f"step_{number}": Case(
            When(_condition(step.done()), then=Value(True)), default=Value(False), output_field=BooleanField()
        )
        for number, step in enumerate(steps)
    }
    return Organisation.objects.filter(pk__in=ids).order_by().annotate(**conditions).values_list("pk", *conditions)


def _condition(done: Q | Exists) -> Q:
    return done if isinstance(done, Q) else Q(done)


def _completeness(done: dict[str, bool]) -> Completeness:
    tasks: dict[str, list[Task]] = {name: [] for name in STAGES}
    for name, step in zip(steps.names(), steps, strict=True):
        tasks[step.stage].append(Task(name, step.advice, step.page, done[name]))
    return Completeness(tuple(Stage(name, *STAGES[name], tuple(tasks[name])) for name in STAGES))
