"""What anybody sees who holds a link: one result, to read and nothing else."""

from urllib.parse import quote

from flask import Response
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from web.envelope import answer, page
from web.file_answers import FILE, answer_file
from web.responses import GONE, READING
from web.schemas.envelope import Answer, Page
from web.schemas.shared_results import RESULT, SharedFile, SharedFilePath, SharedPath, SharedResult
from web.security_headers import keep_secret_address
from web.services import services
from web.shared_results import file_behind, files_behind, open_link

PREFIX = "/api/v1/shared"
shared_results = APIBlueprint(
    "shared_results", __name__, url_prefix=f"{PREFIX}/<token>", abp_tags=[Tag(name="share links")]
)
shared_results.after_request(keep_secret_address)


@shared_results.get("", responses={200: Answer[SharedResult], **READING, **GONE})
def show_shared_result(path: SharedPath) -> Response:
    """Show what is behind a link, and count that it was opened; 410 where the link has expired."""
    opened = open_link(services().database, path.token)
    about = {name: getattr(opened, name) for name in SharedResult.model_fields if hasattr(opened, name)}
    result = {name: value for name, value in (opened.result or {}).items() if name in RESULT}
    return answer(SharedResult.model_validate(about | {"made_at": opened.finished_at, "result": result}))


@shared_results.get("/artifacts", responses={200: Page[SharedFile], **READING, **GONE})
def list_shared_files(path: SharedPath) -> Response:
    """List the files that may be read; `bundle.zip` only where downloads are allowed."""
    rows = files_behind(services().database, path.token)
    return page(
        SharedFile(
            name=row.name,
            size=row.size,
            sha256=row.sha256,
            media_type=row.media_type,
            url=f"{PREFIX}/{path.token}/artifacts/{quote(row.name)}",
        )
        for row in rows
    )


@shared_results.get("/artifacts/<path:name>", responses={200: FILE, **READING, **GONE})
def read_shared_file(path: SharedFilePath) -> Response:
    """Read one file; `receipt.json` is of the newest trial of the bundle."""
    return answer_file(file_behind(services().database, path.token, path.name))
