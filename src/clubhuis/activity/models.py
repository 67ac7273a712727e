from __future__ import annotations

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person


def name_of(kind: type[models.Model] | models.Model) -> str:
    """How facts call a kind of thing: "communities.membership"."""
    return kind._meta.label_lower


class Fact(models.Model):
    """Something that happened: who did what to what, and when. Facts are added, never changed."""

    verb = models.CharField(max_length=60)  # "membership.confirmed"
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    subject_kind = models.CharField(max_length=60)  # "communities.membership"
    subject_id = models.BigIntegerField(null=True)
    subject_text = models.CharField(max_length=200, blank=True)  # how it was called then
    data = models.JSONField(default=dict, blank=True)
    is_privileged = models.BooleanField(default=False)  # belongs in the audit log: roles, exports, erasures, settings
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-at"]),
            models.Index(fields=["actor", "-at"]),
            models.Index(fields=["-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_text}"


class Concern(models.Model):
    """A fact concerns a community, an organisation or a person: this is how each finds its own history."""

    fact = models.ForeignKey(Fact, models.CASCADE, related_name="concerns")
    kind = models.CharField(max_length=60)  # "communities.community"
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact", "kind", "object_id"], name="concern_once_a_fact")]
        indexes = [models.Index(fields=["kind", "object_id", "-fact"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, person: Person) -> Self:
        return self.filter(person=person)

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(models.Model):
    """A person is told of something, on the site and perhaps by mail."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    fact = models.ForeignKey(Fact, models.CASCADE, related_name="notices")
    text = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "fact"], name="notice_once_a_person")]
        indexes = [models.Index(fields=["person", "-created_at"], condition=Q(read_at=None), name="notice_unread")]

    def __str__(self) -> str:
        return self.text


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self) -> Self:
        """Waiting, and its time has come."""
        return self.filter(state=Mail.State.QUEUED, send_after__lte=timezone.now())

    def of_community(self, community: models.Model) -> Self:
        return self.filter(community_id=community.pk)


class Mail(models.Model):
    """A mail in the outbox. It is queued in the transaction that promised it, and sent exactly once."""

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    class Stream(models.TextChoices):
        TRANSACTIONAL = "transactional", _("personal")
        BULK = "bulk", _("to many")

    public_id: ClassVar[models.UUIDField[uuid.UUID, uuid.UUID]] = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False
    )
    key = models.CharField(max_length=120, unique=True, null=True, blank=True)  # the same key is never queued twice
    kind = models.CharField(max_length=60, blank=True)  # "communities/invitation"
    stream = models.CharField(max_length=14, choices=Stream.choices, default=Stream.TRANSACTIONAL)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="mails")
    community_id = models.BigIntegerField(null=True, blank=True, db_index=True)  # whose desk shows it
    to = models.EmailField(max_length=254)
    reply_to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="nl")
    headers = models.JSONField(default=dict, blank=True)
    calendar = models.TextField(blank=True)  # an iCalendar file that goes with it
    state = models.CharField(max_length=9, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    send_after = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)  # when a worker took it to hand it over
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at", "-pk"]
        indexes = [
            models.Index(fields=["send_after"], condition=Q(state="queued"), name="mail_waiting"),
            models.Index(fields=["-queued_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
