"""Whom it is worth to meet at an event, and why: what people said they offer and look for, read by the engine.

Only who agreed that others see them is proposed to others, and only who agreed gets proposals.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.engines import matching
from clubhuis.engines.matching import Document, Encounter, Ground, Passage
from clubhuis.engines.matching.known import Known, know
from clubhuis.market import reading
from clubhuis.registration.models import Registration, State

MOST = 8
READ = 500  # participants that are compared
KEPT = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Worth:
    """Somebody to look for in the crowd, and the sentences that say why."""

    registration: Registration
    why: list[tuple[str, str]]  # what connects, and the words that prove it


def may_be_proposed(registration: Registration) -> bool:
    return (
        registration.is_listed and registration.state in (State.CONFIRMED, State.ATTENDED) and bool(registration.name)
    )


def worth_meeting(registration: Registration) -> list[Worth]:
    """The short list of one participant; empty for who did not agree, or said nothing to compare."""
    if not may_be_proposed(registration):
        return []
    others = {
        one.pk: one
        for one in Registration.objects.filter(
            event=registration.event_id, is_listed=True, state__in=[State.CONFIRMED, State.ATTENDED]
        )
        .exclude(name="")
        .exclude(pk=registration.pk)
        .select_related("organisation")
        .order_by("pk")[:READ]
    }
    encounters = _compared(registration, others.values())
    return [
        Worth(others[int(found.key)], [_said(ground, registration, others[int(found.key)]) for ground in found.grounds])
        for found in encounters
        if int(found.key) in others
    ]


def _compared(registration: Registration, others: Iterable[Registration]) -> list[Encounter]:
    """Comparing hundreds takes a moment, so it is done once for what everybody said, and kept for half an hour."""
    everybody = [registration, *others]
    key = f"worth-meeting:{registration.pk}:{hash(tuple((one.pk, one.offers, one.seeks) for one in everybody))}"
    found: list[Encounter] | None = cache.get(key)
    if found is None:
        me, *rest = [_party(one) for one in everybody]
        found = matching.worth_meeting(me, rest, reading.vocabulary(), today=timezone.localdate(), limit=MOST)
        cache.set(key, found, KEPT.total_seconds())
    return found


def _party(registration: Registration) -> matching.Party:
    at = registration.organisation_id or registration.organisation_name.strip().casefold()
    return matching.Party(
        key=str(registration.pk),
        organisation=str(at),
        offer=_known(registration.offers, registration.language) if registration.offers else None,
        needs=(_need(registration.seeks, registration.language),) if registration.seeks else (),
    )


@lru_cache(maxsize=2000)
def _known(text: str, language: str) -> Known:
    passage = Passage("offer", text, reading.language_of(reading.guess_language(text, language)))
    return know(Document(key="", passages=(passage,)), reading.vocabulary())


@lru_cache(maxsize=2000)
def _need(text: str, language: str) -> matching.Need:
    written_in = reading.guess_language(text, language)
    return matching.Need(
        text, reading.requirements_in(text, written_in), reading.language_of(written_in) or "nl", key="seeks"
    )


def _said(ground: Ground, me: Registration, other: Registration) -> tuple[str, str]:
    if ground.why == "can_help":
        return _("Offers what you look for"), other.offers
    if ground.why == "can_be_helped":
        return _("Looks for what you offer"), other.seeks
    vocabulary = reading.vocabulary()
    language = reading.language_of(me.language) or "nl"
    names = [vocabulary[slug].label(language) if slug in vocabulary else slug for slug in ground.common[:4]]
    return _("Works on the same"), ", ".join(names)
