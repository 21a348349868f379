"""Requests to the API: the key, time limits, tries with pauses, and answers taken out of their envelope."""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

from groundplan import errors

TRIES = 5
LONGEST_PAUSE_SECONDS = 8.0
LONGEST_WAIT_SECONDS = 30.0
"""A server that asks for a longer pause than this is told to the caller instead of waited for."""
_PASSING = frozenset({429, 502, 503, 504})
_KINDS: Mapping[int, type[errors.Refused]] = {
    401: errors.NotSignedIn,
    402: errors.LimitReached,
    403: errors.Forbidden,
    404: errors.NotFound,
    410: errors.NotFound,
    429: errors.LimitReached,
}


class Transport:
    """Every POST carries an Idempotency-Key, the caller's or a new one, the same at every try: it is done once."""

    def __init__(self, http: httpx.Client, *, sleep: Callable[[float], None] = time.sleep) -> None:
        """`http` has the address, the key and the time limits. `sleep` is for tests."""
        self._http = http
        self._sleep = sleep

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def get(self, path: str, **params: object) -> Any:
        """The `data` of an answer."""
        return self.envelope("GET", path, params=params)["data"]

    def post(self, path: str, body: object = None, **options: Any) -> Any:
        """The `data` of an answer."""
        return self.envelope("POST", path, json=body, **options)["data"]

    def pages(self, path: str, **params: object) -> Iterator[Any]:
        """Every entry of a list, page after page."""
        cursor: str | None = None
        while True:
            answered = self.envelope("GET", path, params={**params, "cursor": cursor})
            yield from answered["data"]
            cursor = answered["meta"].get("next_cursor")
            if not cursor:
                return

    def envelope(self, method: str, path: str, **options: Any) -> Any:
        """The whole answer: `data` and `meta`. Raises Refused or Unavailable."""
        with self.stream(method, path, **options) as response:
            response.read()
            return _json(response)

    @contextmanager
    def stream(self, method: str, path: str, **options: Any) -> Iterator[httpx.Response]:
        """An answer whose body is not read yet. Raises Refused or Unavailable."""
        response = self._answered(method, path, **options)
        try:
            yield response
        except httpx.TransportError as error:
            raise errors.Unavailable(f"{self._http.base_url.host} broke off while answering: {error}") from error
        finally:
            response.close()

    def _answered(self, method: str, path: str, **options: Any) -> httpx.Response:
        options["params"] = _given(options.get("params") or {})
        key = options.pop("idempotency_key", None)
        idempotent = {"Idempotency-Key": key or uuid4().hex} if method == "POST" else {}
        options["headers"] = idempotent | (options.get("headers") or {})
        outcome = self._try(method, path, options)
        for number in range(1, TRIES):
            if isinstance(outcome, httpx.Response):
                return outcome
            self._sleep(max(outcome.pause, _backoff(number)))
            outcome = self._try(method, path, options)
        if isinstance(outcome, httpx.Response):
            return outcome
        raise outcome.error

    def _try(self, method: str, path: str, options: Mapping[str, Any]) -> "httpx.Response | _Passing":
        try:
            response = self._http.send(self._http.build_request(method, path, **options), stream=True)
        except httpx.TransportError as error:
            told = f"{type(error).__name__}: {error}".rstrip(": ")
            return _Passing(errors.Unavailable(f"{self._http.base_url} cannot be asked; tried {TRIES} times ({told})"))
        if response.is_success or response.is_redirect:
            return response
        response.read()
        refusal, pause = _refusal(response), _asked_pause(response)
        if response.status_code not in _PASSING or pause > LONGEST_WAIT_SECONDS:
            raise refusal
        return _Passing(refusal, pause)


@dataclass(frozen=True)
class _Passing:
    """What may be over in a moment; `pause` in seconds is what the server asked for."""

    error: errors.GroundplanError
    pause: float = 0.0


def _backoff(number: int) -> float:
    """Seconds before the next try: doubling, spread so that many clients do not come back together."""
    longest = min(LONGEST_PAUSE_SECONDS, float(2**number) / 4)
    return longest * random.uniform(0.5, 1.0)  # noqa: S311  (no secret)


def _given(params: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in params.items() if value is not None}


def _asked_pause(response: httpx.Response) -> float:
    """Retry-After in seconds; 0 where there is none. Dates are not used by this API."""
    text = response.headers.get("Retry-After", "")
    return float(text) if text.isdigit() else 0.0


def _json(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError as error:
        raise errors.Unavailable(
            f"{response.url} answered {response.status_code}, but not with JSON: is this address Groundplan's?"
        ) from error


def _refusal(response: httpx.Response) -> errors.GroundplanError:
    status = response.status_code
    try:
        body = response.json()
        told, request_id = body["error"], str(body["meta"]["request_id"])
        details = [errors.Detail(one["field"], one["fault"], one["limit"]) for one in told["details"]]
        code, message = str(told["code"]), str(told["message"])
    except (ValueError, KeyError, TypeError):
        return errors.Unavailable(
            f"{response.url} answered {status}, but not in the API's form: is this address Groundplan's?"
        )
    if status >= 500:
        return errors.Unavailable(f"{message} (request {request_id})")
    return _KINDS.get(status, errors.Refused)(status, code, message, details, request_id)
