"""What lies in the database once the ecosystem was loaded."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.db import transaction
from django.test import override_settings

from clubhuis.accounts.models import Person
from clubhuis.activity.models import Concern, Fact, Mail
from clubhuis.communities.models import Community, Invitation, Membership, Partnership
from clubhuis.demo import loading
from clubhuis.demo.sign_ins import PASSWORD, SIGN_INS
from clubhuis.market.models import Need, Offer
from clubhuis.organisations.models import Affiliation, Certificate, Organisation, Site

TODAY = date(2026, 11, 20)
SMALL = 0.06
QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Loaded once for all tests that only look; taken back after the last."""
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"), PASSWORD_HASHERS=[QUICK])
    with django_db_blocker.unblock(), files, transaction.atomic():
        yield loading.load(TODAY, scale=SMALL)
        transaction.set_rollback(True)


def test_what_was_loaded_is_sound(loaded):
    for model in (
        Organisation,
        Site,
        Offer,
        Certificate,
        Affiliation,
        Need,
        Community,
        Membership,
        Invitation,
        Partnership,
        Mail,
    ):
        rows = list(model.objects.all()[:40])
        assert rows, model
        for row in rows:
            row.full_clean(validate_unique=False, exclude=["password"])
    for person in Person.objects.all()[:40]:
        person.full_clean(exclude=["password"], validate_unique=False)


def test_claimed_people_have_a_proven_address_and_the_others_have_none(loaded):
    proven = set(EmailAddress.objects.filter(verified=True, primary=True).values_list("user", flat=True))
    assert proven == set(Person.objects.exclude(claimed_at=None).values_list("pk", flat=True))


def test_anybody_of_the_list_can_sign_in_with_the_password_that_is_printed(loaded):
    for sign_in in SIGN_INS:
        assert authenticate(None, email=sign_in.email, password=PASSWORD).name == sign_in.name
    others = Person.objects.exclude(email__in=[sign_in.email for sign_in in SIGN_INS])
    assert not any(person.has_usable_password() for person in others)


def test_loading_again_changes_nothing(loaded):
    before = (Organisation.objects.count(), Person.objects.count(), Fact.objects.count())

    assert loading.load(TODAY, scale=SMALL) is None
    assert (Organisation.objects.count(), Person.objects.count(), Fact.objects.count()) == before


def test_no_mail_waits_to_be_sent(loaded):
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}


def test_facts_know_what_they_are_about(loaded):
    posted = Fact.objects.filter(verb="need.posted")
    assert set(posted.values_list("subject_id", flat=True)) == set(Need.objects.values_list("pk", flat=True))
    assert Concern.objects.filter(fact__in=posted, kind="organisations.organisation").count() == posted.count()
