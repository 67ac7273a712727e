"""Rows as records, as Django makes them."""

import pytest
from django.db.models import QuerySet
from django.db.models.functions import Upper
from django.db.models.signals import post_init

from clubhuis.lib.models import Sending
from clubhuis.lib.prepared import prepared
from clubhuis.lib.records import is_plain

pytestmark = pytest.mark.django_db


def as_they_are(records):
    return [
        (type(one), {name: value for name, value in vars(one).items() if name != "_state"}, vars(one._state))
        for one in records
    ]


@pytest.mark.parametrize(
    "narrowed",
    [
        lambda found: found,
        lambda found: found.only("location", "said"),
        lambda found: found.annotate(loud=Upper("key")).order_by("-loud"),
    ],
)
def test_a_record_is_as_django_makes_it(narrowed):
    for key in ("a", "b"):
        Sending.objects.create(key=key, said=[[20, key]], by_script=key == "b")

    @prepared
    def before(key: str) -> QuerySet[Sending]:
        return narrowed(Sending.objects.filter(key__lt=key))

    assert as_they_are(before("c")) == as_they_are(narrowed(Sending.objects.filter(key__lt="c")))


def test_a_record_that_somebody_wants_to_hear_of_is_made_the_long_way():
    def hear(**_signal):
        pass

    assert is_plain(Sending)
    post_init.connect(hear, sender=Sending)
    try:
        assert not is_plain(Sending)
    finally:
        post_init.disconnect(hear, sender=Sending)
