"""Everything that changes a community; each is one sentence: `actions.join(community, by=alma)`."""

from .founding import begin_installation, change_page, change_settings, close, found, keep_tiers, reopen
from .invitations import (
    accept_invitation,
    decline_invitation,
    invite,
    invite_many,
    open_invitation,
    remind,
    withdraw_invitation,
)
from .joining import accept_request, decline_request, join, leave, withdraw_request
from .members import add_member, change_member, end, end_many, move_many, record_export, tag_many, untag
from .notes import erase_note, write_note
from .partnerships import (
    accept_partnership,
    accept_proposal,
    decline_partnership,
    drop_proposal,
    end_partnership,
    invite_partner,
    propose_shares,
    withdraw_share,
)
from .roles import change_role, give_role, take_role
from .writing_in import write_in_contact, write_in_organisation, write_in_person

__all__ = [
    "accept_invitation",
    "accept_partnership",
    "accept_proposal",
    "accept_request",
    "add_member",
    "begin_installation",
    "change_member",
    "change_page",
    "change_role",
    "change_settings",
    "close",
    "decline_invitation",
    "decline_partnership",
    "decline_request",
    "drop_proposal",
    "end",
    "end_many",
    "end_partnership",
    "erase_note",
    "found",
    "give_role",
    "invite",
    "invite_many",
    "invite_partner",
    "join",
    "keep_tiers",
    "leave",
    "move_many",
    "open_invitation",
    "propose_shares",
    "record_export",
    "remind",
    "reopen",
    "tag_many",
    "take_role",
    "untag",
    "withdraw_invitation",
    "withdraw_request",
    "withdraw_share",
    "write_in_contact",
    "write_in_organisation",
    "write_in_person",
    "write_note",
]
