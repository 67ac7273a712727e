from django import template
from django.template import Context
from django.utils.safestring import SafeString

from clubhuis.registration.desk import drawing
from clubhuis.registration.forms.registering import money as in_money
from clubhuis.registration.models import Registration
from clubhuis.ui.parts.sending import token_of

register = template.Library()


@register.filter
def money(cents: int) -> str:
    """Cents as people write an amount."""
    return in_money(cents)


@register.filter
def same(one: object, other: object) -> bool:
    """Whether the two are equal, where a tag takes a truth."""
    return one == other


@register.simple_tag
def money_of(registration: Registration) -> str:
    """What a registration costs, VAT included."""
    return in_money(registration.total_cents)


register.simple_tag(drawing.state_of)


@register.simple_tag(takes_context=True)
def registration_rows(context: Context) -> SafeString:
    """The rows of the table of the desk."""
    return drawing.table_rows(
        context["rows"],
        event=context["event"],
        may=context["may"],
        with_host="host" in context["filter"].fields,
        token=token_of(context.get("request")),
    )
