"""How an invitation for an organisation finds its people."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from clubhuis.accounts.models import Person
from clubhuis.activity.actions import record
from clubhuis.lib.refusals import Refused
from clubhuis.organisations.models import Affiliation, Organisation


def take_seat(organisation: Organisation, *, by: Person, address: str) -> Affiliation:
    """Who accepts in the name of an organisation gets their place there.

    Nobody is in charge yet: the community vouches for the address it invited, and its owner becomes administrator. Somebody
    is: they decide whom they let in, and only an administrator answers for the organisation.
    """
    mine = Affiliation.objects.filter(organisation=organisation, person=by, ended_on=None).first()
    if mine and mine.role == Affiliation.Role.ADMINISTRATOR and mine.confirmed_at:
        return mine
    if Affiliation.objects.administrators().filter(organisation=organisation).exists():
        raise Refused(
            _("%(organisation)s has administrators already. Ask one of them to accept, or to let you in.")
            % {"organisation": organisation}
        )
    if by.email != address:
        raise Refused(
            _("This invitation was sent to %(address)s. Sign in with that address to speak for %(organisation)s.")
            % {"address": address, "organisation": organisation}
        )
    now = timezone.now()
    affiliation, _created = Affiliation.objects.update_or_create(
        organisation=organisation,
        person=by,
        ended_on=None,
        defaults={"role": Affiliation.Role.ADMINISTRATOR, "confirmed_at": now},
    )
    Organisation.objects.filter(pk=organisation.pk, claimed_at=None).update(claimed_at=now)
    record(
        "organisation.claimed",
        actor=by,
        subject=organisation,
        concerning=[organisation, by],
        data={"through": "invitation"},
        privileged=True,
    )
    return affiliation
