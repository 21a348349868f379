"""What a job made: listing, reading and linking its files."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from jobs import models
from web.job_rows import files_of, find_file
from web.mcp import schemas
from web.mcp.calls import Call
from web.mcp.faults import Refused, invalid
from web.mcp.tools import Tool

LINK_LIFETIME = timedelta(minutes=10)
LARGEST_READ = 2 * 1024 * 1024  # bytes; larger files are for downloading


async def list_bundle_files(call: Call, given: schemas.OneJob) -> schemas.FileList:
    """Names and sizes."""
    rows = await call.run(files_of, call.services.database, call.org_id, given.job_id)
    files = [schemas.BundleFile(name=row.name, size=row.size, media_type=row.media_type) for row in rows]
    told = "read_bundle_file gives one's text, get_bundle_link an address to download one or all."
    empty = "There are no files: the job has not succeeded (yet), or its plan's days for files are over. get_job tells."
    return schemas.FileList(job_id=given.job_id, files=files, next_step=told if files else empty)


async def read_bundle_file(call: Call, given: schemas.ReadFile) -> schemas.FilePart:
    """A part of a text file."""
    row, content = await read_file(call, given.job_id, given.name)
    text = as_text(content)
    if text is None:
        told = f"{row.name} is not text ({row.media_type}, {row.size:,} bytes)."
        raise Refused("not_text", told, "get_bundle_link gives an address from which it can be downloaded.")
    if given.offset > len(text):
        raise invalid("offset", "is behind the end of the file", f"at most {len(text):,}")
    end = given.offset + given.limit
    return schemas.FilePart(
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        text=text[given.offset : end],
        offset=given.offset,
        total_characters=len(text),
        next_offset=end if end < len(text) else None,
    )


async def get_bundle_link(call: Call, given: schemas.FileLink) -> schemas.Link:
    """An address for a short time."""
    row = await call.run(find_file, call.services.database, call.org_id, given.job_id, given.name)
    expires_at = datetime.now(UTC) + LINK_LIFETIME
    base = row.name.rsplit("/", 1)[-1]
    url = await call.run(call.services.artifacts.link, row.key, LINK_LIFETIME, file_name=base)
    return schemas.Link(name=row.name, size=row.size, sha256=row.sha256, url=url, expires_at=expires_at)


async def read_file(call: Call, job_id: UUID, name: str) -> tuple[models.Artifact, bytes]:
    """The file whole. Raises ResourceNotFound, Refused when it is too large, ArtifactStoreUnavailable."""
    row = await call.run(find_file, call.services.database, call.org_id, job_id, name)
    if row.size > LARGEST_READ:
        told = f"{row.name} has {row.size:,} bytes; at most {LARGEST_READ:,} are read here."
        raise Refused("too_large", told, "get_bundle_link gives an address from which it can be downloaded.")
    return row, await call.run(lambda: b"".join(call.services.artifacts.open(row.key)))


def as_text(content: bytes) -> str | None:
    """The text, or None for what is not text in UTF-8."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


FILE_TOOLS: tuple[Tool[Any], ...] = (
    Tool(
        "list_bundle_files",
        "List the files of a bundle",
        "The files that a succeeded job made, with sizes. Of an implement job: README.md, terraform/, cloudformation/, "
        "diagram.svg, cost.json, review.md, checks.json and more; of an analyze job the same for each option, in "
        "options/<name>/, and comparison.md.",
        schemas.OneJob,
        schemas.FileList,
        list_bundle_files,
    ),
    Tool(
        "read_bundle_file",
        "Read a file of a bundle",
        "The text of one file, 20,000 characters at once unless `limit` says otherwise; `next_offset` is where to go "
        "on. Pictures and archives are refused: use get_bundle_link for these.",
        schemas.ReadFile,
        schemas.FilePart,
        read_bundle_file,
    ),
    Tool(
        "get_bundle_link",
        "Link to a bundle",
        "An address to download the whole bundle as a zip, or one file of it, good for ten minutes and without an API "
        "key. Whoever has the address can read the file: do not publish it.",
        schemas.FileLink,
        schemas.Link,
        get_bundle_link,
    ),
)
