from .desk import (
    AddForm,
    MailingForm,
    NoteForm,
    RefusalForm,
    RosterFilter,
    RulesForm,
    SendLaterForm,
    TicketForm,
    reason_in,
)
from .invitations import AnswerForm, InviteForm, ListForm, OfEventForm
from .own import AskForm, HandOverForm, MoreForm, NameForm, SessionsForm
from .registering import CodeForm, RegisterForm

__all__ = [
    "AddForm",
    "AnswerForm",
    "AskForm",
    "CodeForm",
    "HandOverForm",
    "InviteForm",
    "ListForm",
    "MailingForm",
    "MoreForm",
    "NameForm",
    "NoteForm",
    "OfEventForm",
    "RefusalForm",
    "RegisterForm",
    "RosterFilter",
    "RulesForm",
    "SendLaterForm",
    "SessionsForm",
    "TicketForm",
    "reason_in",
]
