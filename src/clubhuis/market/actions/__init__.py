"""Everything that changes an offer or a need."""

from .files import add_file, remove_file
from .needs import close, edit, expire_needs, post, remind_of_expiry, renew
from .offers import add_offer, change_offer, move_offer, remove_offer
from .readings import read_organisation, read_organisations, unread_organisations

__all__ = [
    "add_file",
    "add_offer",
    "change_offer",
    "close",
    "edit",
    "expire_needs",
    "move_offer",
    "post",
    "read_organisation",
    "read_organisations",
    "remind_of_expiry",
    "remove_file",
    "remove_offer",
    "renew",
    "unread_organisations",
]
