from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .communities import Community, Membership


class MemberTag(models.Model):
    """A community's own label on its members, seen at its desk only."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="member_tags")
    name = models.CharField(max_length=40)
    memberships = models.ManyToManyField(Membership, related_name="tags", blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["community", "name"], name="member_tag_once_a_community")]

    def __str__(self) -> str:
        return self.name


class MemberNote(models.Model):
    """What an organiser wrote down about a member: a call, a visit, an agreement. Seen at the desk only."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(
        max_length=5,
        choices=[("note", _("note")), ("call", _("call")), ("visit", _("visit")), ("mail", _("mail"))],
        default="note",
    )
    text = models.TextField(max_length=4000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]
