"""The real artifact store, against moto: the same code without a socket."""

from collections.abc import Iterator

import pytest
from moto import mock_aws

from jobs.artifacts import Artifacts
from jobs.errors import ArtifactStoreUnavailable
from jobs.identifiers import new_id
from jobs.settings import Settings
from jobs.testing.contracts.artifacts import ArtifactsContract


@pytest.fixture
def artifacts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Artifacts]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with mock_aws():
        artifacts = Artifacts.from_settings(Settings(aws_region="eu-central-1", artifacts_bucket="artifacts"))
        artifacts.ensure()
        yield artifacts


class TestArtifactsOnMoto(ArtifactsContract):
    """Everything that the contract says."""


def test_a_missing_bucket_is_trouble_that_may_pass(monkeypatch: pytest.MonkeyPatch, artifacts: Artifacts) -> None:
    elsewhere = Artifacts.from_settings(Settings(aws_region="eu-central-1", artifacts_bucket="missing"))
    with pytest.raises(ArtifactStoreUnavailable):
        elsewhere.put(new_id(), new_id(), 1, "a.txt", b"", "text/plain")
