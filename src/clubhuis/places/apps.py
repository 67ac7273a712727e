from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PlacesConfig(AppConfig):
    name = "clubhuis.places"

    def ready(self) -> None:
        post_migrate.connect(_load_regions, sender=self)


def _load_regions(using: str, **_: Any) -> None:
    """Regions are as fixed as the tables: other rooms may point to them from the first row on."""
    from .loading import load_regions  # models cannot be imported while the rooms are being set up

    if using == "default":
        load_regions()
