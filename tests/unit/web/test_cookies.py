"""The flags of the cookies, over https and without."""

from base64 import urlsafe_b64decode
from uuid import UUID

import pytest
from flask import Response, request

from web.access_tokens import soon
from web.cookies import SessionCookies
from web.login_sessions import Login

LOGIN = Login(UUID(int=1), UUID(int=2), UUID(int=3), "owner", "free")


def written(settings) -> dict[str, set[str]]:
    cookies, response = SessionCookies(settings), Response()
    token = cookies.refresh_tokens.first(LOGIN.user_id, LOGIN.session_id)
    cookies.give(response, Login(**{**vars(LOGIN), "refresh": token}), soon())
    parts = [header.split("; ") for header in response.headers.getlist("Set-Cookie")]
    return {first.partition("=")[0]: set(flags) for first, *flags in parts}


def test_over_https_no_subdomain_can_set_or_read_them(settings):
    found = written(settings)

    assert set(found) == {"__Host-groundplan_access", "__Host-groundplan_refresh"}
    for flags in found.values():
        assert {"Secure", "HttpOnly", "Path=/"} <= flags
        assert not [flag for flag in flags if flag.startswith("Domain")]


def test_no_other_sites_form_brings_the_refresh_token(settings):
    found = written(settings)

    assert "SameSite=Lax" in found["__Host-groundplan_access"]
    assert "SameSite=Strict" in found["__Host-groundplan_refresh"]


def test_without_https_browsers_take_them_too(settings):
    found = written(settings.model_copy(update={"web_url": "http://127.0.0.1:8080"}))

    assert set(found) == {"groundplan_access", "groundplan_refresh"}
    assert all("HttpOnly" in flags and "Secure" not in flags for flags in found.values())


def test_the_access_cookie_goes_with_its_token_and_the_refresh_cookie_with_its_session(settings):
    found = written(settings)

    assert "Max-Age=600" in found["__Host-groundplan_access"]
    assert "Max-Age=86400" in found["__Host-groundplan_refresh"]


@pytest.mark.parametrize("path", ["/auth/login", "/api/v1/session", "/"])
def test_no_cookie_is_set_without_need(client, path):
    assert "groundplan_access" not in str(client.get(path).headers)


def test_what_a_sign_in_remembers_is_signed_with_sha_256_and_as_closed_as_the_others(app):
    with app.test_request_context():
        session = app.session_interface.open_session(app, request)
        session["next"] = "/"
        session.permanent = True
        response = Response()
        app.session_interface.save_session(app, session, response)
    first, *flags = response.headers["Set-Cookie"].split("; ")
    name, _, value = first.partition("=")

    assert name == "__Host-groundplan_sign_in"
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(flags)
    assert len(urlsafe_b64decode(value.rpartition(".")[2] + "=")) == 32
