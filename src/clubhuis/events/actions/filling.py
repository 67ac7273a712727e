"""What is put on an event, judged: one place for making, editing, moving and copying."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from clubhuis.events.models import Event, Kind, Venue, Visibility
from clubhuis.events.models.places import ADDRESS
from clubhuis.events.times import is_zone
from clubhuis.lib.files import discard
from clubhuis.lib.languages import CONTENT_LANGUAGES
from clubhuis.lib.refusals import Refused

WORDS = frozenset(f"{name}_{code}" for name in ("title", "summary", "text") for code in CONTENT_LANGUAGES)
ABOUT = WORDS | {"kind", "languages", "picture", "picture_alt", "online_url", "places", "visibility", "contact_email"}
RELATED = frozenset({"capabilities", "themes"})
PLACE = frozenset({*ADDRESS, "venue", "attendance", *(f"directions_{code}" for code in CONTENT_LANGUAGES)})
TIME = frozenset({"starts_at", "ends_at", "zone"})
WHERE_AND_WHEN = PLACE | TIME | {"rooms"}
EDITABLE = ABOUT | RELATED
LONGEST = timedelta(days=31)


def known(fields: dict[str, Any], names: frozenset[str]) -> None:
    if unknown := fields.keys() - names:
        raise ValueError(f"an event has no {', '.join(sorted(unknown))} that can be set here")


def fill(event: Event, fields: dict[str, Any]) -> dict[str, Any]:
    """Put these on the event, unsaved; answers what differs, as it was. Raises Refused with what is wrong."""
    before: dict[str, Any] = {}
    for name, value in fields.items():
        if name in RELATED or name == "rooms":
            continue
        if name == "picture":
            if value is not None and _picture(event, value):
                before["picture"] = True
            continue
        value = clean(value) if isinstance(value, str) else value
        if getattr(event, name) != value:
            before[name] = getattr(event, name)
            setattr(event, name, value)
    if before.keys() & PLACE:
        settle_place(event)
    check(event)
    return before


def _picture(event: Event, value: Any) -> bool:
    """A new picture, or False to take it away."""
    if not value and not event.picture:
        return False
    discard(event.picture)
    event.picture = value if value and isinstance(value, ContentFile) else (value or "")
    return True


def settle_place(event: Event) -> None:
    """A kept venue says the address; without one the event's own counts. Online only, there is none."""
    if event.attendance == Event.Attendance.ONLINE:
        event.venue = None
        for name in ADDRESS:
            setattr(event, name, "")
    elif event.venue is not None:
        take_address(event, event.venue)
    event.country = event.country or "NL"
    event.find_on_map()


def take_address(event: Event, venue: Venue) -> None:
    for name in (*ADDRESS, *(f"directions_{code}" for code in CONTENT_LANGUAGES)):
        setattr(event, name, getattr(venue, name))


def check(event: Event) -> None:
    """What the form would say as well; here for every other way in."""
    if not any(getattr(event, f"title_{code}") for code in CONTENT_LANGUAGES):
        raise Refused(_("Give the event a title."))
    if event.kind not in Kind.values or event.visibility not in Visibility.values:
        raise Refused(_("Choose what kind of event it is, and who may see it."))
    if not is_zone(event.zone):
        raise Refused(_("This time zone is not known. Choose one from the list."))
    if event.ends_at <= event.starts_at:
        raise Refused(_("An event ends after it begins. Choose a later end."))
    if event.ends_at - event.starts_at > LONGEST:
        raise Refused(_("An event lasts at most 31 days. Make a series of events that return."))
    try:
        event.clean_fields(exclude=["slug", "picture", "venue", "series", "copied_from", "created_by", "region"])
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def clean(text: str) -> str:
    """Without control characters (a new line stays) and lone surrogates, with one kind of line end."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in plain if (c in "\n\t" or ord(c) >= 32) and c != "\x7f" and not "\ud800" <= c <= "\udfff")
    return "".join(kept).strip()


def link(event: Event, fields: dict[str, Any]) -> list[str]:
    """What an event has many of; answers what changed."""
    changed = []
    for name in RELATED & fields.keys():
        wanted: Iterable[Any] = fields[name]
        ids = {one.pk for one in wanted}
        if ids != set(getattr(event, name).values_list("pk", flat=True)):
            getattr(event, name).set(ids)
            changed.append(name)
    return changed
