"""Tables of the desk: sorting, choosing rows, doing something with them, turning pages."""

import re
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .icons import icon as draw
from .library import attributes, classes, markup, one_of, register
from .sending import token_of


def with_parameters(request: HttpRequest, **changes: str | int | None) -> str:
    """The query string of this page with some parameters changed; None takes one away."""
    query = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_block_tag
def table(content: str, *, label: str, dense: bool = False, id: str = "") -> SafeString:
    """A table with a sticky head. On a phone each row becomes a card; the names of the columns go with the values."""
    return markup(
        '<div class="table-frame" role="region" tabindex="0" aria-label="{}"><table{}>{}</table></div>',
        label,
        attributes(class_=classes("table", "table-dense" if dense else ""), id=id),
        named_cells(content),
    )


HEADING = re.compile(r"<th\b[^>]*\bscope=\"col\"[^>]*>(.*?)</th>", re.DOTALL)
ROW_OR_CELL = re.compile(r"<(tr|td|th)\b(?=[\s>])")


def named_cells(rows: str) -> SafeString:
    """Give every <td> the name of its column, so that a template's author need not repeat it in each row.

    A <th> that names its row fills a column too, and needs no name.
    """
    labels = [attributes(data_label=" ".join(strip_tags(name).split())) for name in HEADING.findall(rows)]
    place = -1

    def name_it(found: re.Match[str]) -> str:
        nonlocal place
        if found[1] == "tr":
            place = -1
            return found[0]
        place += 1
        return f"{found[0]}{labels[place]}" if found[1] == "td" and place < len(labels) else found[0]

    return mark_safe(ROW_OR_CELL.sub(name_it, rows))


@register.simple_tag(takes_context=True)
def column(context: Context, text: str, *, sort: str = "", align: str = "start", hidden: bool = False) -> SafeString:
    """The head of a column. `sort` makes it sort by that name through `?sort=name` and, the other way, `?sort=-name`."""
    one_of("align", align, {"start", "end"})
    request = context.get("request")
    look = "end" if align == "end" else ""
    if hidden:
        return markup('<th scope="col"{}><span class="unseen">{}</span></th>', attributes(class_=look), text)
    if not sort or request is None:
        return markup('<th scope="col"{}>{}</th>', attributes(class_=look), text)
    now = request.GET.get("sort", "")
    state = {sort: "ascending", f"-{sort}": "descending"}.get(now)
    order = f"-{sort}" if state == "ascending" else sort
    arrow = {"ascending": "arrow-up", "descending": "arrow-down"}.get(state or "", "chevrons-up-down")
    return markup(
        '<th scope="col"{}><a class="sort" href="{}">{}{}</a></th>',
        attributes(class_=look, aria_sort=state),
        with_parameters(request, sort=order, page=None),
        text,
        draw(arrow),
    )


@register.simple_block_tag(takes_context=True)
def bulk(context: Context, content: str, id: str, *, action: str, count: int | None = None) -> SafeString:
    """The bar with what can be done with the chosen rows; the boxes are `{% pick id value label=… %}`."""
    request = context.get("request")
    return render_to_string(
        "ui/parts/bulk.html",
        {
            "content": content,
            "id": id,
            "action": action,
            "count": count,
            "token": token_of(request),
        },
    )


@register.simple_tag
def pick(form: str, value: str | int, *, label: str, name: str = "chosen", checked: bool = False) -> SafeString:
    """The box that chooses a row for the bulk bar with this id."""
    return markup(
        '<label class="pick"><input type="checkbox"{}><span class="unseen">{}</span></label>',
        attributes(name=name, value=str(value), form=form, checked=checked, data_pick=form),
        _("Choose %(name)s") % {"name": label},
    )


@register.simple_tag
def pick_all(form: str) -> SafeString:
    """The box in the head of the table that chooses every row on the page (needs JavaScript, so it appears with it)."""
    return markup(
        '<th scope="col" class="pick-all"><label class="pick"><input type="checkbox" data-pick-all="{}" hidden>'
        '<span class="unseen">{}</span></label></th>',
        form,
        _("Choose all"),
    )


@register.simple_tag(takes_context=True)
def pager(context: Context, page: Page[Any], *, target: str = "") -> SafeString:
    """Previous, next and where one is. Keeps the filters; works with `?page=`."""
    request = context["request"]
    paginator = page.paginator
    numbers = [
        (number, with_parameters(request, page=number) if isinstance(number, int) else "")
        for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return render_to_string(
        "ui/parts/pager.html",
        {
            "page": page,
            "paginator": paginator,
            "numbers": numbers,
            "target": target,
            "previous": with_parameters(request, page=page.previous_page_number()) if page.has_previous() else "",
            "next": with_parameters(request, page=page.next_page_number()) if page.has_next() else "",
        },
    )
