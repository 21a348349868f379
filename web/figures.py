"""What is counted of each request: how many, how they ended, how long they took, and what people did."""

import time

from flask import Flask, Response, g, request

from jobs.metrics.catalogue import HTTP_ERRORS, HTTP_REQUESTS, HTTP_SECONDS, USER_ACTIONS
from jobs.metrics.recorder import count, observe
from web.access_log import QUIET_PATHS
from web.authentication import SAFE_METHODS
from web.tracing import route

_NOBODYS = frozenset({"client_errors.report", "mcp.forward"})
"""Sent by pages of themselves, or counted by the MCP process."""


def init_app(app: Flask) -> None:
    """Count the requests of ``app``; registered after `access_log`, which starts the clock."""

    @app.after_request
    def count_it(response: Response) -> Response:
        if request.path in QUIET_PATHS:
            return response
        status, told = response.status_code, route()
        count(HTTP_REQUESTS, told, f"{status // 100}xx")
        observe(HTTP_SECONDS, told, seconds=time.perf_counter() - g.get("started", time.perf_counter()))
        if status >= 500:
            count(HTTP_ERRORS, told)
        if (
            status < 400
            and request.endpoint
            and request.method not in SAFE_METHODS
            and request.endpoint not in _NOBODYS
        ):
            count(USER_ACTIONS, request.endpoint)
        return response
