"""An event that is announced reaches those it matters to: who follows its themes, and for a series on tour, members nearby."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person, PersonQuerySet
from clubhuis.activity.actions import record, tell
from clubhuis.activity.models import Fact, name_of
from clubhuis.communities.models import Membership
from clubhuis.events import wording
from clubhuis.events.changes import Change, What
from clubhuis.events.models import Event, Host, Visibility
from clubhuis.organisations.models import Affiliation
from clubhuis.themes.actions import come_into_programme
from clubhuis.themes.models import Following, Support

TOLD = "event.told"  # the fact in whose name people are told: one for each event, so that nobody is told twice
WIDER = {"themes", "visibility"}  # changes after which others may be concerned


def concerns_others(event: Event, change: Change) -> bool:
    """Published, or published and now on another theme or for more people."""
    widened = change.what is What.EDITED and event.is_published and bool(WIDER & change.before.keys())
    return change.what is What.PUBLISHED or widened


@transaction.atomic
def tell_of(event: Event) -> int:
    """Tell everybody it concerns who may see it, once; returns how many. Its themes are in the programme from now on."""
    if not event.is_published or event.is_over:
        return 0
    themes = list(event.themes.all())
    for theme in themes:
        come_into_programme(theme)
    fact = _fact(event)

    def on_theme() -> str:
        names = ", ".join(theme.name for theme in themes)
        return _("On a theme you follow (%(themes)s): %(event)s, %(when)s.") % {
            "themes": names, "event": event.title, "when": wording.when(event)
        }  # fmt: skip

    def nearby() -> str:
        return _("Near you: %(event)s in %(town)s, %(when)s.") % {
            "event": event.title, "town": event.town, "when": wording.when(event)
        }  # fmt: skip

    place = event.get_absolute_url()
    told = tell(_who_see(event, _speaking(event)), fact, on_theme, place)
    told += tell(_who_see(event, _neighbours(event)), fact, nearby, place)
    return len(told)


def _fact(event: Event) -> Fact:
    known = Fact.objects.filter(verb=TOLD, subject_kind=name_of(event), subject_id=event.pk).first()
    return known or record(TOLD, actor=None, subject=event)


def _speaking(event: Event) -> Iterable[Person]:
    themes = event.themes.values("pk")
    speaks = Q(pk__in=Following.objects.filter(theme__in=themes).values("person")) | Q(
        pk__in=Support.objects.filter(theme__in=themes).values("person")
    )
    found: PersonQuerySet = Person.objects.present().filter(speaks)
    return found


def _neighbours(event: Event) -> Iterable[Person]:
    """People of the region of a stop who belong to one of its hosts, themselves or through where they work."""
    if event.series_id is None or event.region_id is None:
        return ()
    hosts = Host.objects.accepted().filter(event=event)
    members = Membership.objects.current().filter(community__in=hosts.values("community")).order_by()
    colleagues = Affiliation.objects.current().filter(
        organisation__in=members.filter(organisation__isnull=False).values("organisation")
    )
    belongs = Q(pk__in=members.filter(person__isnull=False).values("person")) | Q(pk__in=colleagues.values("person"))
    found: PersonQuerySet = Person.objects.present().filter(belongs, region_code=event.region_id)
    return found


def _who_see(event: Event, people: Iterable[Person]) -> list[Person]:
    if event.visibility == Visibility.PUBLIC:
        return list(people)
    return [one for one in people if Event.objects.visible_to(one).filter(pk=event.pk).exists()]
