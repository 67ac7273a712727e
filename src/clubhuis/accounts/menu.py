"""The menu under a person's name."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from clubhuis.ui.shell import Link


def links(request: HttpRequest) -> Iterable[Link]:
    for name, text, icon in (
        ("accounts:profile", _("My profile"), "user"),
        ("accounts:preferences", _("My preferences"), "settings"),
        ("accounts:sign_in_methods", _("How I sign in"), "key-round"),
        ("accounts:data", _("My data"), "database"),
    ):
        href = reverse(name)
        yield Link(text, href, icon=icon, current=request.path == href)
    yield Link(_("Sign out"), reverse("account_logout"), icon="log-out", is_deed=True)
