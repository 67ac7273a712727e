"""A choice of public events that a program can follow: its name and its addresses."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from clubhuis.communities.models import Community
from clubhuis.events.models import Kind, Series
from clubhuis.lib.languages import in_language
from clubhuis.places.models import Region
from clubhuis.themes.models import Theme

from .asking import Asked
from .feeds import Feed


@dataclass(frozen=True, slots=True)
class Address:
    """Where a program finds a calendar."""

    path: str

    @property
    def url(self) -> str:
        return settings.SITE_URL + self.path

    @property
    def webcal(self) -> str:
        """What calendar programs answer to by offering to follow it."""
        return "webcal://" + self.url.split("://", 1)[1]


@dataclass(frozen=True, slots=True)
class Selection:
    """The same filters as on the page, without what only a page has."""

    name: str
    query: str  # "?community=ring&theme=vacuum", or ""

    def address(self, kind: str) -> Address:
        return Address(f"{reverse(f'portal:events_{kind}')}{self.query}")

    @property
    def ics(self) -> Address:
        return self.address("ics")

    @property
    def atom(self) -> Address:
        return self.address("atom")

    @property
    def rss(self) -> Address:
        return self.address("rss")

    @property
    def page(self) -> str:
        return f"{reverse('portal:calendar')}{self.query}"

    def feed(self, kind: str) -> Feed:
        return Feed(self.name, self.page, self.address(kind).path)


def selection_of(asked: Asked) -> Selection:
    """What programs can follow of this: the filters, whoever looks; "for me" and "mine" have a feed of their own."""
    pairs = [
        *(("q", one) for one in ([asked.words] if asked.words else [])),
        *(("kind", one) for one in sorted(asked.kinds)),
        *(("community", one) for one in sorted(asked.communities)),
        *(("theme", one) for one in sorted(asked.themes)),
        *(("region", one) for one in sorted(asked.regions)),
        *(("series", one) for one in ([asked.series] if asked.series else [])),
        *((("place", asked.place), ("km", str(asked.km))) if asked.place else ()),
    ]
    return Selection(_name(asked), f"?{urlencode(pairs)}" if pairs else "")


def _name(asked: Asked) -> str:
    """ "Clubhuis: Precisiekring, Vacuüm"; only what every visitor may know by name."""
    communities = Community.objects.visible_to(None).filter(slug__in=asked.communities) if asked.communities else ()
    themes = Theme.objects.visible_to(None).filter(slug__in=asked.themes) if asked.themes else ()
    regions = Region.objects.filter(code__in=asked.regions) if asked.regions else ()
    series = Series.objects.filter(slug=asked.series, community__in=Community.objects.visible_to(None)) if asked.series else ()  # fmt: skip
    said = [
        *([f"“{asked.words}”"] if asked.words else []),
        *(str(label) for value, label in Kind.choices if value in asked.kinds),
        *(community.name for community in communities),
        *(one.name for one in series),
        *(theme.name for theme in themes),
        *(in_language(region, "name") for region in regions),
        *([_("within %(km)s km of %(place)s") % {"km": asked.km, "place": asked.place}] if asked.place else []),
    ]
    everything = _("events")
    return f"{settings.INSTALLATION_NAME}: {', '.join(said) or everything}"
