"""Rows as values, as Django gives them."""

import pytest
from django.db.models import QuerySet
from django.db.models.functions import Upper

from clubhuis.lib.models import Sending
from clubhuis.lib.prepared import prepared

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "narrowed",
    [
        lambda found: found.values(),
        lambda found: found.values("said", "by_script", "key"),
        lambda found: found.annotate(loud=Upper("key")).values("loud", "said"),
        lambda found: found.values_list("by_script", "said"),
        lambda found: found.values_list("key", Upper("key")),
        lambda found: found.values_list("said", flat=True),
        lambda found: found.order_by("-location", "key").values_list("by_script").distinct(),
    ],
)
def test_values_are_as_django_gives_them(narrowed):
    for key in ("a", "b"):
        Sending.objects.create(key=key, said=[[20, key]], by_script=key == "b", location=key)

    @prepared
    def before(key: str) -> QuerySet[Sending]:
        return narrowed(Sending.objects.filter(key__lt=key).order_by("key"))

    assert before("c") == list(narrowed(Sending.objects.filter(key__lt="c").order_by("key")))


def test_other_rows_are_refused():
    @prepared
    def before(key: str) -> QuerySet[Sending]:
        return Sending.objects.filter(key__lt=key).values_list("key", named=True)

    with pytest.raises(TypeError, match="records, or plain values"):
        before("c")
