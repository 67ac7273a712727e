from __future__ import annotations

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person
from clubhuis.lib.languages import in_language
from clubhuis.organisations.models import Affiliation, Organisation
from clubhuis.places.models import Region


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Joining(models.TextChoices):
    OPEN = "open", _("open: who wants to join, joins")
    REQUEST = "request", _("by request: an organiser answers")
    INVITATION = "invitation", _("by invitation only")


class CommunityQuerySet(models.QuerySet["Community"]):
    def present(self) -> Self:
        return self.filter(closed_at=None)

    def visible_to(self, person: Person | None) -> Self:
        """Public ones, and those one belongs to or helps run."""
        everything = self.present()
        if person is None:
            return everything.filter(is_public=True)
        if person.is_operator:
            return everything
        return everything.filter(
            Q(is_public=True) | Q(pk__in=self.joined_by(person)) | Q(roles__person=person)
        ).distinct()

    def joined_by(self, person: Person) -> models.QuerySet[Membership, int]:
        """The ids of communities that this person belongs to, personally or through an organisation."""
        return Membership.objects.reaching(person).values_list("community_id", flat=True)


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
        mine = Affiliation.objects.current().filter(person=person).values("organisation")
        return self.current().filter(Q(person=person) | Q(organisation__in=mine))


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
    number = models.CharField(max_length=40, blank=True)  # the community's own member number
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
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


class Role(models.Model):
    """What a person may do at a community's desk."""

    class Kind(models.TextChoices):
        MANAGER = "manager", _("manager")
        EDITOR = "editor", _("editor")
        ORGANISER = "organiser", _("event organiser")
        VIEWER = "viewer", _("viewer")

    community = models.ForeignKey(Community, models.CASCADE, related_name="roles")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="community_roles")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["community", "kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["community", "person"], name="role_once_a_community")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"


class Partnership(models.Model):
    """Two communities that organise together. The first invites, the second answers; either may end it."""

    class State(models.TextChoices):
        INVITED = "invited", _("invited")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        ENDED = "ended", _("ended")

    inviting = models.ForeignKey(Community, models.CASCADE, related_name="partnerships_begun")
    invited = models.ForeignKey(Community, models.CASCADE, related_name="partnerships_received")
    state = models.CharField(max_length=8, choices=State.choices, default=State.INVITED)
    shares_events = models.BooleanField(_("events"), default=True)
    shares_members = models.BooleanField(_("member directory"), default=False)
    shares_needs = models.BooleanField(_("needs"), default=False)
    shares_knowledge = models.BooleanField(_("knowledge"), default=False)
    message = models.CharField(max_length=500, blank=True)
    invited_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(inviting=F("invited")), name="partnership_of_two_communities"),
            models.UniqueConstraint(
                fields=["inviting", "invited"],
                condition=Q(state__in=["invited", "accepted"]),
                name="partnership_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inviting} + {self.invited}"


class Invitation(models.Model):
    """A person or an organisation is invited by mail; the link says who, and what became of it is known."""

    class State(models.TextChoices):
        SENT = "sent", _("sent")
        OPENED = "opened", _("link opened")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    community = models.ForeignKey(Community, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"), max_length=254)
    name = models.CharField(_("name"), max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="community_invitations"
    )
    tier = models.ForeignKey(Tier, models.SET_NULL, null=True, blank=True, related_name="+")
    role = models.CharField(
        max_length=9, choices=Role.Kind.choices, blank=True
    )  # when invited to help run the community
    message = models.TextField(_("message"), max_length=2000, blank=True)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    state = models.CharField(max_length=9, choices=State.choices, default=State.SENT)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "email"],
                condition=Q(state__in=["sent", "opened"]),
                name="invitation_open_once_an_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.community}"


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


class MemberImport(models.Model):
    """A list of members brought in from a file: its mapping, what it would do, what it did, and how to undo it."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        READY = "ready", _("checked")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        UNDONE = "undone", _("undone")

    community = models.ForeignKey(Community, models.CASCADE, related_name="member_imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="imports/", blank=True)
    mapping = models.JSONField(default=dict, blank=True)  # {column number: target field}
    options = models.JSONField(default=dict, blank=True)  # language, tier, invite afterwards, answers on duplicates
    report = models.JSONField(default=dict, blank=True)  # counts, errors by row, duplicates
    changes = models.JSONField(default=dict, blank=True)  # what undo needs
    state = models.CharField(max_length=8, choices=State.choices, default=State.UPLOADED)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
