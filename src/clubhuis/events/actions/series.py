"""A café on tour: a series, the queue of those who offer to receive it, and its next stop."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record, tell
from clubhuis.communities.models import Community
from clubhuis.events import access
from clubhuis.events.letters import organisers_of
from clubhuis.events.models import Event, Series, StopOffer
from clubhuis.events.rhythm import next_day
from clubhuis.events.slugs import slug_for_series
from clubhuis.lib.files import discard
from clubhuis.lib.languages import CONTENT_LANGUAGES
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.access import works_at
from clubhuis.organisations.models import Organisation

from .copying import copy
from .filling import clean
from .making import held

WORDS = frozenset(f"{name}_{code}" for name in ("name", "text") for code in ("nl", "en", "de"))
EDITABLE = WORDS | {"picture", "welcomes_offers"}
MOST_WAITING = 100
NOTICE = timedelta(weeks=6)  # the least time between a proposal and the stop, so that people can plan


@transaction.atomic
def begin_series(community: Community, *, by: Person, **fields: Any) -> Series:
    if not access.can_make(by, community):
        raise PermissionDenied
    series = _fill(Series(community=community), fields)
    series.slug = slug_for_series(series.name)
    series.save()
    record("series.begun", actor=by, subject=series, concerning=[community])
    return series


@transaction.atomic
def change_series(series: Series, *, by: Person, **fields: Any) -> Series:
    _running(by, series)
    _fill(series, fields).save()
    record("series.changed", actor=by, subject=series, concerning=[series.community])
    return series


@transaction.atomic
def end_series(series: Series, *, by: Person) -> Series:
    """No more stops; its page stays. Done twice, it begins again."""
    _running(by, series)
    series.ended_at = None if series.ended_at else timezone.now()
    series.save(update_fields=["ended_at"])
    record(
        "series.ended" if series.ended_at else "series.resumed", actor=by, subject=series, concerning=[series.community]
    )
    return series


@transaction.atomic
def put_in_series(event: Event, series: Series | None, *, by: Person) -> Event:
    """An event becomes a stop, or is none any more."""
    event = held(event)
    if not access.can_decide(by, event):
        raise PermissionDenied
    if series is not None:
        _running(by, series)
    event.series = series
    event.save(update_fields=["series"])
    if series is not None:
        record("series.stop_added", actor=by, subject=event, concerning=[series.community])
    return event


@transaction.atomic
def offer_stop(
    series: Series,
    *,
    by: Person,
    organisation: Organisation | None = None,
    wanted_from: date | None = None,
    **fields: Any,
) -> StopOffer:
    """Somebody offers to receive a stop; it stands at the end of the queue."""
    if series.ended_at is not None or not series.welcomes_offers:
        raise Refused(_("This series does not ask for hosts at the moment."))
    if organisation is not None and not works_at(by, organisation):
        raise PermissionDenied
    if series.offers.waiting().count() >= MOST_WAITING:
        raise Refused(_("The queue is full at the moment. Try again later."))
    if series.offers.waiting().filter(offered_by=by).count() >= 3:
        raise Refused(_("You have three offers in the queue. That is plenty: thank you."))
    offer = StopOffer(series=series, organisation=organisation, offered_by=by, wanted_from=wanted_from)
    for name in ("place_name", "street", "postcode", "town", "message"):
        setattr(offer, name, clean(fields.pop(name, "")))
    offer.places = fields.pop("places", None)
    if fields:
        raise ValueError(f"an offer has no {', '.join(sorted(fields))}")
    if not offer.place_name or not offer.town:
        raise Refused(_("Say where: the name of the building, and the town."))
    try:
        with transaction.atomic():
            offer.full_clean(exclude=["series", "organisation", "offered_by", "event"], validate_constraints=False)
            offer.save()
    except IntegrityError:
        raise Refused(_("Your organisation is in the queue already.")) from None
    fact = record("stop.offered", actor=by, subject=offer, concerning=[series.community])
    tell(
        organisers_of(series.community),
        fact,
        lambda: (
            _("%(name)s offers to receive %(series)s in %(town)s.")
            % {"name": by.name, "series": series, "town": offer.town}
        ),
        series.get_absolute_url(),
    )
    return offer


@transaction.atomic
def withdraw_stop(offer: StopOffer, *, by: Person) -> StopOffer:
    if offer.offered_by_id != by.pk:
        raise PermissionDenied
    _answer(offer, StopOffer.State.WITHDRAWN)
    record("stop.withdrawn", actor=by, subject=offer, concerning=[offer.series.community])
    return offer


@transaction.atomic
def decline_stop(offer: StopOffer, *, by: Person) -> StopOffer:
    """Not this time; who offered is told."""
    _running(by, offer.series)
    _answer(offer, StopOffer.State.DECLINED)
    fact = record("stop.declined", actor=by, subject=offer, concerning=[offer.series.community])
    tell(
        [offer.offered_by],
        fact,
        lambda: (
            _("Your offer to receive %(series)s is not taken up this time. Thank you for it.")
            % {"series": offer.series}
        ),
        offer.series.get_absolute_url(),
    )
    return offer


@transaction.atomic
def propose_stop(
    series: Series, *, by: Person, offer: StopOffer | None = None, day: date | None = None, **fields: Any
) -> Event:
    """The next stop as a draft after the formula of the last one, at the place of the offer; it happens only when somebody
    publishes it. Without a day: in the rhythm of the series. Without an offer: the first in the queue, if there is one."""
    _running(by, series)
    if series.ended_at is not None:
        raise Refused(_("This series has ended. Begin it again first."))
    example = last_stop(series)
    if example is None:
        raise Refused(_("Make the first stop yourself; the next ones follow its formula."))
    offer = offer or series.offers.waiting().first()
    if offer is not None:
        _answer(offer, StopOffer.State.PLANNED)
        place = {name: getattr(offer, name) for name in ("place_name", "street", "postcode", "town")}
        words = _words_for(series, example, offer.town)
        fields = {
            **place,
            **words,
            "venue": None,
            "places": offer.places or example.places,
            **_no_directions(),
            **fields,
        }
    day = day or next_day(_days(series), example.starts_local.date(), _not_before(offer))
    event = copy(example, by=by, community=series.community, day=day, **fields)
    if offer is not None:
        StopOffer.objects.filter(pk=offer.pk).update(event=event)
    record("series.stop_proposed", actor=by, subject=event, concerning=[series.community])
    return event


def _words_for(series: Series, example: Event, town: str) -> dict[str, str]:
    """A title that names the town of the last stop tells of that stop: the next one begins with the name of the series."""
    words: dict[str, str] = {}
    for code in CONTENT_LANGUAGES:
        title = getattr(example, f"title_{code}")
        if title and example.town and example.town.casefold() in title.casefold():
            name = getattr(series, f"name_{code}") or series.name_nl
            words |= {f"title_{code}": f"{name}: {town}"[:140], f"summary_{code}": ""}
    return words


def last_stop(series: Series) -> Event | None:
    """The stop whose formula the next one follows: the latest that was not cancelled."""
    return series.stops.exclude(state=Event.State.CANCELLED).order_by("-starts_at", "-pk").first()


def _days(series: Series) -> list[date]:
    stops = series.stops.exclude(state=Event.State.CANCELLED).order_by("starts_at")
    return [stop.starts_local.date() for stop in stops]


def _not_before(offer: StopOffer | None) -> date:
    soonest = timezone.localdate() + NOTICE
    return max(soonest, offer.wanted_from) if offer and offer.wanted_from else soonest


def _no_directions() -> dict[str, str]:
    return {f"directions_{code}": "" for code in ("nl", "en", "de")}


def _running(by: Person, series: Series) -> None:
    if not access.can_run_series(by, series):
        raise PermissionDenied


def _answer(offer: StopOffer, state: StopOffer.State) -> None:
    waiting = StopOffer.objects.filter(pk=offer.pk, state=StopOffer.State.OFFERED)
    if not waiting.update(state=state, answered_at=timezone.now()):
        raise Refused(_("This offer has already been answered."))
    offer.refresh_from_db()


def _fill(series: Series, fields: dict[str, Any]) -> Series:
    if unknown := fields.keys() - EDITABLE:
        raise ValueError(f"a series has no {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        if name == "picture":
            if value is not None:
                discard(series.picture)
                series.picture = value if isinstance(value, ContentFile) else ""
            continue
        setattr(series, name, clean(value) if isinstance(value, str) else value)
    if not series.name_nl and not series.name_en:
        raise Refused(_("Give the series a name."))
    series.name_nl = series.name_nl or series.name_en
    return series
