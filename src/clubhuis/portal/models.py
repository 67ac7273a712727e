from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def feed_token() -> str:
    """192 bits: nobody finds one by trying."""
    return secrets.token_urlsafe(24)


class SavedSearch(models.Model):
    """A search in the directory that a person keeps, to open again."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=100)
    query = models.CharField(max_length=2000)  # the query string of the directory
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="saved_search_once_a_person")]

    def __str__(self) -> str:
        return self.name


class FeedKey(models.Model):
    """The secret in the address of somebody's own calendar feed: a calendar program cannot sign in."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed_key")
    token = models.CharField(max_length=40, unique=True, default=feed_token)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.person)  # never the secret
