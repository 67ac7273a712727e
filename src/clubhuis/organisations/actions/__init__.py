"""Everything that changes an organisation."""

from .certificates import add_certificate, change_certificate, remove_certificate
from .claims import answer_claim, ask_stewards, claim, withdraw_claim
from .nudges import ask_for_a_second_administrator, ask_to_confirm
from .people import (
    accept_invitation,
    add_person,
    change_colleague,
    confirm_colleague,
    decline_colleague,
    decline_invitation,
    hand_back,
    invite,
    join,
    leave,
    remove_colleague,
    withdraw_invitation,
)
from .pictures import add_picture, change_picture, remove_logo, remove_picture, set_logo
from .profile import (
    choose_capabilities,
    choose_visibility,
    confirm,
    create,
    edit,
    read_capabilities,
    remove,
    touch,
)
from .sites import add_site, change_site, make_main, remove_department, remove_site, save_department

__all__ = [
    "accept_invitation",
    "add_certificate",
    "add_person",
    "add_picture",
    "add_site",
    "answer_claim",
    "ask_for_a_second_administrator",
    "ask_stewards",
    "ask_to_confirm",
    "change_certificate",
    "change_colleague",
    "change_picture",
    "change_site",
    "choose_capabilities",
    "choose_visibility",
    "claim",
    "confirm",
    "confirm_colleague",
    "create",
    "decline_colleague",
    "decline_invitation",
    "edit",
    "hand_back",
    "invite",
    "join",
    "leave",
    "make_main",
    "read_capabilities",
    "remove",
    "remove_certificate",
    "remove_colleague",
    "remove_department",
    "remove_logo",
    "remove_picture",
    "remove_site",
    "save_department",
    "set_logo",
    "touch",
    "withdraw_claim",
    "withdraw_invitation",
]
