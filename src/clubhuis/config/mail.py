"""Where mail goes: CLUBHUIS_MAIL_URL, CLUBHUIS_BULK_MAIL_URL, or the development inbox."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SMTP_TIMEOUT = 20  # seconds
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def mailers(url: str | None, bulk_url: str | None, *, inbox: bool) -> dict[str, dict[str, Any]]:
    """Django's MAILERS. Without a server, and without the inbox, mail to people has no mailer: it waits in the outbox."""
    found: dict[str, dict[str, Any]] = {"default": {"BACKEND": "clubhuis.activity.backends.OutboxBackend"}}
    if url:
        found["transactional"] = server(url)
        found["bulk"] = server(bulk_url or url)
    elif inbox:
        found["transactional"] = found["bulk"] = {"BACKEND": "clubhuis.activity.backends.InboxBackend"}
    return found


def server(url: str) -> dict[str, Any]:
    """One mail server: smtp://user:password@host:587 (with STARTTLS; `?tls=no` without) or smtps://user:password@host:465."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("CLUBHUIS_MAIL_URL must look like smtp://user:password@mail.example.org:587")
    encrypted = parts.scheme == "smtps"
    options = {
        "host": parts.hostname,
        "port": parts.port or (465 if encrypted else 587),
        "use_ssl": encrypted,
        "use_tls": not encrypted and dict(parse_qsl(parts.query)).get("tls") != "no",
        "timeout": SMTP_TIMEOUT,
    }
    if parts.username:
        options |= {"username": unquote(parts.username), "password": unquote(parts.password or "")}
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def has_inbox(*, debug: bool, demonstration: bool, host: str, site_url: str, behind_proxy: bool) -> bool:
    """Whether everybody who can open the pages may read the mail: only when that is somebody at this machine, trying out."""
    at_home = host in LOOPBACK and urlsplit(site_url).hostname in LOOPBACK and not behind_proxy
    return debug or (demonstration and at_home)
