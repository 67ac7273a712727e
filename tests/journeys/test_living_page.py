"""The parts of the house, in a browser: for everybody, in every look, with and without JavaScript."""

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.django_db]


def test_every_part_is_usable_by_everybody_in_every_look(page, axe_in_every_look):
    assert axe_in_every_look(page, "/ui/") == []


def test_axe_finds_what_is_wrong(page, open, axe):
    open(page, "/ui/")

    page.evaluate("document.querySelector('.section').insertAdjacentHTML('beforeend', '<input>')")

    assert [finding.split(":")[0] for finding in axe(page)] == ["label"]
