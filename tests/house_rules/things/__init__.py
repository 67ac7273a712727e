"""What the newer rooms add to the world: one of each thing that somebody may meet there."""

from . import (
    agenda,
    calendar,
    capacity,
    conversations,
    events,
    matchmaking,
    programme,
    questions,
    registration,
    registration_day,
    themes,
)

ADDED_BY = (
    capacity,
    questions,
    conversations,
    themes,
    events,
    programme,
    calendar,
    agenda,
    registration,
    registration_day,
    matchmaking,
)  # lower rooms first
