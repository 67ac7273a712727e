"""Nothing is kept for ever: a period that a privacy.toml promises has a job, and the job is scheduled."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string

from clubhuis.lib import privacy

PERIOD = re.compile(r"\b(days?|months?|years?)\b")
SCHEDULED = {schedule["task"] for schedule in settings.TASKS["default"]["OPTIONS"]["SCHEDULES"].values()}

# Each job has a test in its room that moves the clock.
JOBS = {
    "activity.Mail": "clubhuis.activity.tasks.forget_what_is_old",
    "activity.Notice": "clubhuis.activity.tasks.forget_what_is_old",
    "communities.MemberImport": "clubhuis.communities.imports.tasks.forget_old_lists",
    "conversations.Report": "clubhuis.conversations.tasks.forget_old_reports",
    "organisations.ColleagueInvitation": "clubhuis.organisations.tasks.tend_organisations",
    "questions.Answer": "clubhuis.questions.tasks.forget_old_answers",
    "registration.Identity": "clubhuis.registration.tasks.forget_what_is_old",
    "registration.Invitation": "clubhuis.registration.tasks.forget_what_is_old",
    "registration.Registration": "clubhuis.registration.tasks.forget_what_is_old",
    "registration.Scan": "clubhuis.registration.tasks.forget_what_is_old",
}


def with_a_period():
    for room in privacy.rooms():
        for name, about in privacy.of_room(room).items():
            if any(PERIOD.search(field.kept) for field in about.fields.values()):
                yield f"{room.label}.{name}"


@pytest.mark.parametrize("model", sorted(with_a_period()))
def test_every_period_has_a_job_that_is_scheduled(model):
    assert model in JOBS, "a period nobody keeps"
    assert callable(import_string(JOBS[model]).func)
    assert JOBS[model] in SCHEDULED


@pytest.mark.parametrize("model", sorted(JOBS))
def test_the_table_names_what_there_is(model):
    assert apps.get_model(model)
