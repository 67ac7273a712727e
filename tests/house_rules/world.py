"""Fourteen actors around one organisation in one community, and one of each thing they may meet."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client

from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person, an_operator
from clubhuis.activity.actions import record, tell
from clubhuis.activity.unsubscribing import unsubscribe_url
from clubhuis.communities.models import Community, MemberImport, Partnership
from clubhuis.communities.tests.cast import a_community, a_request, an_invitation
from clubhuis.market.tests.cast import a_need, an_offer
from clubhuis.organisations.models import Organisation
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.portal.models import SavedSearch
from clubhuis.taxonomy.models import Revision
from clubhuis.taxonomy.tests.cast import a_capability

from .things import ADDED_BY

ACTORS = (
    "visitor",  # not signed in
    "stranger",  # signed in, belongs to nothing
    "member",  # belongs to the community as a person
    "colleague",  # works at the organisation
    "editor",  # edits the organisation's profile
    "administrator",  # of the organisation
    "rival",  # administrator of another organisation in the same community
    "viewer",  # the four roles at the community's desk
    "desk_editor",
    "organiser",
    "manager",
    "partner_manager",  # manager of a partner community
    "foreign_manager",  # manager of a community that has nothing to do with it
    "operator",
)


@dataclass
class World:
    """Things by name: `world["community.slug"]` is what a table's `args` say."""

    actors: dict[str, Person | None]
    things: dict[str, Any] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)  # what the cookie of each actor says
    seen: dict[tuple[str, str], Any] = field(default_factory=dict)  # pages that were looked at: visits.looked_at
    costs: list[Any] = field(
        default_factory=list
    )  # what pages asked for few rows and for many: test_costs.few_and_many

    def __getitem__(self, path: str) -> Any:
        name, *rest = path.split(".")
        value = self.things.get(name, self.actors.get(name, name))  # a word that names nothing stands for itself
        for step in rest:
            value = getattr(value, step)
        return value

    def sign_everybody_in(self) -> None:
        """Once for all tests of a file, before anything is undone."""
        for name, person in self.actors.items():
            if person is not None:
                client = Client()
                client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
                self.sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value


def a_world() -> World:
    actors: dict[str, Person | None] = {
        name: a_person(name.replace("_", " ").title()) for name in ACTORS if name not in {"visitor", "operator"}
    }
    actors = {"visitor": None, **actors, "operator": an_operator()}
    organisation = an_organisation(
        "Verhoef Verspaning",
        administrators=[actors["administrator"]],
        editors=[actors["editor"]],
        members=[actors["colleague"]],
        town="Almelo",
    )
    rivals = an_organisation("Rietveld Frezen", administrators=[actors["rival"]], town="Hengelo")
    community = a_community(
        "Precisiekring",
        members=[organisation, rivals, actors["member"]],
        viewers=[actors["viewer"]],
        editors=[actors["desk_editor"]],
        organisers=[actors["organiser"]],
        managers=[actors["manager"]],
    )
    partner = a_community("Schoonheidskring", managers=[actors["partner_manager"]])
    foreign = a_community("Houtkring", managers=[actors["foreign_manager"]])
    partnership = Partnership.objects.create(inviting=community, invited=partner, state=Partnership.State.ACCEPTED)
    vocabulary = a_capability("milling", nl="frezen op de bank", en="milling")
    at_organisation = things_of(organisation, actors)
    need = a_need(organisation, by=actors["colleague"])
    fact = record("person.claimed", actor=None, subject=actors["colleague"])
    tell([actors["colleague"]], fact, "Welkom")
    notice = actors["colleague"].notices.get()
    mail = actors["colleague"].mails.get()
    world = World(
        actors,
        {
            **at_organisation,
            **things_of_community(community, actors),
            "offer": an_offer(organisation),
            "need": need,
            "need_file": need.files.create(file=ContentFile(b"%PDF-", name="needs/as.pdf"), name="as.pdf", size=5),
            "vocabulary": vocabulary,
            "vocabulary_revision": Revision.objects.create(capability=vocabulary, verb=Revision.Verb.ADDED, after={}),
            "organisation": organisation,
            "rivals": rivals,
            "community": community,
            "partner": partner,
            "foreign": foreign,
            "partnership": partnership,
            "notice": notice,
            "mail": mail,
            "saved_search": SavedSearch.objects.create(person=actors["member"], name="Frezen", query="q=frezen"),
            "member_import": MemberImport.objects.create(community=community, file_name="leden.csv", state="undone"),
            "unsubscription": unsubscribe_url(mail).rstrip("/").rpartition("/")[2],
            "membership": community.memberships.get(organisation=organisation),
        },
    )
    for room in ADDED_BY:
        world.things |= room.things(world)
    world.sign_everybody_in()
    return world


def things_of(organisation: Organisation, actors: dict[str, Person | None]) -> dict[str, Any]:
    """One of each thing that an organisation has."""
    organisation.logo.save("logo.webp", ContentFile(b"RIFF"))
    return {
        "site": organisation.sites.get(),
        "department": organisation.departments.create(name="Verkoop"),
        "picture": organisation.pictures.create(image=ContentFile(b"RIFF", name="hal.webp")),
        "certificate": organisation.certificates.create(name="ISO 9001", file=ContentFile(b"%PDF-", name="iso.pdf")),
        "affiliation": organisation.affiliations.get(person=actors["colleague"]),
        "claim": organisation.claims.create(person=actors["stranger"]),
        "colleague_invitation": organisation.colleague_invitations.create(email="nieuw@voorbeeld.example"),
    }


def things_of_community(community: Community, actors: dict[str, Person | None]) -> dict[str, Any]:
    """One of each thing that a community's desk has."""
    community.picture.save("hal.webp", ContentFile(b"RIFF"), save=False)
    community.logo.save("logo.webp", ContentFile(b"RIFF"))
    member = community.memberships.get(organisation__name="Verhoef Verspaning")
    tag = community.member_tags.create(name="jubileum")
    tag.memberships.add(member)
    return {
        "asked": a_request(community, a_person("Alma Aanvrager")),
        "invitation": an_invitation(community, organisation=None),
        "note": member.notes.create(text="Gebeld over de beurs.", author=actors["organiser"]),
        "role": community.roles.get(person=actors["viewer"]),
        "tag": tag,
    }
