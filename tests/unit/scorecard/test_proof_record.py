"""What is kept of a trial."""

from pathlib import Path
from typing import Any

import pytest

from tests.scorecard.designs import Design
from tests.scorecard.proof_record import Proof, add_proofs, digest, proof_of, read_proofs
from tests.scorecard.samples import Sample
from worker.trial.receipt import Receipt

DESIGN = Design(Sample("one", "a queue"), {"terraform/main.tf": b"", "README.md": b"words"})
STEPS = ("apply", "plan_again", "probes", "cloudformation", "comparison")


def receipt(skipped: tuple[str, ...], *emulated: str, verdict: str = "partly") -> Receipt:
    resources = [
        {
            "dialect": dialect,
            "address": "a",
            "type": "t",
            "status": "proven" if dialect in emulated else "not_emulated",
            "evidence": "",
        }
        for dialect in ("terraform", "cloudformation")
    ]
    steps = [{"name": n, "title": n, "status": "skipped" if n in skipped else "passed"} for n in STEPS]
    told: dict[str, Any] = {"verdict": verdict, "reasons": ["why"], "versions": {}, "accounts": [], "region": "r"}
    told |= {"started_at": "", "seconds": 1.0, "counts": {}, "steps": steps, "resources": resources}
    return Receipt.model_validate({**told, "probes": [], "differences": [], "orphans": []})


def test_only_what_is_deployed_makes_a_bundle_another() -> None:
    files = DESIGN.files
    assert digest(files) == digest({**files, "README.md": b"other words"})
    assert digest(files) != digest({**files, "terraform/main.tf": b"resource"})


def test_resources_are_counted_by_dialect() -> None:
    kept = proof_of(DESIGN, receipt((), "terraform"))
    assert (kept.count("terraform", "proven"), kept.count("cloudformation", "not_emulated")) == (1, 1)
    assert kept.number("proven") == 1


@pytest.mark.parametrize(
    ("skipped", "emulated", "told"),
    [
        (("probes",), ("terraform", "cloudformation"), ()),
        (("plan_again",), ("terraform", "cloudformation"), ("plan_again",)),
        (("cloudformation", "comparison"), ("terraform",), ()),
        (("apply",), ("terraform",), ("apply",)),
        (("apply",), (), ("apply",)),
    ],
)
def test_a_step_is_missed_where_there_was_something_for_it(
    skipped: tuple[str, ...], emulated: tuple[str, ...], told: tuple[str, ...]
) -> None:
    assert proof_of(DESIGN, receipt(skipped, *emulated)).skipped == told


def test_why_something_failed_is_kept_and_what_is_only_not_emulated_is_not() -> None:
    assert proof_of(DESIGN, receipt((), "terraform")).faults == ()
    assert proof_of(DESIGN, receipt((), "terraform", verdict="failed")).faults == ("why",)


def test_without_a_receipt_the_reason_is_kept() -> None:
    kept = proof_of(DESIGN, None, "no emulator")
    assert (kept.verdict, kept.faults) == ("not_tried", ("no emulator",))


def test_a_new_proof_takes_the_place_of_its_former(tmp_path: Path) -> None:
    first = proof_of(DESIGN, None, "no emulator")
    other = first.model_copy(update={"id": "other"})
    add_proofs(tmp_path / "proofs.json", [first, other])
    add_proofs(tmp_path / "proofs.json", [proof_of(DESIGN, receipt((), "terraform"))])
    kept = read_proofs(tmp_path / "proofs.json")
    assert {name: one.verdict for name, one in kept.items()} == {"one": "partly", "other": "not_tried"}
    assert isinstance(kept["one"], Proof)


def test_no_file_has_no_proofs(tmp_path: Path) -> None:
    assert read_proofs(tmp_path / "none.json") == {}
