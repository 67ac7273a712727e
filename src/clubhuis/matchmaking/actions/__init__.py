"""Everything that changes something between a buyer and a supplier."""

from .answering import ask, join, react, reply, say_no, say_yes
from .clockwork import ask_afterwards, remind_suppliers, tell_of_silence
from .inviting import bring_in, call_for_help, invite, withdraw
from .learning import FEWEST, count_lessons, learn, learn_everywhere, unlearn
from .meeting import agree, tell_afterwards, tell_outcome, thank
from .sharing import open_with, revoke, send_code, share, write_down_download
from .suggesting import dismiss, send_digest, suggest, suggestions_for, take_back

__all__ = [
    "FEWEST",
    "agree",
    "ask",
    "ask_afterwards",
    "bring_in",
    "call_for_help",
    "count_lessons",
    "dismiss",
    "invite",
    "join",
    "learn",
    "learn_everywhere",
    "open_with",
    "react",
    "remind_suppliers",
    "reply",
    "revoke",
    "say_no",
    "say_yes",
    "send_code",
    "send_digest",
    "share",
    "suggest",
    "suggestions_for",
    "take_back",
    "tell_afterwards",
    "tell_of_silence",
    "tell_outcome",
    "thank",
    "unlearn",
    "withdraw",
    "write_down_download",
]
