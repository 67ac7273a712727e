"""An event, its hosts, series, venue, rooms and time slots."""

from .events import Event, EventQuerySet, Kind, Visibility
from .hosts import EventRole, Host, SeesOthers
from .series import Series, StopOffer
from .templates import Template
from .venues import Booking, Room, Venue

__all__ = [
    "Booking",
    "Event",
    "EventQuerySet",
    "EventRole",
    "Host",
    "Kind",
    "Room",
    "SeesOthers",
    "Series",
    "StopOffer",
    "Template",
    "Venue",
    "Visibility",
]
