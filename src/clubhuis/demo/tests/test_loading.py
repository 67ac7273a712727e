"""The ecosystem in the database: whole, sound, once, and only where nothing real is."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from clubhuis.accounts.models import Person
from clubhuis.accounts.tests.cast import a_person
from clubhuis.activity.models import Fact, Notice
from clubhuis.communities.models import Community, Invitation, MemberImport, Membership, Partnership
from clubhuis.demo import loading, notice
from clubhuis.lib.refusals import Refused
from clubhuis.market.models import Need
from clubhuis.organisations.models import Certificate, Claim, HasCapability, Organisation, Site

TODAY = date(2026, 11, 20)
SMALL = 0.06

pytestmark = pytest.mark.django_db


def load(**options):
    return loading.load(TODAY, **{"scale": SMALL, **options})


@pytest.mark.once
def test_it_refuses_where_somebody_real_is():
    a_person("Nora de Wit")

    with pytest.raises(Refused, match="real data"):
        load()
    with pytest.raises(CommandError, match="real data"):
        call_command("load_demo", scale=SMALL, verbosity=0)
    assert Organisation.objects.count() == 0
    assert load(force=True) is not None


def test_an_attempt_that_fails_leaves_nothing_behind(monkeypatch):
    def fail(*_):
        raise RuntimeError("the power went off")

    monkeypatch.setattr(loading, "_write_history", fail)
    with pytest.raises(RuntimeError):
        load()

    assert (Organisation.objects.count(), Person.objects.count()) == (0, 0)
    assert not loading.is_loaded()


@pytest.mark.once
def test_it_brings_logos_that_can_be_opened_and_a_notice_at_the_foot_of_every_page(rf):
    assert list(notice.links(rf.get("/"))) == []

    load()

    assert [str(link.text) for link in notice.links(rf.get("/"))] == [
        "Demonstratie: iedereen en alles hier is verzonnen"
    ]
    logos = [organisation.logo for organisation in Organisation.objects.exclude(logo="")]
    assert logos
    assert {logo.width for logo in logos} == {200}
    assert {community.picture.width for community in Community.objects.all()} == {960}


@pytest.mark.once
def test_a_whole_load_has_what_was_promised(time_machine):
    """Slow: loads everything, once."""
    time_machine.move_to("2026-11-20T12:00+01:00", tick=True)
    began = timezone.now()
    loading.load(TODAY)
    assert (timezone.now() - began).total_seconds() < 120  # some seconds on a machine that has nothing else to do

    assert Organisation.objects.count() == 560
    assert Person.objects.count() == 2500
    assert 1800 <= Person.objects.exclude(claimed_at=None).count() <= 2000
    assert Organisation.objects.filter(kind="company").count() >= 480
    abroad = Site.objects.filter(is_main=True).exclude(country="NL")
    assert 15 <= abroad.count() <= 40
    assert {region[:2] for region in abroad.values_list("region", flat=True)} == {"BE", "DE"}
    assert Site.objects.filter(is_main=True, country="NL").values("region").distinct().count() == 12
    assert Need.objects.count() == 60
    assert set(Need.objects.values_list("state", flat=True)) == {"open", "closed", "expired"}
    assert Need.objects.exclude(requirements=[]).count() > 50
    members = loading.members_counted()
    assert members["rein-en-vacuum"] == 8
    assert 170 <= members["metaalkring-overijssel"] <= 190
    assert 500 <= members["vakplaats"] <= 600
    assert {c.joining for c in Community.objects.all()} == {"open", "request", "invitation"}
    assert Community.objects.get(slug="jong-precies").parent.slug == "precisiekring"
    assert set(Partnership.objects.values_list("state", flat=True)) == {"invited", "accepted"}
    assert set(Invitation.objects.values_list("state", flat=True)) == set(Invitation.State.values)
    assert {"asked", "current", "declined", "ended"} == set(Membership.objects.values_list("state", flat=True))
    assert set(MemberImport.objects.values_list("state", flat=True)) == {"done", "undone"}
    assert Claim.objects.filter(state="asked").count() == 5
    assert Certificate.objects.filter(expires_on__lt=TODAY).exists()
    assert HasCapability.objects.count() > 2500
    assert Organisation.objects.exclude(offers=None).count() > 450
    assert Notice.objects.filter(read_at=None).exists()
    assert Fact.objects.count() > 2500
    oldest = Fact.objects.order_by("at").first()
    assert 600 < (TODAY - oldest.at.date()).days <= 735
