"""What one can do: buttons, links that look like buttons, and buttons that do a deed by themselves."""

from typing import Any

from django.middleware.csrf import get_token
from django.template import Context
from django.template.loader import render_to_string
from django.utils.crypto import get_random_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .icons import maybe_icon
from .library import attributes, classes, one_of, register

KINDS = {"primary", "plain", "quiet", "danger"}


def look(kind: str, size: str = "", icon_only: bool = False) -> str:
    one_of("kind", kind, KINDS)
    one_of("size", size, {"", "small"})
    return classes("button", f"button-{kind}", f"button-{size}" if size else "", "button-icon" if icon_only else "")


def inside(text: str, icon: str, icon_only: bool) -> SafeString:
    if icon_only:
        return format_html('{}<span class="unseen">{}</span>', maybe_icon(icon), text)
    return format_html("{}<span>{}</span>", maybe_icon(icon), text)


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
    return format_html(
        '<button class="{}"{}>{}</button>',
        look(kind, size, icon_only),
        attributes(
            type=type,
            name=name,
            value=str(value),
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
    return format_html(
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
    values: dict[str, Any] = {
        "text": text,
        "action": action,
        "kind": one_of("kind", kind, KINDS),
        "icon": icon,
        "icon_only": icon_only,
        "size": size,
        "name": name,
        "value": value,
        "confirm": confirm,
        "confirm_title": confirm_title or text,
        "dialog": f"confirm-{get_random_string(8)}" if confirm else "",
        "target": target,
        "next": next,
        "token": get_token(request) if request else "",
    }
    return render_to_string("ui/parts/post_button.html", values)
