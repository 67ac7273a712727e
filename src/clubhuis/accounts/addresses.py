"""One spelling for one e-mail address."""

import unicodedata


def normal_address(address: str | None) -> str | None:
    """Lower case, composed, without white space around it or invisible characters; None for an empty one."""
    if not address:
        return None
    visible = "".join(c for c in unicodedata.normalize("NFC", address) if unicodedata.category(c) not in {"Cc", "Cf"})
    return visible.strip().lower() or None


def domain_of(address: str) -> str:
    return address.rpartition("@")[2]
