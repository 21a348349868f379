"""Headers that narrow what a browser will do with our answers."""

from flask import Flask, Response

API_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""JSON needs nothing."""


def page_policy(live_url: str) -> str:
    """Return the policy of the frontend's pages: own files, own API, and the sockets at ``live_url``."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            f"connect-src 'self' {live_url}",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def headers_of(*, https: bool) -> dict[str, str]:
    """The headers of every answer, but where one has set its own."""
    headers = {
        "Content-Security-Policy": API_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }
    if https:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return headers


def init_app(app: Flask, *, https: bool) -> None:
    """Add the headers to every answer that has not set its own."""
    headers = headers_of(https=https)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if not response.cache_control and "ETag" not in response.headers:
            response.cache_control.no_store = True
        return response
