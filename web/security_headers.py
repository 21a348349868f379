"""Headers that narrow what a browser will do with our answers."""

from flask import Flask, Response

API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""JSON needs nothing."""

NOT_NEEDED = (
    *("accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "encrypted-media"),
    *("geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi"),
    *("payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
"""What a browser can lend to a page, and none of ours asks for."""

LAYOUT_WORKER = "diagram-layout"
"""What `frontend/src/components/diagram/layout-engine.ts` calls its policy; it makes the address of that one script."""

YEAR_SECONDS = 365 * 24 * 3600


def page_policy(live_url: str) -> str:
    """Return the policy of the frontend's pages: own files, own API, and the sockets at ``live_url``.

    Nothing inline: React sets styles on elements by script, which `style-src` does not concern. No string becomes
    markup or script either (`require-trusted-types-for`), and one policy alone may be made (`trusted-types`): that
    of the script which lays diagrams out in a thread of its own.
    """
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            f"connect-src 'self' {live_url}",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            f"trusted-types {LAYOUT_WORKER}",
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
        "Permissions-Policy": ", ".join(f"{name}=()" for name in NOT_NEEDED),
    }
    if https:
        headers["Strict-Transport-Security"] = f"max-age={YEAR_SECONDS}; includeSubDomains"
    return headers


def keep_secret_address(response: Response) -> Response:
    """Say of an answer whose address opens it that it is nothing to be found, or to be told to other sites."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


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
