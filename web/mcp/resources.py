"""A bundle's files as resources, and the prompt that leads through a design."""

import base64
import re
from urllib.parse import unquote
from uuid import UUID

from mcp.shared.exceptions import MCPError
from mcp_types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    BlobResourceContents,
    GetPromptRequestParams,
    GetPromptResult,
    Prompt,
    PromptArgument,
    PromptMessage,
    ReadResourceResult,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
)

from web.mcp.bundle_files import as_text, read_file
from web.mcp.calls import Call
from web.mcp.faults import describe
from web.problems import ResourceNotFound

FILES = ResourceTemplate(
    uri_template="groundplan://jobs/{job_id}/files/{+name}",
    name="bundle_file",
    title="File of a bundle",
    description="One file that a job made, by the job's id and the file's path: terraform/main.tf, diagram.png.",
)
DESIGN = Prompt(
    name="design_an_architecture",
    title="Design an AWS architecture",
    description="Settle the open questions, compare three options, make the bundle and explain it.",
    arguments=[PromptArgument(name="workload", description="What it is for, in a sentence or more.", required=True)],
)
_STEPS = """Design an AWS architecture with Groundplan for this workload:

{workload}

1. If users, data, region, availability or budget are not known, ask me for the two or three that matter most.
2. submit_job with mode analyze, then wait_for_job until it has ended; show me compare_options as a short table with the
   recommendation, and let me choose.
3. submit_job with mode implement and the chosen option, then wait_for_job.
4. Read README.md and the Terraform with read_bundle_file; tell me what is in it, what it costs a month, what was
   assumed, and which checks failed or were skipped. Give me the link of get_bundle_link.
Nothing is deployed by any of this."""
_FILE_URI = re.compile(r"groundplan://jobs/(?P<job>[0-9a-f-]{36})/files/(?P<name>[^?#]+)")
_LONGEST_WORKLOAD = 20_000


async def read_resource(call: Call, uri: str) -> ReadResourceResult:
    """A file's content: text where it is text, else a blob. Raises MCPError."""
    try:
        job_id, name = _parts(uri)
        row, content = await read_file(call, job_id, name)
    except Exception as error:
        code, message, _ = describe(error)
        number = INTERNAL_ERROR if code == "internal_error" else INVALID_PARAMS
        raise MCPError(code=number, message=message, data={"uri": uri[:300], "code": code}) from error
    text = as_text(content)
    if text is not None:
        return ReadResourceResult(contents=[TextResourceContents(uri=uri, text=text, mime_type=row.media_type)])
    blob = base64.b64encode(content).decode()
    return ReadResourceResult(contents=[BlobResourceContents(uri=uri, blob=blob, mime_type=row.media_type)])


def prompt(params: GetPromptRequestParams) -> GetPromptResult:
    """The prompt's words. Raises MCPError."""
    if params.name != DESIGN.name:
        raise MCPError(code=INVALID_PARAMS, message=f"There is no prompt {params.name[:100]}: only {DESIGN.name}.")
    workload = (params.arguments or {}).get("workload", "").strip()
    if not 0 < len(workload) <= _LONGEST_WORKLOAD:
        told = f"workload has {len(workload):,} characters; it needs 1 to {_LONGEST_WORKLOAD:,}."
        raise MCPError(code=INVALID_PARAMS, message=told)
    text = TextContent(type="text", text=_STEPS.format(workload=workload))
    return GetPromptResult(description=DESIGN.description, messages=[PromptMessage(role="user", content=text)])


def _parts(uri: str) -> tuple[UUID, str]:
    match = _FILE_URI.fullmatch(uri)
    try:
        if match:
            return UUID(match["job"]), unquote(match["name"], errors="strict")
    except ValueError:
        pass  # as no match
    raise ResourceNotFound(f"There is no such resource; files are at {FILES.uri_template}.")
