"""A function's versions behind an alias, on an emulated Lambda."""

import io
import itertools
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from stack.delivery.function import Clients, Function, Watch
from stack.delivery.step import DeliveryFailed

BUCKET = "releases-of-a-test"
NAME = "function-of-a-test"
_numbers = itertools.count()


def package(folder: Path, body: str) -> Path:
    file = folder / f"{next(_numbers)}.zip"
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("start.py", f"def handler(event, context):\n    {body}\n")
    return file


@pytest.fixture(scope="module")
def clients(aws_endpoint: str) -> Iterator[Clients]:
    s3, functions = boto3.client("s3"), boto3.client("lambda")
    s3.create_bucket(Bucket=BUCKET)
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as zipped:
        zipped.writestr("start.py", "def handler(event, context):\n    return 'first'\n")
    functions.create_function(
        FunctionName=NAME,
        Role="arn:aws:iam::000000000000:role/worker",
        Runtime="python3.11",
        Handler="start.handler",
        Code={"ZipFile": code.getvalue()},
        Publish=True,
    )
    functions.create_alias(FunctionName=NAME, Name="live", FunctionVersion="1")
    yield Clients(functions, boto3.client("cloudwatch"), s3)
    functions.delete_function(FunctionName=NAME)
    for item in s3.list_objects_v2(Bucket=BUCKET).get("Contents", ()):
        s3.delete_object(Bucket=BUCKET, Key=item["Key"])
    s3.delete_bucket(Bucket=BUCKET)


def routed(clients: Clients) -> tuple[str, dict[str, float]]:
    alias = clients.functions.get_alias(FunctionName=NAME, Name="live")
    return alias["FunctionVersion"], alias.get("RoutingConfig", {}).get("AdditionalVersionWeights", {})


def function(clients: Clients, file: Path | None, sleep: Callable[[float], None] = lambda _: None) -> Function:
    return Function(clients, NAME, BUCKET, file, Watch(share=0.1, seconds=60, pause_seconds=30), sleep)


def test_a_version_gets_a_tenth_first_then_all_and_the_one_before_comes_back(clients: Clients, tmp_path: Path) -> None:
    seen: list[Any] = []
    good = function(clients, package(tmp_path, "return 'second'"), lambda _: seen.append(routed(clients)))
    before = good.state()
    good.release()
    version, shares = routed(clients)
    assert (version != before["version"], shares) == (True, {})
    assert seen == [(before["version"], {version: 0.1})] * 2, "two looks of thirty seconds each"
    answer = clients.functions.invoke(FunctionName=NAME, Qualifier="live", Payload=b"{}")["Payload"].read()
    assert answer == b'"second"'
    function(clients, None).back(before)
    assert routed(clients) == (before["version"], {})


def test_a_version_that_does_not_start_gets_nothing(clients: Clients, tmp_path: Path) -> None:
    before = routed(clients)
    with pytest.raises(DeliveryFailed, match="does not start"):
        function(clients, package(tmp_path, "raise RuntimeError('no settings')")).release()
    assert routed(clients) == before


def test_a_version_that_fails_at_work_is_told_and_can_be_taken_back(clients: Clients, tmp_path: Path) -> None:
    def fail(_seconds: float) -> None:
        ((version, _share),) = routed(clients)[1].items()
        dimensions = {"FunctionName": NAME, "Resource": f"{NAME}:live", "ExecutedVersion": version}
        clients.metrics.put_metric_data(
            Namespace="AWS/Lambda",
            MetricData=[
                {
                    "MetricName": "Errors",
                    "Dimensions": [{"Name": name, "Value": value} for name, value in dimensions.items()],
                    "Value": 2,
                }
            ],
        )

    bad = function(clients, package(tmp_path, "return 'third'"), fail)
    before = bad.state()
    with pytest.raises(DeliveryFailed, match="failed 2 times"):
        bad.release()
    with pytest.raises(DeliveryFailed, match="two versions share"):
        bad.state()
    bad.back(before)
    assert bad.state() == before
