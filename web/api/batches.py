"""Submitting many jobs at once, following them together, and getting what they made."""

from datetime import timedelta
from uuid import UUID

from flask import Response, request
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.data_type import DataType
from flask_openapi3.models.media_type import MediaType
from flask_openapi3.models.request_body import RequestBody
from flask_openapi3.models.schema import Schema
from flask_openapi3.models.tag import Tag
from flask_openapi3.openapi import OpenAPI
from flask_openapi3.utils import parse_body

from jobs import models
from jobs.batch_control import cancel, pause, resume, retry_failed
from jobs.batch_release import advance
from jobs.batches import Acceptance, NewBatch, find_batch, submit_batch, submitted_batch
from jobs.errors import Conflict
from web.batch_bodies import Fingerprint
from web.batch_items import Items, examine, faults_as_fields
from web.batch_reading import read_items
from web.batch_rows import as_batch, page_of_batches, page_of_items, result_lines, shown_batch
from web.envelope import answer, page
from web.identity import current_identity
from web.problems import InvalidFields, ResourceNotFound
from web.responses import CREATING, LISTING, READING, SECURITY
from web.schemas.batches import (
    Batch,
    BatchFilter,
    BatchPath,
    BatchSubmission,
    ItemQuery,
    ListedBatch,
    ListedItem,
    NewBatchQuery,
    ResultsQuery,
    RetriedBatch,
)
from web.schemas.envelope import Answer, Page
from web.schemas.headers import IdempotencyHeader
from web.services import services
from web.validation import FAULTS_SHOWN

batches = APIBlueprint(
    "batches", __name__, url_prefix="/api/v1/batches", abp_tags=[Tag(name="batches")], abp_security=SECURITY
)

LINK_LIFETIME = timedelta(minutes=5)
_TEXTS = ("application/x-ndjson", "text/csv")
_RESULTS = {
    "description": "A line for each item that has ended, in the order of the lines.",
    "content": {name: {"schema": {"type": "string"}} for name in _TEXTS},
}
_ELSEWHERE = {"description": "The file is at `Location`, for five minutes, without a sign-in."}


@batches.post("", responses={202: Answer[Batch], **CREATING})
def create_batch(header: IdempotencyHeader, query: NewBatchQuery) -> Response:
    """Submit up to 10,000 jobs: JSON, JSON Lines or CSV with a line of names, plain or gzip.

    Answers as soon as all are stored. Items wait in the batch and are let go a few at a time, so that a large batch
    holds nobody up. A fault names its item's line: `items.12.region`.
    """
    identity, parts = current_identity(), services()
    fingerprint = Fingerprint("batch", request.mimetype, query.model_dump_json())
    found = read_items(request, fingerprint)
    items = examine(found, parts.database, identity.org_id, parts.settings.max_attempts)
    key, text = header.idempotency_key, fingerprint.text()
    row = submitted_batch(parts.database, identity.org_id, key, text)
    if row is None:
        _refuse_faulty(items, query)
        new = NewBatch(
            items=items.accepted,
            acceptance=Acceptance(query.mode),
            name=query.name,
            notify=query.notify,
            refused=items.refused,
            faults=items.faults,
            more_faults=items.more_faults,
        )
        who = {"org_id": identity.org_id, "user_id": identity.user_id}
        row = submit_batch(parts.database, **who, new=new, idempotency_key=key, fingerprint=text)
    return _followed(row.id)


@batches.get("", responses={200: Page[ListedBatch], **LISTING})
def list_batches(query: BatchFilter) -> Response:
    """List batches, newest first."""
    rows, cursor = page_of_batches(services().database, current_identity().org_id, query)
    return page(rows, cursor)


@batches.get("/<uuid:batch_id>", responses={200: Answer[Batch], **READING})
def show_batch(path: BatchPath) -> Response:
    """Show how a batch stands: items by state, the pace, and when it ends at that pace."""
    return answer(shown_batch(services().database, current_identity().org_id, path.batch_id))


@batches.get("/<uuid:batch_id>/items", responses={200: Page[ListedItem], **READING})
def list_batch_items(path: BatchPath, query: ItemQuery) -> Response:
    """List the items in the order of their lines."""
    rows, cursor = page_of_items(services().database, current_identity().org_id, path.batch_id, query)
    return page(rows, cursor)


@batches.get("/<uuid:batch_id>/results", responses={200: _RESULTS, **READING})
def read_batch_results(path: BatchPath, query: ResultsQuery) -> Response:
    """Read what has ended, as JSON Lines or as a table; what a spreadsheet takes for a formula is disarmed."""
    org_id, database = current_identity().org_id, services().database
    shown_batch(database, org_id, path.batch_id)
    lines = result_lines(database, org_id, path.batch_id, query)
    response = Response(lines, mimetype="text/csv" if query.format == "csv" else "application/x-ndjson")
    response.headers["Content-Disposition"] = f'attachment; filename="batch-{path.batch_id}.{query.format}"'
    return response


