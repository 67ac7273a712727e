from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person

from .parties import acting


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, person: Person | None) -> Self:
        """Only who takes part, for as long as they may speak for their side. Operators do not read along."""
        if person is None:
            return self.none()
        return self.filter(pk__in=Participant.objects.taking_part(person).values("party__conversation"))


class Conversation(models.Model):
    """Messages between parties about one thing."""

    key = models.CharField(max_length=80, unique=True)  # what it is about: it begins once
    title = models.CharField(max_length=200)
    about_url = models.CharField(max_length=300, blank=True)  # the page of what it is about
    began_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)  # of the last message

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        ordering = ["-last_at", "-pk"]
        indexes = [models.Index(fields=["-last_at"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("conversations:conversation", args=[self.pk])


class Party(models.Model):
    """One side of a conversation: an organisation, or a person for themselves."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="parties")
    kind = models.CharField(max_length=60)  # "organisations.organisation"
    object_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    url = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "kind", "object_id"], name="party_once_a_conversation")
        ]
        indexes = [models.Index(fields=["kind", "object_id"])]

    def __str__(self) -> str:
        return self.name


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def present(self) -> Self:
        return self.filter(left_at=None, person__erased_at=None)

    def taking_part(self, person: Person) -> Self:
        """The places of this person in conversations, where they may still speak for their side."""
        return self.filter(acting(person, "party__"), person=person, left_at=None)


class Participant(models.Model):
    """Somebody who speaks for a party, and up to where they have read."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="participants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    read_upto = models.BigIntegerField(default=0)  # the id of the last message this person has seen
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["party", "person"], name="participant_once_a_party")]

    def __str__(self) -> str:
        return f"{self.person} · {self.party}"


class MessageQuerySet(models.QuerySet["Message"]):
    def unread_by(self, person: Person) -> Self:
        """What others wrote in this person's conversations since they last looked."""
        mine = Participant.objects.taking_part(person)
        return self.filter(
            conversation__parties__participants__in=mine, pk__gt=F("conversation__parties__participants__read_upto")
        ).exclude(by=person)


class Message(models.Model):
    """What somebody wrote on behalf of a party."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(max_length=6000, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["by", "-at"])]

    def __str__(self) -> str:
        return str(_("a message of %(name)s") % {"name": self.party})


class Attachment(models.Model):
    """A file that came with a message."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="attachments")
    file = models.FileField(upload_to="messages/")
    name = models.CharField(max_length=160)
    size = models.PositiveIntegerField()  # bytes

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Block(models.Model):
    """One party wants to hear nothing more of another: no messages, and no invitations through other rooms."""

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    other_kind = models.CharField(max_length=60)
    other_id = models.BigIntegerField()
    other_name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "other_kind", "other_id"], name="block_once"),
            models.CheckConstraint(
                condition=~Q(kind=F("other_kind"), object_id=F("other_id")), name="block_is_of_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return self.other_name


class Report(models.Model):
    """Somebody finds that something breaks the rules; those who run the installation decide."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        SETTLED = "settled", _("settled")

    class Reason(models.TextChoices):
        SPAM = "spam", _("advertising or spam")
        FALSE = "false", _("false or misleading")
        RUDE = "rude", _("rude or threatening")
        SECRET = "secret", _("tells what is confidential")  # a reason, no password
        OTHER = "other", _("something else")

    subject_kind = models.CharField(max_length=60)  # "conversations.message", "market.need"
    subject_id = models.BigIntegerField()
    subject_url = models.CharField(max_length=300, blank=True)
    excerpt = models.TextField(max_length=1000)  # what was reported, as it stood
    reason = models.CharField(_("what is wrong"), max_length=6, choices=Reason.choices)
    note = models.TextField(_("in your own words"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "by"], name="report_once_a_person"),
            models.CheckConstraint(
                condition=Q(state="open", settled_at=None) | Q(state="settled", settled_at__isnull=False),
                name="report_is_settled_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "-at"])]

    def __str__(self) -> str:
        return self.excerpt[:80]
