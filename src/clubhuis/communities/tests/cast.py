"""Communities for tests."""

import itertools

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community, Invitation, Membership, Partnership, Role, Tier

numbers = itertools.count(1)


def a_community(name="Precisiekring", *, members=(), managers=(), editors=(), organisers=(), viewers=(), **fields):
    """A community with members (organisations or people) and people with a role at its desk."""
    fields.setdefault("slug", f"community-{next(numbers)}")
    community = Community.objects.create(name_nl=name, **fields)
    for member in members:
        a_membership(community, member)
    for kind, people in (("manager", managers), ("editor", editors), ("organiser", organisers), ("viewer", viewers)):
        for person in people:
            Role.objects.create(community=community, person=person, kind=kind)
    return community


def a_membership(community, member, **fields):
    kind = "person" if isinstance(member, Person) else "organisation"
    return Membership.objects.create(community=community, **{kind: member}, **fields)


def a_request(community, member, **fields):
    """Somebody who asked to join and waits for an answer."""
    fields.setdefault("asked_by", member if isinstance(member, Person) else None)
    return a_membership(community, member, state="asked", through="request", **fields)


def a_tier(community, name="Kennispartner", **fields):
    return Tier.objects.create(community=community, name_nl=name, **fields)


def a_partnership(inviting, invited, *, state="accepted", shares=("events",)):
    shared = {f"shares_{what}": what in shares for what in ("events", "members", "needs", "knowledge")}
    return Partnership.objects.create(inviting=inviting, invited=invited, state=state, **shared)


def an_invitation(community, email="nora@voorbeeld.example", **fields):
    return Invitation.objects.create(community=community, email=email, **fields)
