from django import template

from clubhuis.registration.forms.registering import money as in_money
from clubhuis.registration.models import Registration

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
