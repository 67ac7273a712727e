"""Questions that an organiser adds to a form, and the answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import formats, timezone
from django.utils.dateparse import parse_date
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clubhuis.lib.languages import CONTENT_LANGUAGES, choose, in_language

YES, NO = "yes", "no"


class QuestionQuerySet(models.QuerySet["Question"]):
    def of(self, owner: str) -> Self:
        return self.filter(owner=owner)

    def asked(self) -> Self:
        """Those that stand in the form; a question that was taken away keeps the answers it had."""
        return self.filter(retired_at=None)


class Question(models.Model):
    """What an organiser wants to know of everybody who fills in a form, and how long the answers are kept."""

    class Kind(models.TextChoices):
        TEXT = "text", _("a line of text")
        LONG_TEXT = "long_text", _("a longer text")
        CHOICE = "choice", _("one of several")
        SEVERAL = "several", _("as many as apply")
        YES_NO = "yes_no", _("yes or no")
        NUMBER = "number", _("a number")
        DATE = "date", _("a date")
        FILE = "file", _("a file")

    owner = models.CharField(max_length=60)  # what the form is for: "event:12"
    kind = models.CharField(_("kind of answer"), max_length=9, choices=Kind.choices, default=Kind.TEXT)
    label_nl = models.CharField(_("question in Dutch"), max_length=200, blank=True)
    label_en = models.CharField(_("question in English"), max_length=200, blank=True)
    label_de = models.CharField(_("question in German"), max_length=200, blank=True)
    help_nl = models.CharField(_("explanation in Dutch"), max_length=400, blank=True)
    help_en = models.CharField(_("explanation in English"), max_length=400, blank=True)
    help_de = models.CharField(_("explanation in German"), max_length=400, blank=True)
    choices = models.JSONField(default=list, blank=True)  # [{"id": "a", "nl": …, "en": …, "de": …, "gone": true}]
    is_required = models.BooleanField(_("must be answered"), default=False)
    condition_on = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="depending", verbose_name=_("only ask when")
    )
    condition_values = models.JSONField(default=list, blank=True)  # ids of choices, or "yes" and "no"
    only_for = models.JSONField(default=list, blank=True)  # keys of kinds of tickets; none: for everybody
    is_personal = models.BooleanField(_("the answer says something about a person"), default=False)
    keep_days = models.PositiveSmallIntegerField(_("days to keep the answers afterwards"), null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)  # the day from which `keep_days` counts
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)  # no longer asked, answers are still there

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["owner", "position"])]
        constraints = [
            models.CheckConstraint(condition=~Q(label_nl="", label_en="", label_de=""), name="question_says_something"),
            models.CheckConstraint(
                condition=Q(is_personal=False) | Q(keep_days__isnull=False), name="question_about_a_person_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(condition_on=None) | ~Q(condition_on=F("id")), name="question_does_not_wait_for_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return in_language(self, "label")

    @property
    def help(self) -> str:
        return in_language(self, "help")

    @property
    def name(self) -> str:
        """How its field is called in a form."""
        return f"q{self.pk}"

    @property
    def has_choices(self) -> bool:
        return self.kind in {self.Kind.CHOICE, self.Kind.SEVERAL}

    @property
    def can_be_condition(self) -> bool:
        return self.has_choices or self.kind == self.Kind.YES_NO

    def options(self, *, also_gone: bool = False) -> list[tuple[str, str]]:
        """What can be chosen, as (id, text in the language of the page)."""
        if self.kind == self.Kind.YES_NO:
            return [(YES, gettext("Yes")), (NO, gettext("No"))]
        return [
            (one["id"], choose({code: one.get(code, "") for code in CONTENT_LANGUAGES})[0])
            for one in self.choices
            if also_gone or not one.get("gone")
        ]

    def is_met_by(self, value: Any) -> bool:
        """Whether this answer to the question it waits for makes it appear."""
        given = value if isinstance(value, list) else [value]
        return any(one in self.condition_values for one in given)

    @property
    def forget_on(self) -> date | None:
        """The day on which the answers are deleted; None when there is no end."""
        if self.keep_days is None or self.ends_on is None:
            return None
        return date.fromordinal(self.ends_on.toordinal() + self.keep_days)


class Answer(models.Model):
    """What somebody answered to one question."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    holder = models.CharField(max_length=60)  # whose form it stood in: "registration:55"
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="answers_given"
    )
    value = models.JSONField(
        encoder=DjangoJSONEncoder
    )  # text, id, list of ids, number as text, ISO date, name of a file
    file = models.FileField(upload_to="answers/", blank=True)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["question__position", "question_id", "pk"]
        indexes = [models.Index(fields=["holder"])]
        constraints = [models.UniqueConstraint(fields=["question", "holder"], name="answer_once_a_question")]

    def __str__(self) -> str:
        return f"{self.holder}: {Truncator(self.in_words).chars(40)}"

    @property
    def given(self) -> Any:
        """The answer as a form and a spreadsheet know it: a number is a number, a date a date."""
        return as_given(self.question, self.value)

    @property
    def in_words(self) -> str:
        """The answer as people read it, in the language of the page."""
        given = self.given
        if self.question.can_be_condition:
            texts = dict(self.question.options(also_gone=True))
            return ", ".join(texts.get(one, one) for one in (given if isinstance(given, list) else [str(given)]))
        if isinstance(given, date):
            return formats.date_format(given, "j F Y")
        if isinstance(given, Decimal):
            return formats.number_format(given, use_l10n=True)
        return str(given)


def as_given(question: Question, value: Any) -> Any:
    if question.kind == Question.Kind.NUMBER:
        return Decimal(value)
    if question.kind == Question.Kind.DATE:
        return parse_date(value)
    return value
