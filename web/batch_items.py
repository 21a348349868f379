"""What is read of a batch's body becomes jobs to be, and faults: by the rules that hold for a single job."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel, ValidationError

from jobs import models
from jobs.batches import FAULTS_KEPT, ItemFault, NewItem
from jobs.bundles import bundle_source
from jobs.database import Database
from jobs.errors import InvalidRequest, NotFound
from jobs.states import Mode
from jobs.submission import NewJob as Submission
from jobs.versions import plan_of
from web.architecture_faults import refuse_faulty
from web.assumption_faults import refuse_faulty_assumptions
from web.batch_reading import Read
from web.job_faults import refuse_contradictory
from web.job_submission import options_of_revision, submission_of
from web.problems import Fault, InvalidFields
from web.schemas.batches import BatchItem
from web.schemas.jobs import NewJob
from web.schemas.revisions import NewRevision
from web.validation import faults_of

Schema = TypeVar("Schema", bound=BaseModel)
_OF_REVISION = frozenset({"instruction", "assumptions", "architecture"})
_OF_ITEM = frozenset({"reference", "mode", "based_on"})


@dataclass
class Items:
    """The items that can be accepted, how many cannot, and the first faults of those."""

    accepted: list[NewItem] = field(default_factory=list)
    refused: int = 0
    faults: list[ItemFault] = field(default_factory=list)
    more_faults: int = 0

    def refuse(self, line: int, reference: str | None, faults: Sequence[Fault]) -> None:
        """Count an item out."""
        self.refused += 1
        shown = faults[: max(0, FAULTS_KEPT - len(self.faults))]
        self.faults += [ItemFault(line, reference, one.field, one.fault, one.limit) for one in shown]
        self.more_faults += len(faults) - len(shown)


@dataclass(frozen=True, slots=True)
class _Bound:
    """An item that rests on a bundle, which is looked for with all the others'."""

    line: int
    reference: str | None
    mode: Mode
    based_on: UUID
    body: NewRevision | None


def examine(found: Iterable[Read], database: Database, org_id: UUID, max_attempts: int) -> Items:
    """Raises what reading does, where the body as a whole is at fault."""
    items, bound, seen = Items(), list[_Bound](), dict[str, int]()
    for read in found:
        try:
            item = _item(read)
            _refuse_double(item.reference, read.line, seen)
            if item.based_on is None:
                job = submission_of(_single(item), max_attempts)
                items.accepted.append(NewItem(read.line, item.reference, job))
            else:
                bound.append(_bound(read.line, item, item.based_on))
        except InvalidFields as problem:
            items.refuse(read.line, _reference_of(read.content), problem.faults)
    if bound:
        _resolve(items, bound, database, org_id, max_attempts)
    return items


def _item(read: Read) -> BatchItem:
    if read.fault is not None:
        raise InvalidFields(faults=[read.fault])
    return _valid(BatchItem, read.content)


def _valid(schema: type[Schema], content: dict[str, Any]) -> Schema:
    try:
        return schema.model_validate(content)
    except ValidationError as error:
        raise InvalidFields(faults=faults_of(error)) from error


def _refuse_double(reference: str | None, line: int, seen: dict[str, int]) -> None:
    if reference is None:
        return
    if reference in seen:
        raise InvalidFields(faults=[Fault("reference", f"is that of line {seen[reference]} too", "one of its own")])
    seen[reference] = line


def _reference_of(content: dict[str, Any]) -> str | None:
    reference = content.get("reference")
    return reference[:200] if isinstance(reference, str) else None


def _single(item: BatchItem) -> NewJob:
    """Raises InvalidFields with what holds for `POST /jobs`."""
    if item.mode == "verify":
        raise InvalidFields(faults=[Fault("based_on", "is missing", "the job whose bundle is tried")])
    if item.instruction is not None:
        fault = Fault("instruction", "does not go without based_on", "the job of which this is the next version")
        raise InvalidFields(faults=[fault])
    given = {name: getattr(item, name) for name in item.model_fields_set & NewJob.model_fields.keys()}
    job = _valid(NewJob, {"mode": item.mode, **{name: value for name, value in given.items() if value is not None}})
    refuse_contradictory(job)
    return job


def _bound(line: int, item: BatchItem, based_on: UUID) -> _Bound:
    if item.mode == "analyze":
        raise InvalidFields(faults=[Fault("based_on", "does not go with an analyze job", "no based_on")])
    allowed = _OF_ITEM | (_OF_REVISION if item.mode == "implement" else frozenset())
    if extra := sorted(name for name in item.model_fields_set - allowed if getattr(item, name)):
        raise InvalidFields(faults=[Fault(name, "does not go with based_on", f"no {name}") for name in extra])
    body = None
    if item.mode == "implement":
        content = {name: getattr(item, name) for name in item.model_fields_set & _OF_REVISION}
        body = _valid(NewRevision, content)
        refuse_faulty_assumptions(body.assumptions)
        if body.architecture:
            refuse_faulty(body.architecture)
    return _Bound(line, item.reference, Mode(item.mode), based_on, body)


def _resolve(items: Items, bound: Sequence[_Bound], database: Database, org_id: UUID, max_attempts: int) -> None:
    """Look for the bundles of all of them in one transaction, each once."""
    with database.tenant(org_id):
        sources = {job_id: _source(org_id, job_id) for job_id in {one.based_on for one in bound}}
        for one in bound:
            source = sources[one.based_on]
            if isinstance(source, Fault):
                items.refuse(one.line, one.reference, [source])
            else:
                job = _job_on(source, one, max_attempts)
                items.accepted.append(NewItem(one.line, one.reference, job))
    items.accepted.sort(key=lambda item: item.line)


def _source(org_id: UUID, job_id: UUID) -> tuple[models.Job, UUID] | Fault:
    try:
        row = bundle_source(org_id, job_id)
        return row, plan_of(row)
    except (NotFound, InvalidRequest) as error:
        return Fault("based_on", error.message.rstrip(".").lower(), "a job that has a bundle")


def _job_on(source: tuple[models.Job, UUID], wanted: _Bound, max_attempts: int) -> Submission:
    row, plan = source
    if wanted.body is None:
        return Submission(row.request, Mode.VERIFY, {"based_on": str(row.id)}, max_attempts=max_attempts)
    options = options_of_revision(row, wanted.body)
    return Submission(row.request, Mode.IMPLEMENT, options, max_attempts=max_attempts, revises=plan)


def faults_as_fields(faults: Iterable[ItemFault]) -> Iterator[Fault]:
    """As details of an error: the field names the line."""
    return (Fault(f"items.{one.line}.{one.field}", one.fault, one.limit) for one in faults)
