from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clubhuis.accounts.models import Person, proven_address
from clubhuis.capacity.models import Claim
from clubhuis.events.models import Event, Host
from clubhuis.organisations.models import Organisation

from .rules import TicketType
from .tokens import new_code, new_token


class State(models.TextChoices):
    PENDING = "pending", _("address not confirmed yet")
    QUEUED = "queued", _("on the waiting list")
    AWAITING_APPROVAL = "awaiting_approval", _("waits for approval")
    CONFIRMED = "confirmed", _("is coming")
    ATTENDED = "attended", _("was there")
    NO_SHOW = "no_show", _("did not come")
    CANCELLED = "cancelled", _("cancelled the registration")
    DECLINED = "declined", _("declined by the organiser")
    LAPSED = "lapsed", _("lapsed")


SEATED = [State.CONFIRMED, State.ATTENDED, State.NO_SHOW]
LIVE = [State.PENDING, State.QUEUED, State.AWAITING_APPROVAL, *SEATED]
ENDED = [State.CANCELLED, State.DECLINED, State.LAPSED]


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def coming(self) -> Self:
        """Whoever has a seat and has not been missed."""
        return self.filter(state__in=[State.CONFIRMED, State.ATTENDED])

    def of(self, person: Person) -> Self:
        """One's own, under whichever of the two it is known."""
        return self.filter(Q(person=person) | Q(person=None, email__in=proven_address(person)))

    def waiting(self) -> Self:
        return self.filter(state=State.QUEUED)


class Registration(models.Model):
    """A person's seat at an event, or the wish for one. A seat is a person, not an order."""

    State = State

    class Queue(models.TextChoices):
        """Where somebody stands who waits or waited."""

        WAITING = "waiting", _("waiting")
        OFFERED = "offered", _("a seat is offered")
        TAKEN = "taken", _("took the seat")
        DECLINED = "declined", _("did not want the seat")
        LAPSED = "lapsed", _("did not answer in time")
        LEFT = "left", _("left the waiting list")

    class Attendance(models.TextChoices):
        ON_SITE = "on_site", _("on site")
        ONLINE = "online", _("online")

    class Through(models.TextChoices):
        SELF = "self", _("registered")
        COLLEAGUE = "colleague", _("registered by a colleague")
        INVITATION = "invitation", _("answered an invitation")
        ORGANISER = "organiser", _("added by an organiser")
        WALK_IN = "walk_in", _("came without registration")

    event = models.ForeignKey(Event, models.CASCADE, related_name="registrations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    name = models.CharField(_("name"), max_length=120, blank=True)  # "" for a colleague still to be named
    email = models.EmailField(_("e-mail address"), max_length=254, null=True, blank=True)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="registrations")
    organisation_name = models.CharField(_("organisation"), max_length=160, blank=True)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, default="nl", choices=settings.LANGUAGES)
    host = models.ForeignKey(  # the host whose member this is
        Host, models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    ticket = models.ForeignKey(TicketType, models.PROTECT, null=True, blank=True, related_name="registrations")
    price_cents = models.PositiveIntegerField(default=0)  # as it was when they registered, without VAT
    vat_percent = models.PositiveSmallIntegerField(default=0)
    booked_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="colleagues")
    attendance = models.CharField(max_length=7, choices=Attendance.choices, default=Attendance.ON_SITE)
    through = models.CharField(max_length=10, choices=Through.choices, default=Through.SELF)
    state = models.CharField(max_length=17, choices=State.choices, default=State.PENDING)
    queue = models.CharField(max_length=8, choices=Queue.choices, blank=True)
    claim = models.OneToOneField(Claim, models.SET_NULL, null=True, blank=True, related_name="+")
    token = models.CharField(max_length=40, unique=True, default=new_token)
    code = models.CharField(max_length=6, default=new_code)
    attempts = models.PositiveSmallIntegerField(default=0)  # to fill in the code
    letters = models.PositiveSmallIntegerField(default=0)  # how often the confirmation was asked for
    diet = models.CharField(_("dietary wishes"), max_length=300, blank=True)
    accessibility = models.CharField(_("what you need to take part"), max_length=300, blank=True)
    offers = models.CharField(_("what I offer"), max_length=400, blank=True)
    seeks = models.CharField(_("what I look for"), max_length=400, blank=True)
    is_listed = models.BooleanField(_("other participants may see that I come"), default=False)
    agreed_to = models.JSONField(default=list, blank=True)  # what the hosts asked them to agree to: [{"host", "text"}]
    note = models.CharField(max_length=500, blank=True)  # of the organisers, for the organisers
    reason = models.CharField(max_length=300, blank=True)  # why it was declined or cancelled; the person reads it
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email"],
                condition=Q(state__in=LIVE, email__isnull=False),
                name="registration_once_an_address",
            ),
            models.UniqueConstraint(
                fields=["event", "person"],
                condition=Q(state__in=LIVE, person__isnull=False),
                name="registration_once_a_person",
            ),
            models.CheckConstraint(
                condition=Q(email=None) | Q(email=Lower("email")), name="registration_email_is_lower_case"
            ),
        ]
        indexes = [models.Index(fields=["event", "state"]), models.Index(fields=["email"])]

    def __str__(self) -> str:
        return self.known_as

    def get_absolute_url(self) -> str:
        return reverse("registration:registration", args=[self.token])

    @property
    def known_as(self) -> str:
        """The name, or whose colleague it is."""
        if self.name:
            return self.name
        if self.booked_by and self.booked_by.name:
            return str(_("colleague of %(name)s") % {"name": self.booked_by.name})
        return str(_("not named yet"))

    @property
    def works_at(self) -> str:
        return self.organisation.name if self.organisation else self.organisation_name

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def has_seat(self) -> bool:
        return self.state in SEATED

    @property
    def is_named(self) -> bool:
        return bool(self.name)

    @property
    def total_cents(self) -> int:
        return self.price_cents + (self.price_cents * self.vat_percent + 50) // 100


class InvoiceDetails(models.Model):
    """To whom the invoice of a paid ticket goes. The organiser writes it in their own books."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="invoice")
    name = models.CharField(_("name on the invoice"), max_length=160)
    attention = models.CharField(_("for the attention of"), max_length=120, blank=True)
    address = models.CharField(_("street and number, or post box"), max_length=160)
    postcode = models.CharField(_("postcode"), max_length=12)
    town = models.CharField(_("town"), max_length=80)
    country = models.CharField(_("country"), max_length=2, default="NL")
    email = models.EmailField(_("e-mail address for invoices"), max_length=254, blank=True)
    vat_number = models.CharField(_("VAT number"), max_length=20, blank=True)
    reference = models.CharField(_("your reference or purchase-order number"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("invoice details")
        verbose_name_plural = _("invoice details")

    def __str__(self) -> str:
        return self.name
