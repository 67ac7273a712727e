"""What one can do: buttons, links that look like buttons, and buttons that do a deed by themselves."""

import secrets
from functools import lru_cache

from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .icons import maybe_icon
from .library import attributes, classes, escaped, markup, one_of, register
from .sending import once_field, token_of

KINDS = {"primary", "plain", "quiet", "danger"}


def look(kind: str, size: str = "", icon_only: bool = False) -> str:
    one_of("kind", kind, KINDS)
    one_of("size", size, {"", "small"})
    return classes("button", f"button-{kind}", f"button-{size}" if size else "", "button-icon" if icon_only else "")


def inside(text: str, icon: str, icon_only: bool) -> SafeString:
    if icon_only:
        return markup('{}<span class="unseen">{}</span>', maybe_icon(icon), text)
    return markup("{}<span>{}</span>", maybe_icon(icon), text)


@register.simple_tag
def button(
    text: str,
    *,
    kind: str = "plain",
    icon: str = "",
    icon_only: bool = False,
    size: str = "",
    type: str = "submit",
    name: str = "",
    value: str | int = "",
    form: str = "",
    disabled: bool = False,
    opens: str = "",
) -> SafeString:
    """A button of a form. `kind` is primary (once a page), plain, quiet or danger; `opens` is the id of a dialog."""
    if opens:
        type = "button"
    return _button(
        SafeString(escaped(text)), kind, icon, icon_only, size, type, name, str(value), form, disabled, opens
    )


@lru_cache(maxsize=1024)
def _button(
    text: SafeString,
    kind: str,
    icon: str,
    icon_only: bool,
    size: str,
    type: str,
    name: str,
    value: str,
    form: str,
    disabled: bool,
    opens: str,
) -> SafeString:
    """Drawn once: a table has the same button in each of its rows."""
    return markup(
        '<button class="{}"{}>{}</button>',
        look(kind, size, icon_only),
        attributes(
            type=type,
            name=name,
            value=value,
            form=form,
            disabled=disabled,
            command="show-modal" if opens else None,
            commandfor=opens,
            title=text if icon_only else None,
        ),
        inside(text, icon, icon_only),
    )


@register.simple_tag
def link_button(
    text: str,
    href: str,
    *,
    kind: str = "plain",
    icon: str = "",
    icon_only: bool = False,
    size: str = "",
    download: bool = False,
) -> SafeString:
    """A link to somewhere else that deserves the weight of a button."""
    return markup(
        '<a class="{}"{}>{}</a>',
        look(kind, size, icon_only),
        attributes(href=href, download=download, title=text if icon_only else None),
        inside(text, icon, icon_only),
    )


@register.simple_tag(takes_context=True)
def post_button(
    context: Context,
    text: str,
    action: str,
    *,
    kind: str = "plain",
    icon: str = "",
    icon_only: bool = False,
    size: str = "",
    name: str = "",
    value: str | int = "",
    confirm: str = "",
    confirm_title: str = "",
    target: str = "",
    next: str = "",
) -> SafeString:
    """A deed by itself: a small POST form with its CSRF token.

    `confirm` is a question that is asked first (works without JavaScript); `target` makes it an htmx request whose
    answer replaces that element; `next` says where to go afterwards.
    """
    request = context.get("request")
    look_of_button = look(kind, size, icon_only)
    face = inside(text, icon, icon_only)
    title = text if icon_only else None
    sent = attributes(hx_post=action, hx_target=target, hx_swap="outerHTML") if target else SafeString("")
    hidden = markup(HIDDEN, "csrfmiddlewaretoken", token_of(request)) + once_field()
    if next:
        hidden += markup(HIDDEN, "next", next)
    said = attributes(name=name) + markup(' value="{}"', value) if name else SafeString("")
    if not confirm:
        deed = markup(
            '<button type="submit" class="{}"{}{}>{}</button>', look_of_button, said, attributes(title=title), face
        )
        return markup('<form method="post" action="{}" class="deed"{}>{}{}</form>', action, sent, hidden, deed)
    return markup(
        CONFIRMED,
        dialog=f"confirm-{secrets.token_hex(4)}",
        button=look_of_button,
        title=attributes(title=title),
        face=face,
        heading=confirm_title or text,
        question=confirm,
        action=action,
        sent=sent,
        hidden=hidden,
        kind="danger" if kind == "danger" else "primary",
        said=said,
        text=text,
        cancel=_("Cancel"),
    )


# Written here and not in a template: a table of the desk has a hundred deeds.
HIDDEN = '<input type="hidden" name="{}" value="{}">'
CONFIRMED = """\
<button type="button" class="{button}" command="show-modal" commandfor="{dialog}"{title}>{face}</button>
<dialog id="{dialog}" class="dialog" aria-labelledby="{dialog}-title">
  <h2 id="{dialog}-title">{heading}</h2>
  <p>{question}</p>
  <form method="post" action="{action}" class="buttons"{sent}>{hidden}
    <button type="submit" class="button button-{kind}"{said}><span>{text}</span></button>
    <button type="submit" class="button button-quiet" formmethod="dialog" formnovalidate>{cancel}</button>
  </form>
</dialog>"""
