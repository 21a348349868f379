"""The session cookie, the same for the web and the live process: signed, and out of reach of scripts."""

from flask import Flask

from jobs.settings import Settings

SESSION_COOKIE = "groundplan_session"


def configure_cookies(app: Flask, settings: Settings) -> None:
    """Set the cookie up; it is `Secure` wherever the site is."""
    app.secret_key = settings.secret_key
    app.config.update(
        SESSION_COOKIE_NAME=SESSION_COOKIE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.web_url.startswith("https:"),
    )
