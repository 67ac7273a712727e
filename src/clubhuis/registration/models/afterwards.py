from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.events.models import Event
from clubhuis.lib.languages import in_language
from clubhuis.organisations.models import Organisation

from .registrations import Registration


class Afterwards(models.Model):
    """What follows an event: who was there is settled, people are thanked and asked one question."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="afterwards")
    thanks_nl = models.TextField(_("thanks (Dutch)"), max_length=4000, blank=True)
    thanks_en = models.TextField(_("thanks (English)"), max_length=4000, blank=True)
    asks_feedback = models.BooleanField(_("ask how useful it was"), default=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("what follows an event")
        verbose_name_plural = _("what follows events")

    def __str__(self) -> str:
        return str(self.event)

    @property
    def thanks(self) -> str:
        return in_language(self, "thanks")


class Material(models.Model):
    """Slides, a report, a film: for who was there."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="materials")
    title = models.CharField(_("title"), max_length=140)
    url = models.URLField(_("link"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to="material/", blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("material")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(url="") & ~Q(file="")) | (~Q(url="") & Q(file="")), name="material_is_a_link_or_a_file"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Feedback(models.Model):
    """How useful somebody found it, and a word with it. Organisers read it without the name."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="feedback")
    rating = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    word = models.CharField(_("a word about it"), max_length=600, blank=True)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=5), name="feedback_is_one_to_five")
        ]

    def __str__(self) -> str:
        return str(self.rating)


class AttendedTogether(models.Model):
    """Two organisations had people at one event who let others see that they came: a connection, for measuring later."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="connections")
    one = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    other = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    on = models.DateField()

    class Meta:
        verbose_name = _("attended together")
        verbose_name_plural = _("attended together")
        constraints = [
            models.UniqueConstraint(fields=["event", "one", "other"], name="attended_together_once_an_event"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="attended_together_in_one_order"),
        ]
        indexes = [models.Index(fields=["one"]), models.Index(fields=["other"])]

    def __str__(self) -> str:
        return f"{self.one_id}–{self.other_id} · {self.event}"
