"""Text as it is kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from clubhuis.lib.refusals import Refused

LONGEST = 6000


def clean(text: object) -> str:
    """Without control characters (a new line stays) and lone surrogates, with one kind of line end."""
    plain = str(text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in plain if (c in "\n\t" or ord(c) >= 32) and c != "\x7f" and not "\ud800" <= c <= "\udfff")


def lines(text: str) -> str:
    """One thing a line, each once, none empty."""
    return "\n".join(dict.fromkeys(line for raw in text.split("\n") if (line := " ".join(raw.split()))))


def bounded(text: str, most: int = LONGEST) -> str:
    """The text; Refused when it is longer than that. The database would keep it, so it is judged here."""
    if len(text) > most:
        raise Refused(
            _("This text has %(length)s characters; at most %(most)s fit. Shorten it.")
            % {"length": len(text), "most": most}
        )
    return text
