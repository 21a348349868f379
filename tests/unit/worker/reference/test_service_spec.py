"""Documentation of CloudFormation types from the npm package."""

import gzip
import json
from pathlib import Path

from worker.reference.service_spec import descriptions


def test_reads_types_and_their_properties(tmp_path: Path) -> None:
    properties = {"Name": {"documentation": "What it is called."}, "Size": {"type": {"type": "number"}}}
    queue = {"cloudFormationType": "AWS::A::B", "documentation": "A thing.", "properties": properties}
    path = tmp_path / "db.json.gz"
    path.write_bytes(gzip.compress(json.dumps({"schema": {"resource": {"entities": [queue]}}}).encode()))
    found = descriptions(path)["AWS::A::B"]
    assert found.text == "A thing."
    assert found.properties == {"Name": "What it is called.", "Size": ""}


def test_does_without_the_package() -> None:
    assert descriptions(None) == {}
