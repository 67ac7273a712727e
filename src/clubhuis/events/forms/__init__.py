from .deeds import CancelForm, CopyForm, MoveForm, PublicationForm, TemplateForm
from .events import EventForm
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
