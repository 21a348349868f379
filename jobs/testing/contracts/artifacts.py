"""What an artifact store does. Provide the fixture `artifacts`."""

# ruff: noqa: S101 - these are tests

import hashlib

import pytest

from jobs.artifacts import Artifacts, NewArtifact
from jobs.errors import NotFound
from jobs.identifiers import new_id
from jobs.testing.artifacts import InMemoryArtifacts

AnyArtifacts = Artifacts | InMemoryArtifacts


class ArtifactsContract:
    def test_what_was_put_can_be_opened(self, artifacts: AnyArtifacts) -> None:
        content = bytes(range(256)) * 1024
        stored = artifacts.put(new_id(), new_id(), 1, "bundle.zip", content, "application/zip")
        assert b"".join(artifacts.open(stored.key)) == content
        assert (stored.name, stored.size, stored.media_type) == ("bundle.zip", len(content), "application/zip")
        assert stored.sha256 == hashlib.sha256(content).hexdigest()

    def test_the_key_names_organization_job_and_attempt(self, artifacts: AnyArtifacts) -> None:
        org_id, job_id = new_id(), new_id()
        stored = artifacts.put(org_id, job_id, 2, "terraform/main.tf", b"", "text/plain")
        assert stored.key == f"{org_id}/{job_id}/2/terraform/main.tf"

    def test_attempts_do_not_overwrite_each_other(self, artifacts: AnyArtifacts) -> None:
        org_id, job_id = new_id(), new_id()
        first = artifacts.put(org_id, job_id, 1, "a.txt", b"first", "text/plain")
        artifacts.put(org_id, job_id, 2, "a.txt", b"second", "text/plain")
        assert b"".join(artifacts.open(first.key)) == b"first"

    def test_several_are_stored_and_described_in_their_order(self, artifacts: AnyArtifacts) -> None:
        new = [NewArtifact(f"größe {number}.json", str(number).encode(), "application/json") for number in range(20)]
        stored = artifacts.put_many(new_id(), new_id(), 1, new)
        assert [one.name for one in stored] == [one.name for one in new]
        assert [b"".join(artifacts.open(one.key)) for one in stored] == [one.content for one in new]

    def test_storing_none_is_no_error(self, artifacts: AnyArtifacts) -> None:
        assert artifacts.put_many(new_id(), new_id(), 1, []) == []

    def test_an_unknown_key_is_not_found_before_the_first_chunk(self, artifacts: AnyArtifacts) -> None:
        with pytest.raises(NotFound):
            artifacts.open(f"{new_id()}/{new_id()}/1/missing.txt")

    def test_what_was_deleted_is_not_found_and_may_be_deleted_twice(self, artifacts: AnyArtifacts) -> None:
        stored = artifacts.put(new_id(), new_id(), 1, "a.txt", b"a", "text/plain")
        artifacts.delete([stored.key])
        artifacts.delete([stored.key])
        with pytest.raises(NotFound):
            artifacts.open(stored.key)

    def test_making_a_store_that_is_there_keeps_its_files(self, artifacts: AnyArtifacts) -> None:
        stored = artifacts.put(new_id(), new_id(), 1, "a.txt", b"a", "text/plain")
        artifacts.ensure()
        assert b"".join(artifacts.open(stored.key)) == b"a"

    def test_parts_become_one_file_and_may_be_replaced_before(self, artifacts: AnyArtifacts) -> None:
        key, first, last = f"{new_id()}/large.bin", b"a" * 5 * 1024 * 1024, b"the end"
        upload = artifacts.begin_parts(key, "application/zip")
        artifacts.put_part(key, upload, 1, b"lost")
        tags = [artifacts.put_part(key, upload, number, part) for number, part in ((1, first), (2, last))]
        with pytest.raises(NotFound):
            artifacts.open(key)
        artifacts.join_parts(key, upload, tags)
        assert b"".join(artifacts.open(key)) == first + last

    def test_an_upload_may_be_abandoned_twice_and_leaves_no_file(self, artifacts: AnyArtifacts) -> None:
        key = f"{new_id()}/large.bin"
        upload = artifacts.begin_parts(key, "application/zip")
        artifacts.put_part(key, upload, 1, b"a")
        artifacts.abandon_parts(key, upload)
        artifacts.abandon_parts(key, upload)
        with pytest.raises(NotFound):
            artifacts.open(key)
