"""Communities host an event together: asked, accepted, declined, left; and what was agreed with each."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.communities.access import can_organise
from clubhuis.communities.models import Community
from clubhuis.events import access, letters
from clubhuis.events.changes import What, follow
from clubhuis.events.models import Event, Host, SeesOthers
from clubhuis.lib.refusals import Refused

from .filling import clean
from .making import concerned, held, not_cancelled

MOST_HOSTS = 20


@transaction.atomic
def invite_host(
    event: Event,
    community: Community,
    *,
    by: Person,
    places: int | None = None,
    release_on: date | None = None,
    sees_others: str = SeesOthers.NAMES,
    message: str = "",
) -> Host:
    """Ask another community to host along, on these terms. Its organisers hear by mail; one that declined or left may be asked again."""
    event = held(event)
    _deciding(by, event)
    not_cancelled(event)
    terms = _terms(event, places, release_on, sees_others)
    if community.is_closed:
        raise Refused(_("This community has been closed."))
    host = Host.objects.filter(event=event, community=community).first()
    if host is not None and host.state in (Host.State.INVITED, Host.State.ACCEPTED):
        raise Refused(_("%(community)s hosts it already, or still has to answer.") % {"community": community})
    if event.hosts.concerned().count() >= MOST_HOSTS:
        raise Refused(_("An event has at most %(most)s hosts.") % {"most": MOST_HOSTS})
    host = host or Host(event=event, community=community)
    host.state, host.is_lead, host.answered_at, host.proposed = Host.State.INVITED, False, None, {}
    host.places, host.release_on, host.sees_others = terms
    host.message, host.invited_by, host.invited_at = clean(message)[:500], by, timezone.now()
    host.save()
    _write_down("host.invited", host, by)
    letters.ask_host(host)
    return host


@transaction.atomic
def accept_hosting(host: Host, *, by: Person) -> Host:
    """The community hosts it along; the event shows on its page and to its members."""
    host = _answer(host, Host.State.ACCEPTED, by)
    follow(host.event, What.HOSTS)
    _write_down("host.accepted", host, by)
    letters.tell_lead(host, "accepted")
    return host


@transaction.atomic
def decline_hosting(host: Host, *, by: Person) -> Host:
    host = _answer(host, Host.State.DECLINED, by)
    _write_down("host.declined", host, by)
    letters.tell_lead(host, "declined")
    return host


@transaction.atomic
def withdraw_invitation(host: Host, *, by: Person) -> None:
    """The lead does not ask any more."""
    event = held(host.event)
    _deciding(by, event)
    host.refresh_from_db()
    if not Host.objects.filter(pk=host.pk, state=Host.State.INVITED).exists():
        raise Refused(_("This invitation has already been answered."))
    _write_down("host.withdrawn", host, by)
    host.delete()


@transaction.atomic
def leave_hosting(host: Host, *, by: Person) -> Host:
    """A host leaves; the event stays. When the lead goes, the host that has been in longest takes over."""
    event = held(host.event)
    host = _fresh(host)
    if not can_organise(by, host.community):
        raise PermissionDenied
    if host.state != Host.State.ACCEPTED:
        raise Refused(_("This community does not host the event (any more)."))
    heir = None
    if host.is_lead:
        others = Host.objects.accepted().filter(event=event).exclude(pk=host.pk)
        heir = others.order_by("answered_at", "pk").select_related("community").first()
        if heir is None:
            raise Refused(
                _("There is no other host to take it over. Cancel the event, or ask another community first.")
            )
        if event.venue is not None and event.venue.community_id == host.community_id:
            event.venue = None  # the address stays; the rooms of a building of others are not theirs to book
            event.save(update_fields=["venue"])
            event.bookings.all().delete()
    Host.objects.filter(pk=host.pk).update(
        state=Host.State.LEFT, is_lead=False, answered_at=timezone.now(), places=None, release_on=None, proposed={}
    )
    host = _fresh(host)
    if heir is not None:
        Host.objects.filter(pk=heir.pk).update(is_lead=True)
    _write_down("host.left", host, by, also=[host.community])
    follow(event, What.HOSTS)
    letters.tell_lead(host, "left")
    return host


@transaction.atomic
def hand_lead_to(host: Host, *, by: Person) -> Host:
    """Another host answers for the event from now on; who did so stays a host."""
    event = held(host.event)
    _deciding(by, event)
    host = _fresh(host)
    if host.state != Host.State.ACCEPTED:
        raise Refused(_("Only a host that has accepted can take the lead."))
    if host.is_lead:
        raise Refused(_("%(community)s has the lead already.") % {"community": host.community})
    Host.objects.filter(event=event, is_lead=True).update(is_lead=False)
    Host.objects.filter(pk=host.pk).update(is_lead=True)
    host.refresh_from_db()
    _write_down("host.leads", host, by)
    follow(event, What.HOSTS)
    return host


@transaction.atomic
def change_terms(host: Host, *, by: Person, places: int | None, release_on: date | None, sees_others: str) -> Host:
    """Other places, another release date, more or less to see. Of one that has accepted it is a proposal until it agrees."""
    event = held(host.event)
    _deciding(by, event)
    host = _fresh(host)
    if host.state not in (Host.State.INVITED, Host.State.ACCEPTED):
        raise Refused(_("This community does not host the event (any more)."))
    places, release_on, sees_others = _terms(event, places, release_on, sees_others)
    own = can_organise(by, host.community)  # who proposes and agrees are one
    if host.state == Host.State.INVITED or own:
        host.places, host.release_on, host.sees_others, host.proposed = places, release_on, sees_others, {}
        host.save()
        follow(event, What.HOSTS)
        _write_down("host.terms_changed", host, by)
        return host
    host.proposed = {
        "places": places,
        "release_on": release_on.isoformat() if release_on else None,
        "sees_others": sees_others,
    }
    host.save(update_fields=["proposed"])
    _write_down("host.terms_proposed", host, by)
    letters.propose_terms(host)
    return host


@transaction.atomic
def agree_to_terms(host: Host, *, by: Person) -> Host:
    """The host agrees to what was proposed; from now on it holds."""
    event = held(host.event)
    host = _fresh(host)
    if not can_organise(by, host.community):
        raise PermissionDenied
    if not host.proposed:
        raise Refused(_("There is no proposal any more."))
    host.places = host.proposed["places"]
    host.release_on = date.fromisoformat(host.proposed["release_on"]) if host.proposed["release_on"] else None
    host.sees_others, host.proposed = host.proposed["sees_others"], {}
    host.save()
    follow(event, What.HOSTS)
    _write_down("host.terms_agreed", host, by)
    return host


@transaction.atomic
def decline_terms(host: Host, *, by: Person) -> Host:
    """Either side says: as it was."""
    event = held(host.event)
    host = _fresh(host)
    if not (can_organise(by, host.community) or access.can_decide(by, event)):
        raise PermissionDenied
    if host.proposed:
        host.proposed = {}
        host.save(update_fields=["proposed"])
        _write_down("host.terms_declined", host, by)
    return host


@transaction.atomic
def change_consent(host: Host, *, by: Person, consent_nl: str, consent_en: str) -> Host:
    """What people who come through this host agree to; each host writes its own."""
    host = _fresh(host)
    if not can_organise(by, host.community):
        raise PermissionDenied
    if not host.is_accepted:
        raise Refused(_("This community does not host the event (any more)."))
    host.consent_nl, host.consent_en = clean(consent_nl)[:1500], clean(consent_en)[:1500]
    host.save(update_fields=["consent_nl", "consent_en"])
    _write_down("host.consent_changed", host, by)
    return host


def _answer(host: Host, state: Host.State, by: Person) -> Host:
    event = held(host.event)
    host = _fresh(host)
    if not can_organise(by, host.community):
        raise PermissionDenied
    not_cancelled(event)
    waiting = Host.objects.filter(pk=host.pk, state=Host.State.INVITED)
    if not waiting.update(state=state, answered_at=timezone.now()):
        raise Refused(_("This invitation has already been answered."))
    return _fresh(host)


def _fresh(host: Host) -> Host:
    return Host.objects.select_related("event", "community").get(pk=host.pk)


def _deciding(by: Person, event: Event) -> None:
    if not access.can_decide(by, event):
        raise PermissionDenied


def _terms(
    event: Event, places: int | None, release_on: date | None, sees_others: str
) -> tuple[int | None, date | None, str]:
    if sees_others not in SeesOthers.values:
        raise Refused(_("Choose what this host sees of people of other hosts."))
    if places is not None and not 0 < places <= 100_000:
        raise Refused(_("Write a number of places, or leave it empty."))
    if places is None:
        return None, None, sees_others
    if event.places is not None and places > event.places:
        raise Refused(_("The event has %(all)s places; keep at most that many.") % {"all": event.places})
    if release_on is not None and release_on > event.starts_local.date():
        raise Refused(_("Let the places go to all before the event begins."))
    return places, release_on, sees_others


def _write_down(verb: str, host: Host, by: Person, also: list[Any] | None = None) -> None:
    parties = {party.pk: party for party in [*concerned(host.event), host.community, *(also or [])]}
    record(
        verb,
        actor=by,
        subject=host.event,
        concerning=list(parties.values()),
        data={"community": str(host.community), "sees_others": host.sees_others, "places": host.places},
        privileged=True,
    )
