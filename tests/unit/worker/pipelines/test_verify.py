"""The Verify pipeline with a trial that a test makes up: no emulator, no terraform."""

import json
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.errors import BundleUnreadable, TrialImpossible
from worker.pipelines import verify
from worker.pipelines.verify import Verify
from worker.trial.account import Emulator
from worker.trial.errors import EmulatorMissing
from worker.trial.receipt import Receipt, Step

BUNDLE = {
    "architecture.json": json.dumps({"title": "Orders", "project": "orders", "components": []}).encode(),
    "cloudformation/template.yaml": b"Resources: {}\n",
    "MANIFEST.json": b"{}",
    "README.md": b"# Orders\n",
}
EMULATOR = Emulator("http://127.0.0.1:1", "1.5.33", frozenset(), enforces_iam=True)
STEPS = (
    Step(name="apply", title="Apply with Terraform", status="failed", seconds=2, detail="queue: refused"),
    Step(name="destroy", title="Take everything down", status="passed", seconds=1),
)


def receipt(**changed: Any) -> Receipt:
    told = {
        "verdict": "failed",
        "reasons": ("queue: refused",),
        "versions": {"ministack": "1.5.33"},
        "accounts": ("1", "2"),
        "region": "us-east-1",
        "started_at": "2026-01-01T00:00:00+00:00",
        "seconds": 3.0,
        "counts": {"proven": 0, "failed": 1, "not_emulated": 0},
        "steps": STEPS,
        "resources": (),
        "probes": (),
        "differences": (),
        "orphans": (),
    }
    return Receipt.model_validate({**told, **changed})


def trial(bundle: Any, *, on_start: Callable[[str], None], on_step: Callable[[Step], None], **_: Any) -> Receipt:
    for step in STEPS:
        on_start(step.name)
        on_step(step)
    return receipt()


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> Verify:
    @contextmanager
    def emulator(*_: Any) -> Any:
        yield EMULATOR

    monkeypatch.setattr(Verify, "_emulator", emulator)
    monkeypatch.setattr(verify, "deploy_on_trial", trial)
    return Verify(load_catalogue(), {})


def test_the_receipt_joins_the_bundle_under_a_manifest_of_its_own(made_up, record):
    made_up.run(record.run("orders", proves=BUNDLE))
    assert {"README.md", "receipt.json", "receipt.md", "MANIFEST.json", "bundle.zip"} <= set(record.files)
    assert json.loads(record.files["receipt.json"])["verdict"] == "failed"
    assert "receipt.json" in json.loads(record.files["MANIFEST.json"])["files"]
    assert record.files["README.md"] == BUNDLE["README.md"]


def test_a_bundle_that_fails_its_trial_is_a_result_and_no_error(made_up, record):
    result = made_up.run(record.run("orders", proves=BUNDLE))
    assert result["receipt"]["verdict"] == "failed"
    assert result["title"] == "Orders"


def test_steps_are_told_as_stages_and_a_failed_one_as_a_finding(made_up, record):
    made_up.run(record.run("orders", proves=BUNDLE))
    finished = [one["stage"] for one in record.of("stage") if one["status"] == "finished"]
    assert finished == ["unpack", "apply", "destroy", "bundle"]
    assert record.of("finding") == [
        {"check": "apply", "severity": "high", "component": "", "message": "failed: queue: refused"}
    ]


def test_a_lost_lease_does_not_keep_a_trial_from_cleaning_up(made_up, record):
    made_up.run(record.run("orders", proves=BUNDLE))
    assert record.stages == ["unpack", "apply", "bundle"]


@pytest.mark.parametrize("files", [{}, {"architecture.json": b"{"}, {"architecture.json": b'{"title": 1}'}])
def test_what_is_no_bundle_is_refused(made_up, record, files):
    with pytest.raises(BundleUnreadable, match=r"architecture\.json"):
        made_up.run(record.run("orders", proves=files))


def test_without_an_emulator_the_job_says_what_is_needed(record, tmp_path):
    pipeline = Verify(load_catalogue(), {"TRIAL_EMULATOR": str(tmp_path / "none")})
    with pytest.raises(TrialImpossible, match="MiniStack"):
        pipeline.run(record.run("orders", proves=BUNDLE))


def test_an_address_that_is_no_emulator_is_never_deployed_to(record):
    pipeline = Verify(load_catalogue(), {"TRIAL_ENDPOINT_URL": "ftp://aws.example"})
    with pytest.raises(TrialImpossible, match="no address of an emulator"):
        pipeline.run(record.run("orders", proves=BUNDLE))


def test_an_emulator_that_went_away_ends_the_job_with_its_reason(made_up, record, monkeypatch):
    def gone(*_: Any, **__: Any) -> Receipt:
        raise EmulatorMissing("no emulator answers at http://127.0.0.1:1")

    monkeypatch.setattr(verify, "deploy_on_trial", gone)
    with pytest.raises(TrialImpossible, match="no emulator answers"):
        made_up.run(record.run("orders", proves=BUNDLE))
