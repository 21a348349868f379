"""The cookies, the same for the web and the live process: out of reach of scripts, of other sites and of subdomains.

Three: the access token; the refresh token, which no other site's link or form makes a browser send; and Flask's signed
cookie, which holds what a sign-in under way must remember for some minutes, and never who somebody is.
"""

import hashlib
from datetime import datetime, timedelta
from typing import cast

from flask import Flask, current_app, g, request
from flask.sessions import SecureCookieSessionInterface
from werkzeug.wrappers import Response

from jobs.settings import Settings
from web.access_tokens import LIVES_SECONDS, AccessClaims, AccessTokens
from web.login_sessions import INACTIVITY, Login
from web.origins import origin_of
from web.refresh_tokens import RefreshToken, RefreshTokens
from web.token_keys import token_keys

ACCESS = "groundplan_access"
REFRESH = "groundplan_refresh"
SIGN_IN = "groundplan_sign_in"
SIGN_IN_TIME = timedelta(minutes=10)
_EXTENSION = "groundplan.session_cookies"


class SessionCookies:
    """Writes a session's tokens into cookies, and reads them from there."""

    def __init__(self, settings: Settings) -> None:
        keys = token_keys(settings)
        self.access_tokens = AccessTokens(keys, origin_of(settings.web_url))
        self.refresh_tokens = RefreshTokens(keys)
        self._secure = settings.web_url.startswith("https:")
        self.access_name = cookie_name(ACCESS, secure=self._secure)
        self.refresh_name = cookie_name(REFRESH, secure=self._secure)

    def access(self) -> AccessClaims | None:
        """Return what the request's access token says, or None if it is none of ours or its time is over.

        Checked once a request: it is asked for where requests are counted, and where it is found out who asks.
        """
        text = request.cookies.get(self.access_name, "")
        read: tuple[str, AccessClaims | None] | None = g.get("access_token_read")
        if read is None or read[0] != text:
            g.access_token_read = read = text, self.access_tokens.read(text)
        return read[1]

    def refresh(self) -> RefreshToken | None:
        """Return the request's refresh token, or None if it is none of ours."""
        return self.refresh_tokens.parse(request.cookies.get(self.refresh_name, ""))

    def give(self, response: Response, login: Login, until: datetime) -> None:
        """Put tokens for ``login`` into the response; the access token is good ``until`` then."""
        claims = AccessClaims(login.user_id, login.org_id, login.session_id, login.role, login.tier, until)
        text = self.access_tokens.mint(claims)
        self._set(response, self.access_name, text, LIVES_SECONDS, "Lax")
        if login.refresh is not None:
            lives = int(INACTIVITY.total_seconds())
            self._set(response, self.refresh_name, self.refresh_tokens.text(login.refresh), lives, "Strict")

    def take_away(self, response: Response) -> None:
        """Let the browser forget both tokens, and the answers that it kept."""
        response.headers["Clear-Site-Data"] = '"cache"'
        self._set(response, self.access_name, "", 0, "Lax")
        self._set(response, self.refresh_name, "", 0, "Strict")

    def _set(self, response: Response, name: str, value: str, seconds: int, samesite: str) -> None:
        response.set_cookie(name, value, max_age=seconds, secure=self._secure, httponly=True, samesite=samesite)


class SignInCookie(SecureCookieSessionInterface):
    """Flask's signed cookie, by HMAC with SHA-256; Flask's own choice is SHA-1."""

    digest_method = staticmethod(hashlib.sha256)


def init_app(app: Flask, settings: Settings) -> None:
    """Set the cookies of ``app`` up; they are `Secure` wherever the site is."""
    secure = settings.web_url.startswith("https:")
    app.extensions[_EXTENSION] = SessionCookies(settings)
    app.secret_key = settings.secret_key
    app.session_interface = SignInCookie()
    app.permanent_session_lifetime = SIGN_IN_TIME
    app.config.update(
        SESSION_COOKIE_NAME=cookie_name(SIGN_IN, secure=secure),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
    )


def session_cookies() -> SessionCookies:
    """Return the current application's."""
    return cast("SessionCookies", current_app.extensions[_EXTENSION])


def cookie_name(name: str, *, secure: bool) -> str:
    """Return the name with the prefix that keeps subdomains from setting it, which browsers take over https only."""
    return f"__Host-{name}" if secure else name
