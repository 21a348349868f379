"""A request becomes a bundle, in stages that can be watched and stopped."""

import io
import json
import zipfile

import pytest

from jobs.errors import JobCancelled
from worker.checks import CheckResult, Finding
from worker.errors import BundleFailedChecks, EngineRefused

REQUEST = "A serverless HTTP API that keeps todo items in DynamoDB, in Frankfurt"
STAGES = ["understand", "design", "render", "check", "bundle"]


def test_delivers_every_file_by_itself_and_all_in_one_zip(implement, record):
    result = implement.run(record.run(REQUEST))
    zipped = zipfile.ZipFile(io.BytesIO(record.files["bundle.zip"]))
    assert {name: zipped.read(name) for name in zipped.namelist()} == {
        name: content for name, content in record.files.items() if name != "bundle.zip"
    }
    expected = {"README.md", "architecture.json", "requirements.json", "cost.json", "cost.csv", "checks.json"}
    assert expected | {"diagram.svg", "diagram.d2", "MANIFEST.json", "cloudformation/template.yaml"} <= set(
        record.files
    )
    assert any(name.startswith("terraform/") for name in record.files)
    assert result["files"] == len(record.files) - 1


def test_sums_up_what_users_see(implement, record):
    result = implement.run(record.run(REQUEST))
    assert result["region"] == "eu-central-1"
    assert result["monthly_usd"] == json.loads(record.files["cost.json"])["monthly_usd"]
    assert {one["block"] for one in result["components"]} >= {"lambda_function", "dynamodb_table"}
    assert set(result["components"][0]) == {"id", "block", "name", "service"}
    assert result["checks"]["failed"] == 0
    assert "not a language model" in result["architect"]
    json.dumps(result)


def test_a_budget_that_cannot_hold_is_a_conflict_that_says_what_would_resolve_it(implement, record):
    result = implement.run(record.run(f"{REQUEST}, for 500 requests/s and at most 20 USD a month"))
    (conflict,) = result["conflicts"]
    assert conflict["message"] == json.loads(record.files["cost.json"])["conflict"] != ""
    assert "Allow $" in conflict["resolution"]
    assert any(note.startswith(conflict["message"]) for note in result["notes"])


def test_tells_each_stage_when_it_starts_and_ends(implement, record):
    implement.run(record.run(REQUEST))
    told = [(one["stage"], one["status"], one["index"], one["of"]) for one in record.of("stage")]
    pairs = enumerate(STAGES, start=1)
    assert told == [(name, status, index, 5) for index, name in pairs for status in ("started", "finished")]
    assert record.stages == STAGES


def test_tells_words_tools_and_files(implement, record):
    implement.run(record.run(REQUEST))
    assert "not a language model" in "".join(one["text"] for one in record.of("delta"))
    assert {one["name"] for one in record.of("tool")} == {"read_request", "plan_architecture", "Proposal"}
    assert {one["name"] for one in record.of("artifact")} == set(record.files)


def test_makes_the_same_files_each_time(implement, record):
    implement.run(record.run(REQUEST))
    first = dict(record.files)
    implement.run(record.run(REQUEST))
    assert record.files == first


def test_the_chosen_region_and_environment_go_before_the_text(implement, record):
    result = implement.run(record.run(REQUEST, region="eu-west-1", environment="staging"))
    assert result["region"] == "eu-west-1"
    assert json.loads(record.files["architecture.json"])["environment"] == "staging"


def test_a_region_that_cannot_be_one_is_refused_by_name(implement, record):
    with pytest.raises(EngineRefused, match="region"):
        implement.run(record.run(REQUEST, region="Mars"))


def test_says_that_the_region_was_not_checked_where_nobody_could_be_asked(implement, record):
    implement.run(record.run(REQUEST))
    checks = {one["id"]: one for one in json.loads(record.files["checks.json"])["checks"]}
    assert checks["services_exist_in_the_region"]["status"] == "skipped"


@pytest.mark.parametrize("stage", STAGES)
def test_stops_in_any_stage_without_delivering(implement, record, stage):
    run = record.run(REQUEST)
    note = record.stages.append

    def stop_here(name):
        note(name)
        if name == stage:
            record.stop.request(JobCancelled())

    with pytest.raises(JobCancelled):
        implement.run(type(run)(**{**vars(run), "note_stage": stop_here}))
    assert record.files == {}
    assert record.stages[-1] == stage


def test_a_failed_check_of_high_severity_fails_the_job_and_names_the_component(implement, record, monkeypatch):
    bad = CheckResult(
        id="storage_is_encrypted",
        severity="high",
        sentence="Storage is encrypted.",
        status="failed",
        component="data",
        message="no key",
        findings=(Finding(component="data", message="no key"),),
    )
    monkeypatch.setattr("worker.pipelines.implement.run_checks", lambda *_, **__: [bad])
    with pytest.raises(BundleFailedChecks, match=r"data: no key \(storage_is_encrypted\)"):
        implement.run(record.run(REQUEST))
    assert record.of("finding")[-1]["component"] == "data"
    assert record.files == {}


def test_warming_up_tells_nobody(implement):
    implement.warm_up()


def test_the_summary_tells_services_cost_range_availability_and_review(implement, record):
    told = implement.run(record.run(REQUEST))
    assert {"lambda", "dynamodb"} <= set(told["services"])
    assert told["cost"]["low_usd"] <= told["cost"]["monthly_usd"] <= told["cost"]["high_usd"]
    assert 90 < told["availability_percent"] <= 100
    assert 0 <= told["review"]["score"] <= 100
    assert all({"source", "target", "label"} <= set(one) for one in told["connections"])
    assert {"review.json", "review.md", "RUNBOOK.md", "IAM.md"} <= set(record.files)
