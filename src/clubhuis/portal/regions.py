"""Where a person's postcode lies: the room of places tells the room of accounts, which stands beside it."""

from clubhuis.accounts.regions import FoundRegion
from clubhuis.places.access import locate
from clubhuis.places.models import Region


def of_postcode(country: str, postcode: str) -> FoundRegion | None:
    located = locate(country, postcode)
    region = Region.objects.filter(pk=located.region).first() if located else None
    return FoundRegion(code=region.code, name=str(region)) if region else None
