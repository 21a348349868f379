"""A stored file as an answer: streamed, with a tag, and so that a browser never takes it for a page of ours."""

import re
from urllib.parse import quote

from flask import Response, request

from jobs import models
from web.services import services

SHOWN_IN_PLACE = frozenset(
    {"image/svg+xml", "image/png", "text/plain", "text/markdown", "text/csv", "application/json", "application/yaml"}
)
"""Everything else, HTML above all, is only ever saved."""

FILE_POLICY = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_CHARSET = "; charset=utf-8"
_BYTES = {"schema": {"type": "string", "format": "binary"}}
_TYPES = ["application/octet-stream", "application/zip", "application/vnd.jgraph.mxfile", "text/x-python"]
FILE = {"description": "The file.", "content": dict.fromkeys((*_TYPES, *sorted(SHOWN_IN_PLACE)), _BYTES)}
"""For the OpenAPI document."""


def answer_file(row: models.Artifact) -> Response:
    """Return the file, or 304 to who has it."""
    unchanged = request.if_none_match.contains_weak(row.sha256)  # a proxy that compresses weakens it
    response = Response(status=304) if unchanged else _stream(row)
    response.set_etag(row.sha256)
    response.cache_control.private = True
    response.cache_control.no_cache = True
    return response


def _stream(row: models.Artifact) -> Response:
    """Pass the file on as it comes from the store; no database connection is held meanwhile."""
    stored = row.media_type.removesuffix(_CHARSET)  # of text it is added again below
    media_type = stored if _MEDIA_TYPE.fullmatch(stored) else "application/octet-stream"
    content = b"" if request.method == "HEAD" else services().artifacts.open(row.key)
    response = Response(content, mimetype=media_type)
    response.content_length = row.size
    response.headers["Content-Disposition"] = _disposition(row.name, in_place=media_type in SHOWN_IN_PLACE)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _disposition(name: str, *, in_place: bool) -> str:
    """Name the file for saving: plain ASCII for old clients, RFC 6266's form for the others."""
    base = name.rsplit("/", 1)[-1]
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", base)
    kind = "inline" if in_place else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(base, safe='')}"
