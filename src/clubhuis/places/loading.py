"""Put the regions of the data file into the database, where other rows can point to them."""

from __future__ import annotations

from django.db import transaction

from .atlas import rows
from .models import Region


@transaction.atomic
def load_regions() -> int:
    """Add regions that are new and bring the others up to date; answers how many there are. Doing it again changes nothing."""
    regions = [
        Region(
            code=row["code"],
            level=int(row["level"]),
            parent_id=row["parent"] or None,
            name_nl=row["nl"],
            name_en=row["en"],
            name_de=row["de"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            radius_km=int(row["radius_km"]),
        )
        for row in rows("regions")
    ]
    changing = ["level", "parent", "name_nl", "name_en", "name_de", "latitude", "longitude", "radius_km"]
    Region.objects.bulk_create(regions, update_conflicts=True, unique_fields=["code"], update_fields=changing)
    return len(regions)
