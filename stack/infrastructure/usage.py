"""How much an installation is used: the assumptions that its cost is estimated by, all in one place."""

from dataclasses import dataclass

JOBS_PER_USER = 20
"""A month: designs, comparisons, and turns of conversations."""
SECONDS_PER_JOB = 20
"""Of the worker with 1,024 MB, with the offline architect; a language model takes longer, and is paid by its tokens."""
REQUESTS_PER_JOB = 100
"""Of the API: what a page asks while it follows a job, lists, and what comes with it."""
POLLED_REQUESTS_PER_JOB = 160
"""The same where there are no sockets, and pages ask for events instead."""
PAGE_FILES_PER_JOB = 40
"""Files of the pages that no browser has kept yet."""
MB_PER_JOB = 4
"""Sent to browsers: pages, answers, bundles."""
ARTIFACT_MB_PER_JOB = 1.5
ARTIFACTS_PER_JOB = 25
MONTHS_KEPT = 3
"""Before artifacts go to the archive class."""
MAILS_PER_USER = 15
LOG_KB_PER_REQUEST = 0.5
LOG_KB_PER_JOB = 12
IDLE_POLLS = 5 * 3 * 60 * 24 * 30
"""Receives a month by which Lambda looks for messages: five pollers, each asking every 20 s."""


@dataclass(frozen=True)
class Usage:
    """What so many people do in a month."""

    users: int
    polled: bool
    """No sockets: progress is asked for."""

    @property
    def jobs(self) -> int:
        return self.users * JOBS_PER_USER

    @property
    def requests(self) -> int:
        return self.jobs * (POLLED_REQUESTS_PER_JOB if self.polled else REQUESTS_PER_JOB)

    @property
    def transfer_gb(self) -> float:
        return self.jobs * MB_PER_JOB / 1024

    @property
    def artifact_gb(self) -> float:
        return self.jobs * ARTIFACT_MB_PER_JOB / 1024

    @property
    def log_gb(self) -> dict[str, float]:
        """By process."""
        return {"web": self.requests * LOG_KB_PER_REQUEST / 1024**2, "worker": self.jobs * LOG_KB_PER_JOB / 1024**2}
