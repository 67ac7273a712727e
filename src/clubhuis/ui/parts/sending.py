"""What every form carries besides its fields: the token that it is ours, and a key by which it is done once."""

from typing import Any

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from clubhuis.lib.sending import FIELD, new_key

from .library import register


@register.simple_tag
def once_field() -> SafeString:
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_key())


@register.simple_tag(takes_context=True, name="csrf_token")
def token_fields(context: Context) -> SafeString:
    """Django's tag of this name, and the key of the form with it."""
    token: Any = context.get("csrf_token")
    if not token or str(token) == "NOTPROVIDED":
        return SafeString("")
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">{}', token, once_field())
