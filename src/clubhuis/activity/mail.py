"""Putting a mail in the outbox. It leaves when the caller's transaction has committed, and only then."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import css_inline
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from clubhuis.accounts.addresses import normal_address
from clubhuis.accounts.models import Person
from clubhuis.lib.refusals import Refused

from . import delivery
from .models import Mail
from .unsubscribing import one_click_headers, unsubscribe_url

SUBJECT_LENGTH = Mail._meta.get_field("subject").max_length or 250
inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)


def queue(kind: str, **how: Any) -> Mail:
    """Compose a mail (see `composed`) and put it in the outbox, as part of the caller's transaction."""
    return put(composed(kind, **how))


def composed(
    kind: str,
    *,
    to: Person | str,
    context: dict[str, Any] | None = None,
    language: str | None = None,
    community: models.Model | None = None,
    key: str | None = None,
    stream: Mail.Stream = Mail.Stream.TRANSACTIONAL,
    reply_to: str = "",
    send_after: datetime | None = None,
    calendar: str = "",
    leave_url: str = "",
) -> Mail:
    """A mail in the reader's language, not yet in the outbox: words are best made before a transaction begins.

    `kind` is the path of its templates: "communities/mail/invitation" needs `invitation.subject.txt` and `invitation.txt`;
    `invitation.html` extends `ui/mail.html` and may be left out, then the text is set in that layout. They
    see `context` and `person`, `community`, `site_url`, `subject`, `language`. A `key` that was queued before is not queued
    again; the first mail is returned. `stream` "bulk" is for what people can unsubscribe from, and goes to proven addresses
    only, unless it is a personal invitation that brings its own link to be left in peace (`leave_url`, which takes a POST
    of RFC 8058). `calendar` is an iCalendar text that goes with it. Raises `Refused` for an address to which no mail can be sent.
    """
    person = to if isinstance(to, Person) else None
    address = deliverable(to)
    if stream == Mail.Stream.BULK and not leave_url and (person is None or person.claimed_at is None):
        raise Refused(_("Mail to many goes only to people who have confirmed their address."))
    language = language or (person.language if person else None) or (get_language() or "nl")[:2]
    mail = Mail(
        key=key,
        kind=kind,
        stream=stream,
        person=person,
        community_id=community.pk if community else None,
        to=address,
        reply_to=deliverable(reply_to) if reply_to else "",
        language=language,
        send_after=send_after or timezone.now(),
        calendar=calendar,
    )
    if leave_url:
        mail.headers = one_click_headers(leave_url)
    elif stream == Mail.Stream.BULK:
        mail.headers = one_click_headers(unsubscribe_url(mail))
    compose(mail, {**(context or {}), "person": person, "community": community, "leave_url": leave_url})
    return mail


@transaction.atomic
def put(mail: Mail) -> Mail:
    """Save a composed mail once for its key, and ask the worker to deliver it."""
    if mail.key is None:
        mail.save()
    else:
        Mail.objects.bulk_create([mail], ignore_conflicts=True)
        kept = Mail.objects.get(key=mail.key)
        if kept.public_id != mail.public_id:
            return kept
        mail = kept
    delivery.deliver_soon(mail)
    return mail


@transaction.atomic
def put_all(mails: Sequence[Mail]) -> None:
    """The same for many that each have a key; one task delivers them."""
    Mail.objects.bulk_create(mails, ignore_conflicts=True)
    ours = Mail.objects.filter(public_id__in=[mail.public_id for mail in mails])
    if pks := list(ours.order_by("pk").values_list("pk", flat=True)):
        delivery.deliver_many.enqueue(pks)


def deliverable(to: Person | str) -> str:
    """The address of a person, or the address itself, in one spelling. Raises `Refused` when no mail can go there."""
    address = normal_address(to.email if isinstance(to, Person) else to)
    if address is None:
        raise Refused(_("%(name)s has no e-mail address. Add one first.") % {"name": str(to) or _("This person")})
    try:
        validate_email(address)
    except ValidationError:
        raise Refused(_("“%(address)s” is not an e-mail address.") % {"address": address[:100]}) from None
    return address


def compose(mail: Mail, context: dict[str, Any]) -> None:
    """Fill in subject, text and HTML from the templates of the mail's kind."""
    with override(mail.language):
        context = context | {
            "site_url": settings.SITE_URL,
            "language": mail.language,
            "unsubscribe_url": context.get("leave_url") or (unsubscribe_url(mail) if mail.headers else ""),
        }
        mail.subject = one_line(plain(f"{mail.kind}.subject.txt", context))[:SUBJECT_LENGTH]
        context["subject"] = mail.subject
        mail.text = without_nul(plain(f"{mail.kind}.txt", context)).strip() + "\n"
        mail.html = without_nul(pretty(mail, context))


def plain(template: str, context: dict[str, Any]) -> str:
    """Text is not HTML: nothing is escaped, whatever the template forgets."""
    return str(get_template(template).template.render(Context(context, autoescape=False)))  # type: ignore[attr-defined]


def pretty(mail: Mail, context: dict[str, Any]) -> str:
    try:
        template = get_template(f"{mail.kind}.html")
    except TemplateDoesNotExist:
        template = get_template("activity/mail/text.html")
        context = context | {"text": mail.text}
    return inliner.inline(template.render(context))


def without_nul(text: str) -> str:
    """Nobody can read NUL, and PostgreSQL cannot keep it."""
    return text.replace("\0", "")


def one_line(text: str) -> str:
    """A subject without line breaks or other characters that could begin a header of their own."""
    return " ".join("".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text).split())
