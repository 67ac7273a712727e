"""Where allauth meets our house: which address is the same address, who has claimed what, which mail is sent."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from . import actions
from .addresses import normal_address
from .links import sign_in_link
from .models import Person

# Mails that go to the address itself, so that a link in it proves the same as the code does.
WITH_LINK = {
    "account/email/login_code",
    "account/email/email_confirmation_signup",
    "account/email/account_already_exists",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": gettext_lazy("Too many attempts. Wait a few minutes, then try again."),
        "email_password_mismatch": gettext_lazy(
            "This e-mail address and password do not belong together. Try again, or leave the password empty to get a code by mail."
        ),
        "incorrect_code": gettext_lazy("This is not the code from the mail. Check it, or ask for a new one."),
        "incorrect_password": gettext_lazy("This is not your password. Try again."),
        "same_as_current": gettext_lazy("This is the address you have now. Fill in the new one."),
        "duplicate_email": gettext_lazy("This is already your address."),
        "enter_current_password": gettext_lazy("Fill in your present password."),
    }

    def clean_email(self, email: str) -> str:
        address = normal_address(email)
        if address is None:
            raise ValidationError(_("Fill in your e-mail address."))
        return address

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        user.language = (get_language() or settings.LANGUAGE_CODE)[:2]
        user.name = form.cleaned_data.get("name") or user.name or str(form.cleaned_data.get("email", "")).split("@")[0]
        return super().save_user(request, user, form, commit)  # type: ignore[no-any-return]

    def populate_username(self, request: HttpRequest, user: Person) -> None:
        """People have no user name here."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the reader's own language when we know them; otherwise in that of the page."""
        person = Person.objects.present().filter(email=normal_address(email)).first()
        with override(person.language if person else get_language()):
            if person and person.is_active and template_prefix in WITH_LINK:
                context = context | {"link": sign_in_link(person)}
            super().send_mail(
                template_prefix,
                email,
                context | {"person": person, "site_url": settings.SITE_URL, "language": get_language()},
            )

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        headers = (headers or {}) | {"X-Clubhuis-Kind": template_prefix.replace("account/email", "accounts/mail")}
        return super().render_mail(template_prefix, email, context, headers=headers)  # type: ignore[no-any-return]

    def pre_login(self, request: HttpRequest, user: Person, **options: Any) -> HttpResponse | None:
        """An address that was proved by its code or link, or long ago, need not be proved again."""
        records = get_authentication_records(request, user)
        proved_now = bool(records) and records[-1]["method"] == "code" and records[-1].get("email") == user.email
        if user.email and (proved_now or (user.claimed_at and not EmailAddress.objects.filter(user=user).exists())):
            EmailAddress.objects.update_or_create(
                user=user, email=user.email, defaults={"verified": True, "primary": True}
            )
        return super().pre_login(request, user, **options)  # type: ignore[no-any-return]

    def post_login(self, request: HttpRequest, user: Person, **options: Any) -> HttpResponse:
        """Whoever got here has proved the address: by a code or link, or because it was proved before."""
        records = get_authentication_records(request, user)
        by_mail = bool(records) and records[-1]["method"] == "code"
        actions.arrive(user, proved_again=by_mail and not options.get("signup"))
        return super().post_login(request, user, **options)  # type: ignore[no-any-return]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:sign_in_methods")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code is not right. Use the newest one your app shows."),
    }


class OtherHouseAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Signing in with the account of another house."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Person:
        person: Person = super().populate_user(request, sociallogin, data)
        name = data.get("name") or " ".join(filter(None, [data.get("first_name"), data.get("last_name")]))
        person.name = (name or str(data.get("email", "")).split("@")[0])[:120]
        person.language = (get_language() or settings.LANGUAGE_CODE)[:2]
        return person
