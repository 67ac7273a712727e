"""People raise a theme, follow it and support it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.activity.models import Fact
from clubhuis.communities.models import Community
from clubhuis.lib.refusals import Refused
from clubhuis.taxonomy.models import Capability
from clubhuis.themes import access
from clubhuis.themes.models import Following, Support, Theme
from clubhuis.themes.texts import free_slug, write

MOST_A_DAY = 10  # raised by one person


@transaction.atomic
def raise_theme(
    *, by: Person, community: Community | None, capabilities: Iterable[Capability] = (), **texts: str
) -> Theme:
    """Somebody says that something is going on. `texts` are names and texts per language (`name_nl`, `text_en`, …).

    Who raises a theme supports and follows it. Without a community it is of the whole installation.
    """
    if not access.can_raise(by, community):
        raise PermissionDenied
    since = timezone.now() - timedelta(days=1)
    if Fact.objects.filter(verb="theme.raised", actor=by, at__gte=since).count() >= MOST_A_DAY:
        raise Refused(_("You have raised %(count)s themes in one day. Go on tomorrow.") % {"count": MOST_A_DAY})
    theme = Theme(community=community, raised_by=by)
    write(theme, texts)
    theme.slug = free_slug(theme.name_en or theme.name_nl or theme.name_de)
    theme.save()
    theme.capabilities.set(capabilities)
    Support.objects.create(person=by, theme=theme)
    Following.objects.create(person=by, theme=theme)
    record("theme.raised", actor=by, subject=theme, concerning=[community] if community else [])
    return theme


@transaction.atomic
def follow(theme: Theme, *, by: Person) -> Following:
    """Be told of what happens on it. Following twice is following once."""
    _may_speak(by, theme)
    return Following.objects.get_or_create(person=by, theme=theme)[0]


@transaction.atomic
def unfollow(theme: Theme, *, by: Person) -> None:
    Following.objects.filter(person=by, theme=theme).delete()


@transaction.atomic
def support(theme: Theme, *, by: Person) -> Support:
    """Say that something should be done with it, and be told at each step. Who supports a theme follows it too."""
    _may_speak(by, theme)
    if theme.state == Theme.State.DONE:
        raise Refused(_("This theme is done. Follow it, or raise what is missing as a theme of its own."))
    given, is_new = Support.objects.get_or_create(person=by, theme=theme)
    if is_new:
        Following.objects.get_or_create(person=by, theme=theme)
    return given


@transaction.atomic
def stop_supporting(theme: Theme, *, by: Person) -> None:
    Support.objects.filter(person=by, theme=theme).delete()


def _may_speak(by: Person, theme: Theme) -> None:
    if not Theme.objects.visible_to(by).filter(pk=theme.pk).exists():
        raise PermissionDenied
    if theme.merged_into_id:
        raise Refused(_("This theme has become part of another. Follow that one."))
