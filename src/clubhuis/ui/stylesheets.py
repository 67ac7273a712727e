"""The stylesheets of the house, in order. Each is about one thing; collectstatic joins them into one file."""

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

JOINED = "ui/house.css"
PARTS = [
    f"ui/css/{name}.css"
    for name in (
        "tokens",
        "base",
        "page",
        "header",
        "button",
        "field",
        "piece",
        "card",
        "table",
        "filter",
        "block",
        "dialog",
        "measure",
        "chart",
        "map",
        "print",
    )
]


def to_link() -> list[str]:
    """What a page links to: the joined file where it has been collected."""
    joined = isinstance(staticfiles_storage, ManifestFilesMixin) and not settings.DEBUG
    return [JOINED] if joined else PARTS
