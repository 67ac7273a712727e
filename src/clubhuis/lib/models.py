from django.db import models
from django.utils import timezone


class Sending(models.Model):
    """A form that was sent, and where that led: who sends the same again is answered the same, and nothing is done twice."""

    key = models.CharField(max_length=40, unique=True)  # as it stood in the form
    content = models.CharField(max_length=64)  # digest of who sent what, and where to
    attempt = models.CharField(max_length=22)  # of which request this row is
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    location = models.CharField(max_length=2000, blank=True)  # where the answer led to
    by_script = models.BooleanField(default=False)  # the page was led there by htmx
    said = models.JSONField(default=list, blank=True)  # what the next page was to say: level and text
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.key} {self.status}"
