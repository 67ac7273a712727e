"""What allauth's forms begin with. It stands by itself, because allauth reads it while it loads its own forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from .addresses import normal_address

if TYPE_CHECKING:
    from .models import Person


class AddressField(forms.EmailField):
    """An e-mail address in the one spelling under which we know it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("E-mail address"))
        options.setdefault("max_length", 254)
        super().__init__(**options)
        self.widget.attrs |= {"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}

    def to_python(self, value: Any) -> Any:
        return super().to_python(normal_address(str(value)) if value else value)


class Introduction(forms.Form):
    """What we ask of somebody new, besides the address."""

    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    def signup(self, request: HttpRequest, user: Person) -> None:
        """allauth asks for this; the name is kept by the adapter."""
