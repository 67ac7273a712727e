"""Everything that changes a line. Who changes more than one thing in a transaction, or rows of its own first, takes `hold` first."""

from .claims import (
    Wanted,
    accept_offer,
    change_wish,
    claim,
    claim_together,
    confirm,
    decline_offer,
    exchange,
    extend,
    leave,
    release,
    split_party,
)
from .lines import close_line, drop_pool, ensure_pool, hold, move_places, open_line, pause, resume, set_line, set_pool
from .offers import offer_next, tend, tend_line, try_again

__all__ = [
    "Wanted",
    "accept_offer",
    "change_wish",
    "claim",
    "claim_together",
    "close_line",
    "confirm",
    "decline_offer",
    "drop_pool",
    "ensure_pool",
    "exchange",
    "extend",
    "hold",
    "leave",
    "move_places",
    "offer_next",
    "open_line",
    "pause",
    "release",
    "resume",
    "set_line",
    "set_pool",
    "split_party",
    "tend",
    "tend_line",
    "try_again",
]
