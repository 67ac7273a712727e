"""How a deed is answered: done and said, or refused in the words of the rule."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.functional import Promise

from clubhuis.lib.refusals import Refused


def attempt(request: HttpRequest, deed: Callable[[], object], said: str | Promise) -> bool:
    """Do it and say so, or say why not. "Not yours" looks like "not there"."""
    try:
        deed()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    except PermissionDenied:
        raise Http404 from None
    messages.success(request, str(said))
    return True


def filled_in(request: HttpRequest, form: forms.BaseForm, deed: Callable[[], object], said: str | Promise) -> bool:
    """A posted form that is right is done; a refusal becomes an error of the form, which keeps what was typed."""
    if not form.is_valid():
        return False
    try:
        deed()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    except PermissionDenied:
        raise Http404 from None
    messages.success(request, str(said))
    return True
