"""What organisers elsewhere do on the same themes, and themes that fit an event; shown at its desk, with why."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.template.loader import render_to_string

from clubhuis.accounts.models import Person
from clubhuis.events.access import EventDesk, events_for
from clubhuis.events.models import Event, Host
from clubhuis.themes.models import Theme

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An event of others, and the themes both are on."""

    event: Event
    themes: list[Theme]


@dataclass(frozen=True, slots=True)
class Fitting:
    """A theme an event might be on, and the words or capabilities that say so."""

    theme: Theme
    why: list[str]


def at_desk(desk: EventDesk) -> str | None:
    """For who may do something with it."""
    if not desk.may.edit or desk.event.is_cancelled:
        return None
    elsewhere = same_themes(desk.event, desk.person)
    fitting = fitting_themes(desk.event, desk.person)
    if not elsewhere and not fitting:
        return None
    context = {"desk": desk, "event": desk.event, "elsewhere": elsewhere, "fitting": fitting}
    return render_to_string("portal/at_event_desk.html", context)


def same_themes(event: Event, person: Person) -> list[Elsewhere]:
    """Events of other communities on one of its themes, to come first; only what this person may see."""
    themes = {theme.pk: theme for theme in event.themes.all()}
    if not themes:
        return []
    ours = Host.objects.concerned().filter(event=event).values("community")
    theirs = Host.objects.accepted().exclude(community__in=ours)
    on_theme = Event.themes.through.objects.filter(theme__in=themes)
    found = (
        events_for(person)
        .announced()
        .exclude(state=Event.State.CANCELLED)
        .filter(pk__in=on_theme.values("event"))
        .filter(pk__in=theirs.values("event"))
        .exclude(pk__in=Host.objects.accepted().filter(community__in=ours).values("event"))
        .exclude(pk=event.pk)
        .prefetch_related("themes")
        .order_by("-starts_at", "pk")
    )
    return [Elsewhere(one, [theme for theme in one.themes.all() if theme.pk in themes]) for one in found[:SHOWN]]


def fitting_themes(event: Event, person: Person) -> list[Fitting]:
    """Themes it is not on yet: named in its title or text, or about the same capabilities. The most telling first."""
    on = set(event.themes.values_list("pk", flat=True))
    about = {one.pk: str(one) for one in event.capabilities.all()}
    known = (
        Theme.objects.present()
        .visible_to(person)
        .exclude(pk__in=on)
        .exclude(state=Theme.State.DONE)
        .annotate(same=Count("capabilities", Q(capabilities__in=about)))
        .prefetch_related("capabilities")
    )
    written = " ".join(
        getattr(event, f"{field}_{code}") for field in ("title", "summary", "text") for code in ("nl", "en", "de")
    ).casefold()
    found = []
    for theme in known:
        names = [theme.name_nl, theme.name_en, theme.name_de]
        why = [f"“{name}”" for name in dict.fromkeys(names) if len(name) > 3 and name.casefold() in written]
        why += [about[one.pk] for one in theme.capabilities.all() if one.pk in about]
        if why:
            found.append(Fitting(theme, why[:4]))
    return sorted(found, key=lambda one: (-len(one.why), one.theme.name))[:SHOWN]
