"""Communities for tests."""

import itertools

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community, Membership, Role

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
