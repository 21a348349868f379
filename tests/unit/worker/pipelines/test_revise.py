"""Version n+1 of a bundle: made by words, by edited assumptions or by hand, and told like a pull request."""

import json

import pytest

from worker.errors import EngineRefused
from worker.pipelines.run import Basis

REQUEST = "A serverless HTTP API that keeps todo items in DynamoDB, in Frankfurt"


@pytest.fixture
def revised(implement, record):
    """The first bundle of the request, and a function that makes the next of it."""
    implement.run(record.run(REQUEST))

    def again(**how):
        before = dict(record.files)
        record.files.clear()
        return implement.run(record.run("", basis=Basis(files=before, **how)))

    return again


def test_an_instruction_makes_the_next_version_with_its_changes(revised, record):
    summary = revised(instruction="memory 2 GB for the function, and add an SQS queue", job="j-2")
    told = json.loads(record.files["changes.json"])
    assert told["version"] == summary["revision"]["version"] == 2
    assert ("added", "queue") in [(one["kind"], one["component"]) for one in told["components"]]
    assert any(one["action"] == "create" and one["component"] == "queue" for one in told["effects"])
    page = record.files["CHANGES.md"].decode()
    assert page.startswith("# Version 2: memory 2 GB for the function, and add an SQS queue")
    assert "memory mb 512 → 2048" in page or "→ 2048 MB" in page
    chain = json.loads(record.files["versions/versions.json"])
    assert [(one["number"], one["job"]) for one in chain] == [(1, ""), (2, "j-2")]
    assert record.files["versions/2/architecture.json"] == record.files["architecture.json"]


def test_a_fix_makes_a_version_without_its_finding_and_undo_brings_it_back(revised, record):
    def open_findings():
        found = json.loads(record.files["review.json"])["findings"]
        return {one["check"] for one in found if one["status"] == "not_met"}

    offer = json.loads(record.files["fixes.json"])["fixes"][0]
    before = open_findings()
    summary = revised(fixes=(offer["check"],))
    assert summary["revision"]["instruction"] == f"fix: {offer['check'].replace('_', ' ')}"
    assert before - open_findings() >= {offer["check"]}
    changes = summary["revision"]["changes"]
    assert {name: changes[name] for name in ("components", "connections", "cost", "findings_gone")} == {
        name: offer[name] for name in ("components", "connections", "cost", "findings_gone")
    }
    assert offer["check"] not in {one["check"] for one in json.loads(record.files["fixes.json"])["fixes"]}
    revised(instruction="undo")
    assert open_findings() == before


def test_a_fix_of_what_holds_already_changes_nothing_and_says_so(revised, record):
    met = next(one for one in json.loads(record.files["review.json"])["findings"] if one["status"] == "met")
    with pytest.raises(EngineRefused, match="It holds already"):
        revised(fixes=(met["check"],))
    assert record.files == {}


def test_versions_go_on_and_back(revised, record):
    blocks = {one["block"] for one in json.loads(record.files["architecture.json"])["components"]}
    revised(instruction="add an SQS queue")
    summary = revised(instruction="undo")
    assert summary["revision"]["version"] == 3
    assert {one["block"] for one in json.loads(record.files["architecture.json"])["components"]} == blocks


def test_an_edited_assumption_makes_a_version(revised, record):
    revised(assumptions={"requests_per_month": "30000000"})
    assert r"requests\_per\_month = 30000000" in record.files["CHANGES.md"].decode()
    assert json.loads(record.files["requirements.json"])["chosen"]["requests_per_month"] == "30000000"


def test_an_architecture_edited_by_hand_is_taken_as_it_is(revised, record):
    edited = json.loads(record.files["architecture.json"])
    edited["components"][0]["name"] = "Front door"
    edited["components"] += [{"id": "jobs", "block": "sqs_queue", "name": "Jobs"}]
    summary = revised(architecture=json.dumps(edited).encode())
    assert summary["revision"]["instruction"] == "edited by hand"
    assert "Front door" in [one["name"] for one in summary["components"]]
    assert [one["component"] for one in json.loads(record.files["changes.json"])["components"]] == ["jobs"]


def test_an_architecture_can_be_made_without_a_version_before(implement, record):
    design = {"title": "T", "project": "shop", "components": [{"id": "jobs", "block": "sqs_queue", "name": "Jobs"}]}
    summary = implement.run(record.run("", basis=Basis(architecture=json.dumps(design).encode())))
    assert summary["revision"] == {"version": 1, "instruction": "edited by hand", "notes": [], "changes": None}
    assert "changes.json" not in record.files


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        ({"components": [{"id": "a", "block": "quantum", "name": "A"}]}, r"components\[0\]\.block.*quantum"),
        ({"components": [{"id": "A B", "block": "sqs_queue", "name": "A"}]}, r"components\[0\]\.id"),
        ({"connections": [{"source": "x", "target": "y"}]}, r"connections\[0\]\.source"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_fault_in_an_edited_architecture_is_named_with_its_place(edit, fault, implement, record):
    design = {"title": "T", "project": "shop", "components": [{"id": "a", "block": "sqs_queue", "name": "A"}], **edit}
    with pytest.raises(EngineRefused, match=fault):
        implement.run(record.run("", basis=Basis(architecture=json.dumps(design).encode())))


def test_words_that_mean_nothing_fail_the_run_and_deliver_nothing(revised, record):
    with pytest.raises(EngineRefused, match="frobnicate"):
        revised(instruction="frobnicate it")
    assert record.files == {}
