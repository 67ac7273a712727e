"""How far two points lie apart, in Python and in both databases."""

from __future__ import annotations

import math
from typing import cast

from django.db.models import F, FloatField, Model, QuerySet, Value
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

EARTH_KM = 6371.0088  # mean radius of the Earth, (2a + b) / 3 of the WGS 84 ellipsoid (IUGG)


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance between two points given in degrees.

    The haversine formula in the form of R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984), which stays exact for
    small distances. The Earth is taken as a sphere: at most 0.5 % off.
    """
    here, there = math.radians(latitude), math.radians(other_latitude)
    half = (
        math.sin((there - here) / 2) ** 2
        + math.cos(here) * math.cos(there) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def box(latitude: float, longitude: float, km: float) -> tuple[float, float, float, float]:
    """The smallest south, north, west, east between which every point within `km` lies.

    A circle that holds a pole reaches all longitudes. Western Europe is what we serve: a box does not go around the date line.
    """
    angle = km / EARTH_KM
    south, north = latitude - math.degrees(angle), latitude + math.degrees(angle)
    if south <= -90 or north >= 90 or angle >= math.pi / 2:
        return max(south, -90.0), min(north, 90.0), -180.0, 180.0
    aside = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(latitude)))))
    return south, north, longitude - aside, longitude + aside


def with_distance[M: Model](queryset: QuerySet[M], latitude: float, longitude: float, at: str = "") -> QuerySet[M]:
    """Annotate each row with `distance`, in kilometres from the point; `at` leads to the coordinates ("sites__")."""
    here = math.radians(latitude)
    their_latitude = Radians(F(f"{at}latitude"), output_field=FloatField())
    half_north = Power(Sin((their_latitude - Value(here)) / 2.0), 2.0)
    half_east = Power(Sin((Radians(F(f"{at}longitude")) - Value(math.radians(longitude))) / 2.0), 2.0)
    half = half_north + Cos(their_latitude) * Value(math.cos(here)) * half_east
    nearest = Least(Value(1.0), Sqrt(half, output_field=FloatField()), output_field=FloatField())
    distance = ASin(nearest, output_field=FloatField()) * Value(2 * EARTH_KM)
    return cast("QuerySet[M]", queryset.annotate(distance=distance))  # the stubs lose the row type here


def within[M: Model](queryset: QuerySet[M], latitude: float, longitude: float, km: float, at: str = "") -> QuerySet[M]:
    """Only rows at most `km` away, with their `distance`. The box comes first because an index can answer it."""
    south, north, west, east = box(latitude, longitude, km)
    near = queryset.filter(
        **{f"{at}latitude__range": (south, north), f"{at}longitude__range": (west, east)},
    )
    return with_distance(near, latitude, longitude, at).filter(distance__lte=km)
