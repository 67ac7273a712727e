"""The form that people fill in, made of an organiser's questions; and the one in which an organiser writes a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clubhuis.lib.languages import CONTENT_LANGUAGES

from .actions import MOST_CHOICES, is_empty
from .fields import TextField, field_of
from .models import Answer, Question

LANGUAGE_NAMES = {"nl": _("Dutch"), "en": _("English"), "de": _("German")}
SPARE_CHOICES = 3
LONGEST_KEPT = 3650


@dataclass(frozen=True, slots=True)
class Row:
    """One question in the page, with what its appearance depends on."""

    bound: BoundField
    question: Question
    condition: str  # name of the field it waits for, in this form
    values: str  # with one of these answers it is asked
    tickets: str  # with one of these kinds of tickets it is asked
    said: str  # the same in words, for who has no JavaScript


class QuestionsForm(forms.Form):
    """Fields for the questions of one form.

    `ticket` is the kind of ticket people have, when that is known. `ticket_field` is the full name of the field of another
    form in the same page in which they choose it. What a question depends on is judged here; the page only hides.
    """

    template_name = "questions/fields.html"

    def __init__(
        self,
        questions: Sequence[Question],
        data: Any = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        answers: Mapping[int, Answer] | None = None,
        ticket: str = "",
        ticket_field: str = "",
        prefix: str | None = None,
    ) -> None:
        super().__init__(data, files, prefix=prefix, use_required_attribute=False)
        self.questions = list(questions)
        self.ticket, self.ticket_field = ticket, ticket_field
        for question in self.questions:
            self.fields[question.name] = field_of(question, (answers or {}).get(question.pk))

    def clean(self) -> dict[str, Any]:
        """A question that is not asked, is not answered and need not be."""
        cleaned: dict[str, Any] = super().clean() or {}
        ticket = self.ticket or (str(self.data.get(self.ticket_field, "")) if self.ticket_field else "")
        asked: dict[int, Question] = {}
        for question in self.questions:
            earlier = asked.get(question.condition_on_id or 0)
            is_asked = (not question.only_for or ticket in question.only_for) and (
                question.condition_on_id is None
                or (earlier is not None and question.is_met_by(cleaned.get(earlier.name)))
            )
            if is_asked:
                asked[question.pk] = question
            else:
                cleaned[question.name] = None
                self.errors.pop(question.name, None)
        return cleaned

    def values(self) -> dict[Question, Any]:
        """For `actions.answer`."""
        return {question: self.cleaned_data.get(question.name) for question in self.questions}

    def in_words(self) -> list[tuple[str, str]]:
        """Question and answer, for a page that shows what was filled in before it is kept."""
        shown = []
        for question, value in self.values().items():
            if not is_empty(value):
                texts = dict(question.options())
                given = value if isinstance(value, list) else [value]
                shown.append((question.label, ", ".join(texts.get(one, str(one)) for one in given)))
        return shown

    @property
    def rows(self) -> Iterator[Row]:
        names = {question.pk: question for question in self.questions}
        for question in self.questions:
            if question.only_for and self.ticket and self.ticket not in question.only_for:
                continue
            earlier = names.get(question.condition_on_id or 0)
            yield Row(
                bound=self[question.name],
                question=question,
                condition=self.add_prefix(earlier.name) if earlier else "",
                values=" ".join(question.condition_values) if earlier else "",
                tickets=" ".join(question.only_for) if self.ticket_field else "",
                said=waits_for(question, earlier) if earlier else "",
            )


def waits_for(question: Question, earlier: Question) -> str:
    texts = dict(earlier.options(also_gone=True))
    chosen = [texts[one] for one in question.condition_values if one in texts]
    return gettext("Only if you answered “%(answer)s” to “%(question)s”.") % {
        "answer": gettext(" or ").join(chosen),
        "question": earlier.label,
    }


class ConditionField(forms.MultipleChoiceField):
    """Answers to one earlier question; "5:b" is choice b of question 5."""

    default_error_messages = {"several": _("Choose answers to one question only.")}

    def clean(self, value: Any) -> Any:
        chosen = [one.split(":", 1) for one in super().clean(value)]
        if len({pk for pk, _key in chosen}) > 1:
            raise forms.ValidationError(self.error_messages["several"], code="several")
        return chosen


class QuestionForm(forms.Form):
    """What an organiser fills in about one question. The answers to choose from stand in rows of their own: `choice_rows`."""

    kind = forms.ChoiceField(label=_("Kind of answer"), choices=Question.Kind.choices)
    is_required = forms.BooleanField(label=_("This question must be answered"), required=False)
    is_personal = forms.BooleanField(
        label=_("The answer says something about a person"),
        required=False,
        help_text=_("Diet, date of birth, number of an identity card: such answers are deleted after the days below."),
    )
    keep_days = forms.IntegerField(
        label=_("Delete the answers this many days afterwards"),
        min_value=0,
        max_value=LONGEST_KEPT,
        required=False,
        help_text=_(
            "Left empty, they stay as long as the registration itself; not possible for answers about a person."
        ),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        question: Question | None = None,
        earlier: Sequence[Question] = (),
        tickets: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(data, use_required_attribute=False, initial=_initial(question))
        self.question, self.earlier = question, [one for one in earlier if one.can_be_condition]
        for code, language in LANGUAGE_NAMES.items():
            self.fields[f"label_{code}"] = TextField(
                label=_("Question in %(language)s") % {"language": language}, max_length=200, required=False
            )
            self.fields[f"help_{code}"] = TextField(
                label=_("Explanation in %(language)s") % {"language": language}, max_length=400, required=False
            )
        if tickets:
            self.fields["only_for"] = forms.MultipleChoiceField(
                label=_("Only for these tickets"),
                choices=tickets,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("None ticked: everybody is asked."),
            )
        if self.earlier:
            self.fields["condition"] = ConditionField(
                label=_("Only ask after one of these answers"),
                choices=[
                    (one.label, [(f"{one.pk}:{key}", text) for key, text in one.options()]) for one in self.earlier
                ],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("None ticked: it is always asked."),
            )
        self._add_choice_fields()

    def _add_choice_fields(self) -> None:
        there = [one for one in (self.question.choices if self.question else []) if not one.get("gone")]
        shown = max(2, len(there)) + SPARE_CHOICES
        if self.is_bound:
            sent = str(self.data.get("choices_shown", ""))
            shown = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 4 else shown
            if self.data.get("deed") == "more":
                shown += SPARE_CHOICES
        self.choices_shown = min(shown, MOST_CHOICES)
        for number in range(self.choices_shown):
            before = there[number] if number < len(there) else {}
            self.fields[f"choice_{number}_id"] = forms.CharField(
                max_length=20, required=False, widget=forms.HiddenInput, initial=before.get("id", "")
            )
            for code, language in LANGUAGE_NAMES.items():
                self.fields[f"choice_{number}_{code}"] = TextField(
                    label=_("Answer %(number)s in %(language)s") % {"number": number + 1, "language": language},
                    max_length=120,
                    required=False,
                    initial=before.get(code, ""),
                )

    @property
    def wants_more(self) -> bool:
        """Not sent to be kept, but to get more rows for answers."""
        return self.is_bound and self.data.get("deed") == "more"

    @property
    def languages(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"label_{code}"], self[f"help_{code}"]) for code in CONTENT_LANGUAGES]

    @property
    def choice_rows(self) -> list[list[BoundField]]:
        return [
            [self[f"choice_{number}_{part}"] for part in ("id", *CONTENT_LANGUAGES)]
            for number in range(self.choices_shown)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not any(cleaned.get(f"label_{code}") for code in CONTENT_LANGUAGES):
            self.add_error("label_nl", gettext("Write the question in at least one language."))
        if cleaned.get("is_personal") and cleaned.get("keep_days") is None and "keep_days" not in self.errors:
            self.add_error(
                "keep_days", gettext("An answer about a person is not kept for ever. Say for how many days.")
            )
        if cleaned.get("kind") in {Question.Kind.CHOICE, Question.Kind.SEVERAL} and len(self.choices()) < 2:
            self.add_error("choice_0_nl", gettext("Give people at least two answers to choose from."))
        return cleaned

    def choices(self) -> list[dict[str, Any]]:
        """The answers to choose from; one that lost all its texts is taken away."""
        known = {one["id"] for one in (self.question.choices if self.question else [])}
        found = []
        for number in range(self.choices_shown):
            texts = {code: self.cleaned_data.get(f"choice_{number}_{code}", "") for code in CONTENT_LANGUAGES}
            key = self.cleaned_data.get(f"choice_{number}_id", "")
            if any(texts.values()):
                found.append({"id": key if key in known else "", **texts})
                known.discard(key)
        return found

    def values(self) -> dict[str, Any]:
        """For `actions.ask` and `actions.change`."""
        names = ("kind", "is_required", "is_personal", "keep_days")
        texts = [f"{text}_{code}" for text in ("label", "help") for code in CONTENT_LANGUAGES]
        values = {name: self.cleaned_data[name] for name in (*names, *texts)}
        condition = self.cleaned_data.get("condition") or []
        by_pk = {str(one.pk): one for one in self.earlier}
        values["condition_on"] = by_pk[condition[0][0]] if condition else None
        values["condition_values"] = [key for _pk, key in condition]
        values["only_for"] = self.cleaned_data.get("only_for") or []
        if values["kind"] in {Question.Kind.CHOICE, Question.Kind.SEVERAL}:
            values["choices"] = self.choices()
        return values


def _initial(question: Question | None) -> dict[str, Any]:
    if question is None:
        return {}
    names = ("kind", "is_required", "is_personal", "keep_days", "only_for")
    texts = [f"{text}_{code}" for text in ("label", "help") for code in CONTENT_LANGUAGES]
    return {name: getattr(question, name) for name in (*names, *texts)} | {
        "condition": [f"{question.condition_on_id}:{key}" for key in question.condition_values]
    }
