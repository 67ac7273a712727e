"""Where an installation keeps what must be kept: one data directory."""

import os
import secrets
from pathlib import Path


def data_directory() -> Path:
    """The data directory, made if it is not there: CLUBHUIS_DATA, or `data` in the checkout, or `./clubhuis-data`."""
    named = os.environ.get("CLUBHUIS_DATA")
    checkout = os.environ.get("CLUBHUIS_CHECKOUT")
    path = Path(named or (Path(checkout) / "data" if checkout else "clubhuis-data")).expanduser().resolve()
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def secret_key(data: Path) -> str:
    """The key that signs sessions and links: CLUBHUIS_SECRET_KEY, or made once and kept in the data directory."""
    if key := os.environ.get("CLUBHUIS_SECRET_KEY"):
        return key
    path = data / "secret_key"
    try:
        with open(path, "x", opener=lambda name, flags: os.open(name, flags, mode=0o600)) as new:
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()
