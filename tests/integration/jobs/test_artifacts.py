import pytest

from jobs import aws
from jobs.artifacts import Artifacts
from jobs.errors import ArtifactStoreUnavailable
from jobs.identifiers import new_id
from jobs.settings import Settings
from jobs.testing.contracts.artifacts import ArtifactsContract
from stack.servers.ministack import MiniStack


class TestArtifacts(ArtifactsContract):
    @pytest.fixture
    def artifacts(self, settings: Settings) -> Artifacts:
        return Artifacts.from_settings(settings)


def test_a_store_that_is_down_is_trouble_that_may_pass(settings: Settings, own_ministack: MiniStack) -> None:
    artifacts = Artifacts.from_settings(settings.model_copy(update={"aws_endpoint_url": own_ministack.url}))
    artifacts.ensure()
    own_ministack.kill()
    with pytest.raises(ArtifactStoreUnavailable) as raised:
        artifacts.put(new_id(), new_id(), 1, "a.txt", b"a", "text/plain")
    assert not raised.value.permanent


def test_a_bucket_that_the_store_forgot_is_made_again(settings: Settings) -> None:
    s3 = aws.s3(settings)
    artifacts = Artifacts(s3, f"forgotten-{new_id()}", forgetful=True)
    stored = artifacts.put(new_id(), new_id(), 1, "README.md", b"# Hello", "text/markdown")
    assert b"".join(artifacts.open(stored.key)) == b"# Hello"
