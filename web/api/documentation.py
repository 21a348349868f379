"""The API's description for programs, and as a page for people. The page needs nothing from elsewhere."""

from pathlib import Path

from flask import Blueprint, Response, current_app, jsonify, send_from_directory
from flask_openapi3.openapi import OpenAPI

from web.documented.document import document_of

documentation = Blueprint("documentation", __name__, url_prefix="/api/v1")

_PAGE = Path(__file__).parent.parent / "documentation"
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


@documentation.get("/openapi.json")
def openapi_document() -> Response:
    """The OpenAPI 3.1 document."""
    assert isinstance(current_app, OpenAPI)  # noqa: S101  (narrows the type of Flask's proxy)
    return jsonify(document_of(current_app))


@documentation.get("/docs")
def docs() -> Response:
    """The page that shows the document."""
    return _file("page.html")


@documentation.get('/docs/<any("page.css", "page.js"):name>')
def docs_file(name: str) -> Response:
    """A part of the page."""
    return _file(name)


def _file(name: str) -> Response:
    response = send_from_directory(_PAGE, name)
    response.headers["Content-Security-Policy"] = PAGE_POLICY
    return response
