"""An API that a test writes: answers by method and path, requests kept."""

from collections.abc import Callable, Mapping
from typing import Any

import httpx

from groundplan import Client

JOB_ID = "01890000-0000-7000-8000-000000000000"
META = {"timestamp": "2026-11-01T00:00:00.000Z", "request_id": "r-1"}
JOB = {
    "id": JOB_ID,
    "mode": "implement",
    "request": "A static site",
    "state": "queued",
    "stage": None,
    "attempt": 0,
    "max_attempts": 3,
    "created_at": "2026-11-01T00:00:00Z",
    "started_at": None,
    "finished_at": None,
    "error": None,
    "result": None,
    "options": {},
    "something_new": True,
}
Answer = httpx.Response | Callable[[httpx.Request], httpx.Response]


def data(content: Any, status: int = 200, **meta: str) -> httpx.Response:
    return httpx.Response(status, json={"data": content, "meta": {**META, **meta}})


def problem(status: int, code: str = "no", headers: Mapping[str, str] | None = None) -> httpx.Response:
    details = [{"field": "request", "fault": "is too long", "limit": "20000"}]
    error = {"code": code, "message": "It cannot be.", "details": details}
    return httpx.Response(status, json={"error": error, "meta": META}, headers=headers)


class Api:
    """Each path has its answers in order; the last one is given again."""

    def __init__(self, answers: Mapping[str, list[Answer]]) -> None:
        self._answers = {path: list(given) for path, given in answers.items()}
        self.requests: list[httpx.Request] = []
        self.pauses: list[float] = []

    def client(self, url: str = "http://127.0.0.1:8080", key: str = "gp_test") -> Client:
        return Client(url, key, transport=httpx.MockTransport(self._answer), sleep=self.pauses.append)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        given = self._answers[f"{request.method} {request.url.path}"]
        answer = given.pop(0) if len(given) > 1 else given[0]
        return answer(request) if callable(answer) else answer
