"""One message from the queue: claim its job, run it, and end it exactly once."""

import json
import logging
import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from typing import Any
from uuid import UUID

from jobs.artifacts import Artifacts, NewArtifact, StoredArtifact
from jobs.batch_release import advance
from jobs.bundles import bundle_source, read_bundle
from jobs.claims import Claim, fail, record_usage, retry, set_stage
from jobs.claims_together import ClaimsTogether
from jobs.database import Database
from jobs.errors import GroundplanError, InvalidRequest, JobCancelled, LeaseLost, NotFound, TransientError
from jobs.messages import Message
from jobs.progress import Progress
from jobs.queue import Queue
from jobs.settings import Settings
from jobs.states import Mode, State
from jobs.usage import Usage
from worker.agents.audit import DatabaseAudit
from worker.agents.limits import Tally
from worker.agents.model_choice import Models
from worker.conversation_turn import ConversationTurn
from worker.errors import InternalError, ModeNotAvailable, WorkerStopping
from worker.following import duplicate, ended
from worker.giving_way import MOST_SECONDS, GivingWay
from worker.heartbeat import Heartbeat, beat_seconds
from worker.late_threads import LateThreads
from worker.pipelines.delivery import finding_event
from worker.pipelines.run import Basis, File, Pipeline, Run, Turn
from worker.reporting import Reporting
from worker.stop import Stop

logger = logging.getLogger(__name__)

VERSIONED = ("architecture.json", "requirements.json", "versions/", "cloudformation/template.yaml")
DEPLOYED = ("architecture.json", "terraform/", "cloudformation/template.yaml")


class TryAgain(TransientError):
    """The job is queued again: this message must not be acknowledged, since it brings the next attempt."""


def backoff_seconds(attempt: int) -> float:
    """2, 8, 32, 60 … seconds, and up to a second more so that jobs that failed together do not come back together."""
    return min(60.0, 2.0 * 4.0 ** (attempt - 1)) + random.random()  # noqa: S311 - nothing depends on its secrecy


