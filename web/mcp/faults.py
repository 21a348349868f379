"""Every error as a tool's answer: what happened in the API's own words, and what an assistant should do about it."""

import json
import logging

from mcp_types import CallToolResult, TextContent

from jobs import errors as job_errors
from web.errors import faults_of, status_of
from web.problems import Fault, InvalidFields, Problem

logger = logging.getLogger(__name__)

INTERNAL = ("internal_error", "Something went wrong on our side. The request id in the answer's headers finds it.")
_ADVICE = {
    "not_found": "Check the id and the name: list_jobs and list_bundle_files show what there is.",
    "conflict": "Look at the state with get_job, then decide; the same call will not succeed by being repeated.",
    "forbidden": "Do not repeat the call. Ask the user for an API key with the scope and the role that it wants.",
    "invalid_fields": "Correct the fields in details, each of which names its limit, and call again.",
    "plan_limit_reached": "Do not repeat the call: tell the user which limit of the plan is reached, and until when.",
    "quota_exceeded": "Wait until a job has ended, or cancel one, then call again.",
    "too_many_waits": "Wait for one job at a time; get_job tells the state at once.",
    "internal_error": "Call again once; if it fails again, tell the user.",
}
_OTHERWISE = "Call again in a few seconds; if it fails again, tell the user."


class Refused(Problem):
    """This cannot be done so."""

    status = 422
    code = "refused"

    def __init__(self, code: str, message: str, advice: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.advice = advice


def invalid(field: str, fault: str, limit: str) -> InvalidFields:
    """One field that a tool's schema lets through and the tool does not."""
    return InvalidFields(faults=[Fault(field, fault, limit)])


def describe(error: Exception) -> tuple[str, str, list[dict[str, str]]]:
    """Code, message and details as the API gives them. What is not the caller's business is logged and hidden."""
    if isinstance(error, Problem):
        return error.code, error.message, [fault.as_json() for fault in error.faults]
    if isinstance(error, job_errors.GroundplanError) and status_of(error) != 500:
        return error.code, error.message, [fault.as_json() for fault in faults_of(error)]
    logger.error("unexpected error", exc_info=error, extra={"action": "mcp.unexpected_error"})
    return *INTERNAL, []


def failed(error: Exception) -> CallToolResult:
    """The answer of a tool that failed.

    It is JSON in text: clients hold structured content against the tool's output schema, also that of an error.
    """
    code, message, details = describe(error)
    advice = getattr(error, "advice", None) or _ADVICE.get(code, _OTHERWISE)
    told = {"error": {"code": code, "message": message, "details": details, "what_to_do": advice}}
    return CallToolResult(content=[TextContent(type="text", text=json.dumps(told, ensure_ascii=False))], is_error=True)
