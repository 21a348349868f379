"""The artifact store in memory."""

import hashlib
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
        self.parts: dict[str, dict[int, bytes]] = {}

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

    def begin_parts(self, key: str, media_type: str) -> str:  # noqa: ARG002 - the signature of the real one
        """Begin a file that comes in parts."""
        self._check()
        upload_id = f"{key}#{len(self.parts)}"
        self.parts[upload_id] = {}
        return upload_id

    def put_part(self, key: str, upload_id: str, number: int, content: bytes) -> str:  # noqa: ARG002 - as above
        """Store or replace a part."""
        self._parts_of(upload_id)[number] = content
        return hashlib.sha256(content).hexdigest()

    def join_parts(self, key: str, upload_id: str, tags: Sequence[str]) -> None:
        """Make one file of the parts."""
        parts = self._parts_of(upload_id)
        contents = [parts[number] for number in range(1, len(tags) + 1)]
        if [hashlib.sha256(one).hexdigest() for one in contents] != list(tags):
            raise ArtifactStoreUnavailable
        self.contents[key] = b"".join(contents)
        del self.parts[upload_id]

    def abandon_parts(self, key: str, upload_id: str) -> None:  # noqa: ARG002 - as above
        """Forget an upload."""
        self._check()
        self.parts.pop(upload_id, None)

    def _parts_of(self, upload_id: str) -> dict[int, bytes]:
        self._check()
        if upload_id not in self.parts:
            raise NotFound("There is no such upload.")
        return self.parts[upload_id]

    def ensure(self) -> None:
        """There is nothing to make."""
        self._check()

    def _check(self) -> None:
        if self.is_down:
            raise ArtifactStoreUnavailable
