from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Community
from clubhuis.lib.languages import in_language
from clubhuis.taxonomy.models import Capability


class ThemeQuerySet(models.QuerySet["Theme"]):
    def present(self) -> Self:
        """Those that have not become part of another theme."""
        return self.filter(merged_into=None)

    def visible_to(self, person: Person | None) -> Self:
        """Those of the whole installation, and those of communities whose page this person may see."""
        return self.filter(Q(community=None) | Q(community__in=Community.objects.visible_to(person)))

    def followed_by(self, person: Person) -> Self:
        return self.filter(followings__person=person)

    def with_voices(self) -> Self:
        """Adds `follower_count` and `supporter_count`; each counted on its own, so that they do not multiply."""
        from .voices import Following, Support

        def voices(kind: type[Following] | type[Support]) -> Coalesce:
            of_theme = kind.objects.filter(theme=OuterRef("pk")).order_by().values("theme")
            return Coalesce(Subquery(of_theme.annotate(n=Count("pk")).values("n")), 0)

        return self.annotate(follower_count=voices(Following), supporter_count=voices(Support))


class Theme(models.Model):
    """A subject or trend that somebody raised, and that people support and follow."""

    class State(models.TextChoices):
        HEARD = "heard", _("heard")
        PLANNED = "planned", _("planned")
        IN_PROGRAMME = "in_programme", _("in the programme")
        DONE = "done", _("done")

    slug = models.SlugField(_("path"), max_length=60, unique=True)
    name_nl = models.CharField(_("name in Dutch"), max_length=100, blank=True)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    name_de = models.CharField(_("name in German"), max_length=100, blank=True)
    text_nl = models.TextField(_("what it is about, in Dutch"), max_length=2000, blank=True)
    text_en = models.TextField(_("what it is about, in English"), max_length=2000, blank=True)
    text_de = models.TextField(_("what it is about, in German"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.HEARD)
    community = models.ForeignKey(  # none: of the whole installation
        Community, models.CASCADE, null=True, blank=True, related_name="themes", verbose_name=_("community")
    )
    capabilities = models.ManyToManyField(
        Capability, related_name="themes", blank=True, verbose_name=_("capabilities it is about")
    )
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="raised_themes"
    )
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")
    raised_at = models.DateTimeField(default=timezone.now)  # the first signal, also of themes that became part of it
    moved_at = models.DateTimeField(default=timezone.now)  # since when it is in this state

    objects = ThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name_nl", "name_en", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_nl="", name_en="", name_de=""), name="theme_has_a_name_in_a_language"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="theme_is_not_merged_into_itself"),
        ]
        indexes = [models.Index(fields=["community", "state"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("themes:theme", args=[self.slug])

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def text(self) -> str:
        return in_language(self, "text")


FORWARD = tuple(Theme.State)  # the way a theme goes
