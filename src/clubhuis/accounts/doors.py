"""The doors through which people come in: allauth's forms in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .introduction import AddressField


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """The address, and the password for those who have one; without it a code goes to the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField()
        self.fields["password"].required = False
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = _("Leave this empty to get a code and a link by mail.")
        plain(self)


class SignUpForm(allauth_forms.SignupForm):  # type: ignore[misc]
    field_order = ("name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField(
            help_text=_("Use the address of your work: your colleagues and communities will recognise you.")
        )
        if "password1" in self.fields:
            self.fields["password1"].label = _("Password")
            self.fields["password1"].help_text = _(
                "At least 10 characters. You can leave it empty: then a code by mail lets you in."
            )
        plain(self)


class CodeForm(allauth_forms.RequestLoginCodeForm):  # type: ignore[misc]
    email = AddressField()


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    email = AddressField()


class ChangeAddressForm(allauth_forms.ChangeEmailForm):  # type: ignore[misc]
    email = AddressField(label=gettext_lazy("New e-mail address"))


class AddAddressForm(allauth_forms.AddEmailForm):  # type: ignore[misc]
    email = AddressField(label=gettext_lazy("New e-mail address"))


def plain(form: forms.Form) -> None:
    """Labels stand above our fields; placeholders would say the same again."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
