"""What a community's answers teach: seen, bounded, undone."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.tests.cast import a_community
from clubhuis.engines.matching import BOUNDS, Weights
from clubhuis.lib.refusals import Refused
from clubhuis.market.tests.cast import a_need
from clubhuis.matchmaking.actions.learning import FEWEST, count_lessons, learn, unlearn
from clubhuis.matchmaking.learnt import weights_for
from clubhuis.matchmaking.models import Answer, Invitation
from clubhuis.organisations.tests.cast import an_organisation

pytestmark = pytest.mark.django_db

NEAR = {"words": 0.2, "concepts": 0.2, "meaning": 0.5, "requirements": 0.5, "nearness": 1.0}
FAR = NEAR | {"nearness": 0.0}


def a_ring_in_which_near_suppliers_said_yes(answers=FEWEST):
    """Half of them near and interested, half of them far and silent for a month."""
    ring = a_community("Precisiekring", managers=[a_person("Alma")])
    need = a_need(communities=[ring])
    long_ago = timezone.now() - timedelta(days=30)
    for number in range(answers):
        is_near = number % 2 == 0
        asked = Invitation.objects.create(
            need=need,
            supplier=an_organisation(f"Maker {number}"),
            signals=NEAR if is_near else FAR,
            invited_at=long_ago,
        )
        if is_near:
            Answer.objects.create(invitation=asked, kind=Answer.Kind.INTERESTED)
    return ring


def test_nearness_counts_for_more_where_near_suppliers_said_yes():
    ring = a_ring_in_which_near_suppliers_said_yes()

    made = learn(ring)

    weights = weights_for(ring)
    assert Weights().nearness < weights.nearness <= BOUNDS["nearness"][1]
    assert [shift["signal"] for shift in made.shifts] == ["nearness"]
    assert (count_lessons(ring), len(made.lessons)) == (FEWEST, FEWEST)


def test_nothing_is_learnt_from_few_answers_or_twice_from_the_same():
    few, ring = a_ring_in_which_near_suppliers_said_yes(FEWEST - 1), a_ring_in_which_near_suppliers_said_yes()

    assert learn(few) is None
    assert learn(ring) is not None
    assert learn(ring) is None


def test_what_was_learnt_is_undone_for_good_by_who_manages():
    ring = a_ring_in_which_near_suppliers_said_yes()
    made, alma = learn(ring), ring.roles.get().person

    with pytest.raises(PermissionDenied):
        unlearn(made, by=a_person("Freek"))
    unlearn(made, by=alma)

    assert weights_for(ring) is None
    assert learn(ring) is None  # those answers teach nothing any more
    with pytest.raises(Refused, match="ongedaan gemaakt"):
        unlearn(made, by=alma)
