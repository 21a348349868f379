"""What the chores work with, made once per process."""

from dataclasses import dataclass

from jobs.artifacts import Artifacts
from jobs.billing.billing import Billing
from jobs.database import Database
from jobs.mail.transport import Transport, transport_of
from jobs.progress import Progress
from jobs.queue import Queue
from jobs.settings import Settings


@dataclass(frozen=True)
class Services:
    """Settings and the adapters to what is outside; the database is open as the chores role."""

    settings: Settings
    database: Database
    queue: Queue
    artifacts: Artifacts
    progress: Progress
    mail: Transport
    billing: Billing | None = None
    """None where it is off."""

    @classmethod
    def from_settings(cls, settings: Settings) -> "Services":
        """Connect to nothing yet."""
        return cls(
            settings=settings,
            database=Database(settings.chores_database_url, max_connections=2),
            queue=Queue.from_settings(settings),
            artifacts=Artifacts.from_settings(settings),
            progress=Progress(settings.redis_url),
            mail=transport_of(settings),
            billing=Billing.from_settings(settings),
        )

    def close(self) -> None:
        """Close the connections."""
        self.database.close()
        self.progress.close()
