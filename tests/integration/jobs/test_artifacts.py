import time

import pytest

from jobs import aws
from jobs.artifacts import Artifacts
from jobs.errors import ArtifactStoreUnavailable, NotFound
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


def test_an_upload_that_was_abandoned_takes_no_more_parts(settings: Settings) -> None:
    artifacts = Artifacts.from_settings(settings)
    key = f"{new_id()}/large.bin"
    upload = artifacts.begin_parts(key, "application/zip")
    artifacts.abandon_parts(key, upload)
    with pytest.raises(NotFound):
        artifacts.put_part(key, upload, 1, b"a")


def test_deleting_everything_of_an_organization_takes_what_is_not_whole_yet(settings: Settings) -> None:
    artifacts, org_id = Artifacts.from_settings(settings), new_id()
    upload = artifacts.begin_parts(f"{org_id}/large.bin", "application/zip")
    artifacts.put_part(f"{org_id}/large.bin", upload, 1, b"a")
    assert artifacts.delete_all(org_id, time.monotonic() + 10)
    with pytest.raises(NotFound):
        artifacts.put_part(f"{org_id}/large.bin", upload, 2, b"b")
