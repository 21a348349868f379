"""What counts as proven, and of what."""

from collections.abc import Mapping

from tests.scorecard.proof_figures import holds, is_whole, proof_scores, recorded_scores
from tests.scorecard.proof_record import Proof
from tests.scorecard.report import Score

ALL = {"proven": 5}
SOME = {"proven": 3, "not_emulated": 2}
REFUSED = {"proven": 4, "failed": 1}


def proof(name: str, verdict: str, terraform: Mapping[str, int], stack: Mapping[str, int], **more: object) -> Proof:
    made = {"id": name, "bundle": f"of {name}", "commit": "abc", "date": "2026-01-31", "verdict": verdict}
    return Proof.model_validate({**made, "resources": {"terraform": terraform, "cloudformation": stack}, **more})


WHOLE = proof("whole", "proven", ALL, ALL)
PART = proof("part", "partly", ALL, SOME)
FAILED = proof("failed", "failed", REFUSED, SOME)
NOT_TRIED = proof("none", "not_tried", {}, {})


def measured(scores: list[Score]) -> list[str]:
    return [one.measured for one in scores]


def test_each_reading_has_bundles_of_its_own_to_count() -> None:
    assert measured(proof_scores([WHOLE, PART, FAILED])) == [
        "2 of 3 (66.7 %)",
        "1 of 1 (100.0 %)",
        "3 of 4 (75.0 %)",
        "25 of 26 (96.2 %)",
    ]


def test_a_refused_resource_is_an_emulated_one() -> None:
    assert not is_whole(PART)
    assert is_whole(proof("refused", "failed", REFUSED, ALL))


def test_a_bundle_that_could_not_be_tried_does_not_hold_and_counts() -> None:
    first, *_ = proof_scores([WHOLE, NOT_TRIED])
    assert (first.measured, first.met) == ("1 of 2 (50.0 %)", False)


def test_a_step_that_was_not_tried_holds_nothing() -> None:
    assert holds(PART)
    assert not holds(proof("half", "partly", ALL, SOME, skipped=["plan_again"]))


def test_where_no_bundle_is_such_nothing_is_met_or_missed() -> None:
    _, whole, *_ = proof_scores([PART])
    assert (whole.measured, whole.met) == ("none of the bundles is such", None)


def test_what_was_recorded_tells_when_and_how_much_of_it_still_is_so() -> None:
    today = {"whole": "of whole", "part": "another", "new": "unknown"}
    first, *_ = recorded_scores({"whole": WHOLE, "part": PART, "gone": FAILED}, today)
    assert first.measured == "2 of 2 (100.0 %)"
    assert "commit abc on 2026-01-31, 2 of 3 requests; 1 of these bundles are the same today" in first.method


def test_without_a_record_nothing_is_measured() -> None:
    (only,) = recorded_scores({}, {"new": "unknown"})
    assert only.met is None
    assert only.measured.startswith("not measured")
