"""Makes `{{ form }}`, `{{ form.field.as_field_group }}` and formsets come out in the house's markup everywhere."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.safestring import SafeString

from .parts import fields

FIELD = "a field of the house"  # the name by which Django asks for it; it is drawn without a template


class HouseRenderer(TemplatesSetting):
    form_template_name = "ui/forms/form.html"
    field_template_name = FIELD
    formset_template_name = "ui/forms/formset.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if template_name == FIELD:
            return fields.field(context["field"])
        if template_name in fields.WIDGETS:
            return SafeString(fields.WIDGETS[template_name](context["widget"]))
        return super().render(template_name, context, request)
