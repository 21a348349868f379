"""A request becomes three checked options and a recommendation."""

import json
from dataclasses import replace

import pytest

from jobs.errors import JobCancelled
from worker.agents.architect import Design
from worker.agents.model_providers import offline_provider
from worker.agents.terms import Terms
from worker.checks import CheckResult, Finding
from worker.errors import BundleFailedChecks, EngineRefused
from worker.pipelines.analyze import Analyze

REQUEST = "A serverless HTTP API that keeps todo items in DynamoDB, in Frankfurt, under $50 a month"
STAGES = ["understand", "design", "build", "compare", "bundle"]
OPTIONS = ["cost-optimised", "balanced", "resilient"]


def test_delivers_each_option_in_full_beside_the_comparison(analyze, record):
    result = analyze.run(record.run(REQUEST))
    assert {"comparison.json", "comparison.md", "comparison.svg", "requirements.json", "MANIFEST.json"} <= set(
        record.files
    )
    for name in OPTIONS:
        own = {file.removeprefix(f"options/{name}/") for file in record.files if file.startswith(f"options/{name}/")}
        assert {"README.md", "architecture.json", "checks.json", "review.json", "cost.json", "diagram.svg"} <= own
        assert {"review.md", "versions/versions.json", "versions/1/architecture.json"} <= own
        assert "diagram.png" not in record.files[f"options/{name}/README.md"].decode(), "there is none"
        assert "cloudformation/template.yaml" in own
        assert any(file.startswith("terraform/") for file in own)
    assert result["files"] == len(record.files) - 1


def test_the_summary_holds_the_table_and_the_recommendation(analyze, record):
    result = analyze.run(record.run(REQUEST))
    assert [one["name"] for one in result["options"]] == OPTIONS
    for one in result["options"]:
        assert one["cost"]["low"] <= one["cost"]["expected"] <= one["cost"]["high"]
        assert one["checks"]["failed"] == 0
        assert one["checks"]["passed"] > 10
    chosen = next(one for one in result["options"] if one["name"] == result["recommendation"]["option"])
    assert result["monthly_usd"] == chosen["cost"]["expected"]
    assert any("$50 a month" in sentence for sentence in result["recommendation"]["sentences"])
    json.dumps(result)


def test_tells_each_stage_when_it_starts_and_ends(analyze, record):
    analyze.run(record.run(REQUEST))
    assert [one["stage"] for one in record.of("stage") if one["status"] == "finished"] == STAGES
    assert record.stages == STAGES


def test_makes_the_same_files_each_time(analyze, record):
    analyze.run(record.run(REQUEST))
    first = {name: content for name, content in record.files.items() if not name.endswith("checks.json")}
    analyze.run(record.run(REQUEST))
    again = {name: record.files[name] for name in first}
    assert {name for name in first if first[name] != again[name]} <= {"MANIFEST.json", "bundle.zip"}


def test_pins_hold_in_every_option_and_are_told(analyze, record):
    result = analyze.run(record.run(REQUEST, pins=("must use Aurora",)))
    assert result["pins"] == ["must use Aurora"]
    assert all("aurora_serverless" in one["blocks"] for one in result["options"])


def test_fixes_are_made_in_their_option_alone_and_an_implement_job_makes_the_same(analyze, implement, record):
    before = analyze.run(record.run(REQUEST))
    offer = json.loads(record.files["options/balanced/fixes.json"])["fixes"][0]
    result = analyze.run(record.run(REQUEST, option_fixes={"balanced": [offer["check"]]}))
    assert result["fixes"] == {"balanced": [{"check": offer["check"], "made": True}]}
    was, now = ({one["name"]: one for one in told["options"]} for told in (before, result))
    assert now["balanced"]["cost"]["expected"] == offer["cost"]["expected"]["after"]
    assert now["balanced"]["score"] == offer["score"]["after"]
    assert now["resilient"]["cost"] == was["resilient"]["cost"]
    fixed = record.files["options/balanced/architecture.json"]
    implement.run(record.run(REQUEST, option="balanced", fixes=(offer["check"],)))
    assert record.files["architecture.json"] == fixed


def test_a_pin_that_cannot_be_kept_refuses_the_job(analyze, record):
    with pytest.raises(EngineRefused, match="names no AWS service"):
        analyze.run(record.run(REQUEST, pins=("make it nice",)))
    assert record.files == {}


def test_the_chosen_region_is_that_of_each_option(analyze, record):
    analyze.run(record.run(REQUEST, region="eu-west-1", environment="staging"))
    for name in OPTIONS:
        architecture = json.loads(record.files[f"options/{name}/architecture.json"])
        assert (architecture["region"], architecture["environment"]) == ("eu-west-1", "staging")


@pytest.mark.parametrize("stage", STAGES)
def test_stops_in_any_stage_without_delivering(analyze, record, stage):
    run = record.run(REQUEST)
    note = record.stages.append

    def stop_here(name):
        note(name)
        if name == stage:
            record.stop.request(JobCancelled())

    with pytest.raises(JobCancelled):
        analyze.run(type(run)(**{**vars(run), "note_stage": stop_here}))
    assert record.files == {}


def test_an_option_that_fails_a_check_fails_the_job_by_its_name(analyze, record, monkeypatch):
    bad = CheckResult(
        id="storage_is_encrypted",
        severity="high",
        sentence="Storage is encrypted.",
        status="failed",
        component="data",
        message="no key",
        findings=(Finding(component="data", message="no key"),),
    )
    monkeypatch.setattr("worker.pipelines.option_build.run_checks", lambda *_, **__: [bad])
    with pytest.raises(BundleFailedChecks, match=r"Cost-optimised: .*data: no key"):
        analyze.run(record.run(REQUEST))
    assert record.files == {}


def test_a_language_models_architecture_is_the_balanced_option(analyze, record, catalogue):
    analyze.run(record.run("An API on Lambda with DynamoDB"))
    told = json.loads(record.files["options/resilient/architecture.json"])

    class Model:
        def terms(self, own):
            return own or Terms(replace(offline_provider(), name="A model", is_language_model=True))

        def design(self, *_, **__):
            architecture = architecture_of(told)
            return Design(architecture, "", references=(), unavailable={}, notes=("asked nobody",))

    result = Analyze(Model(), catalogue).run(record.run("An API on Lambda with DynamoDB"))
    assert "asked nobody" in result["notes"]
    balanced = json.loads(record.files["options/balanced/architecture.json"])
    assert [one["id"] for one in balanced["components"]] == [one["id"] for one in told["components"]]


def architecture_of(told):
    from worker.architecture.model import Architecture

    return Architecture.model_validate(told)


def test_implement_makes_the_option_that_the_comparison_showed(analyze, implement, record):
    analyze.run(record.run(REQUEST))
    shown = record.files["options/resilient/architecture.json"]
    implement.run(record.run(REQUEST, option="resilient"))
    assert json.loads(record.files["architecture.json"])["components"] == json.loads(shown)["components"]
