import pytest
from django.utils import timezone

from clubhuis.accounts.tests.cast import a_person
from clubhuis.agenda.models import Idea
from clubhuis.communities.tests.cast import a_community
from clubhuis.demo.afterwards import look_back
from clubhuis.demo.at_the_desk import show
from clubhuis.demo.registering import fill
from clubhuis.events.tests.cast import an_event
from clubhuis.organisations.tests.cast import an_organisation
from clubhuis.registration.models import AttendedTogether, CheckIn, Feedback, Invitation, Registration

pytestmark = pytest.mark.django_db


def test_a_past_event_has_who_was_there_and_what_they_want():
    people = [a_person(f"Persoon {number}") for number in range(24)]
    works = [
        an_organisation("Verhoef Verspaning", members=people[:12], email="info@verhoef.example"),
        an_organisation("Optiek Oost", members=people[12:], email="info@optiek.example"),
    ]
    community = a_community(members=works)
    past = an_event(community, slug="kennisdag-vacuum", weeks=-4, places=30)
    coming = an_event(community, weeks=4, places=30)

    for tell in (fill, show, look_back):
        tell(timezone.localdate(), 1)

    attended = Registration.objects.filter(event=past, state="attended")
    assert attended.count() == CheckIn.objects.filter(registration__event=past).count() > 10
    assert set(Feedback.objects.values_list("registration__event", flat=True)) == {past.pk}
    assert AttendedTogether.objects.filter(event=past).count() == 1
    assert past.afterwards.thanked_at
    assert past.materials.exists()
    assert set(Idea.objects.values_list("event", flat=True)) == {past.pk}
    assert not CheckIn.objects.filter(registration__event=coming).exists()
    assert set(Invitation.objects.values_list("event", flat=True)) == {coming.pk}
