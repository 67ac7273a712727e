"""Who sees a need because of what happened between buyer and supplier, and who its name."""

from __future__ import annotations

from django.db.models import Q

from clubhuis.accounts.models import Person
from clubhuis.communities.models import Role

from .access.desks import ORGANISERS
from .models import CallForHelp, Companion, Introduction, Invitation
from .models.invitations import works_at


def invited(person: Person) -> Q:
    """Those who were asked, who answer together with them, and organisers whose help the buyer asked."""
    asked = Invitation.objects.standing().filter(works_at(person, "supplier")).order_by()
    together = Companion.objects.filter(works_at(person, "organisation")).order_by()
    return (
        Q(pk__in=asked.values("need")) | Q(pk__in=together.values("answer__invitation__need")) | _asked_to_help(person)
    )


def introduced(person: Person) -> Q:
    """Those for whom both sides said yes, who agreed to answer with them, and organisers whose help the buyer asked."""
    made = Introduction.objects.filter(made_at__isnull=False)
    own = made.filter(works_at(person, "invitation__supplier")).values("invitation__need")
    together = Companion.objects.filter(
        works_at(person, "organisation"),
        state=Companion.State.AGREED,
        answer__invitation__introduction__made_at__isnull=False,
    ).order_by()
    return Q(pk__in=own) | Q(pk__in=together.values("answer__invitation__need")) | _asked_to_help(person)


def _asked_to_help(person: Person) -> Q:
    desks = Role.objects.filter(person=person, kind__in=ORGANISERS).order_by().values("community")
    return Q(pk__in=CallForHelp.objects.filter(community__in=desks).values("need"))
