"""Which addresses a webhook may have: the public internet's, and in development, where it is allowed, this machine."""

import re

from jobs.outside.errors import OutsideRefused
from jobs.outside.urls import URL_LENGTH, read_url

_LOCAL = re.compile(r"http://(127\.0\.0\.1|localhost):\d{1,5}(/[!-~]*)?")


def is_local(url: str) -> bool:
    """Does it name a server of this machine, in the clear?"""
    return len(url) <= URL_LENGTH and _LOCAL.fullmatch(url) is not None


def read_address(url: str, *, local: bool) -> str:
    """Return the URL as it will be asked; ``local``: `WEBHOOKS_ALLOW_LOCAL`. Raises OutsideRefused, which says why."""
    if local and is_local(url):
        return url
    try:
        return str(read_url(url))
    except OutsideRefused as error:
        more = " Here http://127.0.0.1:<port> is taken too." if local else ""
        raise OutsideRefused(error.message + more) from error
