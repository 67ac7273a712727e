import secrets


def new_token() -> str:
    """What makes a link personal; it cannot be guessed."""
    return secrets.token_urlsafe(24)


def new_code() -> str:
    """Six digits, for people whose company eats links."""
    return f"{secrets.randbelow(1_000_000):06d}"
