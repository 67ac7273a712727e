from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from clubhuis.registration.forms.registering import money as in_money
from clubhuis.registration.models import Registration, State
from clubhuis.ui.parts.pieces import badge

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


@register.simple_tag
def state_of(registration: Registration) -> SafeString:
    """Where somebody stands, at the desk."""
    state = State(registration.state)
    if state == State.QUEUED and registration.queue == Registration.Queue.OFFERED:
        return badge(str(Registration.Queue.OFFERED.label), tone="warn", icon="bell")
    tone, icon = {
        State.CONFIRMED: ("good", "check"),
        State.ATTENDED: ("good", "check"),
        State.QUEUED: ("info", "clock"),
        State.AWAITING_APPROVAL: ("warn", "clock"),
        State.PENDING: ("warn", "clock"),
    }.get(state, ("neutral", ""))
    return badge(str(state.label), tone=tone, icon=icon)


@register.filter
def note_on(registration: Registration) -> str:
    return _("Note on %(name)s") % {"name": registration.known_as}
