from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person, Visibility
from clubhuis.lib.languages import in_language
from clubhuis.lib.looking import once_a_look
from clubhuis.lib.prepared import prepared
from clubhuis.places.models import Region
from clubhuis.taxonomy.models import Capability, Sector

from .circles import circles


def new_token() -> str:
    return secrets.token_urlsafe(24)


def _versioned(url: str, file: FieldFile) -> str:
    """The address with the file's random name, so that it may be kept for long and changes when the file does."""
    return f"{url}?{Path(str(file.name)).stem[:8]}"


class Kind(models.TextChoices):
    COMPANY = "company", _("company")
    EDUCATION = "education", _("education institute")
    RESEARCH = "research", _("research institute")
    GOVERNMENT = "government", _("government body")
    ASSOCIATION = "association", _("association")
    INTERMEDIARY = "intermediary", _("intermediary")


class Size(models.TextChoices):
    """Number of people who work there, in the classes of the European definition of small and medium-sized enterprises."""

    SOLO = "1", _("1 person")
    MICRO = "2-9", _("2 to 9 people")
    SMALL = "10-49", _("10 to 49 people")
    MEDIUM = "50-249", _("50 to 249 people")
    LARGE = "250+", _("250 people or more")


# The languages one may say one does business in.
BUSINESS_LANGUAGES = {
    "nl": _("Dutch"),
    "en": _("English"),
    "de": _("German"),
    "fr": _("French"),
    "it": _("Italian"),
    "es": _("Spanish"),
    "pl": _("Polish"),
}


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def present(self) -> Self:
        return self.filter(removed_at=None)

    def visible_to(self, person: Person | None) -> Self:
        """Public ones; when signed in also those for signed-in people, one's own, and those a shared circle shows."""
        everything = self.present()
        if person is None:
            return everything.filter(visibility=Visibility.PUBLIC)
        if person.is_operator:
            return everything
        seen = Q(visibility__in=[Visibility.PUBLIC, Visibility.SIGNED_IN]) | Q(pk__in=work_of(person))
        for circle in circles:
            seen |= circle(person)
        return everything.filter(seen)


class Organisation(models.Model):
    """A company, institute, government body, association or intermediary; typed once, shown in every community it belongs to."""

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.COMPANY)
    name = models.CharField(_("trade name"), max_length=160)
    legal_name = models.CharField(_("legal name"), max_length=160, blank=True)
    plain_name = models.CharField(
        max_length=160, db_index=True, editable=False
    )  # for search and duplicates; see names.py
    tagline_nl = models.CharField(max_length=200, blank=True)
    tagline_en = models.CharField(max_length=200, blank=True)
    tagline_de = models.CharField(max_length=200, blank=True)
    about_nl = models.TextField(max_length=8000, blank=True)
    about_en = models.TextField(max_length=8000, blank=True)
    about_de = models.TextField(max_length=8000, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    domain = models.CharField(max_length=253, blank=True, db_index=True)  # of the website, without www
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    phone = models.CharField(_("telephone number"), max_length=40, blank=True)
    kvk_number = models.CharField(_("Chamber of Commerce number"), max_length=8, blank=True, db_index=True)
    vat_number = models.CharField(_("VAT number"), max_length=20, blank=True)
    sector = models.ForeignKey(Sector, models.SET_NULL, null=True, blank=True, related_name="organisations")
    size = models.CharField(_("size"), max_length=6, choices=Size.choices, blank=True)
    founded_in = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    languages = models.JSONField(default=list, blank=True)  # languages one can do business in: ["nl", "en", "de"]
    details = models.JSONField(default=dict, blank=True)  # fields that fit the kind; see kinds.py
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)
    visibility = models.CharField(
        _("who may see this page"), max_length=12, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    field_visibility = models.JSONField(default=dict, blank=True)  # {"phone": "communities"}; see access.visible_fields
    capabilities = models.ManyToManyField(Capability, related_name="organisations", blank=True, through="HasCapability")
    confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)  # when somebody of the organisation first took charge
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)  # anything that the match index must know
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["kind"]), models.Index(fields=["name"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:organisation", args=[self.slug])

    @property
    def logo_url(self) -> str:
        """Where the logo is served to those who may see this page; "" without one. Changes with the logo."""
        return _versioned(reverse("organisations:logo", args=[self.slug]), self.logo) if self.logo else ""

    @property
    def is_claimed(self) -> bool:
        """Somebody of the organisation has charge of the page."""
        return self.claimed_at is not None

    @property
    def tagline(self) -> str:
        return in_language(self, "tagline")

    @property
    def about(self) -> str:
        return in_language(self, "about")


class HasCapability(models.Model):
    """An organisation says it has this capability, or the words it wrote say so."""

    class Source(models.TextChoices):
        STATED = "stated", _("chosen by the organisation")
        READ = "read", _("recognised in its texts")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="capability_links")
    capability = models.ForeignKey(Capability, models.CASCADE, related_name="organisation_links")
    source = models.CharField(max_length=6, choices=Source.choices, default=Source.STATED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "capability"], name="capability_once_an_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.capability_id}"


class Site(models.Model):
    """A place where an organisation works."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="sites")
    name = models.CharField(_("name"), max_length=100, blank=True)
    is_main = models.BooleanField(_("main site"), default=False)
    street = models.CharField(_("street and number"), max_length=160, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=2, default="NL")
    region = models.ForeignKey(Region, models.SET_NULL, null=True, blank=True, related_name="sites")  # a province
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    phone = models.CharField(_("telephone number"), max_length=40, blank=True)

    class Meta:
        ordering = ["-is_main", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(is_main=True), name="organisation_has_one_main_site"
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="site_coordinates_are_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.town or str(_("Site"))


class Department(models.Model):
    """A part of an organisation with contacts of its own."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="departments")
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True, related_name="departments")
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    phone = models.CharField(_("telephone number"), max_length=40, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="department_once_an_organisation")]

    def __str__(self) -> str:
        return self.name


