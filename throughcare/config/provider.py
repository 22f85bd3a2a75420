"""The identity provider, from the environment: all of it or nothing."""

import os
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

ID = "sso"
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class OpenID:
    """An OpenID Connect provider; without an issuer there is none."""

    issuer: str = ""
    client_id: str = ""
    secret: str = ""
    label: str = ""
    id: str = ID

    @property
    def name(self) -> str:
        """What the sign-in page calls it; empty when there is none."""
        return self.label if self.issuer else ""

    @property
    def origins(self) -> list[str]:
        """Where the sign-in form may lead, for the Content-Security-Policy."""
        parts = urlsplit(self.issuer)
        return [f"{parts.scheme}://{parts.netloc}"] if self.issuer else []

    @property
    def apps(self) -> list[dict[str, Any]]:
        """As allauth wants it."""
        if not self.issuer:
            return []
        return [
            {
                "provider_id": ID,
                "name": self.label,
                "client_id": self.client_id,
                "secret": self.secret,
                "settings": {"server_url": self.issuer, "oauth_pkce_enabled": True},
            }
        ]


def from_environment() -> OpenID:
    """The provider that the environment names; a part of it alone is a mistake."""
    issuer = os.environ.get("THROUGHCARE_OIDC_ISSUER", "").rstrip("/")
    client_id = os.environ.get("THROUGHCARE_OIDC_CLIENT", "")
    secret = os.environ.get("THROUGHCARE_OIDC_SECRET", "")
    label = os.environ.get("THROUGHCARE_OIDC_NAME", "Single sign-on")
    if len({bool(issuer), bool(client_id), bool(secret)}) > 1:
        raise ImproperlyConfigured(
            "THROUGHCARE_OIDC_ISSUER, THROUGHCARE_OIDC_CLIENT and THROUGHCARE_OIDC_SECRET go"
            " together."
        )
    parts = urlsplit(issuer)
    if issuer and parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise ImproperlyConfigured("THROUGHCARE_OIDC_ISSUER must begin with https://.")
    return OpenID(issuer, client_id, secret, label)
