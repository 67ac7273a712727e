"""Fields and widgets of forms, drawn without templates: Django takes three to eight for each, and a form has thirty fields.

They say what Django's own templates say; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .icons import icon as draw
from .library import escaped, markup

type Drawing = Callable[[Mapping[str, Any]], str]


def field(bound: forms.BoundField, *, label: str = "", help: str = "", width: str = "", **_more: object) -> SafeString:
    """One field with its label, help, mistakes and, for a long text, how long it may be."""
    name, said, mistakes = label or bound.label, help or bound.help_text, bound.errors
    id_of, id_for_label, widget = bound.auto_id, bound.id_for_label, bound.field.widget
    wrong = " field-wrong" if mistakes else ""
    explained = markup('<p class="help" id="{}_helptext">{}</p>', id_of, mark_safe(str(said))) if said else ""
    told = ""
    if mistakes:
        each = SafeString("".join(markup("<span>{}</span>", mistake) for mistake in mistakes))
        told = markup('<p class="error" id="{}_error">{}{}</p>', id_of, draw("circle-x"), each)
    control = SafeString(str(bound))
    if isinstance(widget, forms.CheckboxInput):
        return markup(
            '<div class="field field-check{}"><div class="check">{}<label for="{}">{}</label></div>{}{}</div>',
            *(wrong, control, id_for_label, name, explained, told),
        )
    optional = "" if bound.field.required else markup(' <span class="optional">{}</span>', _("(optional)"))
    counter = _counter(bound, widget, id_for_label)
    size = f" field-{width}" if width else ""
    if bound.use_fieldset:
        described = bound.aria_describedby
        return markup(
            '<fieldset class="field{}{}"{}><legend id="{}" tabindex="-1" class="label">{}{}</legend>{}{}{}{}</fieldset>',
            *(size, wrong, markup(' aria-describedby="{}"', described) if described else "", id_of, name),
            *(optional, explained, control, told, counter),
        )
    return markup(
        '<div class="field{}{}"><label for="{}" class="label">{}{}</label>{}{}{}{}</div>',
        *(size, wrong, id_for_label, name, optional, explained, control, told, counter),
    )


def _counter(bound: forms.BoundField, widget: forms.Widget, id_for_label: str) -> str:
    most = getattr(bound.field, "max_length", None)
    if not most or not isinstance(widget, forms.Textarea):
        return ""
    said = _("At most %(most)s characters") % {"most": most}
    return markup('<p class="counter" data-count="{}" data-most="{}">{}</p>', id_for_label, most, said)


def attributes_of(widget: Mapping[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{escaped(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def input_of(widget: Mapping[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{escaped(str(widget["value"]))}"'
    return f'<input type="{widget["type"]}" name="{escaped(widget["name"])}"{value}{attributes_of(widget)}>'


def textarea(widget: Mapping[str, Any]) -> str:
    text = escaped(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{escaped(widget["name"])}"{attributes_of(widget)}>\n{text}</textarea>'


def select(widget: Mapping[str, Any]) -> str:
    written = [f'<select name="{escaped(widget["name"])}"{attributes_of(widget)}>']
    for legend, choices, _index in widget["optgroups"]:
        if legend:
            written.append(f'\n  <optgroup label="{escaped(legend)}">')
        for one in choices:
            more = flatatt(one["attrs"]) if one["attrs"] else ""
            written.append(f'\n  <option value="{escaped(str(one["value"]))}"{more}>{escaped(one["label"])}</option>')
        if legend:
            written.append("\n  </optgroup>")
    return "".join([*written, "\n</select>"])


def boxes(widget: Mapping[str, Any]) -> str:
    """Radio buttons or boxes, each with its label, in groups when there are."""
    own = widget["attrs"]
    id_of = f' id="{escaped(own["id"])}"' if own.get("id") else ""
    look = f' class="{escaped(own["class"])}"' if own.get("class") else ""
    written = [f"<div{id_of}{look}>"]
    for group, options, _index in widget["optgroups"]:
        written.append(f"\n  <div><label>{escaped(group)}</label>" if group else "")
        written.extend(f"<div>\n    {option_of(option)}</div>" for option in options)
        written.append("\n  </div>" if group else "")
    return "".join([*written, "\n</div>"])


def option_of(option: Mapping[str, Any]) -> str:
    if not option.get("wrap_label"):
        return input_of(option)
    names = f' for="{escaped(option["attrs"]["id"])}"' if option["attrs"].get("id") else ""
    return f"<label{names}>{input_of(option)} {escaped(option['label'])}</label>"


INPUTS = (
    *("checkbox", "color", "date", "datetime", "email", "hidden", "input", "number", "password", "search", "tel"),
    *("text", "time", "url"),
)
WIDGETS: dict[str, Drawing] = {
    **{f"django/forms/widgets/{name}.html": input_of for name in INPUTS},
    "django/forms/widgets/textarea.html": textarea,
    "django/forms/widgets/select.html": select,
    "django/forms/widgets/radio.html": boxes,
    "django/forms/widgets/checkbox_select.html": boxes,
}