class Picture(models.Model):
    """A photograph on the profile."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="pictures")
    image = models.ImageField(_("picture"), upload_to="pictures/")
    caption_nl = models.CharField(max_length=160, blank=True)
    caption_en = models.CharField(max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.caption or str(_("Picture"))

    @property
    def caption(self) -> str:
        return in_language(self, "caption")

    @property
    def url(self) -> str:
        return _versioned(reverse("organisations:picture", args=[self.organisation.slug, self.pk]), self.image)


class Certificate(models.Model):
    """A certificate an organisation holds, with its number, scope and expiry."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="certificates")
    capability = models.ForeignKey(Capability, models.PROTECT, related_name="certificates", null=True, blank=True)
    name = models.CharField(_("certificate"), max_length=120)
    number = models.CharField(_("number"), max_length=80, blank=True)
    scope = models.CharField(_("scope"), max_length=400, blank=True)
    issuer = models.CharField(_("issued by"), max_length=120, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    file = models.FileField(_("file"), upload_to="certificates/", blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(expires_on=None) | Q(expires_on__gte=F("valid_from")),
                name="certificate_expires_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    def current(self) -> Self:
        return self.filter(ended_on=None, confirmed_at__isnull=False)

    def administrators(self) -> Self:
        return self.current().filter(role=Affiliation.Role.ADMINISTRATOR)

    def editors(self) -> Self:
        return self.current().filter(role__in=EDITING)


class Affiliation(models.Model):
    """A person's place in an organisation."""

    class Role(models.TextChoices):
        MEMBER = "member", _("works here")
        EDITOR = "editor", _("edits the profile")
        ADMINISTRATOR = "administrator", _("administrator")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="affiliations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="affiliations")
    department = models.ForeignKey(Department, models.SET_NULL, null=True, blank=True, related_name="affiliations")
    role = models.CharField(max_length=13, choices=Role.choices, default=Role.MEMBER)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    is_contact = models.BooleanField(_("contact on the profile"), default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)  # none: somebody asked to be let in
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        ordering = ["-is_contact", "person__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(ended_on=None), name="affiliation_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"


EDITING = (Affiliation.Role.EDITOR, Affiliation.Role.ADMINISTRATOR)


@once_a_look
def work_of(person: Person) -> Mapping[int, str]:
    """Where somebody works, and their role there; most of what they may see or do depends on it."""
    return MappingProxyType(dict(_work(person)))


@prepared
def _work(person: Person) -> models.QuerySet[Affiliation, tuple[int, str]]:
    affiliations = Affiliation.objects.current().filter(person=person).order_by()
    return affiliations.values_list("organisation_id", "role")


class Claim(models.Model):
    """Somebody says: this is my organisation, let me take charge of its page (or take over, when its people left)."""

    class State(models.TextChoices):
        ASKED = "asked", _("waiting for an answer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="claims")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims")
    reason = models.CharField(_("why you"), max_length=500, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(state="asked"), name="claim_asked_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.organisation}"


class ColleagueInvitation(models.Model):
    """An administrator asks a colleague by mail to be listed at the organisation."""

    class State(models.TextChoices):
        SENT = "sent", _("sent")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="colleague_invitations")
    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=13, choices=Affiliation.Role.choices, default=Affiliation.Role.MEMBER)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    state = models.CharField(max_length=9, choices=State.choices, default=State.SENT)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"], condition=Q(state="sent"), name="colleague_invited_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.organisation}"
