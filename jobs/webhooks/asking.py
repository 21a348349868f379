"""One request to an endpoint: signed, within limits of time and size, without following anything."""

import re
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from email.utils import mktime_tz, parsedate_tz
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from jobs.logs import masked
from jobs.outside.client import OutsideAnswer, OutsideClient
from jobs.outside.errors import OutsideRefused, OutsideUnavailable
from jobs.webhooks.addresses import is_local
from jobs.webhooks.claims import Claim
from jobs.webhooks.events import body_of, message_id
from jobs.webhooks.signing import signature_headers

SECONDS = 10.0
ANSWER_BYTES = 4096
EXCERPT_CHARACTERS = 500
_GONE = 410

Post = Callable[[str, bytes, Mapping[str, str]], OutsideAnswer]
"""Of URL, body and headers. Raises OutsideRefused, OutsideUnavailable."""


@dataclass(frozen=True)
class Try:
    """What became of one attempt; `fault` where there was no answer."""

    number: int
    milliseconds: int
    status: int | None = None
    fault: str | None = None
    excerpt: str = ""
    retry_after: float | None = None  # seconds that the endpoint asks us to wait

    @property
    def is_taken(self) -> bool:
        """Did the endpoint say that it has it?"""
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """Did the endpoint say that nothing is to come any more?"""
        return self.status == _GONE

    def as_json(self) -> dict[str, Any]:
        """For the delivery's row, which says itself when it goes out again."""
        return {name: value for name, value in asdict(self).items() if name != "retry_after"}


def poster(*, local: bool, outside: OutsideClient | None = None) -> Post:
    """Return what posts to endpoints; with `local` to this machine too, in the clear."""
    client = outside or OutsideClient(seconds=SECONDS, answer_bytes=ANSWER_BYTES, cuts=True)

    def post(url: str, body: bytes, headers: Mapping[str, str]) -> OutsideAnswer:
        if local and is_local(url):
            return _post_locally(url, body, headers)
        return client.ask("POST", url, body=body, headers=headers)

    return post


def send(claim: Claim, post: Post, web_url: str) -> Try:
    """Tell the endpoint."""
    body = body_of(claim.event, claim.at, claim.org_id, claim.data, web_url)
    signed = signature_headers(claim.secrets, message_id(claim.delivery_id), int(time.time()), body)
    headers = {"Content-Type": "application/json", "User-Agent": "Groundplan-Webhooks/1", **signed}
    began = time.monotonic()
    try:
        answer = post(claim.url, body, headers)
    except (OutsideRefused, OutsideUnavailable) as error:
        return Try(claim.number, _milliseconds(began), fault=error.message)
    spent, waits = _milliseconds(began), _retry_after(answer.headers)
    return Try(claim.number, spent, status=answer.status, excerpt=_excerpt(answer.content), retry_after=waits)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, or a moment in time (RFC 9110, 10.2.3); what is neither says nothing."""
    told = next((value.strip() for name, value in headers.items() if name.lower() == "retry-after"), "")
    if re.fullmatch(r"[0-9]{1,9}", told):
        return float(told)
    moment = parsedate_tz(told)
    try:
        return None if moment is None else max(0.0, mktime_tz(moment) - time.time())
    except (ValueError, OverflowError):
        return None


def _excerpt(content: bytes) -> str:
    """The beginning of an answer, as text that can be stored and shown; endpoints answer with secrets at times."""
    text = "".join(one if one.isprintable() or one in "\n\t" else "�" for one in content.decode(errors="replace"))
    return masked(text)[:EXCERPT_CHARACTERS]


def _milliseconds(began: float) -> int:
    return round((time.monotonic() - began) * 1000)


def _post_locally(url: str, body: bytes, headers: Mapping[str, str]) -> OutsideAnswer:
    """For development: the time limit is of each byte here, and no proxy is asked."""
    with requests.Session() as session:
        session.trust_env = False
        try:
            answer = session.post(
                url,
                body,
                headers={**headers, "Accept-Encoding": "identity"},
                allow_redirects=False,
                stream=True,
                timeout=SECONDS,
            )
            with closing(answer):
                content = answer.raw.read(ANSWER_BYTES, decode_content=False)
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise OutsideUnavailable("The address does not answer as it should.") from error
        return OutsideAnswer(answer.status_code, dict(answer.headers), content, url)
