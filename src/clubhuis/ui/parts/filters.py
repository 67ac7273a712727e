"""Finding in a list: a bar with a search box, and facets with counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from .library import register


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, and how many there are."""

    value: str
    text: str
    count: int | None = None
    chosen: bool = False


@register.simple_block_tag(takes_context=True)
def filters(
    context: Context,
    content: str,
    *,
    submit: str,
    target: str = "",
    search: str = "",
    search_label: str = "",
    search_name: str = "q",
    keep: str = "",
    action: str = "",
    clear: str = "",
) -> SafeString:
    """The form around facets. `target` refreshes that element while one chooses; `keep` names parameters to carry along
    (separated by spaces); `search_label` adds a search box."""
    request: HttpRequest = context["request"]
    kept = [(name, value) for name in keep.split() for value in request.GET.getlist(name)]
    return render_to_string(
        "ui/parts/filters.html",
        {
            "content": content,
            "submit": submit,
            "target": target,
            "search": search,
            "search_label": search_label,
            "search_name": search_name,
            "kept": kept,
            "action": action or request.path,
            "clear": clear,
        },
    )


@register.simple_tag
def facet(
    legend: str, name: str, choices: Iterable[Choice], *, shown: int = 6, single: bool = False, open: bool = True
) -> SafeString:
    """Values to choose from with their counts; after `shown` of them the rest unfolds. `single` allows only one."""
    choices = list(choices)
    # What has been chosen is never hidden behind "more".
    first = [c for number, c in enumerate(choices) if number < shown or c.chosen]
    return render_to_string(
        "ui/parts/facet.html",
        {
            "legend": legend,
            "name": name,
            "first": first,
            "rest": [c for c in choices if c not in first],
            "single": single,
            "open": open or any(c.chosen for c in choices),
        },
    )
