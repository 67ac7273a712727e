"""Finding in a list: a bar with a search box, and facets with counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress
from operator import not_

from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.safestring import SafeString

from .library import markup, register


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


def box(name: str, choice: Choice, *, single: bool) -> SafeString:
    """A value with its box. The directory has some two hundred of them, so a template for each would take too long."""
    count = "" if choice.count is None else markup('<span class="count">{}</span>', number_format(choice.count))
    return markup(
        '<label class="choice"><input type="{}" name="{}" value="{}"{}><span>{}</span>{}</label>',
        "radio" if single else "checkbox",
        name,
        choice.value,
        SafeString(" checked" if choice.chosen else ""),
        choice.text,
        count,
    )


@register.simple_tag
def facet(
    legend: str, name: str, choices: Iterable[Choice], *, shown: int = 6, single: bool = False, open: bool = True
) -> SafeString:
    """Values to choose from with their counts; after `shown` of them the rest unfolds. `single` allows only one."""
    choices = list(choices)
    boxes = [box(name, choice, single=single) for choice in choices]
    # What has been chosen is never hidden behind "more".
    at_once = [number < shown or choice.chosen for number, choice in enumerate(choices)]
    return render_to_string(
        "ui/parts/facet.html",
        {
            "legend": legend,
            "first": SafeString("".join(compress(boxes, at_once))),
            "rest": SafeString("".join(compress(boxes, map(not_, at_once)))),
            "rest_count": at_once.count(False),
            "open": open or any(c.chosen for c in choices),
        },
    )
