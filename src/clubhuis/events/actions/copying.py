"""An event is made after an earlier one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.communities.access import can_organise
from clubhuis.communities.models import Community
from clubhuis.events import access
from clubhuis.events.changes import copies
from clubhuis.events.models import Event, Template
from clubhuis.events.times import moment
from clubhuis.lib.refusals import Refused

from .filling import ABOUT, PLACE, clean
from .making import begin


def can_copy(by: Person, source: Event) -> bool:
    """Who saw behind its desk, or was given it as a template."""
    return access.can_run(by, source)


@transaction.atomic
def copy(source: Event, *, by: Person, community: Community, day: date, **fields: Any) -> Event:
    """A draft like it that begins on `day` at the same local time, with everything rooms above keep of it. Rooms are not booked:
    say which. `fields` replace what would be copied."""
    if not access.can_make(by, community) or not can_copy(by, source):
        raise PermissionDenied
    starts_at, ends_at = moved_to(source, day)
    values = {name: getattr(source, name) for name in (ABOUT | PLACE | {"zone"}) - {"picture", "online_url"}}
    if source.venue is not None and (source.venue.community_id != community.pk or source.venue.archived_at):
        values["venue"] = None
    values |= {"starts_at": starts_at, "ends_at": ends_at, "capabilities": list(source.capabilities.all())}
    values["themes"] = list(source.themes.all())
    event = Event(created_by=by, copied_from=source, series=source.series, picture=_same_picture(source))
    if source.series is not None and not can_organise(by, source.series.community):
        event.series = None
    event = begin(event, community, by, values | fields)
    for callback in copies:
        callback(event, source)
    return event


def moved_to(source: Event, day: date) -> tuple[datetime, datetime]:
    """Its beginning and end when it begins on that day, by the clock on the wall."""
    begins, ends = source.starts_local, source.ends_local
    shift = day - begins.date()
    starts_at = moment(day, begins.time(), source.zone)
    ends_at = moment((ends + shift).date(), ends.time(), source.zone)
    return starts_at.astimezone(UTC), ends_at.astimezone(UTC)


def _same_picture(source: Event) -> Any:
    """A file of its own, so that one may go without the other."""
    if not source.picture:
        return ""
    try:
        with source.picture.open("rb") as picture:
            return ContentFile(picture.read(), name=(source.picture.name or "").rpartition("/")[2])
    except FileNotFoundError:
        return ""


@transaction.atomic
def keep_template(event: Event, name: str, *, community: Community, by: Person) -> Template:
    """Keep an event as an example to begin from."""
    if not access.can_make(by, community) or not can_copy(by, event):
        raise PermissionDenied
    name = clean(name)[:80]
    if not name:
        raise Refused(_("Give the template a name."))
    try:
        with transaction.atomic():
            template = Template.objects.create(community=community, name=name, example=event)
    except IntegrityError:
        raise Refused(_("There is a template with this name already.")) from None
    record("event_template.kept", actor=by, subject=template, concerning=[community])
    return template


@transaction.atomic
def remove_template(template: Template, *, by: Person) -> None:
    if not access.can_make(by, template.community):
        raise PermissionDenied
    record("event_template.removed", actor=by, subject=template, concerning=[template.community])
    template.delete()
