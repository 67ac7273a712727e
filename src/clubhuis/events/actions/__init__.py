"""Everything that changes an event, its hosts, venues and series."""

from .copying import copy, keep_template, remove_template
from .hosting import (
    accept_hosting,
    agree_to_terms,
    change_consent,
    change_terms,
    decline_hosting,
    decline_terms,
    hand_lead_to,
    invite_host,
    leave_hosting,
    withdraw_invitation,
)
from .making import discard, edit, make, plan_publication, publish, publish_due
from .moving import cancel, move
from .roles import give_role, hand_over, take_role
from .series import (
    begin_series,
    change_series,
    decline_stop,
    end_series,
    offer_stop,
    propose_stop,
    put_in_series,
    withdraw_stop,
)
from .venues import archive_venue, change_venue, keep_venue

__all__ = [
    "accept_hosting",
    "agree_to_terms",
    "archive_venue",
    "begin_series",
    "cancel",
    "change_consent",
    "change_series",
    "change_terms",
    "change_venue",
    "copy",
    "decline_hosting",
    "decline_stop",
    "decline_terms",
    "discard",
    "edit",
    "end_series",
    "give_role",
    "hand_lead_to",
    "hand_over",
    "invite_host",
    "keep_template",
    "keep_venue",
    "leave_hosting",
    "make",
    "move",
    "offer_stop",
    "plan_publication",
    "propose_stop",
    "publish",
    "publish_due",
    "put_in_series",
    "remove_template",
    "take_role",
    "withdraw_invitation",
    "withdraw_stop",
]
