"""What is printed for an event, from what is known of it: badges by role, signs for rooms, the list of who comes."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clubhuis.communities.models import Role as CommunityRole
from clubhuis.events.access import EventDesk
from clubhuis.events.models import Event, EventRole
from clubhuis.programme.models import Session, Speaker

from . import access
from .badge_codes import badge_url
from .models import SEATED, Registration, RegistrationQuerySet
from .prints.badges import Badge
from .prints.papers import Sign

PAPER_NAMES: dict[str, str | Promise] = {
    "l4785": _("A4, ten of 80 × 50 mm (such as Avery L4785)"),
    "c32011": _("A4, ten of 85 × 54 mm (such as Avery C32011)"),
    "a6x4": _("A4, four of A6 to cut"),
    "a6": _("A6, one a page"),
    "card": _("Card of 86 × 54 mm, one a page"),
}


class Role(StrEnum):
    """Why somebody is there; on a badge in words and in a colour on which white can be read."""

    PARTICIPANT = "participant"
    SPEAKER = "speaker"
    HOST = "host"
    VOLUNTEER = "volunteer"


ROLES: dict[Role, tuple[str | Promise, str]] = {
    Role.PARTICIPANT: (_("Participant"), "#205a8b"),
    Role.SPEAKER: (_("Speaker"), "#a03c08"),
    Role.HOST: (_("Host"), "#1f6b45"),
    Role.VOLUNTEER: (_("Volunteer"), "#6b3a8c"),
}


def coming_at(desk: EventDesk) -> RegistrationQuerySet:
    """Whoever has a seat on site, of those this desk sees by name."""
    return (
        access.registrations_at(desk)
        .filter(state__in=SEATED)
        .exclude(attendance=Registration.Attendance.ONLINE)
        .select_related("organisation", "ticket", "booked_by")
    )


def badges_of(desk: EventDesk, *, order: str = "name") -> list[Badge]:
    """A badge for everybody who comes; a fixed number of questions to the database."""
    roles = _roles(desk.event)
    by = ("organisation__name", "organisation_name", "name", "pk") if order == "organisation" else ("name", "pk")
    badges = []
    for one in coming_at(desk).prefetch_related("choices__session__event").order_by(*by):
        said, colour = ROLES[roles.get(one.person_id or 0, Role.PARTICIPANT)]
        chosen = [choice.session for choice in one.choices.all() if choice.is_certain]
        badges.append(
            Badge(
                name=one.known_as,
                organisation=one.works_at,
                role=str(said),
                colour=colour,
                code=badge_url(one),
                lines=[f"{session.starts_local:%H:%M} {session.title}" for session in chosen],
            )
        )
    return badges


def _roles(event: Event) -> dict[int, Role]:
    """By person; who gives a session is a speaker, whatever else they are."""
    hosts = [host.community_id for host in event.hosts.accepted()]
    kinds = (CommunityRole.Kind.MANAGER, CommunityRole.Kind.EDITOR, CommunityRole.Kind.ORGANISER)
    found: dict[int, Role] = {}
    for pk, kind in EventRole.objects.filter(event=event).values_list("person", "kind"):
        found[pk] = Role.HOST if kind == EventRole.Kind.ORGANISER else Role.VOLUNTEER
    organisers = CommunityRole.objects.filter(community__in=hosts, kind__in=kinds)
    found |= dict.fromkeys(organisers.values_list("person", flat=True), Role.HOST)
    speakers = Speaker.objects.filter(session__event=event, person__isnull=False)
    return found | {pk: Role.SPEAKER for pk in speakers.values_list("person", flat=True) if pk is not None}


def signs_of(event: Event) -> list[Sign]:
    """One for each room, with what is on there; also for rooms that are only named with a session."""
    sessions: dict[str, list[tuple[str, str]]] = {room.name: [] for room in event.rooms.all()}
    for session in Session.objects.filter(event=event).select_related("room"):
        session.event = event
        if session.where:
            sessions.setdefault(session.where, []).append((f"{session.starts_local:%H:%M}", session.title))
    return [Sign(room, lines[:16]) for room, lines in sessions.items()]
