"""From a wish to a seat or a place in the queue: shared by everything that makes somebody's registration certain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record, tell
from clubhuis.capacity import actions as capacity
from clubhuis.capacity.models import Claim, Line
from clubhuis.capacity.refusals import Full
from clubhuis.events.models import Event
from clubhuis.lib.prepared import prepared
from clubhuis.programme.models import Session
from clubhuis.registration import letters, seats, visiting
from clubhuis.registration.models import ENDED, Registration, Rules, SessionChoice, State
from clubhuis.registration.standing import Standing


def claim_for(
    line: Line,
    event: Event,
    group: Sequence[Registration],
    standing: Standing,
    rules: Rules,
    *,
    until: datetime | None = None,
    wait: bool = False,
) -> None:
    """Seats for all of a group, or places in the queue in which they are served together. Raises `Full` without `wait`."""
    leader = group[0]
    if rules.per_organisation and leader.organisation_id:
        capacity.ensure_pool(line, f"organisation:{leader.organisation_id}", rules.per_organisation)
    priority = seats.priority_of(standing, rules)
    if len(group) == 1:
        wish = seats.wish_for(event, leader, standing, rules)
        claims = [capacity.claim(line, wish, holder=seats.holder_of(leader), until=until, wait=wait, priority=priority)]
    else:
        wanted = [capacity.Wanted(seats.holder_of(one), seats.wish_for(event, one, standing, rules)) for one in group]
        claims = capacity.claim_together(
            line, wanted, party=seats.holder_of(leader), until=until, wait=wait, priority=priority
        )
    for registration, claim in zip(group, claims, strict=True):
        registration.claim = claim


def state_after(registration: Registration, rules: Rules) -> None:
    """What a registration whose address is known to be right has become, by its claim and the rules."""
    claim, now = registration.claim, timezone.now()
    if claim is not None and claim.state in (Claim.State.WAITING, Claim.State.OFFERED):
        registration.state, registration.queue = State.QUEUED, claim.state
    elif rules.needs_approval and registration.approved_at is None:
        registration.state = State.AWAITING_APPROVAL
    else:
        registration.state, registration.confirmed_at = State.CONFIRMED, now


SETTLED = ["claim", "state", "queue", "confirmed_at", "person"]


def choose(
    line: Line, registration: Registration, sessions: Iterable[Session], waiting_for: Iterable[Session] = ()
) -> None:
    """A place in each session, or an exception; in its queue for those in `waiting_for`. The line is held.

    Who has no seat at the event yet only wishes: the places are asked for when the seat comes.
    """
    has_seat = registration.claim is not None and registration.claim.is_seated
    waits = {session.pk for session in waiting_for}
    for session in sorted([*sessions, *waiting_for], key=lambda one: one.pk):
        choice = SessionChoice.objects.create(
            registration=registration, session=session, state=SessionChoice.State.WISHED
        )
        if has_seat:
            claim_session(line, choice, wait=session.pk in waits)


def claim_session(line: Line, choice: SessionChoice, *, wait: bool) -> None:
    """Raises `Full`, in the words of this session, when there is no place and it is not waited for."""
    key = f"session:{choice.session_id}"
    capacity.ensure_pool(line, key, choice.session.seats)
    try:
        claim = capacity.claim(line, [[key]], holder=f"choice:{choice.pk}", wait=wait)
    except Full as full:
        raise SessionFull(choice.session) from full
    choice.claim = claim
    waits = claim.state == Claim.State.WAITING
    choice.state = SessionChoice.State.WAITING if waits else SessionChoice.State.CHOSEN
    choice.save(update_fields=["claim", "state"])


class SessionFull(Full):
    """There is no place in one of the sessions that were chosen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def __str__(self) -> str:
        return _("“%(session)s” is full. Choose another one, or wait for a place in it.") % {
            "session": self.session.title
        }


def fulfil_wishes(line: Line, registration: Registration) -> None:
    """The seat has come: now the sessions that were wished for, as far as they have room, else their queues."""
    for choice in _wished(registration):
        claim_session(line, choice, wait=True)


@prepared
def _wished(by: Registration) -> QuerySet[SessionChoice]:
    wished = SessionChoice.objects.filter(registration=by, state=SessionChoice.State.WISHED)
    return wished.select_related("session").order_by("session_id")


def let_go(registration: Registration, why: str) -> None:
    """Everything that was claimed goes back, the sessions first. The line is held."""
    for choice in registration.choices.exclude(state=SessionChoice.State.DROPPED).select_related("claim__line"):
        if choice.claim is not None and choice.claim.state != Claim.State.RELEASED:
            capacity.release(choice.claim, why)
    registration.choices.exclude(state=SessionChoice.State.DROPPED).update(state=SessionChoice.State.DROPPED)
    claim = registration.claim
    if claim is not None:
        claim.refresh_from_db(fields=["state"])
        if claim.state != Claim.State.RELEASED:
            capacity.release(claim, why)


def end(registration: Registration, state: State, *, reason: str = "", queue: str = "") -> bool:
    """One of the ends, once; False when it had ended already. The line is held."""
    ended = {"state": state, "ended_at": timezone.now(), "reason": reason[:300]}
    if queue:
        ended["queue"] = queue
    live = Registration.objects.filter(pk=registration.pk).exclude(state__in=ENDED)
    if not live.update(**ended):
        return False
    for name, value in ended.items():
        setattr(registration, name, value)
    return True


def remember(verb: str, registration: Registration, *, by: Person | None, **data: object) -> None:
    """The fact. It names the event, not the person: their name would outlive their wish to be forgotten."""
    person = registration.person
    record(
        verb,
        actor=by,
        subject=registration.event,
        concerning=[registration.event, person] if person is not None else [registration.event],
        data={"registration": registration.pk, **({"without_account": True} if by is None else {}), **data},
    )


def write_what_came_of_it(registration: Registration, *, mark: str = "") -> None:
    """The letter that fits the state."""
    kind = {
        State.CONFIRMED: "confirmed",
        State.QUEUED: "queued",
        State.AWAITING_APPROVAL: "awaiting_approval",
    }.get(State(registration.state))
    if kind:
        letters.soon(kind, registration, mark=mark)
    if kind == "awaiting_approval":
        _tell_who_is_visited(registration.event)


def _tell_who_is_visited(event: Event) -> None:
    """The organisation that approves its visitors hears that somebody waits; once, until it has looked."""
    people = list(visiting.who_approves(event))
    if people:
        fact = record("visit.awaits", actor=None, subject=event)
        tell(
            people,
            fact,
            lambda: _("Somebody wants to come along: %(event)s. Say who may.") % {"event": event.title},
            visiting.address_of(event),
        )
