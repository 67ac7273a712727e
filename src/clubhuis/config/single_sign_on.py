"""Signing in with another house's account (OpenID Connect), when CLUBHUIS_OIDC_URL, _CLIENT_ID and _SECRET say which."""

from typing import Any
from urllib.parse import urlsplit


def providers(url: str | None, client_id: str, secret: str, name: str) -> dict[str, Any]:
    """allauth's settings for one OpenID Connect provider; none without a URL. Raises ValueError for half of an answer."""
    if not url:
        return {}
    if not (url.startswith("https://") and client_id and secret):
        raise ValueError(
            "CLUBHUIS_OIDC_URL must begin with https:// and needs CLUBHUIS_OIDC_CLIENT_ID and CLUBHUIS_OIDC_SECRET"
        )
    return {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "house",
                    "name": name,
                    "client_id": client_id,
                    "secret": secret,
                    "settings": {"server_url": url},
                }
            ],
        }
    }


def origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
