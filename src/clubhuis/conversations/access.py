"""Which conversations a person takes part in, and what they may do there."""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from clubhuis.accounts.models import Person
from clubhuis.lib.prepared import prepared, prepared_count

from .models import Attachment, Block, Conversation, Message, Participant, Party, Report
from .overseeing import overseers
from .parties import acting, people_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands in a conversation: for which party they speak, and who the others are."""

    conversation: Conversation
    mine: Participant
    parties: tuple[Party, ...]

    @property
    def party(self) -> Party:
        return self.mine.party

    @property
    def others(self) -> tuple[Party, ...]:
        return tuple(party for party in self.parties if party.pk != self.mine.party_id)


def conversations_of(person: Person) -> QuerySet[Conversation]:
    """Newest message first, with the number of messages not read yet and the last one."""
    unread = (
        Message.objects.unread_by(person)
        .filter(conversation=OuterRef("pk"))
        .order_by()
        .values("conversation")
        .annotate(number=Count("pk", distinct=True))
        .values("number")
    )
    last = Message.objects.filter(conversation=OuterRef("pk")).order_by("-pk")
    return (
        Conversation.objects.visible_to(person)
        .annotate(unread=Subquery(unread), last_text=Subquery(last.values("text")[:1]))
        .prefetch_related("parties")
    )


@prepared_count
def unread_count(person: Person) -> QuerySet[Message, Any]:
    return Message.objects.unread_by(person).order_by().values("pk").distinct()


def conversation_for(person: Person, pk: int) -> Place:
    """Where this person stands in a conversation; others are told that it is not there."""
    conversation = get_object_or_404(
        Conversation.objects.visible_to(person).prefetch_related("parties__participants__person"), pk=pk
    )
    places = Participant.objects.taking_part(person).filter(party__conversation=conversation).select_related("party")
    mine = places.order_by("pk").first()
    if mine is None:
        raise Http404
    return Place(conversation, mine, tuple(conversation.parties.all()))


def messages_of(conversation: Conversation) -> QuerySet[Message]:
    return conversation.messages.select_related("party", "by").prefetch_related("attachments")


def message_for(person: Person, conversation_pk: int, pk: int) -> Message:
    place = conversation_for(person, conversation_pk)
    return get_object_or_404(messages_of(place.conversation), pk=pk)


def attachment_for(person: Person, conversation_pk: int, pk: int) -> Attachment:
    place = conversation_for(person, conversation_pk)
    return get_object_or_404(Attachment, message__conversation=place.conversation, pk=pk)


def colleagues_in(place: Place) -> list[Person]:
    """Who may be brought in on one's own side: who may speak for it and does not yet."""
    there = set(place.party.participants.filter(left_at=None).values_list("person_id", flat=True))
    found = people_of(place.party.kind, place.party.object_id)
    return [person for person in found if person.pk not in there and person.pk != place.mine.person_id]


# Blocks


def blocks_between(kind: str, one: int, other_kind: str, other: int) -> bool:
    """Whether either of two parties wants to hear nothing of the other."""
    return Block.objects.filter(
        Q(kind=kind, object_id=one, other_kind=other_kind, other_id=other)
        | Q(kind=other_kind, object_id=other, other_kind=kind, other_id=one)
    ).exists()


def blocked_with(kind: str, object_id: int) -> set[int]:
    """The ids of the same kind that one party does not hear of, or that do not hear of it."""
    return {*_blocked_by(kind, object_id), *_blocking(kind, object_id)}


@prepared
def _blocked_by(kind: str, object_id: int) -> QuerySet[Block, int]:
    return Block.objects.filter(kind=kind, object_id=object_id, other_kind=kind).values_list("other_id", flat=True)


@prepared
def _blocking(kind: str, object_id: int) -> QuerySet[Block, int]:
    return Block.objects.filter(other_kind=kind, other_id=object_id, kind=kind).values_list("object_id", flat=True)


def is_silenced(place: Place) -> bool:
    """One of the sides blocked another, so that nothing can be said here."""
    found = Q(pk__in=[])
    for other in place.others:
        pair = {"kind": place.party.kind, "object_id": place.party.object_id}
        back = {"kind": other.kind, "object_id": other.object_id}
        found |= Q(**pair, other_kind=other.kind, other_id=other.object_id)
        found |= Q(**back, other_kind=place.party.kind, other_id=place.party.object_id)
    return Block.objects.filter(found).exists()


def blocks_of(person: Person) -> QuerySet[Block]:
    """What was blocked on behalf of somebody for whom this person may speak."""
    return Block.objects.filter(acting(person)).select_related("by")


def block_for(person: Person, pk: int) -> Block:
    return get_object_or_404(blocks_of(person), pk=pk)


# Reports


def can_settle(person: Person, report: Report) -> bool:
    return person.is_operator or any(
        Report.objects.filter(theirs, pk=report.pk).exists() for theirs in _overseen(person)
    )


def reports_for(person: Person) -> QuerySet[Report]:
    """Those that wait first: all of them for who runs the installation, those of their community for its organisers."""
    found = Report.objects.select_related("by", "settled_by").order_by(F("settled_at").desc(nulls_first=True), "-at")
    if person.is_operator:
        return found
    overseen = _overseen(person)
    if not overseen:
        raise Http404
    return found.filter(functools.reduce(operator.or_, overseen))


def _overseen(person: Person) -> list[Q]:
    return [theirs for oversee in overseers if (theirs := oversee(person)) is not None]


def report_for(person: Person, pk: int) -> Report:
    return get_object_or_404(reports_for(person), pk=pk)
