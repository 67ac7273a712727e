from .events import CancelForm, CopyForm, EventForm, MoveForm, PublicationForm, TemplateForm
from .hosts import ConsentForm, InviteHostForm, RoleForm, TermsForm
from .series import OfferForm, SeriesForm
from .venues import VenueForm

__all__ = [
    "CancelForm",
    "ConsentForm",
    "CopyForm",
    "EventForm",
    "InviteHostForm",
    "MoveForm",
    "OfferForm",
    "PublicationForm",
    "RoleForm",
    "SeriesForm",
    "TemplateForm",
    "TermsForm",
    "VenueForm",
]
