"""All checks together: nothing is swallowed, and what could not be asked says why."""

import gc
import json
import weakref

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture, Component
from worker.checks import report_of, run_checks

EMPTY = Architecture(title="Empty", project="empty", components=())


def run(files):
    return {result.id: result for result in run_checks(EMPTY, load_catalogue(), files)}


def test_without_files_nothing_reads_as_passed_that_needs_them():
    results = run({})
    assert results["terraform_parses"].status == "skipped"
    assert results["cloudformation_is_lint_clean"].status == "skipped"
    assert results["storage_is_encrypted"].reason.startswith("there is no")


def test_broken_terraform_fails_one_check_and_skips_those_that_need_it():
    results = run({"terraform/a.tf": b"resource {{", "cloudformation/template.yaml": b"Resources: {}"})
    assert results["terraform_parses"].status == "failed"
    assert results["storage_is_encrypted"].status == "skipped"


def test_terraform_validate_is_skipped_until_it_is_asked_for():
    result = run({"terraform/a.tf": b"locals { a = 1 }"})["terraform_validates"]
    assert (result.status, result.reason) == ("skipped", "not asked for: it takes several seconds")


def test_files_that_are_no_text_are_left_alone():
    results = run({"terraform/functions/f.zip": b"PK\x03\x04\xff\xfe", "terraform/a.tf": b"locals { a = 1 }"})
    assert results["no_secrets_in_files"].status == "passed"


def test_the_report_counts_what_passed_failed_and_was_skipped():
    results = run_checks(EMPTY, load_catalogue(), {"terraform/a.tf": b"locals { a = 1 }"})
    report = json.loads(report_of(results))
    assert sum(report["summary"].values()) == len(results) == len(report["checks"])
    assert {check["status"] for check in report["checks"]} == {"passed", "skipped"}


def test_the_report_is_the_same_for_the_same_files():
    files = {"terraform/a.tf": b"locals { a = 1 }"}
    first, second = (report_of(run_checks(EMPTY, load_catalogue(), files)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("template", [b"- a list", b"42", b"\t: {", b""])
def test_a_template_that_is_none_is_told(template):
    results = run({"cloudformation/template.yaml": template, "terraform/a.tf": b"locals { a = 1 }"})
    assert results["cloudformation_is_lint_clean"].status in ("failed", "skipped")
    assert results["data_survives_deletion"].status == "skipped"


def test_what_was_checked_is_kept_nowhere():
    """A worker checks thousands of designs; one that it keeps costs a megabyte and more."""
    bucket = Component(id="files", block="s3_bucket", name="Files")
    architecture = Architecture(title="Files", project="files", components=(bucket,))
    kept = weakref.ref(architecture)
    files = {"terraform/a.tf": b"locals { a = 1 }", "cloudformation/template.yaml": b"Resources: {}"}
    rendered = next(one for one in run_checks(architecture, load_catalogue(), files) if "rendered" in one.id)
    assert rendered.status == "failed"
    del architecture
    gc.collect()
    assert kept() is None
