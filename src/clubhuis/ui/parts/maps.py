"""A map with its list: points on our own base map of provinces, and the same things as a list beside it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from operator import attrgetter

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.crypto import get_random_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from clubhuis.lib.scripts import in_script
from clubhuis.ui.towns import TOWNS

from .library import register


@dataclass(frozen=True, slots=True)
class Point:
    """A thing on the map. `latitude` and `longitude` in degrees (WGS 84)."""

    name: str
    latitude: float
    longitude: float
    href: str = ""
    note: str = ""


OF_A_POINT = tuple(field.name for field in fields(Point))
values_of = attrgetter(*OF_A_POINT)


@dataclass(frozen=True, slots=True)
class Around:
    """A circle on the map: everything within so many kilometres."""

    latitude: float
    longitude: float
    kilometres: float


@register.simple_block_tag
def map_with_list(
    content: str, points: Iterable[Point], *, label: str, around: Around | None = None, tall: bool = False
) -> SafeString:
    """A map of points with the list of the same things between the tags. Without JavaScript only the list is there."""
    data = {
        "points": [dict(zip(OF_A_POINT, values_of(point), strict=True)) for point in points],
        "around": asdict(around) if around else None,
        "base": static(settings.MAP_BORDERS),
        "towns": TOWNS,
        "words": {"closer": _("Closer"), "further": _("Further away"), "everything": _("Show everything")},
    }
    return render_to_string(
        "ui/parts/map.html",
        {
            "content": content,
            "data": in_script(data),
            "id": f"map-{get_random_string(6)}",
            "label": label,
            "tall": tall,
        },
    )
