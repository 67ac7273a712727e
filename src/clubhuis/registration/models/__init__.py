from .afterwards import Afterwards, AttendedTogether, Feedback, Material
from .attendance import CheckIn, Scan
from .changes import ChangeRequest
from .choices import SessionChoice
from .invitations import EventInvitationQuerySet, Invitation
from .letters import Letter
from .mailings import Mailing
from .registrations import ENDED, LIVE, SEATED, InvoiceDetails, Registration, RegistrationQuerySet, State
from .rules import Rules, TicketType
from .tokens import new_token
from .visits import Identity, Visit

__all__ = [
    "ENDED",
    "LIVE",
    "SEATED",
    "Afterwards",
    "AttendedTogether",
    "ChangeRequest",
    "CheckIn",
    "EventInvitationQuerySet",
    "Feedback",
    "Identity",
    "Invitation",
    "InvoiceDetails",
    "Letter",
    "Mailing",
    "Material",
    "Registration",
    "RegistrationQuerySet",
    "Rules",
    "Scan",
    "SessionChoice",
    "State",
    "TicketType",
    "Visit",
    "new_token",
]
