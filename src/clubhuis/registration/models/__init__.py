from .changes import ChangeRequest
from .choices import SessionChoice
from .invitations import EventInvitationQuerySet, Invitation
from .mailings import Mailing
from .registrations import ENDED, LIVE, SEATED, InvoiceDetails, Registration, RegistrationQuerySet, State
from .rules import Rules, TicketType
from .tokens import new_token

__all__ = [
    "ENDED",
    "LIVE",
    "SEATED",
    "ChangeRequest",
    "EventInvitationQuerySet",
    "Invitation",
    "InvoiceDetails",
    "Mailing",
    "Registration",
    "RegistrationQuerySet",
    "Rules",
    "SessionChoice",
    "State",
    "TicketType",
    "new_token",
]
