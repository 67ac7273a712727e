"""Everything that changes a theme; each is one sentence: `actions.follow(theme, by=alma)`."""

from .shaping import advance, come_into_programme, edit, merge
from .voicing import follow, raise_theme, stop_supporting, support, unfollow

__all__ = [
    "advance",
    "come_into_programme",
    "edit",
    "follow",
    "merge",
    "raise_theme",
    "stop_supporting",
    "support",
    "unfollow",
]
