"""Things that hold something: cards, facts, notices, empty states, timelines, dialogs, menus."""

from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .icons import icon as draw
from .icons import maybe_icon
from .library import attributes, classes, markup, one_of, register
from .pieces import TONES, when


@register.simple_block_tag
def card(
    content: str,
    *,
    title: str = "",
    href: str = "",
    kicker: str = "",
    level: int = 3,
    media: str = "",
    footer: str = "",
) -> SafeString:
    """One thing in a list of things. With `href` the whole card leads there; `media` is a logo or avatar beside it."""
    name = markup('<a href="{}">{}</a>', href, title) if href else title
    return markup(
        '<article class="{}">{}<div class="card-body">{}{}{}{}</div></article>',
        classes("card", "card-link" if href else ""),
        markup('<div class="card-media">{}</div>', media) if media else "",
        markup('<p class="kicker">{}</p>', kicker) if kicker else "",
        markup('<h{level} class="card-title">{name}</h{level}>', level=level, name=name) if title else "",
        content,
        markup('<footer class="card-footer">{}</footer>', footer) if footer else "",
    )


@register.simple_block_tag
def cards(content: str, *, dense: bool = False) -> SafeString:
    """Cards side by side, as many as fit."""
    return markup('<div class="{}">{}</div>', classes("cards", "cards-dense" if dense else ""), content)


@register.simple_block_tag
def section(content: str, *, title: str, id: str = "", count: int | None = None, actions: str = "") -> SafeString:
    """A part of a page under a heading of its own, with a thin rule above."""
    number = "" if count is None else markup(' <span class="count">{}</span>', formats.localize(count))
    return markup(
        '<section class="section"{}><header class="section-head"><h2>{}{}</h2>{}</header>{}</section>',
        attributes(id=id),
        title,
        number,
        markup('<div class="buttons">{}</div>', actions) if actions else "",
        content,
    )


@register.simple_block_tag
def facts(content: str, *, wide: bool = False) -> SafeString:
    """A list of names and values; holds `{% fact %}`s."""
    return markup('<dl class="{}">{}</dl>', classes("facts", "facts-wide" if wide else ""), content)


@register.simple_block_tag
def fact(content: str, name: str, *, help: str = "") -> SafeString:
    """A name and its value. Nothing is shown when the value is empty."""
    if not content.strip():
        return SafeString("")
    help_text = markup('<span class="fact-help">{}</span>', help) if help else ""
    return markup("<div><dt>{}{}</dt><dd>{}</dd></div>", name, help_text, content)


@register.simple_block_tag
def notice(content: str, *, tone: str = "info", title: str = "") -> SafeString:
    """A message that stands in the page. Say what happened, why, and what to do."""
    one_of("tone", tone, TONES)
    heading = markup("<strong>{}</strong>", title) if title else ""
    return markup(
        '<div class="notice notice-{}"{}>{}<div>{}{}</div></div>',
        tone,
        attributes(role="alert" if tone == "bad" else None),
        maybe_icon(TONES[tone]),
        heading,
        content,
    )


@register.simple_block_tag
def empty_state(content: str, *, title: str, icon: str = "inbox") -> SafeString:
    """What stands here when there is nothing yet: say what it will be, and offer the first step."""
    return markup(
        '<div class="empty">{}<div><p class="empty-title">{}</p>{}</div></div>',
        draw(icon, size="large"),
        title,
        content,
    )


@register.simple_block_tag
def timeline(content: str) -> SafeString:
    """What happened, newest first; holds `{% moment %}`s."""
    return markup('<ol class="timeline">{}</ol>', content)


@register.simple_block_tag
def moment(content: str, at: date | datetime, *, icon: str = "circle-dot", by: str = "") -> SafeString:
    """One thing that happened, when, and who did it."""
    who = markup("{} · ", by) if by else ""
    return markup(
        '<li>{}<div>{}<p class="timeline-when">{}{}</p></div></li>',
        draw(icon),
        content,
        who,
        when(at, time=isinstance(at, datetime)),
    )


@register.simple_block_tag
def dialog(content: str, id: str, *, title: str, wide: bool = False) -> SafeString:
    """A dialog over the page; `{% button … opens=id %}` shows it, with or without our JavaScript."""
    return render_to_string("ui/parts/dialog.html", {"content": content, "id": id, "title": title, "wide": wide})


@register.simple_block_tag
def menu(
    content: str, text: str, *, icon: str = "", icon_only: bool = False, kind: str = "quiet", end: bool = False
) -> SafeString:
    """A button that unfolds a short list of links or deeds (`<li>`s). `end` aligns it to the right."""
    return render_to_string(
        "ui/parts/menu.html",
        {"content": content, "text": text, "icon": icon, "icon_only": icon_only, "kind": kind, "end": end},
    )


@register.simple_block_tag
def tabs(content: str, *, label: str = "", within: bool = False) -> SafeString:
    """Pages of one thing, side by side; holds `{% tab %}`s, which are ordinary links. `within`: those of the tab above."""
    name = "tabs tabs-within" if within else "tabs"
    return markup('<nav class="{}"{}><ul>{}</ul></nav>', name, attributes(aria_label=label or _("Parts")), content)


@register.simple_tag
def tab(text: str, href: str, *, current: bool = False, count: int | None = None, holds: bool = False) -> SafeString:
    """A link to one of the pages of the thing. `holds`: the current page is one of a row below."""
    number = markup(' <span class="count">{}</span>', count) if count is not None else ""
    return markup(
        "<li><a{}>{}{}</a></li>",
        attributes(href=href, aria_current=("true" if holds else "page") if current else None),
        text,
        number,
    )


@register.simple_tag
def stepper(steps: list[str] | tuple[str, ...], current: int) -> SafeString:
    """Where one is in a short row of steps; `current` counts from 1."""
    return render_to_string(
        "ui/parts/stepper.html",
        {
            "steps": [
                (number, text, "done" if number < current else "current" if number == current else "coming")
                for number, text in enumerate(steps, 1)
            ],
        },
    )


@register.simple_tag
def crumb(text: str, href: str = "") -> SafeString:
    """A step on the way to this page."""
    if href:
        return markup('<li><a href="{}">{}</a></li>', href, text)
    return markup('<li aria-current="page">{}</li>', text)
