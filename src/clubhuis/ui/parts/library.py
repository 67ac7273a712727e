"""Where every component registers itself, and the few things they share."""

from collections.abc import Collection

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

register = template.Library()


def one_of(what: str, value: str, allowed: Collection[str]) -> str:
    """The value, when it is a known one; a misspelt value fails as loudly as a misspelt attribute."""
    if value not in allowed:
        raise template.TemplateSyntaxError(f"{what} is {value!r}, but must be one of: {', '.join(sorted(allowed))}")
    return value


def attributes(**values: object) -> SafeString:
    """HTML attributes; None and False are left out, True stands alone. `class_` gives class, `data_x` gives data-x."""
    written = []  # pages have hundreds of these: format_html for each would be a third of the time of a table
    for name, value in values.items():
        if value is None or value is False or value == "":
            continue
        name = name.rstrip("_").replace("_", "-")
        text = value if isinstance(value, SafeString) else str(value)
        written.append(f" {name}" if value is True else f' {name}="{conditional_escape(text)}"')
    return SafeString("".join(written))


def classes(*names: str) -> str:
    """The class names that are not empty, as one attribute value."""
    return " ".join(name for name in names if name)
