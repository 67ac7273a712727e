"""Whose history, notices and mail one may see. Who may open a community's desk is for the communities to say."""

from __future__ import annotations

from django.db import models
from django.shortcuts import get_object_or_404
from django_ox.models import OxTask

from clubhuis.accounts.models import Person
from clubhuis.lib.looking import once_a_look
from clubhuis.lib.prepared import prepared_count

from .models import Fact, Mail, Notice, NoticeQuerySet, name_of


def facts_of(thing: models.Model) -> models.QuerySet[Fact]:
    """What happened to a thing or concerns it, newest first."""
    kind = name_of(thing)
    return (
        Fact.objects.filter(
            models.Q(subject_kind=kind, subject_id=thing.pk)
            | models.Q(concerns__kind=kind, concerns__object_id=thing.pk)
        )
        .distinct()
        .select_related("actor")
    )


def audit_log(community: models.Model | None = None) -> models.QuerySet[Fact]:
    """Roles, exports, erasures and settings: of one community, or of the whole installation."""
    facts = Fact.objects.all() if community is None else facts_of(community)
    return facts.filter(is_privileged=True).select_related("actor")


def mails_of(community: models.Model) -> models.QuerySet[Mail]:
    """The mail that a community sent, for its desk."""
    return Mail.objects.of_community(community).select_related("person")


def all_mails() -> models.QuerySet[Mail]:
    """The mail that the installation sent, for the operator."""
    return Mail.objects.select_related("person")


def notices_of(person: Person) -> NoticeQuerySet:
    return Notice.objects.of(person).select_related("fact")


@once_a_look
@prepared_count
def unread_count(person: Person) -> models.QuerySet[Notice, int]:
    return Notice.objects.of(person).unread().order_by().values_list("pk", flat=True)


def notice_for(person: Person, pk: int) -> Notice:
    return get_object_or_404(Notice.objects.of(person), pk=pk)


def failed_tasks() -> models.QuerySet[OxTask]:
    """Background work that was given up, newest first, for the operator."""
    tasks: models.QuerySet[OxTask] = OxTask.objects.filter(status__in=[OxTask.Status.FAILED, OxTask.Status.LOST])
    return tasks.order_by("-enqueued_at")
