"""SQLite in the data directory, or the PostgreSQL that DATABASE_URL names. Nothing else in the house asks which."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA cache_size=-2000; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864"
)


def database(url: str | None, data: Path) -> dict[str, Any]:
    """Django's settings for one database. Raises ValueError for a URL that names neither SQLite nor PostgreSQL."""
    if not url:
        return sqlite(data / "clubhuis.sqlite3")
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        query = dict(parse_qsl(parts.query))
        is_pooled = query.pop("pooler", "") == "transaction"  # each transaction perhaps with another connection
        return {
            "ENGINE": "django.db.backends.postgresql" if is_pooled else "clubhuis.config.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 0 if is_pooled else 600,
            "CONN_HEALTH_CHECKS": True,
            "DISABLE_SERVER_SIDE_CURSORS": is_pooled,
            "OPTIONS": query,
        }
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    raise ValueError(f"DATABASE_URL must begin with postgresql:// or sqlite://, not {parts.scheme}://")


def sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "clubhuis.config.sqlite",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
        "TEST": {"NAME": path.with_name(f"test_{path.name}") if path.suffix else None},
    }
