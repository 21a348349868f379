"""A delivery brings all parts to a release, or none."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from botocore.exceptions import ClientError

from stack.delivery.delivery import deliver, go_back
from stack.delivery.installation import VARIABLE, outputs_from
from stack.delivery.record import KEY, Record
from stack.delivery.step import DeliveryFailed, State, Step


@dataclass
class Part:
    """Runs a release; `stuck` cannot go back."""

    name: str
    runs: str = "old"
    breaks: bool = False
    stuck: bool = False
    log: list[str] = field(default_factory=list)

    def state(self) -> State:
        return {"runs": self.runs}

    def release(self) -> None:
        self.log.append(f"{self.name} forth")
        self.runs = "half" if self.breaks else "new"
        if self.breaks:
            raise DeliveryFailed("broke")

    def back(self, before: State) -> None:
        self.log.append(f"{self.name} back")
        if self.stuck:
            raise ClientError({"Error": {"Code": "AccessDenied", "Message": "no"}}, "UpdateAlias")
        self.runs = before["runs"]


class Bucket:
    """As much of S3 as a record needs."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def put_object(self, *, Key: str, Body: bytes, **_about: str) -> None:  # noqa: N803 - boto3's words
        self.objects[Key] = Body

    def get_object(self, *, Key: str, **_about: str) -> dict[str, Any]:  # noqa: N803
        if Key not in self.objects:
            raise ClientError({"Error": {"Code": "NoSuchKey", "Message": Key}}, "GetObject")
        return {"Body": self}

    def read(self) -> bytes:
        return self.objects[KEY]


def parts(**faults: dict[str, bool]) -> list[Part]:
    log: list[str] = []
    return [Part(name, log=log, **faults.get(name, {})) for name in ("web", "worker", "pages")]


def quiet(_what: object) -> None:
    return None


def test_every_part_is_looked_at_before_the_next_one_begins() -> None:
    three = parts()
    record = Record(Bucket(), "releases")
    deliver("r2", three, record, lambda step: three[0].log.append(f"{step.name} looked at"), quiet)
    assert three[0].log == [f"{name} {what}" for name in ("web", "worker", "pages") for what in ("forth", "looked at")]
    assert record.read() == ("r2", {name: {"runs": "old"} for name in ("web", "worker", "pages")})


def test_where_one_fails_all_that_were_begun_go_back_the_last_first() -> None:
    three = parts(worker={"breaks": True})
    with pytest.raises(DeliveryFailed, match="what ran before runs again"):
        deliver("r2", three, Record(Bucket(), "releases"), quiet, quiet)
    assert three[0].log == ["web forth", "worker forth", "worker back", "web back"]
    assert [one.runs for one in three] == ["old"] * 3


def test_a_part_that_came_and_does_not_work_goes_back_too() -> None:
    three = parts()

    def check(step: Step) -> None:
        if step.name == "pages":
            raise DeliveryFailed("not the page that was uploaded")

    with pytest.raises(DeliveryFailed, match="was not delivered"):
        deliver("r2", three, Record(Bucket(), "releases"), check, quiet)
    assert [one.runs for one in three] == ["old"] * 3


def test_one_that_cannot_go_back_does_not_keep_the_others_and_is_named() -> None:
    three = parts(pages={"breaks": True}, worker={"stuck": True})
    with pytest.raises(DeliveryFailed, match=r"look at once:\nworker: .*AccessDenied"):
        deliver("r2", three, Record(Bucket(), "releases"), quiet, quiet)
    assert [one.runs for one in three] == ["old", "new", "old"]


def test_the_way_back_needs_the_record_alone() -> None:
    bucket = Bucket()
    three = parts()
    deliver("r2", three, Record(bucket, "releases"), quiet, quiet)
    checked: list[str] = []
    assert go_back(three, Record(bucket, "releases"), lambda: None, quiet, of="r3") is None, "not that delivery"
    assert [one.runs for one in three] == ["new"] * 3
    assert go_back(three, Record(bucket, "releases"), lambda: checked.append("checked"), quiet) == "r2"
    assert [one.runs for one in three] == ["old"] * 3
    assert checked == ["checked"]


def test_without_a_delivery_there_is_nothing_to_go_back_to() -> None:
    with pytest.raises(DeliveryFailed, match="nothing was delivered here yet"):
        go_back(parts(), Record(Bucket(), "releases"), lambda: None, quiet)


def test_outputs_come_from_the_environment_where_there_is_no_state() -> None:
    assert outputs_from({VARIABLE: '{"url": {"value": "https://a.example", "type": "string"}}'}) == {
        "url": "https://a.example"
    }
    for wrong in ("", "[]", '{"url": 1}'):
        with pytest.raises(DeliveryFailed, match=VARIABLE):
            outputs_from({VARIABLE: wrong})
