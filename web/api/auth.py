"""Signing in and out."""

from flask import Blueprint, Response, redirect, request, session
from werkzeug.wrappers import Response as BaseResponse

from web import sign_in
from web.accounts import account_of
from web.origins import safe_path
from web.services import services

auth = Blueprint("auth", __name__, url_prefix="/auth")

_NEXT = "next"
ATTEMPTS_KEPT = 2
"""Sign-ins that may be under way at once, in several tabs."""


@auth.get("/login")
def login() -> BaseResponse:
    """Begin; `next` is the path to come back to."""
    _forget_old_attempts()
    session[_NEXT] = safe_path(request.args.get("next"))
    return sign_in.start(f"{services().settings.web_url.rstrip('/')}/auth/callback")


@auth.get("/callback")
def callback() -> BaseResponse:
    """Come back from the provider, signed in."""
    person = sign_in.finish()
    account = account_of(services().database, person)
    target = safe_path(session.get(_NEXT))
    session.clear()
    session.permanent = True
    session["user_id"], session["org_id"] = str(account.user_id), str(account.org_id)
    return redirect(target)


@auth.post("/logout")
def logout() -> Response:
    """Forget the session."""
    session.clear()
    return Response(status=204)


def _forget_old_attempts() -> None:
    """Keep the cookie small when sign-ins are begun and not finished."""
    begun = [key for key in session if key.startswith(sign_in.STATE_PREFIX)]
    for key in begun[:-ATTEMPTS_KEPT]:
        session.pop(key)
