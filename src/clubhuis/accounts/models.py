from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clubhuis.lib.looking import once_a_look
from clubhuis.lib.prepared import prepared
from clubhuis.lib.writing import insert_unless_there

from .addresses import normal_address
from .circles import circles


class PersonQuerySet(models.QuerySet["Person"]):
    def present(self) -> Self:
        """People who have not been erased."""
        return self.filter(erased_at=None)

    def visible_to(self, person: Person | None) -> Self:
        """People this person may see: open ones, themselves, and those a shared circle shows (colleagues, fellow members)."""
        everyone = self.present()
        if person is None:
            return everyone.filter(visibility=Visibility.PUBLIC)
        if person.is_operator:
            return everyone
        seen = Q(visibility__in=[Visibility.PUBLIC, Visibility.SIGNED_IN]) | Q(pk=person.pk)
        for circle in circles:
            seen |= circle(person)
        return everyone.filter(seen)


class PersonManager(BaseUserManager["Person"].from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=normal_address(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person  # type: ignore[no-any-return]

    def met(self, address: str, **fields: Any) -> Person:
        """Whoever has this address: a contact from now on, if nobody was known to have it."""
        person = self.model(email=normal_address(address), **fields)
        person.set_unusable_password()
        return person if insert_unless_there(person) else self.get(email=person.email)

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        return self.create_user(email, password, is_operator=True, **fields)

    def get(self, *args: Any, **named: Any) -> Person:
        """By its key, as every request of somebody who is signed in asks for it, the question is put together once."""
        if not args and named.keys() == {"pk"} and isinstance(named["pk"], int):
            found: list[Person] = _with_key(named["pk"])
            if not found:
                raise self.model.DoesNotExist
            return found[0]
        return super().get(*args, **named)  # type: ignore[no-any-return]

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=normal_address(username))


@prepared
def _with_key(pk: int) -> PersonQuerySet:
    return PersonQuerySet(Person).filter(pk=pk)


@once_a_look
def proven_address(person: Person) -> frozenset[str]:
    """The address that this person showed to be theirs, or none: what was sent to it is for them."""
    return frozenset({person.email} if person.email and person.claimed_at else ())


class Visibility(models.TextChoices):
    """Who may see something, from everybody to nobody."""

    PUBLIC = "public", _("everybody")
    SIGNED_IN = "signed_in", _("everybody who is signed in")
    COMMUNITIES = "communities", _("members of my communities")
    NOBODY = "nobody", _("nobody")


class Digest(models.TextChoices):
    WEEKLY = "weekly", _("every week")
    MONTHLY = "monthly", _("every month")
    NEVER = "never", _("never")


class Person(AbstractBaseUser):
    """A human being: may sign in, or be a contact that an organiser knows and that has not claimed the account yet."""

    email = models.EmailField(_("e-mail address"), max_length=254, unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("telephone number"), max_length=40, blank=True)
    headline = models.CharField(_("in one line"), max_length=160, blank=True)
    about = models.TextField(_("about me"), max_length=4000, blank=True)
    photo = models.ImageField(_("photograph"), upload_to="people/", blank=True)
    language = models.CharField(
        _("language"), max_length=2, default="nl", choices=[("nl", "Nederlands"), ("en", "English")]
    )
    country = models.CharField(_("country"), max_length=2, default="NL")
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    region_code = models.CharField(_("region"), max_length=8, blank=True)  # NUTS code; see places.Region
    visibility = models.CharField(
        _("who may see me"), max_length=12, choices=Visibility.choices, default=Visibility.COMMUNITIES
    )
    contact_visibility = models.CharField(
        _("who may see how to reach me"), max_length=12, choices=Visibility.choices, default=Visibility.COMMUNITIES
    )
    digest = models.CharField(_("digest by mail"), max_length=8, choices=Digest.choices, default=Digest.NEVER)
    notify_by_mail = models.BooleanField(_("mail me when something concerns me"), default=True)
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(_("runs this installation"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True, blank=True)  # none: a contact who never signed in
    seen_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=None) | Q(email=Lower("email")), name="person_email_is_lower_case"
            ),
        ]
        indexes = [models.Index(fields=["name"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("accounts:person", args=[self.pk])

    @property
    def is_contact(self) -> bool:
        """Known to an organiser, but never signed in."""
        return self.claimed_at is None

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]
