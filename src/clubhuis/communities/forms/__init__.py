from .invitations import InviteForm, InviteManyForm, RoleForm
from .joining import AcceptForm, DeclineForm, JoinForm
from .members import (
    BulkForm,
    ChangeMemberForm,
    EndForm,
    MemberFilter,
    NewOrganisationForm,
    NewPersonForm,
    NoteForm,
    TagForm,
)
from .settings import FoundForm, PageForm, PartnerForm, ProposalForm, SettingsForm, TiersForm

__all__ = [
    "AcceptForm",
    "BulkForm",
    "ChangeMemberForm",
    "DeclineForm",
    "EndForm",
    "FoundForm",
    "InviteForm",
    "InviteManyForm",
    "JoinForm",
    "MemberFilter",
    "NewOrganisationForm",
    "NewPersonForm",
    "NoteForm",
    "PageForm",
    "PartnerForm",
    "ProposalForm",
    "RoleForm",
    "SettingsForm",
    "TagForm",
    "TiersForm",
]
