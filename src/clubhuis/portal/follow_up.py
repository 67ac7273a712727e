"""From ideas at an event to the meeting that takes them further: a draft like the event, whose people are invited when it is published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from clubhuis.accounts.models import Person
from clubhuis.agenda import actions as agenda
from clubhuis.agenda.models import Backing, Idea
from clubhuis.communities.models import Community
from clubhuis.events import actions as events
from clubhuis.events.access import EventDesk, can_make, can_run
from clubhuis.events.changes import Change, What
from clubhuis.events.desk_pages import Matter
from clubhuis.events.models import Event
from clubhuis.lib.languages import CONTENT_LANGUAGES
from clubhuis.lib.refusals import Refused
from clubhuis.registration import actions as registration
from clubhuis.registration.access import rules_of
from clubhuis.registration.invitees import Invitee


def hosts_for(desk: EventDesk) -> list[Community]:
    """The hosts in whose name this person may plan a meeting, the lead first."""
    hosts = [host.community for host in desk.accepted_hosts]
    return [community for community in hosts if can_make(desk.person, community)]


@transaction.atomic
def plan(source: Event, ideas: Sequence[Idea], *, community: Community, day: date, by: Person) -> Event:
    """A draft on that day, for whoever is invited, about these ideas. Raises Refused with what is wrong."""
    if not can_run(by, source):
        raise PermissionDenied
    if not ideas:
        raise Refused(_("Choose at least one idea."))
    if any(idea.event_id != source.pk or idea.withdrawn_at for idea in ideas):
        raise Refused(_("One of these ideas has been taken back. Choose again."))
    if day < timezone.localdate():
        raise Refused(_("Choose a day that is still to come."))
    about = "\n".join(f"• {idea.title}" for idea in ideas)
    words: dict[str, str] = {}
    for code in CONTENT_LANGUAGES:
        title = getattr(source, f"title_{code}")
        with override("nl" if code == "nl" else "en"):
            words[f"title_{code}"] = (_("Follow-up: %(event)s") % {"event": title})[:140] if title else ""
            words[f"summary_{code}"] = ""
            words[f"text_{code}"] = _("We take these ideas further:\n%(ideas)s") % {"ideas": about} if title else ""
    meeting = events.copy(
        source, by=by, community=community, day=day, kind="cluster_meeting", visibility="invited", **words
    )
    if meeting.series is not None:
        meeting = events.put_in_series(meeting, None, by=by)
    if rules_of(meeting) is None:
        registration.set_rules(meeting, by=by)  # so that who is invited can answer
    agenda.take_up(ideas, meeting, by=by)
    return meeting


def people_of(meeting: Event) -> list[Backing]:
    """Who is to be invited: each person once, for the first idea they back."""
    backings = (
        Backing.objects.filter(
            idea__follow_up=meeting, idea__withdrawn_at=None, person__erased_at=None, person__email__isnull=False
        )
        .select_related("person", "organisation", "idea")
        .order_by("given_at", "pk")
    )
    found: dict[int, Backing] = {}
    for backing in backings:
        found.setdefault(backing.person_id, backing)
    return list(found.values())


@transaction.atomic
def invite_backers(meeting: Event) -> int:
    """Once the meeting is published, in the name of who planned it; whoever was invited before is not asked again."""
    waiting = Idea.objects.standing().filter(follow_up=meeting, invited_at=None)
    planner = next((idea.planned_by for idea in waiting.select_related("planned_by") if idea.planned_by), None)
    people = people_of(meeting)
    if not meeting.is_published or planner is None or not people or not can_run(planner, meeting):
        return 0
    with override(planner.language):
        message = _("You said that you want to work on this. Here we take it further.")
    sent = registration.invite(
        meeting,
        [
            Invitee(
                email=one.person.email or "",
                name=one.person.name,
                person=one.person,
                organisation=one.organisation,
                language=one.person.language,
            )
            for one in people
        ],
        by=planner,
        message=message,
    )
    waiting.update(invited_at=timezone.now())
    return len(sent.invitations)


def concerns(meeting: Event, change: Change) -> bool:
    """It was published, and people wait to be invited to it."""
    return change.what is What.PUBLISHED and Idea.objects.standing().filter(follow_up=meeting, invited_at=None).exists()


def matters(desk: EventDesk) -> Iterable[Matter]:
    """Who waits to be invited to this meeting, and that publishing it does so."""
    if not desk.event.is_draft or not desk.may.edit:
        return
    if number := len(people_of(desk.event)):
        text = ngettext(
            "person wants to work on its ideas, and is invited when you publish it",
            "people want to work on its ideas, and are invited when you publish it",
            number,
        )
        yield Matter(text, f"{reverse('events:desk', args=[desk.event.slug])}#publication", number, "info", "handshake")
