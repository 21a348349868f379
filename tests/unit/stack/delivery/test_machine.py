"""The command that brings the machine to a release, and what its answers mean."""

from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from stack.delivery.machine import LOOKS, Machine, Place
from stack.delivery.step import DeliveryFailed

PLACE = Place("i-1", "groundplan-trial-deploy", "releases", "/groundplan/trial")


class Bucket:
    def __init__(self, *keys: str) -> None:
        self.keys = set(keys)

    def put_object(self, *, Key: str, **_about: object) -> None:  # noqa: N803 - boto3's word
        self.keys.add(Key)

    def head_object(self, *, Key: str, **_about: object) -> None:  # noqa: N803
        if Key not in self.keys:
            raise ClientError({"Error": {"Code": "404", "Message": "Not Found"}}, "HeadObject")


class Managed:
    """Systems Manager: the answers in order, the last of them for ever."""

    class exceptions:  # noqa: N801 - boto3's name
        class InvocationDoesNotExist(Exception):
            pass

    def __init__(self, *answers: str | None, release: str = "r1") -> None:
        self.answers = list(answers)
        self.asked_for: list[str] = []
        self.current = release

    def get_parameter(self, *, Name: str) -> dict[str, Any]:  # noqa: N803
        assert Name == "/groundplan/trial/release"
        return {"Parameter": {"Value": self.current}}

    def send_command(self, *, Parameters: dict[str, list[str]], **_about: object) -> dict[str, Any]:  # noqa: N803
        self.asked_for += Parameters["Release"]
        return {"Command": {"CommandId": "c"}}

    def get_command_invocation(self, **_about: str) -> dict[str, str]:
        status = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if status is None:
            raise self.exceptions.InvocationDoesNotExist
        return {"Status": status, "StandardErrorContent": "release r2 did not become ready; r1 runs again"}


def machine(managed: Managed, bucket: Bucket, archive: Path | None) -> Machine:
    it = Machine(bucket, managed, PLACE, "r2", archive)
    it.sleep = lambda _seconds: None
    return it


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    file = tmp_path / "release.tar.gz"
    file.write_bytes(b"release")
    return file


def test_the_archive_goes_before_the_command_and_the_answer_is_waited_for(archive: Path) -> None:
    managed, bucket = Managed(None, "Pending", "InProgress", "Success"), Bucket()
    it = machine(managed, bucket, archive)
    assert it.state() == {"release": "r1"}
    it.release()
    assert (managed.asked_for, bucket.keys) == (["r2"], {"releases/r2.tar.gz"})


@pytest.mark.parametrize("status", ["Failed", "TimedOut", "Cancelled", "InProgress"])
def test_what_does_not_succeed_in_its_time_has_failed(archive: Path, status: str) -> None:
    with pytest.raises(DeliveryFailed, match="i-1"):
        machine(Managed(status), Bucket(), archive).release()
    assert LOOKS * 5 >= 900, "longer than the document's own limit"


def test_the_way_back_is_the_same_command(archive: Path) -> None:
    managed = Managed("Success")
    machine(managed, Bucket("releases/r1.tar.gz"), None).back({"release": "r1"})
    assert managed.asked_for == ["r1"]
    with pytest.raises(DeliveryFailed, match="no archive of release r0"):
        machine(managed, Bucket(), None).back({"release": "r0"})
    with pytest.raises(DeliveryFailed, match="nothing to go back to"):
        machine(managed, Bucket(), None).back({"release": "none"})
    assert managed.asked_for == ["r1"]
