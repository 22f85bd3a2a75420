"""The identity provider (OpenID Connect): state, PKCE and nonce; every token's signature checked.

allauth finds `provider_classes` by the name of this module.
"""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse


class Handshake(OpenIDConnectOAuth2Adapter):
    """Reads the provider's answer."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """The sign-in, with the claims of its token, which is about the one who was asked for."""
        if "id_token" not in kwargs["response"]:
            raise OAuth2Error("No identity token.")
        self._claims: dict[str, Any] = {}
        login = super().complete_login(request, app, token, **kwargs)
        if login.account.uid != self._claims.get("sub"):
            raise OAuth2Error("Token and user information are about two people.")
        login.claims = self._claims
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """The claims; the signature is checked although the token came directly."""
        self._claims = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return self._claims


class Provider(OpenIDConnectProvider):
    """The one provider of a deployment."""

    oauth2_adapter_class = Handshake
    pkce_enabled_default = True

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: Any = None,
        data: Any = None,
        **more: Any,
    ) -> HttpResponse:
        """Lead to the provider, with a nonce that its token must carry."""
        nonce = secrets.token_urlsafe(24)
        params = {**(more.pop("auth_params", None) or self.get_auth_params()), "nonce": nonce}
        return super().redirect(
            request, process, next_url, data, auth_params=params, nonce=nonce, **more
        )

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        """Nothing that an address says goes on to the provider, but that it should ask again."""
        return {"max_age": "0"} if "again" in request.GET else {}

    def get_default_scope(self) -> list[str]:
        """Who it is, and the address; no more of them."""
        return ["openid", "email"]

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """The fixed scopes."""
        return self.get_scope()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing else of what the provider tells is kept but its subject."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """None is kept; see identity.Adapter."""
        return []

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """The address alone, when the provider says that it has verified it."""
        told = {**data.get("id_token", {}), **data.get("userinfo", {})}
        is_verified = told.get("email_verified") is True
        return {"email": told.get("email") or ""} if is_verified else {}


provider_classes = [Provider]


def _page(kind: type[OAuth2LoginView | OAuth2CallbackView]) -> Callable[..., Any]:
    """allauth's page with our handshake; where there is no provider there is no page."""
    page = kind.adapter_view(lambda request: Handshake(request, settings.OIDC.id))

    @wraps(page)
    def found(request: HttpRequest, **kwargs: Any) -> Any:
        if not settings.OIDC.issuer:
            raise Http404
        return page(request)

    return found


login, callback = _page(OAuth2LoginView), _page(OAuth2CallbackView)
