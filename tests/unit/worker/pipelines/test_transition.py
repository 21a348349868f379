"""A verify job of a revision: the version before is found, and what a plan over it says is told in the bundle."""

import json

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.difference import Effect
from worker.errors import BundleUnreadable
from worker.pipelines.run import Basis
from worker.pipelines.transition import former_version, is_revision, revision_summary, with_transition
from worker.trial.transition_plan import Transition

REQUEST = "A serverless HTTP API that keeps todo items in DynamoDB, in Frankfurt"
EFFECT = Effect(
    component="data",
    resource="aws_dynamodb_table.data",
    type="aws_dynamodb_table",
    action="replace",
    because=("hash_key",),
    data="lost",
    method="plan",
)
TRANSITION = Transition(
    before=1, after=2, source="`terraform plan` of version 2.", effects=(EFFECT,), counts={"replace": 1}
)


@pytest.fixture
def versions(implement, record):
    """The files of version 1 and of version 2."""
    implement.run(record.run(REQUEST))
    first = dict(record.files)
    record.files.clear()
    implement.run(record.run("", basis=Basis(files=first, instruction="add an SQS queue")))
    return first, dict(record.files)


def test_an_implement_job_judges_without_a_plan_and_says_that_it_is_a_fallback(versions):
    told = json.loads(versions[1]["changes.json"])
    assert told["effects_method"] == "schemas"
    assert {one["method"] for one in told["effects"]} == {"schemas"}
    assert "a fallback, judged without a plan" in versions[1]["CHANGES.md"].decode()


def test_what_was_deployed_is_the_version_befores_own_files(versions):
    first, second = versions
    assert not is_revision(first)
    former = former_version(second, {**first, "terraform/main.tf": b"# as it was"}, load_catalogue())
    assert (former.number, former.next, former.origin) == (1, 2, "")
    assert former.bundle.terraform()["main.tf"] == b"# as it was"
    assert any(one.component == "queue" and one.action == "create" for one in former.judged)


def test_files_that_are_gone_are_rendered_anew_and_that_is_told(versions):
    former = former_version(versions[1], {}, load_catalogue())
    assert "rendered anew" in former.origin
    assert former.bundle.terraform()["versions.tf"] == versions[0]["terraform/versions.tf"]


def test_the_plan_takes_the_place_of_what_was_judged(versions):
    files = {**versions[1], **with_transition(versions[1], TRANSITION)}
    told = revision_summary(files)
    assert told["version"] == 2
    assert told["instruction"] == "add an SQS queue"
    assert told["changes"]["effects_method"] == "plan"
    assert [one["resource"] for one in told["changes"]["effects"]] == ["aws_dynamodb_table.data"]
    page = files["CHANGES.md"].decode()
    assert "a real Terraform plan" in page
    assert "DATA LOSS: replaced: `aws_dynamodb_table.data` (aws_dynamodb_table) forced by hash" in page
    assert "fallback" not in page


def test_changes_that_are_not_ours_are_refused(versions):
    with pytest.raises(BundleUnreadable, match=r"changes\.json"):
        with_transition({**versions[1], "changes.json": b"[]"}, TRANSITION)
