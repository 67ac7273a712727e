"""Which themes a person may see, and what they may do with them.

| may                                 | who                                                                            |
|-------------------------------------|--------------------------------------------------------------------------------|
| see, follow, support                | who sees the community's page; a theme of the whole installation: everybody    |
| raise                               | in a community: who belongs to it; for the whole installation: organisers      |
| edit, advance, merge, see supporters | who organises for the community; for the whole installation: operators         |
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from clubhuis.accounts.models import Person
from clubhuis.communities import access as communities
from clubhuis.communities.models import Community, CommunityQuerySet, Role, ids_reached_by
from clubhuis.lib.looking import once_a_look
from clubhuis.lib.prepared import prepared, the_one

from .models import Following, Support, Theme, ThemeQuerySet

ORGANISING = (Role.Kind.MANAGER, Role.Kind.EDITOR, Role.Kind.ORGANISER)


def themes_for(person: Person | None) -> ThemeQuerySet:
    """The themes this person may see, with what a list of them shows."""
    return seen_by(person).select_related("community").with_voices()


def seen_by(person: Person | None) -> ThemeQuerySet:
    return Theme.objects.present().visible_to(person)


def theme_for(person: Person | None, slug: str) -> Theme:
    """Also one that became part of another: who followed a link is sent on."""
    return the_one(_with_slug(person, slug))


@prepared
def _with_slug(person: Person | None, slug: str) -> ThemeQuerySet:
    return Theme.objects.visible_to(person).select_related("community", "merged_into").with_voices().filter(slug=slug)


def own_theme_for(person: Person, slug: str) -> Theme:
    """A theme this person may shape; others are not found."""
    theme = theme_for(person, slug)
    if theme.merged_into_id or not can_shape(person, theme):
        raise Http404
    return theme


def communities_for(person: Person) -> CommunityQuerySet:
    """The communities in which this person may raise a theme."""
    return Community.objects.reached_by(person)


@once_a_look
def communities_organised_by(person: Person) -> frozenset[int]:
    """The ids of communities whose themes this person shapes."""
    mine = Role.objects.filter(person=person, kind__in=ORGANISING, community__closed_at=None)
    return frozenset(mine.values_list("community_id", flat=True))


def can_raise(person: Person, community: Community | None) -> bool:
    if person.is_operator:
        return True
    if community is None:
        return bool(communities_organised_by(person))
    return community.closed_at is None and community.pk in ids_reached_by(person)


def can_shape(person: Person | None, theme: Theme) -> bool:
    """Edit it, move it on, merge it."""
    if person is None:
        return False
    if theme.community is None:
        return person.is_operator
    return communities.can_organise(person, theme.community)


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person has said about a theme."""

    follows: bool
    supports: bool


def voice_of(person: Person | None, theme: Theme) -> Voice:
    if person is None:
        return Voice(follows=False, supports=False)
    return Voice(
        follows=Following.objects.filter(person=person, theme=theme).exists(),
        supports=Support.objects.filter(person=person, theme=theme).exists(),
    )


def may_merge_into(person: Person, theme: Theme) -> ThemeQuerySet:
    """The themes that this one may become part of: of the same community, or of the whole installation."""
    same = Q(community=None) | Q(community=theme.community_id) if theme.community_id else Q(community=None)
    return Theme.objects.present().visible_to(person).filter(same).exclude(pk=theme.pk)


def themes_at(community: Community) -> ThemeQuerySet:
    """All themes raised in a community, for its desk."""
    return Theme.objects.present().filter(community=community).with_voices().select_related("raised_by")
