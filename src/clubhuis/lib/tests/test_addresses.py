import pytest
from django.test.utils import override_script_prefix
from django.urls import reverse

from clubhuis.lib.addresses import address


@pytest.mark.parametrize("prefix", ["/", "/house/"])
@pytest.mark.parametrize("number", [1, 23])
def test_an_address_is_the_one_that_django_finds(prefix, number):
    with override_script_prefix(prefix):
        found = address("communities:member", "een-kring", number=number)

        assert found == reverse("communities:member", args=["een-kring", number])
