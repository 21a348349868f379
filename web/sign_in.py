"""Sign-in through an OpenID Connect provider, with authlib."""

import ipaddress
import logging
import secrets
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]  # authlib has no type hints
from authlib.integrations.flask_client import FlaskOAuth2App, OAuth  # type: ignore[import-untyped]  # as above
from flask import Flask, Response, current_app
from joserfc.errors import JoseError
from requests import RequestException

from jobs.settings import Settings
from web.accounts import Person
from web.problems import SignInFailed, SignInUnavailable

logger = logging.getLogger(__name__)

_NAME = "oidc"
STATE_PREFIX = f"_state_{_NAME}_"
"""What authlib puts before the session keys of sign-ins under way."""

LONGEST_CLAIM = 320
"""Characters; the longest e-mail address there can be."""

ID_TOKEN_ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"})

_ANNOUNCED = "id_token_signing_alg_values_supported"
_ISSUER = "GROUNDPLAN_OIDC_ISSUER"

NONCE_BYTES = 24

PROVIDER_SECONDS = 5
"""A provider that does not answer within this holds up no thread for longer."""


def init_app(app: Flask, settings: Settings) -> None:
    """Register the provider that ``settings`` names; it is asked for its endpoints at the first sign-in."""
    issuer = settings.oidc_issuer.rstrip("/")
    client_kwargs: dict[str, Any] = {
        "scope": "openid email profile",
        "code_challenge_method": "S256",
        "default_timeout": PROVIDER_SECONDS,
        "trust_env": not is_loopback(issuer),
    }
    app.config[_ISSUER] = issuer
    OAuth(app).register(
        _NAME,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs=client_kwargs,
    )


def is_loopback(url: str) -> bool:
    """Is ``url`` on this machine, where no proxy of the environment can reach it?"""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def start(callback_url: str) -> Response:
    """Send the browser to the provider. Raises SignInUnavailable."""
    provider = _provider()
    try:
        _believe_only_the_issuer(provider)
        # authlib's own nonce is a few bits short of 128.
        return cast("Response", provider.authorize_redirect(callback_url, nonce=secrets.token_urlsafe(NONCE_BYTES)))
    except (RequestException, ValueError) as error:
        raise SignInUnavailable from error


def finish() -> Person:
    """Take the provider's answer from the request, and return who it is.

    Raises SignInFailed when the answer is not right or not ours, SignInUnavailable.
    """
    provider = _provider()
    try:
        _believe_only_the_issuer(provider)
        _pin_algorithms(provider)
        token = provider.authorize_access_token(claims_options=_claims_of(provider))
    except RequestException as error:
        raise SignInUnavailable from error
    except (AuthlibBaseError, JoseError, ValueError) as error:
        logger.warning("sign-in failed", extra={"action": "web.sign_in_failed", "reason": type(error).__name__})
        raise SignInFailed from error
    claims = token.get("userinfo") or {}
    if not claims.get("sub"):
        raise SignInFailed("The sign-in provider did not say who you are.")
    email = _plain(claims.get("email"))
    name = _plain(claims.get("name")) or email or str(claims["sub"])
    # As it is configured: with a slash at its end or without, it is the same provider.
    issuer = current_app.config[_ISSUER]
    return Person(issuer, str(claims["sub"]), email, name, email_verified=_is_verified(claims, email))


def _is_verified(claims: Mapping[str, Any], email: str) -> bool:
    """Does the provider vouch for this very address? Some say so with a string; what was put right is another one."""
    told = claims.get("email_verified")
    return (told is True or told == "true") and bool(email) and claims.get("email") == email


def _claims_of(provider: FlaskOAuth2App) -> dict[str, Any]:
    """What an ID token must say; authlib by itself asks for the issuer alone, and only where it is told of one."""
    issuer = current_app.config[_ISSUER]
    return {
        "iss": {"essential": True, "values": [issuer, f"{issuer}/"]},
        "aud": {"essential": True, "values": [provider.client_id]},
    }


def _believe_only_the_issuer(provider: FlaskOAuth2App) -> None:
    """Take the document of endpoints and keys only from who is configured. Raises ValueError."""
    if str(provider.load_server_metadata().get("issuer", "")).rstrip("/") != current_app.config[_ISSUER]:
        raise ValueError("The sign-in provider's document is of another issuer.")


def _pin_algorithms(provider: FlaskOAuth2App) -> None:
    """Let authlib take only signatures with the provider's private key.

    By itself it takes every algorithm that the provider's own document names, `none` among them. Raises ValueError.
    """
    metadata = provider.load_server_metadata()
    strong = [name for name in metadata.get(_ANNOUNCED, ["RS256"]) if name in ID_TOKEN_ALGORITHMS]
    if not strong:
        raise ValueError("The sign-in provider announces no algorithm for ID tokens that we take.")
    metadata[_ANNOUNCED] = strong


def _plain(claim: object) -> str:
    """Return what a provider says as text that can be stored and shown on one line."""
    return "".join(character for character in str(claim or "") if character.isprintable()).strip()[:LONGEST_CLAIM]


def _provider() -> FlaskOAuth2App:
    oauth = current_app.extensions["authlib.integrations.flask_client"]
    return cast("FlaskOAuth2App", oauth.create_client(_NAME))
