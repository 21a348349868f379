"""Where a browser's request comes from, and where it may be sent."""

from urllib.parse import urlsplit


def origin_of(url: str) -> str:
    """Return scheme, host and port of ``url`` as a browser writes an Origin: `https://app.example.com`."""
    parts = urlsplit(url)
    default_port = {"http": 80, "https": 443, "ws": 80, "wss": 443}.get(parts.scheme)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = f":{parts.port}" if parts.port and parts.port != default_port else ""
    return f"{parts.scheme}://{host}{port}"


def safe_path(target: str | None) -> str:
    """Return ``target`` if it is a path of this site, else `/`.

    Browsers read `//host`, `/\\host` and paths with tabs or line breaks as other sites.
    """
    if not target or len(target) > 500 or not target.startswith("/"):
        return "/"
    if target.startswith("//") or "\\" in target or any(ord(c) <= 32 or ord(c) == 127 for c in target):
        return "/"
    parts = urlsplit(target)
    return "/" if parts.scheme or parts.netloc else target
