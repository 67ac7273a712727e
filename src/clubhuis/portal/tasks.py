"""What the portal does in the background."""

from __future__ import annotations

from django.tasks import task

from clubhuis.events.changes import Change
from clubhuis.events.models import Event

from . import follow_up
from .spreading import concerns_others, tell_of


@task
def tell_of_event(pk: int) -> None:
    """An event was announced: tell those it matters to. Done again it tells nobody twice."""
    if (event := Event.objects.filter(pk=pk).first()) is not None:
        tell_of(event)


@task
def invite_to_follow_up(pk: int) -> None:
    """A meeting that takes ideas further was published: invite who wants to work on them. Nobody is invited twice."""
    if (meeting := Event.objects.filter(pk=pk).first()) is not None:
        follow_up.invite_backers(meeting)


def follow(event: Event, change: Change) -> None:
    """Queued in the transaction that published it: those concerned are told if, and only if, that is kept."""
    if concerns_others(event, change):
        tell_of_event.enqueue(event.pk)
    if follow_up.concerns(event, change):
        invite_to_follow_up.enqueue(event.pk)
