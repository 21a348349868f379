"""Ending mails of one kind without signing in: the page that a mail's link opens, and the one-click POST of RFC 8058.

A GET changes nothing: mail programs and scanners open every link of a mail.
"""

import base64
import hashlib
import logging
import re
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from jobs.mail.unsubscribe import Unsubscription, read_key, read_token
from jobs.mail_preferences import change_preferences
from jobs.models import User
from jobs.notifications import Kind
from web.services import services

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).parents[1] / "unsubscribe"
_SAID = {
    Kind.JOB_FINISHED: "about jobs that are ready",
    Kind.JOB_FAILED: "about jobs that failed",
    Kind.BATCH_FINISHED: "about batches that have ended",
    Kind.QUOTA: "about limits of the plan that are near",
    Kind.EXPORT_READY: "about exports that are ready",
    Kind.BILLING: "about payments that failed",
}

unsubscribe = Blueprint("unsubscribe", __name__)


@unsubscribe.get("/mail/unsubscribe")
def ask() -> Response:
    """Ask whether to end these mails, with a button that does."""
    wanted = _wanted()
    return _page("ask", wanted) if wanted else _page("unknown", None)


@unsubscribe.post("/mail/unsubscribe")
def end_mails() -> Response:
    """End them: for a mail program on its reader's word, or for the page above. The body says nothing that matters."""
    wanted = _wanted()
    if wanted is None:
        return _page("unknown", None)
    with services().database.user(wanted.user_id):
        if User.select(User.id).where(User.id == wanted.user_id).exists():
            change_preferences(wanted.user_id, None, {wanted.kind: False})
    logger.info("unsubscribed", extra={"action": "mail.unsubscribed", "user_id": wanted.user_id, "kind": wanted.kind})
    return _page("done", wanted)


def _wanted() -> Unsubscription | None:
    with services().database.chores():
        key = read_key()
    return read_token(request.args.get("token", ""), key)


def _page(state: str, wanted: Unsubscription | None) -> Response:
    said = _SAID[wanted.kind] if wanted else ""
    token = request.args.get("token", "") if wanted else ""
    html = _environment().get_template("page.html.j2").render(state=state, said=said, token=token)
    response = Response(html, status=200 if wanted else 404, mimetype="text/html")
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'sha256-{_style_hash()}'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined)


@cache
def _style_hash() -> str:
    """Of the page's own style sheet, so that no other is taken."""
    page = (FOLDER / "page.html.j2").read_text(encoding="utf-8")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None  # noqa: S101 - the file is ours
    return base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
