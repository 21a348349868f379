"""Jobs: submit, follow, fetch."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, TypedDict, Unpack
from urllib.parse import quote
from uuid import UUID

from groundplan.bundles import ARCHIVE, Bundle
from groundplan.errors import JobEnded
from groundplan.models import Artifact, Event, Job
from groundplan.transport import Transport

PATH = "/api/v1/jobs"
POLL_SECONDS = (0.3, 2.0)
"""Between two questions for events: the shorter while things happen, up to the longer while nothing does."""


class Options(TypedDict, total=False):
    """What may be said beside the request; what is left out, the request decides."""

    mode: Literal["implement", "analyze"]
    region: str
    environment: str
    option: str
    pins: Sequence[str]
    assumptions: Mapping[str, str]
    notify: bool


class Jobs:
    """`client.jobs`."""

    def __init__(self, transport: Transport, *, sleep: Callable[[float], None] = time.sleep) -> None:
        """`sleep` is for tests."""
        self._transport = transport
        self._sleep = sleep

    def submit(self, request: str, *, idempotency_key: str | None = None, **options: Unpack[Options]) -> Job:
        """Submit a request in plain English.

        With an `idempotency_key` of your own a repeated call makes no second job, also from another process.
        """
        body = {"mode": "implement", "request": request, **options}
        return Job.model_validate(self._transport.post(PATH, body, idempotency_key=idempotency_key))

    def revise(self, job_id: UUID | str, instruction: str) -> Job:
        """Submit a change of a finished bundle, in words; the job makes the plan's next version."""
        return Job.model_validate(self._transport.post(f"{PATH}/{job_id}/revisions", {"instruction": instruction}))

    def get(self, job_id: UUID | str) -> Job:
        """One job."""
        return Job.model_validate(self._transport.get(f"{PATH}/{job_id}"))

    def list(self, *, state: str | None = None, mode: str | None = None) -> Iterator[Job]:
        """Jobs, newest first; pages are asked for as they are needed."""
        return map(Job.model_validate, self._transport.pages(PATH, state=state, mode=mode, limit=100))

    def cancel(self, job_id: UUID | str) -> Job:
        """Cancel a job that is queued or running."""
        return Job.model_validate(self._transport.post(f"{PATH}/{job_id}/cancel"))

    def events(self, job_id: UUID | str, after: int = 0) -> Sequence[Event]:
        """The events above `after`, oldest first; they are kept for a day."""
        return [Event.model_validate(one) for one in self._transport.get(f"{PATH}/{job_id}/events", after=after)]

    def follow(self, job_id: UUID | str, after: int = 0) -> Iterator[Event]:
        """Each event once, in order, until the job has ended."""
        shortest, longest = POLL_SECONDS
        pause = shortest
        while True:
            ended = self.get(job_id).has_ended  # asked first: what came before the end is then in the events
            found = self.events(job_id, after)
            yield from found
            if ended:
                return
            after = found[-1].seq if found else after
            pause = shortest if found else min(longest, pause * 1.5)
            self._sleep(pause)

    def wait(self, job_id: UUID | str) -> Job:
        """The job once it has succeeded. Raises JobEnded where it failed or was cancelled."""
        for _ in self.follow(job_id):
            pass
        return succeeded(self.get(job_id))

    def artifacts(self, job_id: UUID | str) -> Sequence[Artifact]:
        """The files that the job made; none until it has succeeded."""
        return [Artifact.model_validate(one) for one in self._transport.get(f"{PATH}/{job_id}/artifacts")]

    def read(self, job_id: UUID | str, name: str) -> bytes:
        """One of its files."""
        with self._transport.stream("GET", f"{PATH}/{job_id}/artifacts/{quote(name)}") as response:
            return response.read()

    def download(self, job_id: UUID | str) -> Bundle:
        """The bundle, every file of it checked against its manifest. Raises NotGenuine."""
        return Bundle(self.read(job_id, ARCHIVE))


def succeeded(job: Job) -> Job:
    """The same job. Raises JobEnded, with the job's own words, where it ended otherwise."""
    if job.state in {"failed", "cancelled"}:
        told = job.error.message if job.error else f"The job was {job.state}."
        raise JobEnded(str(job.id), job.state, job.error.code if job.error else job.state, told)
    return job
