from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.lib.languages import in_language
from clubhuis.lib.looking import once_a_look
from clubhuis.lib.prepared import prepared
from clubhuis.organisations.models import Organisation, work_of
from clubhuis.places.models import Region

from .partnerships import Partnership


class Joining(models.TextChoices):
    OPEN = "open", _("open: who wants to join, joins")
    REQUEST = "request", _("by request: an organiser answers")
    INVITATION = "invitation", _("by invitation only")


class CommunityQuerySet(models.QuerySet["Community"]):
    def present(self) -> Self:
        """Communities that have not been closed."""
        return self.filter(closed_at=None)

    def visible_to(self, person: Person | None) -> Self:
        """Public ones, and those one belongs to or helps run."""
        everything = self.present()
        if person is None:
            return everything.filter(is_public=True)
        if person.is_operator:
            return everything
        return everything.filter(Q(is_public=True) | Q(pk__in=ids_reached_by(person)))

    def joined_by(self, person: Person) -> models.QuerySet[Membership, int]:
        """The ids of communities that this person belongs to, personally or through an organisation."""
        return Membership.objects.reaching(person).values_list("community_id", flat=True)

    def reached_by(self, person: Person, sharing: str | None = None) -> Self:
        """Those a person belongs to or helps run; with `sharing` ("members", "needs", …) also the partners that share this.

        Where one works, and partners, are asked when the queryset is made: whole, the condition is deeper than SQLite's
        parser goes once it stands inside another.
        """
        if sharing is not None:
            return self.present().filter(pk__in=ids_reached_by(person, sharing))
        helped = Community.objects.filter(roles__person=person).values("pk")
        return self.present().filter(Q(pk__in=self.joined_by(person)) | Q(pk__in=helped))

    def listing_members_to(self, person: Person | None) -> Self:
        """Those whose list of members this person may see."""
        if person is None:
            return self.visible_to(None).filter(shows_members=True)
        if person.is_operator:
            return self.present()
        return self.visible_to(person).filter(Q(shows_members=True) | Q(pk__in=ids_reached_by(person, "members")))


@once_a_look
def ids_reached_by(person: Person, sharing: str | None = None) -> frozenset[int]:
    """The ids of `reached_by`: almost everything on a page depends on them."""
    ids = frozenset(community.pk for community in communities_of(person))
    if sharing is None:
        return ids
    return ids | {pk for *both, shares in _agreed_with(ids) if sharing in shares for pk in both}


@once_a_look
def communities_of(person: Person) -> tuple[Community, ...]:
    """The communities that somebody belongs to or helps run."""
    return tuple(_reached(person))


@prepared
def _reached(person: Person) -> CommunityQuerySet:
    return Community.objects.reached_by(person)


@once_a_look
def _agreed_with(ids: frozenset[int]) -> tuple[tuple[int, int, frozenset[str]], ...]:
    """The partnerships of these communities: both ids, and what they share."""
    agreed = _agreed(ids) if ids else ()
    return tuple((p.inviting_id, p.invited_id, frozenset(what.value for what in p.shared)) for p in agreed)


@prepared
def _agreed(ids: frozenset[int]) -> models.QuerySet[Partnership]:
    return Partnership.objects.agreed().with_any_of(ids).order_by()


