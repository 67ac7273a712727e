"""What this room does when an event changes, is copied, or is looked for: it fills the registries of events."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person, proven_address
from clubhuis.events.audience import Recipient
from clubhuis.events.changes import Change, What
from clubhuis.events.models import Event
from clubhuis.events.wording import Appointment
from clubhuis.lib.refusals import Refused
from clubhuis.programme import changes as programme
from clubhuis.programme.models import Session

from . import access, arranging, diary, letters
from .models import LIVE, Invitation, Registration, SessionChoice


def follow(event: Event, change: Change) -> None:
    """The line is laid out anew when places, hosts or the moment change."""
    if change.what in (What.EDITED, What.PUBLISHED, What.MOVED, What.HOSTS):
        rules = access.rules_of(event)
        if rules is not None:
            arranging.arrange(event, rules)


def follow_session(session: Session, what: programme.What, was: Appointment | None) -> None:
    """A session that people chose does not disappear under them, and does not move unseen; its seats are those of its pool."""
    if was is not None:
        _tell_who_chose(session, was)
        return
    if what == programme.What.REMOVED:
        if session.choices.exclude(state=SessionChoice.State.DROPPED).exists():
            raise Refused(_("People have chosen this session. Ask them to choose another one first."))
        return
    rules = access.rules_of(session.event)
    if rules is not None and session.needs_choice:
        arranging.arrange(session.event, rules)


def _tell_who_chose(session: Session, was: Appointment) -> None:
    chosen = session.choices.exclude(state=SessionChoice.State.DROPPED).select_related("registration")
    begun, ended = int(was.starts_at.timestamp()), int(was.ends_at.timestamp())
    for choice in chosen.filter(registration__state__in=LIVE):
        mark = f"{session.pk}:{timezone.now():%Y%m%d%H%M%S}"
        letters.soon(
            "session_moved", choice.registration, mark=mark, session=session.pk, was_from=begun, was_until=ended
        )


def copy(event: Event, source: Event) -> None:
    """The same rules and tickets, their moments moved along; not the people."""
    rules = access.rules_of(source)
    if rules is None:
        return
    excluded = list(rules.excluded_organisations.all())
    shift = event.starts_at - source.starts_at
    for moment in ("opens_at", "closes_at", "members_first_until", "cut_off_at"):
        if (value := getattr(rules, moment)) is not None:
            setattr(rules, moment, value + shift)
    rules.pk, rules.event, rules.reminded = None, event, []
    rules._state.adding = True
    rules.save(force_insert=True)
    rules.excluded_organisations.set(excluded)
    for ticket in source.ticket_types.filter(is_offered=True):
        ticket.pk, ticket.event = None, event
        ticket._state.adding = True
        ticket.save(force_insert=True)
    arranging.arrange(event, rules)


def audience(event: Event) -> Iterable[Recipient]:
    """Everybody who has a seat or waits for one, and who was invited and has not said no."""
    for registration in Registration.objects.filter(event=event, state__in=LIVE, email__isnull=False).select_related(
        "person"
    ):
        yield Recipient(
            _theirs(registration) or registration.email or "",
            name=registration.name,
            language=registration.language,
            url=registration.get_absolute_url(),
            calendar=partial(_calendar, registration, event),
        )
    for invitation in Invitation.objects.unanswered().filter(event=event).select_related("person"):
        yield Recipient(
            invitation.email, name=invitation.name, language=invitation.language, url=invitation.get_absolute_url()
        )


def _calendar(registration: Registration, event: Event) -> str:
    """What has changed, for the calendar of somebody whose seat is certain."""
    if not registration.has_seat:
        return ""
    registration.event = event
    return diary.file_of(registration, method="CANCEL" if event.is_cancelled else "REQUEST")


def _theirs(registration: Registration) -> Person | None:
    """The person, when the seat is under their own address."""
    person = registration.person
    return person if person is not None and person.email == registration.email else None


def asked_or_coming(person: Person) -> Q:
    """Events that somebody may see because they were invited or have a seat."""
    mine = Registration.objects.of(person).filter(state__in=LIVE)
    asked = Q(person=person) | Q(email__in=proven_address(person))
    invited = Invitation.objects.filter(asked, withdrawn_at=None)
    return Q(pk__in=mine.values("event")) | Q(pk__in=invited.values("event"))
