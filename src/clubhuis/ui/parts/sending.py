"""What every form carries besides its fields: the token that it is ours, and a key by which it is done once."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template import Context
from django.utils.safestring import SafeString

from clubhuis.lib.sending import FIELD, new_key

from .library import markup, register


@register.simple_tag
def once_field() -> SafeString:
    return SafeString(f'<input type="hidden" name="{FIELD}" value="{new_key()}">')


def token_of(request: HttpRequest | None) -> str:
    """The CSRF token, masked once for a page and not once for each of its hundred forms."""
    if request is None:
        return ""
    token: str | None = getattr(request, "token_of_page", None)
    if token is None:
        token = request.token_of_page = get_token(request)  # type: ignore[attr-defined]
    return token


@register.simple_tag(takes_context=True, name="csrf_token")
def token_fields(context: Context) -> SafeString:
    """Django's tag of this name, and the key of the form with it."""
    token: Any = context.get("csrf_token")
    if not token or str(token) == "NOTPROVIDED":
        return SafeString("")
    return markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">{}', token, once_field())
