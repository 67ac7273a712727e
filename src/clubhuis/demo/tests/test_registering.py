from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person
from clubhuis.capacity.models import Claim, Pool
from clubhuis.communities.tests.cast import a_community
from clubhuis.demo.registering import fill
from clubhuis.events.tests.cast import an_event
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.programme.models import Session
from clubhuis.registration import actions
from clubhuis.registration.models import Registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def events():
    people = [a_person(f"Persoon {number}") for number in range(50)]
    works = an_organisation("Verhoef Verspaning", members=people[:9], email="info@verhoef.example")
    community, other = a_community(members=[*people[9:45], works]), a_community()
    an_event(community, title="Geweest", weeks=-4, places=30)
    visit = an_event(community, title="Bezoek", weeks=2, places=12, kind="company_visit")
    day = an_event(community, co_hosts=[other], title="Kennisdag", weeks=3, places=40)
    day.hosts.filter(community=other).update(places=8, release_on=timezone.localdate() + timedelta(days=9))
    Session.objects.create(
        event=day, title_nl="Workshop", starts_at=day.starts_at, ends_at=day.ends_at, seats=5, needs_choice=True
    )
    an_event(community, title="Beurs", weeks=5, kind="fair", places=300)
    an_event(community, title="Concept", weeks=5, state="draft")
    return visit


def test_every_seat_is_counted_and_every_queue_has_its_numbers(events):
    fill(timezone.localdate(), seed=1)

    for pool in Pool.objects.all():
        assert pool.taken == pool.seats.count(), pool
    live = Registration.objects.live()
    assert live.count() > 40
    assert {one.claim.holder for one in live.select_related("claim")} == {f"registration:{one.pk}" for one in live}
    for event in {one.event_id for one in live}:
        waiting = Claim.objects.filter(line__key=f"event:{event}", state="waiting").order_by("number")
        assert [claim.number for claim in waiting] == list(range(1, len(waiting) + 1))


def test_what_was_filled_works_like_what_people_did(events):
    fill(timezone.localdate(), seed=1)
    seated = Registration.objects.filter(state="confirmed", event__starts_at__gt=timezone.now()).first()

    assert actions.cancel(seated, is_approved=True).state == "cancelled"


def test_the_same_seed_fills_the_same(events):
    def filled():
        with transaction.atomic():
            fill(timezone.localdate(), seed=1)
            found = list(Registration.objects.order_by("token").values_list("token", "state", "event_id"))
            transaction.set_rollback(True)
        return found

    assert filled() == filled()
