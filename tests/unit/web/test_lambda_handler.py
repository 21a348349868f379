"""What API Gateway sends becomes a request of the application, and its answer what API Gateway takes."""

import base64
import json
from typing import Any

from apig_wsgi import make_lambda_handler


def event(method: str, path: str, *, body: bytes = b"", headers: dict[str, str] | None = None) -> dict[str, Any]:
    """The payload of an HTTP API, format 2.0."""
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": "",
        "headers": {"host": "groundplan.example", "x-forwarded-proto": "https", **(headers or {})},
        "requestContext": {"http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1"}},
        "body": base64.b64encode(body).decode() if body else None,
        "isBase64Encoded": bool(body),
    }


def answered(app, request: dict[str, Any]) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body."""
    answer = make_lambda_handler(app, binary_support=True)(request, None)
    body = base64.b64decode(answer["body"]) if answer["isBase64Encoded"] else answer["body"].encode()
    return answer["statusCode"], answer["headers"], body


def test_a_request_is_answered_with_headers_and_body(app):
    status, headers, body = answered(app, event("GET", "/healthz"))
    assert (status, body) == (200, b"ok\n")
    assert headers["x-content-type-options"] == "nosniff"


def test_a_body_arrives_whole_and_a_fault_is_told_as_everywhere(app):
    json_body = {"content-type": "application/json"}
    status, _, body = answered(app, event("POST", "/api/v1/jobs", body=b'{"mode": "implement"}', headers=json_body))
    assert (status, json.loads(body)["error"]["code"]) == (401, "unauthenticated")
