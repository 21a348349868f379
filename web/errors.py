"""Gives every error one JSON shape, whichever layer it comes from, and hides what is not the caller's business."""

import logging
from datetime import UTC, datetime
from math import ceil

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from jobs import errors as job_errors
from web.envelope import failure
from web.problems import Fault, Problem
from web.request_bodies import too_large
from web.request_ids import request_id
from web.strict_json import BODY_BYTES

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 2
_STATUSES: dict[type[job_errors.GroundplanError], int] = {
    job_errors.InvalidRequest: 422,
    job_errors.FilesRemoved: 410,
    job_errors.NotFound: 404,
    job_errors.Conflict: 409,
    job_errors.PlanLimitReached: 402,
    job_errors.QuotaExceeded: 429,
    job_errors.TransientError: 503,
}


def init_app(app: Flask) -> None:
    """Handle every error of ``app``."""
    app.register_error_handler(Problem, _answer_problem)
    app.register_error_handler(job_errors.GroundplanError, _answer_job_error)
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(Exception, _answer_unexpected)


def status_of(error: job_errors.GroundplanError) -> int:
    """Return the HTTP status for an error of the jobs package."""
    return next((status for kind, status in _STATUSES.items() if isinstance(error, kind)), 500)


def faults_of(error: job_errors.GroundplanError) -> list[Fault]:
    """Return what an error says in detail: of a limit its name, how much of it is used, and until when."""
    reached = error.reached if isinstance(error, job_errors.QuotaExceeded) else None
    if reached is None:
        return []
    until = f", until {reached.resets_at:%Y-%m-%dT%H:%M:%SZ}" if reached.resets_at else ""
    return [Fault(reached.name, f"{reached.used} of {reached.limit}{until}", str(reached.limit))]


def _answer_problem(problem: Problem) -> Response:
    response = failure(problem.status, problem.code, problem.message, problem.faults)
    response.headers.update(problem.headers)
    return response


def _answer_job_error(error: job_errors.GroundplanError) -> Response:
    status = status_of(error)
    if status == 500:
        return _answer_unexpected(error)
    response = failure(status, error.code, error.message, faults_of(error))
    if resets_at := getattr(getattr(error, "reached", None), "resets_at", None):
        response.headers["Retry-After"] = str(max(1, ceil((resets_at - datetime.now(UTC)).total_seconds())))
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        logger.warning("unavailable", extra={"action": "web.unavailable", "code": error.code}, exc_info=error)
    return response


def answer_http_error(error: HTTPException) -> Response:
    """Answer an error of Flask or werkzeug, such as 404 and 405."""
    if isinstance(error, RequestEntityTooLarge):
        return _answer_problem(too_large(BODY_BYTES))
    status = error.code or 500
    response = failure(status, error.name.lower().replace(" ", "_"), error.description or error.name)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _answer_unexpected(error: Exception) -> Response:
    logger.error(
        "unexpected error",
        exc_info=error,
        extra={"action": "web.unexpected_error", "request_id": request_id(), "path": request.path},
    )
    return failure(500, "internal_error", "Something went wrong on our side. The request id finds it in our logs.")
