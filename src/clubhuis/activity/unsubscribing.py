"""Leaving with one click (RFC 8058): the link in each mail to many, and what it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Digest, Person
from clubhuis.lib.registry import Registry

if TYPE_CHECKING:
    from .models import Mail

SALT = "clubhuis.activity.unsubscribing"


@dataclass(frozen=True, slots=True)
class Subscription:
    """Something that people get by mail and can leave: what it is called, and how it ends for a person."""

    title: str | Promise
    leave: Callable[[Person], object]


def leave_notices(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(notify_by_mail=False)


def leave_digest(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(digest=Digest.NEVER)


# By kind of mail; a kind that nobody registered is left with everything that goes to many.
subscriptions: Registry[Subscription] = Registry("what people get by mail and can leave")
subscriptions.add("activity/mail/notice", Subscription(_("mail about what concerns you"), leave_notices))
EVERYTHING = Subscription(_("the digest by mail"), leave_digest)


def subscription_of(kind: str) -> Subscription:
    return subscriptions[kind] if kind in subscriptions.names() else EVERYTHING


def unsubscribe_url(mail: Mail) -> str:
    """A link that works without signing in, for this person and this kind of mail only, and for as long as the mail is kept."""
    token = signing.dumps([mail.person_id, mail.kind], salt=SALT, compress=False)
    return settings.SITE_URL + reverse("activity:unsubscription", args=[token])


def one_click_headers(url: str) -> dict[str, str]:
    return {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def read_token(token: str) -> tuple[Person, Subscription] | None:
    """Who leaves what; None for a token that is not ours or whose person is gone."""
    try:
        pk, kind = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = Person.objects.present().filter(pk=pk).first()
    return (person, subscription_of(kind)) if person else None