@batches.post("/<uuid:batch_id>/pause", responses={200: Answer[Batch], **READING})
def pause_batch(path: BatchPath) -> Response:
    """Hold a batch: what runs ends, and nothing else begins. 409 when it has ended."""
    return _changed(pause(services().database, current_identity().org_id, path.batch_id))


@batches.post("/<uuid:batch_id>/resume", responses={200: Answer[Batch], **READING})
def resume_batch(path: BatchPath) -> Response:
    """Go on with a batch that was held. 409 when it has ended."""
    return _changed(resume(services().database, current_identity().org_id, path.batch_id))


@batches.post("/<uuid:batch_id>/cancel", responses={200: Answer[Batch], **READING})
def cancel_batch(path: BatchPath) -> Response:
    """End everything of a batch that has not ended, running jobs too. 409 when all has ended."""
    return _changed(cancel(services().database, current_identity().org_id, path.batch_id))


@batches.post("/<uuid:batch_id>/retry", responses={200: Answer[RetriedBatch], **READING, 402: CREATING[402]})
def retry_batch(path: BatchPath, header: IdempotencyHeader) -> Response:
    """Let every failed item begin again, counted against the plan once more; all of them, or none."""
    parts, org_id = services(), current_identity().org_id
    attempts = parts.settings.max_attempts
    retried = retry_failed(parts.database, org_id, path.batch_id, attempts=attempts, key=header.idempotency_key)
    _advance(org_id, path.batch_id)
    return answer(RetriedBatch(retried=retried.items, batch=shown_batch(parts.database, org_id, path.batch_id)))


@batches.post("/<uuid:batch_id>/zip", responses={202: Answer[Batch], **READING})
def make_batch_zip(path: BatchPath) -> Response:
    """Have all bundles put into one zip, in the background; `zip` of the batch tells how far. 409 before its end."""
    org_id, database = current_identity().org_id, services().database
    with database.tenant(org_id):
        row = find_batch(org_id, path.batch_id, lock=True)
        if row.finished_at is None:
            raise Conflict("The batch has not ended: its zip can be made when it has.")
        key = f"{org_id}/batches/{row.id}/{row.round}/bundles.zip"
        wanted = models.BatchZip.insert(org_id=org_id, batch_id=row.id, round=row.round, key=key)
        wanted.on_conflict_ignore().execute()
        response = answer(as_batch(row), 202)
    response.headers["Location"] = f"/api/v1/batches/{path.batch_id}"
    return response


@batches.get("/<uuid:batch_id>/zip", responses={303: _ELSEWHERE, **READING})
def download_batch_zip(path: BatchPath) -> Response:
    """Go to the zip of all bundles; 404 until it is ready."""
    org_id, database = current_identity().org_id, services().database
    with database.tenant(org_id):
        row = find_batch(org_id, path.batch_id)
        made = (models.BatchZip.batch_id == row.id) & (models.BatchZip.round == row.round)
        found = models.BatchZip.get_or_none(made, models.BatchZip.made_at.is_null(False))
    if found is None:
        raise ResourceNotFound("The batch has no zip that is ready: ask for one with POST, and wait for it.")
    response = Response(status=303)
    name = f"batch-{path.batch_id}.zip"
    response.headers["Location"] = services().artifacts.link(found.key, LINK_LIFETIME, file_name=name)
    return response


def document_body(app: OpenAPI) -> None:
    """Say what a batch may come as: flask-openapi3 knows one media type for a body, and would read it itself."""
    content, schemas = parse_body(BatchSubmission)
    texts = {name: MediaType(schema=Schema(type=DataType.STRING, format="binary")) for name in _TEXTS}
    app.components_schemas.update(schemas)
    app.paths["/api/v1/batches"].post.requestBody = RequestBody(content={**content, **texts}, required=True)


def _refuse_faulty(items: Items, query: NewBatchQuery) -> None:
    """Where faults stand in the way: any with all or nothing, otherwise those of every item."""
    if not items.refused and not items.accepted:
        raise InvalidFields("There is no item in the batch.")
    if not items.refused or (query.mode == "partial" and items.accepted):
        return
    count = items.refused + len(items.accepted)
    left = len(items.faults) - FAULTS_SHOWN + items.more_faults
    more = f"; {left:,} more faults are not listed" if left > 0 else ""
    told = f"{items.refused:,} of {count:,} items cannot be accepted, so nothing was{more}."
    raise InvalidFields(told, list(faults_as_fields(items.faults[:FAULTS_SHOWN])))


def _followed(batch_id: UUID) -> Response:
    parts, org_id = services(), current_identity().org_id
    _advance(org_id, batch_id)
    response = answer(shown_batch(parts.database, org_id, batch_id), 202)
    response.headers["Location"] = f"/api/v1/batches/{batch_id}"
    return response


def _changed(row: models.Batch) -> Response:
    _advance(row.org_id, row.id)
    return answer(shown_batch(services().database, row.org_id, row.id))


def _advance(org_id: UUID, batch_id: UUID) -> None:
    parts = services()
    in_flight = parts.settings.batch_in_flight
    advance(parts.database, parts.queue, parts.progress, org_id, batch_id, in_flight=in_flight)
