"""Forms: `{% form %}` for the whole, `{% field %}` for one, both over Django's own forms."""

from typing import Any

from django import forms
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .buttons import KINDS
from .fields import field as draw_field
from .library import markup, one_of, register
from .sending import token_of


@register.simple_block_tag(takes_context=True)
def form(
    context: Context,
    content: str,
    form: forms.BaseForm,
    *,
    submit: str = "",
    action: str = "",
    method: str = "post",
    cancel: str = "",
    keep: str = "",
    target: str = "",
    kind: str = "primary",
    danger: bool = False,
    icon: str = "",
    id: str = "",
    autosubmit: bool = False,
) -> SafeString:
    """A whole form: summary of errors, fields, buttons, CSRF token.

    Between the tags stand the fields in your own order; leave it empty for all of them. `keep` is a name under which
    what is typed survives an expired session; `target` makes it an htmx form whose answer replaces that element.
    """
    one_of("method", method, {"post", "get"})
    request = context.get("request")
    hidden = [str(bound) for bound in form.hidden_fields()]
    values: dict[str, Any] = {
        "form": form,
        "content": mark_safe("".join([content, *hidden])) if content.strip() else mark_safe(form.render()),
        "submit": submit or _("Save"),
        "action": action,
        "method": method,
        "cancel": cancel,
        "keep": keep,
        "target": target,
        "kind": "danger" if danger else one_of("kind", kind, KINDS),
        "icon": icon,
        "id": id,
        "autosubmit": autosubmit,
        "has_files": form.is_multipart(),
        "token": token_of(request) if method == "post" else "",
        # The summary belongs to the form as a whole; `form.render()` leaves it to us.
        "errors": mistakes(form) if form.is_bound else [],
    }
    return render_to_string("ui/parts/form.html", values)


def mistakes(form: forms.BaseForm) -> list[tuple[str, str, str]]:
    """What is wrong with a form: the id to go to, the field's name, and the sentence."""
    found = []
    for name, errors in form.errors.items():
        bound = form[name] if name in form.fields else None
        for error in errors:
            if bound is None:
                found.append(("", "", str(error)))
            else:
                found.append((bound.id_for_label or bound.auto_id, str(bound.label), str(error)))
    return found


@register.simple_tag
def field(bound: forms.BoundField, *, label: str = "", help: str = "", width: str = "") -> SafeString:
    """One field with label, help and error. `width` is short, medium or empty for the whole measure."""
    one_of("width", width, {"", "short", "medium"})
    return draw_field(bound, label=label, help=help, width=width)


@register.simple_block_tag
def fieldset(content: str, legend: str, *, help: str = "", inline: bool = False) -> SafeString:
    """Fields that belong together under one heading; `inline` puts them side by side."""
    explained = markup('<p class="help">{}</p>', help) if help else ""
    return markup(
        '<fieldset class="fieldset{}"><legend>{}</legend>{}<div class="fields">{}</div></fieldset>',
        " fieldset-inline" if inline else "",
        legend,
        explained,
        content,
    )


@register.filter
def is_kind(bound: forms.BoundField, kinds: str) -> bool:
    """Whether the field's widget is of one of these kinds (input types or widget names, separated by commas)."""
    widget = bound.field.widget
    names = {type(widget).__name__.lower(), getattr(widget, "input_type", "") or ""}
    return bool(names & set(kinds.split(",")))
