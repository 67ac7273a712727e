"""Who is listed at an organisation: asking, inviting, confirming, changing, leaving. Never without an administrator by accident."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.addresses import normal_address
from clubhuis.accounts.models import Person
from clubhuis.activity import mail
from clubhuis.activity.actions import record, tell
from clubhuis.activity.models import Fact
from clubhuis.lib.refusals import Refused
from clubhuis.organisations import access, names
from clubhuis.organisations.models import Affiliation, ColleagueInvitation, Department, Organisation

Role = Affiliation.Role
INVITATIONS_KEPT = timedelta(days=365)  # see privacy.toml
RANK = {Role.MEMBER: 0, Role.EDITOR: 1, Role.ADMINISTRATOR: 2}


def locked(organisation: Organisation) -> Organisation:
    """The organisation, held until the end of the transaction, so that two administrators cannot leave at once."""
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def answerers(organisation: Organisation) -> list[Person]:
    """Who is asked to answer for the organisation: its administrators, else its stewards."""
    administrators = organisation.affiliations.administrators().select_related("person")
    people = [a.person for a in administrators if a.person.claimed_at is not None]
    return people or list(access.stewards_for(organisation))


@transaction.atomic
def join(organisation: Organisation, *, by: Person, job_title: str = "") -> Affiliation:
    """Somebody says they work here: at once with a proven e-mail address of the organisation, else an administrator confirms."""
    organisation = locked(organisation)
    known = organisation.affiliations.filter(person=by, ended_on=None).first()
    if known:
        raise Refused(
            _("You are listed at this organisation already.")
            if known.confirmed_at
            else _("You have asked already. An administrator will answer.")
        )
    at_once = access.has_its_address(by, organisation)
    affiliation = Affiliation.objects.create(
        organisation=organisation,
        person=by,
        job_title=names.tidy(job_title)[:120],
        confirmed_at=timezone.now() if at_once else None,
    )
    fact = record(
        "affiliation.joined" if at_once else "affiliation.asked",
        actor=by,
        subject=affiliation,
        concerning=[organisation, by],
    )
    said = (
        (lambda: _("%(person)s is now listed at %(organisation)s.") % _who(affiliation))
        if at_once
        else (lambda: _("%(person)s says they work at %(organisation)s. Is that right?") % _who(affiliation))
    )
    tell(answerers(organisation), fact, said, url=f"{organisation.get_absolute_url()}edit/people/")
    return affiliation


def _who(affiliation: Affiliation) -> dict[str, str]:
    return {"person": affiliation.person.name, "organisation": affiliation.organisation.name}


@transaction.atomic
def confirm_colleague(affiliation: Affiliation, *, by: Person) -> Affiliation:
    """Yes, this person works here."""
    if not access.can_administer(by, affiliation.organisation):
        raise PermissionDenied
    now = timezone.now()
    if not Affiliation.objects.filter(pk=affiliation.pk, confirmed_at=None, ended_on=None).update(confirmed_at=now):
        raise Refused(_("This request has already been answered."))
    affiliation.confirmed_at = now
    fact = record(
        "affiliation.confirmed",
        actor=by,
        subject=affiliation,
        concerning=[affiliation.organisation, affiliation.person],
    )
    tell(
        [affiliation.person],
        fact,
        lambda: _("You are now listed at %(organisation)s.") % _who(affiliation),
        url=affiliation.organisation.get_absolute_url(),
    )
    return affiliation


@transaction.atomic
def decline_colleague(affiliation: Affiliation, *, by: Person) -> None:
    """No, we do not know this person. What they asked is forgotten; they are told."""
    if not access.can_administer(by, affiliation.organisation):
        raise PermissionDenied
    fact = record(
        "affiliation.declined",
        actor=by,
        subject=affiliation.organisation,
        concerning=[affiliation.organisation, affiliation.person],
    )
    gone, _by_model = Affiliation.objects.filter(pk=affiliation.pk, confirmed_at=None).delete()
    if not gone:
        raise Refused(_("This request has already been answered."))
    tell(
        [affiliation.person],
        fact,
        lambda: (
            _("%(organisation)s did not confirm that you work there. Is that wrong? Call a colleague.")
            % _who(affiliation)
        ),
    )


@transaction.atomic
def add_person(
    organisation: Organisation,
    person: Person,
    *,
    by: Person,
    role: str = Role.MEMBER,
    job_title: str = "",
    is_contact: bool = False,
) -> Affiliation:
    """Put somebody with the organisation without asking: for stewards of a page that nobody has claimed, and operators."""
    if organisation.is_claimed and not by.is_operator:
        raise PermissionDenied
    if not access.can_administer(by, organisation):
        raise PermissionDenied
    affiliation, is_new = Affiliation.objects.get_or_create(
        organisation=organisation,
        person=person,
        ended_on=None,
        defaults={
            "role": role,
            "job_title": names.tidy(job_title)[:120],
            "is_contact": is_contact,
            "confirmed_at": timezone.now(),
        },
    )
    if not is_new:
        raise Refused(_("%(person)s is listed at %(organisation)s already.") % _who(affiliation))
    record("affiliation.added", actor=by, subject=affiliation, concerning=[organisation, person], data={"role": role})
    return affiliation


@transaction.atomic
def change_colleague(
    affiliation: Affiliation,
    *,
    by: Person,
    role: str | None = None,
    job_title: str | None = None,
    is_contact: bool | None = None,
    department: Department | None = None,
) -> Affiliation:
    """An administrator changes anything; somebody themselves all but their role. What is None stays, but for the department."""
    organisation = locked(affiliation.organisation)
    role = role or affiliation.role
    own = affiliation.person_id == by.pk and affiliation.confirmed_at is not None
    if not access.can_administer(by, organisation) and not (own and role == affiliation.role):
        raise PermissionDenied
    if role not in Role.values or (department and department.organisation_id != organisation.pk):
        raise Refused(_("Choose one of the roles, and a department of this organisation."))
    if affiliation.ended_on or not affiliation.confirmed_at:
        raise Refused(_("This colleague is not listed at the organisation (any more)."))
    role_changes = role != affiliation.role
    if role_changes and affiliation.role == Role.ADMINISTRATOR:
        _keep_an_administrator(affiliation)
    affiliation.role = role
    affiliation.department = department
    if job_title is not None:
        affiliation.job_title = names.tidy(job_title)[:120]
    if is_contact is not None:
        affiliation.is_contact = is_contact
    affiliation.save(update_fields=["role", "job_title", "is_contact", "department"])
    fact = record(
        "affiliation.role_changed" if role_changes else "affiliation.changed",
        actor=by,
        subject=affiliation,
        concerning=[organisation, affiliation.person],
        data={"role": role} if role_changes else {},
        privileged=role_changes,
    )
    if role_changes:
        tell(
            [affiliation.person],
            fact,
            lambda: (
                _("Your role at %(organisation)s is now: %(role)s.")
                % {"organisation": organisation.name, "role": affiliation.get_role_display()}
            ),
            url=organisation.get_absolute_url(),
        )
    return affiliation


def _keep_an_administrator(going: Affiliation) -> None:
    others = Affiliation.objects.administrators().filter(organisation=going.organisation_id).exclude(pk=going.pk)
    if not others.exists():
        raise Refused(_("The page would be left without an administrator. Make a colleague administrator first."))


@transaction.atomic
def remove_colleague(affiliation: Affiliation, *, by: Person) -> None:
    """This person does not work here (any more)."""
    organisation = locked(affiliation.organisation)
    if not access.can_administer(by, organisation):
        raise PermissionDenied
    fact = _end(affiliation, by=by, verb="affiliation.removed")
    tell(
        [affiliation.person],
        fact,
        lambda: _("You are no longer listed at %(organisation)s.") % _who(affiliation),
    )


@transaction.atomic
def leave(organisation: Organisation, *, by: Person) -> None:
    """I do not work here (any more). The last administrator finds a successor first, or hands the page back."""
    affiliation = Affiliation.objects.filter(organisation=locked(organisation), person=by, ended_on=None).first()
    if affiliation is None:
        raise Refused(_("You are not listed at this organisation (any more)."))
    _end(affiliation, by=by, verb="affiliation.left")


def _end(affiliation: Affiliation, *, by: Person, verb: str) -> Fact:
    if affiliation.role == Role.ADMINISTRATOR and affiliation.confirmed_at:
        _keep_an_administrator(affiliation)
    ended = Affiliation.objects.filter(pk=affiliation.pk, ended_on=None).update(
        ended_on=timezone.localdate(), is_contact=False
    )
    if not ended:
        raise Refused(_("This colleague is not listed at the organisation (any more)."))
    return record(verb, actor=by, subject=affiliation, concerning=[affiliation.organisation, affiliation.person])


@transaction.atomic
def hand_back(organisation: Organisation, *, by: Person) -> None:
    """The last administrator leaves knowingly. The page can be claimed by somebody else; its stewards are told."""
    organisation = locked(organisation)
    affiliation = organisation.affiliations.administrators().filter(person=by).first()
    if affiliation is None:
        raise PermissionDenied
    if organisation.affiliations.administrators().exclude(person=by).exists():
        raise Refused(_("There is another administrator. You can simply leave."))
    Affiliation.objects.filter(pk=affiliation.pk).update(ended_on=timezone.localdate(), is_contact=False)
    organisation.claimed_at = None
    organisation.save(update_fields=["claimed_at"])
    fact = record(
        "organisation.handed_back", actor=by, subject=organisation, concerning=[organisation, by], privileged=True
    )
    tell(
        access.stewards_for(organisation),
        fact,
        lambda: _("%(organisation)s has no administrator any more.") % {"organisation": organisation.name},
        url=organisation.get_absolute_url(),
    )


# By mail


@transaction.atomic
def invite(
    organisation: Organisation,
    *,
    by: Person,
    email: str,
    name: str = "",
    role: str = Role.MEMBER,
    job_title: str = "",
) -> ColleagueInvitation:
    """Ask a colleague by mail. Nothing tells whether somebody with this address is known here already."""
    if not access.can_administer(by, organisation):
        raise PermissionDenied
    organisation = locked(organisation)
    address = normal_address(email) or ""
    try:
        validate_email(address)
        MaxLengthValidator(254)(address)
    except ValidationError as error:
        raise Refused(_("This is not an e-mail address: check it, please.")) from error
    if role not in Role.values:
        raise Refused(_("Choose one of the roles."))
    if organisation.affiliations.current().filter(person__email=address).exists():
        raise Refused(_("A colleague with this address is listed at the organisation already."))
    if organisation.colleague_invitations.filter(email=address, state=ColleagueInvitation.State.SENT).exists():
        raise Refused(_("This colleague has been invited already. Withdraw that invitation to send it again."))
    invitation = ColleagueInvitation.objects.create(
        organisation=organisation,
        email=address,
        name=names.tidy(name)[:120],
        role=role,
        job_title=names.tidy(job_title)[:120],
        invited_by=by,
    )
    mail.queue(
        "organisations/mail/colleague",
        to=address,
        context={"invitation": invitation, "organisation": organisation, "inviter": by},
        language=by.language,
        key=f"colleague:{invitation.pk}",
    )
    record("colleague.invited", actor=by, subject=invitation, concerning=[organisation], data={"role": role})
    return invitation


def forget_old_invitations(*, now: datetime) -> int:
    """Invitations of colleagues, answered or not, go a year after they were sent; returns how many."""
    deleted, _ = ColleagueInvitation.objects.filter(sent_at__lt=now - INVITATIONS_KEPT).delete()
    return deleted


@transaction.atomic
def withdraw_invitation(invitation: ColleagueInvitation, *, by: Person) -> None:
    if not access.can_administer(by, invitation.organisation):
        raise PermissionDenied
    _answer(invitation, ColleagueInvitation.State.WITHDRAWN)
    record("colleague.invitation_withdrawn", actor=by, subject=invitation, concerning=[invitation.organisation])


@transaction.atomic
def accept_invitation(invitation: ColleagueInvitation, *, by: Person) -> Affiliation:
    """Who has the link of the mail and is signed in, is listed at the organisation from now on."""
    organisation = locked(invitation.organisation)
    if organisation.removed_at is not None:
        raise Refused(_("This organisation has been removed."))
    _answer(invitation, ColleagueInvitation.State.ACCEPTED)
    now = timezone.now()
    affiliation, _is_new = Affiliation.objects.get_or_create(
        organisation=organisation, person=by, ended_on=None, defaults={"job_title": invitation.job_title}
    )
    affiliation.confirmed_at = affiliation.confirmed_at or now
    affiliation.role = max(affiliation.role, invitation.role, key=lambda role: RANK[Role(role)])
    affiliation.job_title = affiliation.job_title or invitation.job_title
    affiliation.save()
    if affiliation.role == Role.ADMINISTRATOR and not organisation.is_claimed:
        organisation.claimed_at = now
        organisation.save(update_fields=["claimed_at"])
    fact = record(
        "colleague.invitation_accepted",
        actor=by,
        subject=affiliation,
        concerning=[organisation, by],
        data={"role": affiliation.role},
        privileged=affiliation.role != Role.MEMBER,
    )
    if invitation.invited_by:
        tell(
            [invitation.invited_by],
            fact,
            lambda: _("%(person)s is now listed at %(organisation)s.") % _who(affiliation),
            url=organisation.get_absolute_url(),
        )
    return affiliation


@transaction.atomic
def decline_invitation(invitation: ColleagueInvitation, *, by: Person | None) -> None:
    _answer(invitation, ColleagueInvitation.State.DECLINED)
    record("colleague.invitation_declined", actor=by, subject=invitation, concerning=[invitation.organisation])


def _answer(invitation: ColleagueInvitation, state: ColleagueInvitation.State) -> None:
    answered = ColleagueInvitation.objects.filter(pk=invitation.pk, state=ColleagueInvitation.State.SENT).update(
        state=state, answered_at=timezone.now()
    )
    if not answered:
        raise Refused(_("This invitation has already been answered or withdrawn."))
