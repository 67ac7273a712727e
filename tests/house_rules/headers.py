"""What the headers of every answer promise (T26)."""

from .doors import Door
from .visits import Answer

SECRET = {"token", "handle"}  # who has the link is let in
OPEN_TO_OTHERS = ("unsafe-inline", "unsafe-eval", "http:", "*")
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def careless(door: Door, actor: str, answer: Answer) -> list[str]:
    """What is missing in the headers of this answer."""
    found = [name for name, value in ALWAYS.items() if answer.headers.get(name) != value]
    if "Permissions-Policy" not in answer.headers:
        found.append("Permissions-Policy")
    policy = answer.headers.get("Content-Security-Policy", "")
    scripts = next((part for part in policy.split("; ") if part.startswith("script-src ")), "")
    if "default-src 'none'" not in policy or any(word in scripts for word in OPEN_TO_OTHERS):
        found.append("Content-Security-Policy")
    kept = answer.headers.get("Cache-Control", "")
    is_personal = actor != "visitor" or SECRET & set(door.rule.get("args", {}))
    if answer.is_page and is_personal and "no-store" not in kept and "no-cache" not in kept:
        found.append("Cache-Control")
    return found
