from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile

from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.tests.cast import a_community
from clubhuis.events.models import Event, Template
from clubhuis.events.tests.cast import a_host, a_series, a_stop_offer, a_venue, an_event, an_event_role
from clubhuis.organisations.tests.cast import an_organisation

if TYPE_CHECKING:
    from tests.house_rules.world import World


def things(world: World) -> dict[str, Any]:
    """An event of two hosts, a draft, and one to which a third community was asked; a venue, a template and a series."""
    community, partner, foreign = world["community"], world["partner"], world["foreign"]
    event = an_event(community, co_hosts=[partner])
    event.picture.save("zaal.webp", ContentFile(b"RIFF"))
    members_only = an_event(community, title="Ledenavond", visibility="communities")
    asked = an_event(community, title="Samen naar de beurs", visibility="invited")
    series = a_series(community, stops=[an_event(community, title="Café in Enschede", town="Enschede")])
    series.picture.save("bus.webp", ContentFile(b"RIFF"))
    return {
        "event": event,
        "draft": an_event(community, title="Beurs in voorbereiding", state="draft"),
        "members_only": members_only,
        "asked_event": asked,
        "asked_host": a_host(asked, foreign, state="invited"),
        "co_host": event.hosts.get(community=partner),
        "event_role": an_event_role(event, a_person("Vera Vrijwilliger"), "volunteer"),
        "venue": a_venue(community),
        "template": Template.objects.create(community=community, name="Kennisdag", example=event),
        "series": series,
        "stop_offer": a_stop_offer(series, by=world["stranger"]),
    }


def more(world: World, number: int) -> None:
    """More of everything that a page about events may list."""
    community, event, person = world["community"], world["event"], a_person(f"Bo {number}")
    another = a_community(f"Vakkring {number}")
    an_event(community, co_hosts=[another], title=f"Avond {number}")
    an_event(community, title=f"Geweest {number}", weeks=-number - 1)
    an_event(community, title=f"Concept {number}", state="draft")
    a_host(an_event(another), community, state="invited")
    a_host(event, a_community(f"Gastkring {number}"))
    an_event_role(event, person)
    a_venue(community, name=f"Hal {number}")
    a_series(community, name=f"Reeks {number}")
    for weeks in (number + 1, -number - 1):
        Event.objects.filter(pk=an_event(community, weeks=weeks).pk).update(series=world["series"])
    a_stop_offer(world["series"], by=person, organisation=an_organisation(f"Gastheer {number}"))
    Template.objects.create(community=community, name=f"Sjabloon {number}", example=event)
