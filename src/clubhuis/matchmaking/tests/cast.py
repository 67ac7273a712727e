"""Buyers, suppliers and what goes on between them, for tests."""

from clubhuis.accounts.tests.cast import a_person
from clubhuis.communities.tests.cast import a_community
from clubhuis.market.tests.cast import a_need
from clubhuis.matchmaking import actions
from clubhuis.matchmaking.models import Invitation
from clubhuis.organisations.tests.cast import an_organisation

SECRET_BUYER = "Geheimzinnig Zaagwerk"  # the canary: whoever may not know it must not read it anywhere


def a_supplier(name="Maker", *, person=None, **fields):
    """An organisation with somebody who answers for it."""
    person = person or a_person(f"Bram {name}", language="en")
    return an_organisation(name, administrators=[person], **fields), person


def a_buyer(name="Koper", *, visibility="open", **fields):
    """Somebody who posted a need for where she works."""
    alma = a_person("Alma Inkoop")
    buyer = an_organisation(name, administrators=[alma])
    return alma, a_need(buyer, by=alma, visibility=visibility, **fields)


def an_invitation(need=None, supplier=None, **fields):
    """A supplier was asked; straight into the database, so that no mail goes out."""
    need = need or a_buyer()[1]
    supplier = supplier or a_supplier()[0]
    return Invitation.objects.create(need=need, supplier=supplier, **fields)


def an_introduction(**fields):
    """Both said yes: the invitation, the buyer's person and the supplier's."""
    alma, need = a_buyer(**fields)
    supplier, bram = a_supplier()
    invitation = an_invitation(need, supplier)
    actions.say_yes(invitation, by=bram, text="Dat kunnen wij.")
    actions.agree(invitation, by=alma)
    invitation.refresh_from_db()
    return invitation, alma, bram


def a_circle(*organisations, **fields):
    """A community of these organisations with an organiser."""
    mia = a_person("Mia Organisator")
    return a_community(members=organisations, organisers=[mia], **fields), mia
