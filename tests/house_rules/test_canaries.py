"""What is private stays private: a word that stands nowhere else in every private field, looked for by everybody everywhere.

Each canary says who may know it. Everybody opens every page that lets them in, and searches for the beginning of the words; who may
not know it never sees it, and who may sees it somewhere.
"""

import pytest
from django.urls import reverse_lazy

from clubhuis.communities.tests.cast import a_community
from clubhuis.market.tests.cast import a_need
from clubhuis.organisations import access as organisations
from clubhuis.organisations.tests.cast import an_organisation

from .doors import doors, entitled
from .visits import visit
from .world import World

ROOMS = ("accounts", "communities", "market", "matchmaking", "organisations", "portal", "taxonomy")
ACTORS = (  # one of each kind that the rules of these rooms tell apart; all fourteen would take minutes
    *("visitor", "stranger", "member", "colleague", "rival", "viewer", "organiser", "partner_manager"),
    *("foreign_manager", "operator"),
)
INSIDE = {"colleague", "operator"}
# In the community or at its desk. The partner shares events only, so its manager stands outside.
CIRCLE = INSIDE | {"member", "rival", "viewer", "organiser"}
SIGNED_IN = set(ACTORS) - {"visitor"}

CANARIES = {  # what it is, the word, and who may know it
    "a field for who is signed in": ("kanariesite.example", SIGNED_IN),
    "a field for members": ("kanarielijn 0538000111", CIRCLE),
    "a field for nobody": ("NL900011199B01", INSIDE),
    "a department": ("kanarieafdeling", CIRCLE),
    "a line about somebody who is for members": ("kanariecollega", CIRCLE),
    "somebody's own telephone number": ("kanarietoestel 0612000999", CIRCLE),
    "a note at the desk": ("kanarienotitie", {"organiser", "operator"}),
    "a need for members": ("kanariebehoefte", CIRCLE),
    "a need that is for matching only": ("kanariestil", INSIDE),
    "an organisation for members": ("kanariebesloten", CIRCLE),
    "a drawing of a need": ("kanarietekening", INSIDE),
    "a community without a public page": ("kanariekring", {"stranger", "operator"}),
}
SEARCHES = [
    reverse_lazy(name, query={"q": "kanarie"}) for name in ("portal:search", "portal:directory", "market:board")
]


def let_in(world: World) -> None:
    word = {what: word for what, (word, _who) in CANARIES.items()}
    organisation, community, colleague = world["organisation"], world["community"], world.actors["colleague"]
    organisation.website = f"https://{word['a field for who is signed in']}"
    organisation.phone = word["a field for members"]
    organisation.vat_number = word["a field for nobody"]
    organisation.field_visibility = {"website": "signed_in", "phone": "communities", "vat_number": "nobody"}
    organisation.save()
    organisation.departments.create(name=word["a department"])
    colleague.headline = word["a line about somebody who is for members"]
    colleague.phone = word["somebody's own telephone number"]
    colleague.visibility = colleague.contact_visibility = "communities"
    colleague.save()
    world["membership"].notes.create(text=word["a note at the desk"])
    for what, visibility in (("a need for members", "communities"), ("a need that is for matching only", "matching")):
        need = a_need(organisation, by=colleague, title=word[what], text=word[what], visibility=visibility)
        need.communities.set([community])
    world["need"].files.create(file="needs/kanarie.pdf", name=f"{word['a drawing of a need']}.pdf", size=3)
    closed = word["an organisation for members"]
    community.memberships.create(organisation=an_organisation(closed, visibility="communities"))
    a_community(word["a community without a public page"], is_public=False, members=[world.actors["stranger"]])


def seen_by(world: World, actor: str) -> str:
    """All that somebody can read: every page that lets them in, what they find, and the pages that lead there."""
    urls = [
        door.url(world)
        for door in doors()
        if door.rule and door.name.split(":")[0] in ROOMS and actor in entitled(door.rule, "GET")
    ]
    own = [world.actors["colleague"].get_absolute_url(), world["organisation"].get_absolute_url()]
    return "\n".join(
        visit(world, actor, "GET", str(url)).content.decode(errors="replace") for url in [*urls, *SEARCHES, *own]
    )


@pytest.mark.once
@pytest.mark.parametrize("actor", ACTORS)
def test_who_may_know_sees_it_and_nobody_else(world: World, actor: str):
    let_in(world)

    everything = seen_by(world, actor)

    seen = {what for what, (word, _who) in CANARIES.items() if word in everything}
    assert seen == {what for what, (_word, who) in CANARIES.items() if actor in who}


@pytest.mark.once
@pytest.mark.parametrize(
    ("broken", "actor"),
    [
        ("clubhuis.organisations.access.fields_at", "visitor"),
        ("clubhuis.market.models.NeedQuerySet.visible_to", "foreign_manager"),
        ("clubhuis.organisations.models.OrganisationQuerySet.visible_to", "stranger"),
        ("clubhuis.communities.models.CommunityQuerySet.visible_to", "partner_manager"),
        ("clubhuis.market.access.can_see_files", "member"),
    ],
)
def test_a_rule_that_lets_everybody_in_is_noticed(world: World, monkeypatch, asked_plainly, broken: str, actor: str):
    """The mutants: each rule in turn answers as if everything were for everybody."""
    let_in(world)
    open_door = (
        (lambda nearness, organisation: frozenset(organisations.FIELDS))
        if "fields_at" in broken
        else (lambda person, need: True)
        if "can_see_files" in broken
        else (lambda queryset, person: queryset.all())
    )
    monkeypatch.setattr(broken, open_door)
    monkeypatch.setattr("clubhuis.portal.directory.visible", lambda known, person: known.mask(known.rows(known.ids)))

    everything = seen_by(world, actor)

    assert [what for what, (word, who) in CANARIES.items() if word in everything and actor not in who]
