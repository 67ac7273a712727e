from .afterwards import Afterwards, AttendedTogether, Feedback, Material
from .attendance import CheckIn, Scan
from .changes import ChangeRequest
from .choices import SessionChoice
from .invitations import EventInvitationQuerySet, Invitation
from .mailings import Mailing
from .registrations import ENDED, LIVE, SEATED, InvoiceDetails, Registration, RegistrationQuerySet, State
from .rules import Rules, TicketType
from .tokens import new_token
from .visits import Identity, Visit

__all__ = [
    "Afterwards",
    "AttendedTogether",
    "Feedback",
    "Identity",
    "Material",
    "Visit",
    "ENDED",
    "LIVE",
    "SEATED",
    "ChangeRequest",
    "CheckIn",
    "EventInvitationQuerySet",
    "Invitation",
    "InvoiceDetails",
    "Mailing",
    "Registration",
    "RegistrationQuerySet",
    "Rules",
    "Scan",
    "SessionChoice",
    "State",
    "TicketType",
    "new_token",
]