class Community(models.Model):
    """An association, cluster, platform or network that organises things."""

    class Kind(models.TextChoices):
        ASSOCIATION = "association", _("trade association")
        PLATFORM = "platform", _("knowledge platform")
        CLUSTER = "cluster", _("regional cluster")
        NETWORK = "network", _("network")

    slug = models.SlugField(_("path"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.CLUSTER)
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    name_de = models.CharField(max_length=120, blank=True)
    purpose_nl = models.CharField(max_length=300, blank=True)  # one sentence
    purpose_en = models.CharField(max_length=300, blank=True)
    purpose_de = models.CharField(max_length=300, blank=True)
    about_nl = models.TextField(max_length=8000, blank=True)
    about_en = models.TextField(max_length=8000, blank=True)
    about_de = models.TextField(max_length=8000, blank=True)
    picture = models.ImageField(_("picture"), upload_to="communities/", blank=True)
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)
    accent = models.CharField(_("accent colour"), max_length=7, default="#c2410c")  # #rrggbb; adjusted until readable
    languages = models.JSONField(default=list, blank=True)
    region = models.ForeignKey(Region, models.SET_NULL, null=True, blank=True, related_name="communities")
    website = models.URLField(_("website"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    host_name = models.CharField(_("own host name"), max_length=253, unique=True, null=True, blank=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="parts")
    joining = models.CharField(_("joining"), max_length=10, choices=Joining.choices, default=Joining.REQUEST)
    email_domains = models.JSONField(default=list, blank=True)  # a verified address at one of these joins at once
    is_public = models.BooleanField(_("has a public page"), default=True)
    shows_members = models.BooleanField(_("shows its members to everybody"), default=True)
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        ordering = ["name_nl", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="community_is_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(accent__regex=r"^#[0-9a-fA-F]{6}$"), name="community_accent_is_a_colour"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("communities:community", args=[self.slug])

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def purpose(self) -> str:
        return in_language(self, "purpose")

    @property
    def about(self) -> str:
        return in_language(self, "about")

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class Tier(models.Model):
    """A kind of membership: full member, knowledge partner, friend."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="tiers")
    name_nl = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["community"], condition=Q(is_default=True), name="community_one_default_tier"
            ),
            models.UniqueConstraint(fields=["community", "name_nl"], name="tier_once_a_community"),
        ]

    def __str__(self) -> str:
        return in_language(self, "name")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        return self.filter(state=Membership.State.CURRENT)

    def reaching(self, person: Person) -> Self:
        """Memberships a person has personally or through an organisation they work at."""
        return self.current().filter(Q(person=person) | Q(organisation__in=work_of(person)))

    def alive(self) -> Self:
        """Current ones of organisations that are still there and people who have not been erased."""
        return self.current().filter(organisation__removed_at=None, person__erased_at=None)

    def visible_to(self, person: Person | None) -> Self:
        """Members in lists this person may see, as far as they show themselves; one's own always."""
        listed = Q(
            Q(organisation__in=Organisation.objects.visible_to(person))
            | Q(person__in=Person.objects.visible_to(person)),
            community__in=Community.objects.listing_members_to(person),
        )
        if person is not None:
            listed |= Q(pk__in=Membership.objects.reaching(person).values("pk"))
        return self.alive().filter(listed)


class Membership(models.Model):
    """An organisation or a person belongs to a community."""

    class State(models.TextChoices):
        ASKED = "asked", _("wants to join")
        CURRENT = "current", _("member")
        DECLINED = "declined", _("declined")
        ENDED = "ended", _("left")

    class Through(models.TextChoices):
        """Why one is in: shown to the member."""

        OPEN = "open", _("joined by themselves")
        REQUEST = "request", _("asked to join")
        INVITATION = "invitation", _("was invited")
        DOMAIN = "domain", _("has a company e-mail address")
        IMPORT = "import", _("was on the organiser's list")
        ORGANISER = "organiser", _("was added by an organiser")

    community = models.ForeignKey(Community, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="memberships"
    )
    tier = models.ForeignKey(Tier, models.SET_NULL, null=True, blank=True, related_name="memberships")
    state = models.CharField(max_length=8, choices=State.choices, default=State.CURRENT)
    through = models.CharField(max_length=10, choices=Through.choices, default=Through.ORGANISER)
    message = models.CharField(max_length=500, blank=True)  # what the one who asked wrote
    reason = models.CharField(max_length=300, blank=True)  # why it was declined or ended; the member reads it
    number = models.CharField(max_length=40, blank=True)  # the community's own member number
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation=None, person__isnull=False) | Q(organisation__isnull=False, person=None),
                name="membership_of_one_organisation_or_person",
            ),
            models.UniqueConstraint(
                fields=["community", "organisation"],
                condition=Q(organisation__isnull=False, state__in=["asked", "current"]),
                name="organisation_once_a_community",
            ),
            models.UniqueConstraint(
                fields=["community", "person"],
                condition=Q(person__isnull=False, state__in=["asked", "current"]),
                name="person_once_a_community",
            ),
        ]
        indexes = [models.Index(fields=["community", "state"])]

    def __str__(self) -> str:
        return f"{self.member} · {self.community}"

    @property
    def member(self) -> Organisation | Person:
        return self.organisation or self.person  # type: ignore[return-value]

    @property
    def is_current(self) -> bool:
        return self.state == self.State.CURRENT

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.ASKED
