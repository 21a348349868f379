"""What a failed model call means for the job: wait and try again, or mend the configuration."""

import logging
from typing import Any

from strands.types.exceptions import (
    ContextWindowOverflowException,
    EventLoopException,
    MaxTokensReachedException,
    StructuredOutputException,
)

from jobs.errors import GroundplanError
from worker.errors import ModelNotConfigured, ModelUnavailable, NoArchitecture

logger = logging.getLogger(__name__)

WORTH_ANOTHER_TRY = (408, 409, 425, 429)
"""Client errors that pass: timeout, conflict, too early, too many requests."""


def translated(error: Exception) -> GroundplanError:
    """The error to raise instead. What is ours already, from the audit for instance, stays as it is."""
    cause: Any = error.original_exception if isinstance(error, EventLoopException) else error
    if isinstance(cause, GroundplanError):
        return cause
    if isinstance(cause, StructuredOutputException):
        return NoArchitecture("The architect did not come to an architecture that fits the catalogue.")
    if isinstance(cause, MaxTokensReachedException | ContextWindowOverflowException):
        return NoArchitecture("The request is too long for the configured model.")
    logger.warning("model call failed", extra={"action": "model_call"}, exc_info=cause)
    status = _status(cause)
    if status is not None and 400 <= status < 500 and status not in WORTH_ANOTHER_TRY:
        return ModelNotConfigured(f"The model provider refused the call with status {status}: {str(cause)[:300]}")
    return ModelUnavailable(f"The model provider failed: {type(cause).__name__}.")


def _status(error: Any) -> int | None:
    """As botocore gives it, or as the clients of OpenAI, Anthropic and Ollama do."""
    response = getattr(error, "response", None)
    if isinstance(response, dict):
        response = response.get("ResponseMetadata", {}).get("HTTPStatusCode")
        return response if isinstance(response, int) else None
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) else None
