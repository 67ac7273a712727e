"""Where every component registers itself, and the few things they share."""

from collections.abc import Collection
from html import escape

from django import template
from django.utils.safestring import SafeString

register = template.Library()


def one_of(what: str, value: str, allowed: Collection[str]) -> str:
    """The value, when it is a known one; a misspelt value fails as loudly as a misspelt attribute."""
    if value not in allowed:
        raise template.TemplateSyntaxError(f"{what} is {value!r}, but must be one of: {', '.join(sorted(allowed))}")
    return value


def escaped(value: object) -> str:
    """A value as it may stand in HTML; what is HTML already stays as it is.

    Django's own does the same, and takes care first of lazy texts that must stay lazy: a page of the desk has thousands.
    """
    if type(value) is SafeString:
        return value
    return str(value.__html__()) if hasattr(value, "__html__") else escape(str(value))


def markup(pattern: str, *values: object, **named: object) -> SafeString:
    """A piece of HTML with these values in the places of its `{}` and `{name}`, escaped."""
    if named:
        return SafeString(
            pattern.format(*map(escaped, values), **{name: escaped(value) for name, value in named.items()})
        )
    return SafeString(pattern.format(*map(escaped, values)))


def attributes(**values: object) -> SafeString:
    """HTML attributes; None and False are left out, True stands alone. `class_` gives class, `data_x` gives data-x."""
    written = []
    for name, value in values.items():
        if value is None or value is False or value == "":
            continue
        name = name.rstrip("_").replace("_", "-")
        written.append(f" {name}" if value is True else f' {name}="{escaped(value)}"')
    return SafeString("".join(written))


def classes(*names: str) -> str:
    """The class names that are not empty, as one attribute value."""
    return " ".join(name for name in names if name)
