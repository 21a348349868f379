"""The artifact store in memory."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from uuid import UUID

from jobs.artifacts import NewArtifact, StoredArtifact, describe
from jobs.errors import ArtifactStoreUnavailable, NotFound


class InMemoryArtifacts:
    """Behaves as `jobs.artifacts.Artifacts`; set `is_down` to see what happens while it cannot be reached."""

    def __init__(self) -> None:
        self.is_down = False
        self.contents: dict[str, bytes] = {}

    def put(  # noqa: PLR0913, PLR0917 - the signature of the real one
        self, org_id: UUID, job_id: UUID, attempt: int, name: str, content: bytes, media_type: str
    ) -> StoredArtifact:
        """Store one file."""
        self._check()
        stored = describe(org_id, job_id, attempt, NewArtifact(name, content, media_type))
        self.contents[stored.key] = content
        return stored

    def put_many(
        self, org_id: UUID, job_id: UUID, attempt: int, artifacts: Sequence[NewArtifact]
    ) -> list[StoredArtifact]:
        """Store several."""
        return [self.put(org_id, job_id, attempt, new.name, new.content, new.media_type) for new in artifacts]

    def open(self, key: str) -> Iterator[bytes]:
        """The content, in one chunk."""
        self._check()
        if key not in self.contents:
            raise NotFound("There is no such artifact.")
        return iter([self.contents[key]])

    def link(self, key: str, lifetime: timedelta, *, file_name: str) -> str:
        """An address that nobody serves."""
        self._check()
        return f"memory://{key}?save-as={file_name}&seconds={int(lifetime.total_seconds())}"

    def delete(self, keys: Sequence[str]) -> None:
        """Remove files."""
        self._check()
        for key in keys:
            self.contents.pop(key, None)

    def ensure(self) -> None:
        """There is nothing to make."""
        self._check()

    def _check(self) -> None:
        if self.is_down:
            raise ArtifactStoreUnavailable
