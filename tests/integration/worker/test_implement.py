"""Whole jobs with the real pipeline, agent and MCP servers."""

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from jobs.states import State
from worker.agents.approval import main as approve
from worker.bootstrap import bootstrap

# As in worker/agents/mcp_start.py: pytest sets its own filters for each test.
pytestmark = pytest.mark.filterwarnings("ignore:coroutine 'MCPClient.stop:RuntimeWarning")

REQUEST = "A serverless HTTP API for todo lists that keeps its items in DynamoDB, in Frankfurt"
HANGS = Path(__file__).parent / "agents" / "servers" / "hangs_at_start.py"
MISBEHAVES = Path(__file__).parent / "agents" / "servers" / "misbehaves.py"
STAGES = ["understand", "design", "render", "check", "bundle"]


@pytest.fixture
def start(bed, monkeypatch):
    """Wires a worker as the entry points do, and puts it where the handler finds it."""
    started = []

    def start(**environment):
        worker = bootstrap(bed.environment | environment)
        monkeypatch.setattr("worker.lambda_handler._worker", worker)
        started.append(worker)
        return worker

    yield start
    for worker in started:
        worker.close()


def servers_file(tmp_path, **server):
    path = tmp_path / "servers.yaml"
    path.write_text(json.dumps({"servers": {"broken": {"readonly_because": "a test", **server}}}))
    return str(path)


def test_a_request_becomes_a_bundle_with_progress_and_audit(bed, start):
    start()
    job_id = bed.submit(REQUEST)
    assert bed.deliver(bed.receive()) == []
    job = bed.job(job_id)
    assert job.error is None
    assert job.state == State.SUCCEEDED
    assert job.result["region"] == "eu-central-1"
    assert job.result["checks"]["failed"] == 0
    assert job.result["references"]

    artifacts = {one.name: one for one in bed.artifacts(job_id)}
    bundle = zipfile.ZipFile(io.BytesIO(bed.read(artifacts["bundle.zip"])))
    assert {"README.md", "architecture.json", "checks.json", "cloudformation/template.yaml"} <= set(bundle.namelist())
    assert set(bundle.namelist()) == set(artifacts) - {"bundle.zip"}
    assert len(bundle.namelist()) == job.result["files"]

    events = bed.events(job_id)
    finished = [one.data["stage"] for one in events if one.type == "stage" and one.data["status"] == "finished"]
    assert finished == STAGES
    assert any(one.type == "delta" for one in events)
    assert {one.data["name"] for one in events if one.type == "artifact"} == set(artifacts)

    calls = bed.tool_calls(job_id)
    asked = {one.name for one in calls if one.server == "aws-reference"}
    assert asked == {"aws___search_documentation", "aws___get_regional_availability"}
    assert sum(one.phase == "before" for one in calls) == sum(one.phase == "after" for one in calls)
    assert {one.status for one in calls} == {"allowed", "success"}


def test_what_the_user_chose_goes_before_the_text(bed, start):
    start()
    job_id = bed.submit(REQUEST, region="eu-west-1", environment="staging")
    bed.deliver(bed.receive())
    architecture = next(one for one in bed.artifacts(job_id) if one.name == "architecture.json")
    content = json.loads(bed.read(architecture))
    assert (content["region"], content["environment"]) == ("eu-west-1", "staging")


@pytest.mark.parametrize("script", [["-c", "exit(3)"], [str(HANGS), "/dev/null"]], ids=["dead", "hanging"])
def test_a_server_that_does_not_start_costs_its_answers_and_the_job_says_so(bed, start, tmp_path, script):
    path = servers_file(
        tmp_path, command=sys.executable, args=script, allowed_tools=["look"], startup_timeout_seconds=1
    )
    start(MCP_SERVERS_FILE=path)
    job_id = bed.submit(REQUEST)
    assert bed.deliver(bed.receive()) == []
    job = bed.job(job_id)
    assert job.state == State.SUCCEEDED
    assert "The knowledge server broken could not be asked: it did not start" in job.result["notes"][0]
    findings = [one.data for one in bed.events(job_id) if one.type == "finding"]
    assert findings[0]["check"] == "knowledge_servers"
    files = {one.name: one for one in bed.artifacts(job_id)}
    assert b"could not be asked" in bed.read(files["README.md"])
    checks = json.loads(bed.read(files["checks.json"]))["checks"]
    region = next(one for one in checks if one["id"] == "services_exist_in_the_region")
    assert region["status"] == "skipped"
    assert "could not be asked" in region["reason"]


def test_a_server_that_hangs_in_a_call_costs_its_timeout_and_the_job_says_so(bed, start, tmp_path):
    source = MISBEHAVES.read_text().replace("async def hang()", "async def aws___search_documentation()")
    (tmp_path / "hangs.py").write_text(source)
    path = servers_file(
        tmp_path,
        command=sys.executable,
        args=[str(tmp_path / "hangs.py")],
        allowed_tools=["aws___search_documentation"],
        timeout_seconds=1,
    )
    assert approve(["--accept", "--servers-file", path]) == 0
    start(MCP_SERVERS_FILE=path)
    job_id = bed.submit(REQUEST)
    assert bed.deliver(bed.receive()) == []
    job = bed.job(job_id)
    assert job.state == State.SUCCEEDED
    assert any("did not answer within 1 s" in note for note in job.result["notes"])
    assert any(one.status == "error" and one.server == "broken" for one in bed.tool_calls(job_id))
