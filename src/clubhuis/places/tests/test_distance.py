import math
import random

import pytest

from clubhuis.places.distance import EARTH_KM, box, distance_km, with_distance, within
from clubhuis.places.models import Region

ALMELO, EINDHOVEN = (52.3667, 6.6667), (51.4416, 5.4697)


def test_known_distances():
    assert distance_km(*ALMELO, *ALMELO) == 0
    assert distance_km(0, 0, 0, 90) == pytest.approx(EARTH_KM * math.pi / 2)
    assert distance_km(0, 0, 0, 180) == pytest.approx(EARTH_KM * math.pi)
    assert distance_km(*ALMELO, *EINDHOVEN) == pytest.approx(131.6, abs=0.5)
    assert distance_km(*ALMELO, *EINDHOVEN) == distance_km(*EINDHOVEN, *ALMELO)


def test_the_box_holds_the_circle_and_touches_it():
    chance = random.Random(7)
    for _ in range(500):
        latitude, longitude, km = chance.uniform(-85, 85), chance.uniform(-120, 120), chance.uniform(1, 400)
        south, north, west, east = box(latitude, longitude, km)
        bearing = chance.uniform(0, 2 * math.pi)
        there = _destination(latitude, longitude, bearing, km * 0.9999)
        assert south <= there[0] <= north
        assert west <= there[1] <= east
        assert distance_km(latitude, longitude, south, longitude) == pytest.approx(km)


def test_a_circle_around_a_pole_reaches_all_longitudes():
    assert box(89.9, 5, 100)[2:] == (-180, 180)


def _destination(latitude, longitude, bearing, km):
    angle, here = km / EARTH_KM, math.radians(latitude)
    there = math.asin(math.sin(here) * math.cos(angle) + math.cos(here) * math.sin(angle) * math.cos(bearing))
    aside = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(here), math.cos(angle) - math.sin(here) * math.sin(there)
    )
    return math.degrees(there), longitude + math.degrees(aside)


@pytest.mark.django_db
def test_the_database_measures_as_python_does():
    for region in with_distance(Region.objects.all(), *ALMELO):
        assert region.distance == pytest.approx(distance_km(*ALMELO, region.latitude, region.longitude), abs=1e-6)


@pytest.mark.django_db
@pytest.mark.parametrize("km", [0, 30, 100, 250, 1000])
def test_within_leaves_out_exactly_what_is_farther(km):
    near = {r.code for r in within(Region.objects.all(), *ALMELO, km)}

    assert near == {r.code for r in Region.objects.all() if distance_km(*ALMELO, r.latitude, r.longitude) <= km}
