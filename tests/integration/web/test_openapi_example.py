"""The example of docs/api.md, run as it stands there against the real web process."""

import json
import os
import re
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from jobs.claims import claim, finish
from jobs.models import ApiKey, Job
from web.api_key_tokens import new_token

DOCUMENT = Path(__file__).parents[3] / "docs/api.md"
ROUNDS = 200


@pytest.fixture
def key(ada, services) -> str:
    token = new_token(ada.account.org_id)
    with services.database.tenant(ada.account.org_id):
        own = {"org_id": ada.account.org_id, "created_by": ada.account.user_id, "name": "example", "scope": "submit"}
        ApiKey.create(**own, prefix=token.prefix, hash=token.sha256)
    return str(token)


@pytest.fixture
def started(key, tmp_path, web_process):
    """The example, running; where it sleeps it does not for long."""
    (example,) = re.findall(r"^```sh\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "sleep").write_text("#!/bin/sh\nexec /bin/sleep 0.1\n")
    (folder / "sleep").chmod(0o755)
    variables = {"API": web_process, "KEY": key, "PATH": f"{folder}:{os.environ['PATH']}", "NO_PROXY": "*"}
    process = subprocess.Popen(["sh", "-eu", "-c", example], cwd=tmp_path, env=variables)
    yield process
    process.kill()
    process.wait(5)


def until(find, process):
    """What `find` finds, as soon as the example has come that far."""
    for _ in range(ROUNDS):
        if found := find():
            return found
        assert process.poll() is None, "the example ended early"
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
    pytest.fail("the example does not go on")


def test_the_example_hands_in_follows_and_fetches(ada, services, started, tmp_path):
    org_id = ada.account.org_id

    def first_job():
        with services.database.tenant(org_id):
            return Job.get_or_none(Job.org_id == org_id)

    job = until(first_job, started)
    held = claim(services.database, org_id, job.id, worker="test", lease_seconds=30)
    services.progress.publish(org_id, job.id, "state", {"state": "running", "attempt": 1})
    until((tmp_path / "job.etag").exists, started)  # it has asked while the job ran
    stored = [services.artifacts.put(org_id, job.id, 1, "bundle.zip", b"PK\x05\x06", "application/zip")]
    assert finish(services.database, held, {"title": "A bakery"}, stored)

    assert started.wait(30) == 0
    read = {path.stem: json.loads(path.read_text(encoding="utf-8"))["data"] for path in tmp_path.glob("*.json")}
    assert (read["made"]["state"], read["job"]["state"]) == ("queued", "succeeded")
    assert read["made"]["options"]["region"] == "eu-central-1"
    assert [event["data"] for event in read["events"]] == [{"state": "running", "attempt": 1}]
    assert [file["name"] for file in read["artifacts"]] == ["bundle.zip"]
    assert (tmp_path / "bundle.zip").read_bytes() == b"PK\x05\x06"
    assert (tmp_path / "job.etag").read_text().startswith('W/"')
