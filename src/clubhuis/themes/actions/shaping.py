"""Organisers write a theme down, move it on and bring themes together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record, tell
from clubhuis.activity.models import Fact
from clubhuis.lib.refusals import Refused
from clubhuis.taxonomy.models import Capability
from clubhuis.themes import access, merging
from clubhuis.themes.models import FORWARD, Following, Support, Theme
from clubhuis.themes.texts import write


@transaction.atomic
def edit(theme: Theme, *, by: Person, capabilities: Iterable[Capability] | None = None, **texts: str) -> Theme:
    _may_shape(by, theme)
    write(theme, texts)
    theme.save()
    if capabilities is not None:
        theme.capabilities.set(capabilities)
    record("theme.edited", actor=by, subject=theme, concerning=_concerned(theme), data={"fields": sorted(texts)})
    return theme


@transaction.atomic
def advance(theme: Theme, *, to: str, by: Person) -> Theme:
    """Move a theme on. Everybody who supported it is told, in one mail; who follows it finds it on the site.

    A step back (somebody was too quick) is recorded and told to nobody.
    """
    _may_shape(by, theme)
    if to not in Theme.State.values:
        raise Refused(_("Choose how far this theme is."))
    before, goal = Theme.State(theme.state), Theme.State(to)
    if not _move(theme, goal):
        raise Refused(_("This theme is there already, or somebody else has just moved it on. Look again."))
    forward = FORWARD.index(goal) > FORWARD.index(before)
    fact = record(
        "theme.advanced" if forward else "theme.stepped_back",
        actor=by,
        subject=theme,
        concerning=_concerned(theme),
        data={"from": before.value, "to": goal.value},
    )
    if forward:
        _tell_everybody(theme, fact)
    return theme


@transaction.atomic
def come_into_programme(theme: Theme) -> bool:
    """An event on it has been published. Who is told of that event need not be told of this; answers whether it moved."""
    if FORWARD.index(Theme.State(theme.state)) >= FORWARD.index(Theme.State.IN_PROGRAMME):
        return False
    before = theme.state
    if not _move(theme, Theme.State.IN_PROGRAMME):
        return False
    record(
        "theme.advanced",
        actor=None,
        subject=theme,
        concerning=_concerned(theme),
        data={"from": before, "to": Theme.State.IN_PROGRAMME.value},
    )
    return True


@transaction.atomic
def merge(theme: Theme, *, into: Theme, by: Person) -> Theme:
    """Two names for one thing become one theme: followers, supporters and what is attached go along, its address is sent on."""
    _may_shape(by, theme)
    if not Theme.objects.visible_to(by).filter(pk=into.pk).exists():
        raise PermissionDenied
    if theme.pk == into.pk or into.merged_into_id or theme.merged_into_id:
        raise Refused(_("Choose another theme, one that is not part of another itself."))
    if into.community_id is not None and into.community_id != theme.community_id:
        raise Refused(_("Choose a theme of the same community, or one of the whole clubhouse."))
    if not Theme.objects.present().filter(pk=theme.pk).update(merged_into=into):
        raise Refused(_("This theme has just become part of another."))
    Theme.objects.filter(merged_into=theme).update(merged_into=into)
    Theme.objects.filter(pk=into.pk, raised_at__gt=theme.raised_at).update(raised_at=theme.raised_at)
    _take_along(theme, into)
    for follower in merging.followers:
        follower(theme, into)
    theme.merged_into = into
    into.refresh_from_db()
    record("theme.merged", actor=by, subject=theme, concerning=[into, *_concerned(theme)], data={"into": into.name})
    return into


def _take_along(theme: Theme, into: Theme) -> None:
    """Whoever spoke of both has spoken once."""
    Following.objects.bulk_create(
        [Following(person_id=one.person_id, theme=into, since=one.since) for one in theme.followings.all()],
        ignore_conflicts=True,
    )
    Support.objects.bulk_create(
        [Support(person_id=one.person_id, theme=into, given_at=one.given_at) for one in theme.supports.all()],
        ignore_conflicts=True,
    )
    theme.followings.all().delete()
    theme.supports.all().delete()
    into.capabilities.add(*theme.capabilities.all())


def _move(theme: Theme, goal: Theme.State) -> bool:
    """Conditional on the state this was read in, so that two organisers do not tell everybody twice."""
    now = timezone.now()
    same = Theme.objects.present().filter(pk=theme.pk, state=theme.state).exclude(state=goal)
    if not same.update(state=goal, moved_at=now):
        return False
    theme.state, theme.moved_at = goal, now
    return True


def _tell_everybody(theme: Theme, fact: Fact) -> None:
    """Those who may still see it, each once."""
    supporters = [one.person for one in theme.supports.select_related("person")]
    followers = [one.person for one in theme.followings.select_related("person")]

    def supported() -> str:
        values = {"theme": theme.name, "state": theme.get_state_display()}
        return _("The theme “%(theme)s” that you support is now: %(state)s.") % values

    def followed() -> str:
        values = {"theme": theme.name, "state": theme.get_state_display()}
        return _("The theme “%(theme)s” that you follow is now: %(state)s.") % values

    tell(_who_see(theme, supporters), fact, supported, theme.get_absolute_url())
    tell(_who_see(theme, followers), fact, followed, theme.get_absolute_url(), by_mail=False)


def _who_see(theme: Theme, people: list[Person]) -> list[Person]:
    if theme.community is None or (theme.community.is_public and not theme.community.is_closed):
        return people
    return [one for one in people if Theme.objects.visible_to(one).filter(pk=theme.pk).exists()]


def _concerned(theme: Theme) -> list[Any]:
    return [theme.community] if theme.community else []


def _may_shape(by: Person, theme: Theme) -> None:
    if not access.can_shape(by, theme):
        raise PermissionDenied
