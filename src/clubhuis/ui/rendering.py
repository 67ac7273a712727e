"""Makes `{{ form }}`, `{{ form.field.as_field_group }}` and formsets come out in the house's markup everywhere."""

from django.forms.renderers import TemplatesSetting


class HouseRenderer(TemplatesSetting):
    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    formset_template_name = "ui/forms/formset.html"
