"""The mails of a community. Each is queued once, in the transaction of the action that promises it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.urls import reverse

from clubhuis.accounts.models import Person
from clubhuis.activity import mail
from clubhuis.organisations.models import Affiliation

from .links import absolute
from .models import Community, Invitation, Membership, Partnership, Role


def _reachable(people: models.QuerySet[Person]) -> Iterable[Person]:
    return people.filter(erased_at=None, is_active=True, email__isnull=False).distinct()


def managers_of(community: Community) -> Iterable[Person]:
    roles = Role.objects.filter(community=community, kind=Role.Kind.MANAGER)
    return _reachable(Person.objects.filter(pk__in=roles.values("person")))


def speakers_for(membership: Membership) -> Iterable[Person]:
    """Who hears of a membership: the person, or the administrators of the organisation and who asked for it."""
    if membership.person_id:
        return _reachable(Person.objects.filter(pk=membership.person_id))
    administrators = Affiliation.objects.administrators().filter(organisation=membership.organisation_id)
    return _reachable(
        Person.objects.filter(models.Q(pk__in=administrators.values("person")) | models.Q(pk=membership.asked_by_id))
    )


def invite(invitation: Invitation) -> None:
    """Who came in with a list never asked for a page, so their first mail says how it came to be."""
    if _came_in_with_a_list(invitation):
        site = invitation.organisation.sites.first() if invitation.organisation else None
        _send_invitation("listed", invitation, town=site.town if site else "")
    else:
        _send_invitation("invitation", invitation)


def _came_in_with_a_list(invitation: Invitation) -> bool:
    organisation = invitation.organisation
    if organisation is None or organisation.is_claimed or invitation.role:
        return False
    listed = Membership.objects.current().filter(through=Membership.Through.IMPORT, organisation=organisation)
    return listed.filter(community=invitation.community_id).exists()


def remind(invitation: Invitation) -> None:
    _send_invitation("reminder", invitation)


def _send_invitation(kind: str, invitation: Invitation, **more: str) -> None:
    sender = invitation.invited_by
    mail.queue(
        f"communities/mail/{kind}",
        to=invitation.email,
        context={"invitation": invitation, "url": absolute(invitation.get_absolute_url()), "sender": sender, **more},
        language=invitation.language,
        community=invitation.community,
        key=f"communities.{kind}:{invitation.pk}:{invitation.reminders}",
        reply_to=invitation.community.email or (sender.email if sender and sender.email else ""),
    )


def tell_managers_of_request(membership: Membership) -> None:
    community = membership.community
    for manager in managers_of(community):
        mail.queue(
            "communities/mail/request",
            to=manager,
            context={
                "membership": membership,
                "url": absolute(reverse("communities:requests", args=[community.slug])),
            },
            community=community,
            key=f"communities.request:{membership.pk}:{manager.pk}",
        )


def welcome(membership: Membership) -> None:
    _tell_member("welcome", membership)


def tell_declined(membership: Membership) -> None:
    _tell_member("declined", membership)


def tell_ended(membership: Membership) -> None:
    _tell_member("ended", membership)


def _tell_member(kind: str, membership: Membership) -> None:
    community = membership.community
    for person in speakers_for(membership):
        mail.queue(
            f"communities/mail/{kind}",
            to=person,
            context={"membership": membership, "url": absolute(community.get_absolute_url())},
            community=community,
            key=f"communities.{kind}:{membership.pk}:{person.pk}",
            reply_to=community.email,
        )


def tell_partner(partnership: Partnership) -> None:
    """The managers of the invited community hear that there is something to answer."""
    for manager in managers_of(partnership.invited):
        mail.queue(
            "communities/mail/partnership",
            to=manager,
            context={
                "partnership": partnership,
                "url": absolute(reverse("communities:partnerships", args=[partnership.invited.slug])),
            },
            community=partnership.invited,
            key=f"communities.partnership:{partnership.pk}:{manager.pk}",
        )
