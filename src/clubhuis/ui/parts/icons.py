"""One set of icons (Lucide, stroke 1.75), written into the page: no request, no flash."""

import re
from functools import cache, lru_cache
from pathlib import Path

from django.template import TemplateSyntaxError
from django.utils.safestring import SafeString, mark_safe

from .library import markup, register

SPRITE = Path(__file__).parent.parent / "static/ui/vendor/lucide.svg"


@cache
def drawings() -> dict[str, SafeString]:
    """The inside of each icon's SVG, by name."""
    symbols = re.findall(r'<symbol id="([^"]+)"[^>]*>(.*?)</symbol>', SPRITE.read_text(encoding="utf-8"), re.DOTALL)
    return {name: mark_safe(inside) for name, inside in symbols}


@register.simple_tag
def icon(name: str, *, label: str = "", size: str = "") -> SafeString:
    """An icon beside a text, or on its own with a `label` for those who do not see it."""
    return _drawn(name, str(label), size)


@lru_cache(maxsize=1024)
def _drawn(name: str, label: str, size: str) -> SafeString:
    if name not in drawings():
        raise TemplateSyntaxError(f"There is no icon {name!r}. The icons are shown on /ui/.")
    kind = f"icon icon-{size}" if size else "icon"
    if label:
        return markup(
            '<svg class="{}" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', kind, label, drawings()[name]
        )
    return markup('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', kind, drawings()[name])


def maybe_icon(name: str) -> SafeString:
    return icon(name) if name else SafeString("")
