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
from django.utils.translation import ngettext

from .icons import icon as draw
from .library import attributes, escaped, markup, register


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
    count = "" if choice.count is None else f'<span class="count">{number_format(choice.count)}</span>'
    kind, checked = "radio" if single else "checkbox", " checked" if choice.chosen else ""
    return SafeString(
        f'<label class="choice"><input type="{kind}" name="{escaped(name)}" value="{escaped(choice.value)}"{checked}>'
        f"<span>{escaped(choice.text)}</span>{count}</label>"
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
    rest = ""
    if hidden := at_once.count(False):
        more = ngettext("%(counter)s more", "%(counter)s more", hidden) % {"counter": hidden}
        rest = markup(
            '<details class="facet-rest"><summary>{}</summary>{}</details>',
            more,
            SafeString("".join(compress(boxes, map(not_, at_once)))),
        )
    return markup(
        '<details class="facet"{}><summary>{}{}</summary><fieldset><legend class="unseen">{}</legend>{}{}</fieldset></details>',
        attributes(open=open or any(choice.chosen for choice in choices)),
        legend,
        draw("chevron-down", size="small"),
        legend,
        SafeString("".join(compress(boxes, at_once))),
        rest,
    )