class JobRunner:
    """Safe for several threads, each with a message of its own."""

    def __init__(  # noqa: PLR0913 - the parts that bootstrap wires, each named at the call
        self,
        settings: Settings,
        *,
        database: Database,
        queue: Queue,
        progress: Progress,
        artifacts: Artifacts,
        pipelines: Mapping[Mode, Pipeline],
        models: Models,
        worker: str,
        backoff: Callable[[int], float] = backoff_seconds,
    ) -> None:
        self._settings = settings
        self._database = database
        self._queue = queue
        self._progress = progress
        self._artifacts = artifacts
        self._pipelines = pipelines
        self._models = models
        self._claims = ClaimsTogether(database, progress, worker=worker, lease_seconds=settings.lease_seconds)
        self._heartbeats = LateThreads(beat_seconds(settings.heartbeat_seconds))
        self._backoff = backoff
        self._running: set[Stop] = set()
        self._way = GivingWay()
        self._stopping = False

    def run(self, message: Message, receipt: str) -> None:
        """Returns when the message can be acknowledged, also where it was a duplicate or the job failed for good.

        Raises TryAgain after a retry was queued, DatabaseUnavailable where nothing could be written down.
        """
        held = self._claims.claim(message.org_id, message.job_id)
        if held is None:
            logger.info("duplicate message", extra={"action": "claim", "job_id": message.job_id})
            duplicate()
            return
        logger.info("job claimed", extra=_extra(held, "claim"))
        try:
            self._advance(held)
            self._run_claimed(held, receipt)
        finally:
            self._claims.let_go(held)
            self._advance(held)

    def _run_claimed(self, held: Claim, receipt: str) -> None:
        stop, tally = Stop(), Tally()
        self._running.add(stop)
        if self._stopping:
            stop.request(WorkerStopping())
        try:
            first = self._way.going_first() if held.batch_id is None else nullcontext()
            with self._heartbeat(held, stop, receipt, tally), first:
                self._work(held, stop, tally)
        except (JobCancelled, LeaseLost) as error:
            logger.info("job is no longer ours", extra=_extra(held, "abandon", reason=error.message))
            ended(held, "abandoned")
            self._keep_usage(held, tally.usage)
        except GroundplanError as error:
            self._end_badly(held, error, receipt, tally.usage)
        except Exception:  # the edge of a job: whatever it was must not take the worker or the job's neighbours down
            logger.exception("job failed unexpectedly", extra=_extra(held, "job_error"))
            self._end_badly(held, InternalError(), receipt, tally.usage)
        finally:
            self._running.discard(stop)

    def expect(self, count: int) -> None:
        """So many messages are about to be run, each by a thread of its own."""
        self._claims.expect(count)

    def stop_all(self) -> None:
        """Tell every running job that the worker shuts down; each is queued again at once."""
        self._stopping = True
        for stop in tuple(self._running):
            stop.request(WorkerStopping())

    def _work(self, held: Claim, stop: Stop, tally: Tally) -> None:
        pipeline = self._pipelines.get(held.mode)
        if pipeline is None:
            raise ModeNotAvailable(f"Jobs of mode {held.mode} cannot be run yet.")
        if held.mode == Mode.BRAINSTORM:
            self._converse(held, stop, tally, pipeline)
            return
        stored: list[StoredArtifact] = []
        result = _warned(pipeline, self._run(held, stop, tally, stored))
        stop.check()
        if not self._claims.finish(held, result, stored, tally.usage):
            raise LeaseLost
        self._succeeded(held)

    def _succeeded(self, held: Claim) -> None:
        logger.info("job succeeded", extra=_extra(held, "finish"))
        ended(held, "succeeded")

    def _converse(self, held: Claim, stop: Stop, tally: Tally, pipeline: Pipeline) -> None:
        """A turn of a conversation: what was said stays, also where it was stopped or fails for good."""
        spoken = ConversationTurn(self._database, held)
        try:
            result = _warned(pipeline, self._run(held, stop, tally, [], spoken.turn))
            stop.check()
            finished = spoken.finish(result, tally.usage)
        except (JobCancelled, LeaseLost):
            spoken.keep_stopped()
            raise
        except Exception as error:
            named = error if isinstance(error, GroundplanError) else InternalError()
            if not (named.permanent or held.is_last_attempt):
                raise
            # Whatever it was, the user is told in the conversation, beside what was said before it.
            logger.warning("turn failed", extra=_extra(held, "turn_failed"), exc_info=True)
            self._failed(held, named, spoken.fail(named, tally.usage), tally.usage)
            return
        if not finished:
            spoken.keep_stopped()
            raise LeaseLost
        self._tell(held, State.SUCCEEDED)
        self._succeeded(held)

    def _run(
        self, held: Claim, stop: Stop, tally: Tally, stored: list[StoredArtifact], turn: Turn | None = None
    ) -> Run:
        patience = MOST_SECONDS

        def note_stage(name: str) -> None:
            nonlocal patience
            if held.batch_id is not None:
                patience = self._way.wait(stop, patience)
            if not set_stage(self._database, held, name):
                raise LeaseLost

        def deliver(files: Sequence[File]) -> None:
            new = [NewArtifact(file.name, file.content, file.media_type) for file in files]
            stored.extend(self._artifacts.put_many(held.org_id, held.job_id, held.attempt, new))

        return Run(
            request=held.request,
            region=held.options.get("region"),
            environment=held.options.get("environment"),
            pins=tuple(held.options.get("pins") or ()),
            option=held.options.get("option") or "",
            proves=self._bundle(held) if held.mode == Mode.VERIFY else {},
            former=self._former(held) if held.mode == Mode.VERIFY else {},
            chosen={} if "based_on" in held.options else held.options.get("assumptions") or {},
            turn=turn,
            basis=self._basis(held),
            fixes=tuple(held.options.get("fixes") or ()),
            option_fixes=held.options.get("option_fixes") or {},
            report=Reporting(self._progress, self._database, held, stop),
            note_stage=note_stage,
            deliver=deliver,
            audit=DatabaseAudit(self._database, held),
            stop=stop,
            terms=None if held.mode == Mode.VERIFY else self._models.terms(held.model, held.agent_limits, tally),
        )

    def _bundle(self, held: Claim) -> dict[str, bytes]:
        """The files that a verify job tries. Row-level security keeps it to its own organization."""
        return read_bundle(self._database, self._artifacts, held.org_id, UUID(held.options["based_on"]))

    def _former(self, held: Claim) -> dict[str, bytes]:
        """Of a revision that is tried: the files of the version that it was made of, while they are kept."""
        with self._database.tenant(held.org_id):
            parent = bundle_source(held.org_id, UUID(held.options["based_on"])).options.get("based_on")
        if parent is None:
            return {}
        try:
            return read_bundle(self._database, self._artifacts, held.org_id, UUID(parent), only=DEPLOYED)
        except (NotFound, InvalidRequest):
            return {}

    def _basis(self, held: Claim) -> Basis | None:
        """What a revision works on: the architecture, requirements and versions of the bundle before; or, without one,
        an architecture that was posted back."""
        parent, edited = held.options.get("based_on"), held.options.get("architecture")
        if held.mode != Mode.IMPLEMENT or not (parent or edited):
            return None
        files = (
            read_bundle(self._database, self._artifacts, held.org_id, UUID(parent), only=VERSIONED) if parent else {}
        )
        return Basis(
            files=files,
            instruction=held.options.get("instruction") or "",
            assumptions=(held.options.get("assumptions") or {}) if parent else {},
            fixes=tuple(held.options.get("fixes") or ()) if parent else (),
            architecture=json.dumps(edited).encode() if edited else b"",
            job=str(held.job_id),
            version=int(held.options.get("version") or 0),
        )

    def _advance(self, held: Claim) -> None:
        """Of a batch's item: the batch lets the next one go, and tells how it stands."""
        if held.batch_id is not None:
            in_flight = self._settings.batch_in_flight
            advance(self._database, self._queue, self._progress, held.org_id, held.batch_id, in_flight=in_flight)

    def _heartbeat(self, held: Claim, stop: Stop, receipt: str, tally: Tally) -> Heartbeat:
        settings = self._settings
        deadline = settings.verify_deadline_seconds if held.mode == Mode.VERIFY else settings.job_deadline_seconds
        return Heartbeat(
            self._database,
            held,
            stop,
            threads=self._heartbeats,
            extend_visibility=lambda: self._queue.change_visibility(receipt, self._settings.lease_seconds),
            interval_seconds=self._settings.heartbeat_seconds,
            deadline_seconds=deadline,
            used=lambda: tally.usage,
        )

    def _end_badly(self, held: Claim, error: GroundplanError, receipt: str, used: Usage | None) -> None:
        if error.permanent:
            self._failed(held, error, fail(self._database, held, error.code, error.message, used), used)
            return
        pause = 0.0 if isinstance(error, WorkerStopping) else self._backoff(held.attempt)
        mine = retry(self._database, held, error, pause, used)
        if held.is_last_attempt:
            self._failed(held, error, mine, used)
            return
        logger.warning(
            "job will be tried again", extra=_extra(held, "retry", code=error.code, seconds=pause), exc_info=error
        )
        ended(held, "retried" if mine else "abandoned")
        if mine:
            self._tell(held, State.QUEUED, error)
        else:
            self._keep_usage(held, used)
        self._queue.change_visibility(receipt, pause)
        raise TryAgain(error.message) from error

    def _failed(self, held: Claim, error: GroundplanError, mine: bool, used: Usage | None) -> None:
        logger.warning(
            "job failed", extra=_extra(held, "fail", code=error.code, reason=error.message), exc_info=error.__cause__
        )
        ended(held, "failed" if mine else "abandoned")
        if mine:
            self._tell(held, State.FAILED, error)
        else:
            self._keep_usage(held, used)

    def _keep_usage(self, held: Claim, used: Usage | None) -> None:
        """Of an attempt whose claim is void: what it used was spent all the same."""
        if used is None:
            return
        try:
            record_usage(self._database, held, used)
        except TransientError:
            # What the heartbeat wrote last is there; nothing of the job itself depends on the rest.
            logger.warning("usage was not recorded", extra=_extra(held, "record_usage"), exc_info=True)

    def _tell(self, held: Claim, state: State, error: GroundplanError | None = None) -> None:
        data: dict[str, Any] = {"state": state, "attempt": held.attempt}
        if error is not None:
            data["error"] = {"code": error.code, "message": error.message}
        self._progress.publish(held.org_id, held.job_id, "state", data)


def _warned(pipeline: Pipeline, run: Run) -> dict[str, Any]:
    """Run it; where the agent works on another model than was chosen, that is told at once and in the result."""
    warning = run.terms.warning if run.terms and run.basis is None else ""
    if not warning:
        return pipeline.run(run)
    run.report("finding", finding_event("model", "medium", "", warning))
    result = pipeline.run(run)
    return {**result, "notes": [warning, *result.get("notes", [])]}


def _extra(held: Claim, action: str, **more: object) -> dict[str, object]:
    return {"action": action, "job_id": held.job_id, "org_id": held.org_id, "attempt": held.attempt, **more}
