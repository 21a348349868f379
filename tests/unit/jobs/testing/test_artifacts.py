import pytest

from jobs.errors import ArtifactStoreUnavailable
from jobs.identifiers import new_id
from jobs.testing.artifacts import InMemoryArtifacts
from jobs.testing.contracts.artifacts import ArtifactsContract


class TestInMemoryArtifacts(ArtifactsContract):
    @pytest.fixture
    def artifacts(self) -> InMemoryArtifacts:
        return InMemoryArtifacts()


def test_while_it_is_down_nothing_can_be_stored() -> None:
    artifacts = InMemoryArtifacts()
    artifacts.is_down = True
    with pytest.raises(ArtifactStoreUnavailable):
        artifacts.put(new_id(), new_id(), 1, "a.txt", b"", "text/plain")
