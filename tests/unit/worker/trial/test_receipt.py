from worker.trial.receipt import Difference, ProbeProof, ResourceProof, Step, counted, judge

STEP = Step(name="apply", title="Apply", status="passed")


def proof(status: str, address: str = "aws_sqs_queue.jobs") -> ResourceProof:
    return ResourceProof.model_validate(
        {"dialect": "terraform", "address": address, "type": "aws_sqs_queue", "status": status, "evidence": "seen"}
    )


def test_everything_tried_and_held_is_proven() -> None:
    assert judge([STEP], [proof("proven")]) == ("proven", ())


def test_a_resource_that_is_not_emulated_makes_it_partly_proven_and_is_named() -> None:
    verdict, reasons = judge([STEP], [proof("proven"), proof("not_emulated")])
    assert verdict == "partly"
    assert reasons == ("not emulated: aws_sqs_queue",)


def test_a_failed_resource_fails_the_whole() -> None:
    verdict, reasons = judge([STEP], [proof("proven"), proof("failed")])
    assert verdict == "failed"
    assert reasons == ("aws_sqs_queue.jobs: seen",)


def test_a_skipped_step_proves_nothing() -> None:
    skipped = Step(name="apply", title="Apply", status="skipped", detail="no terraform")
    assert judge([skipped], [proof("proven")]) == ("partly", ("Apply was skipped: no terraform",))


def test_a_bundle_without_anything_to_probe_is_proven_and_says_so() -> None:
    skipped = Step(name="probes", title="Probe", status="skipped", detail="no edge has a probe")
    assert judge([skipped], [proof("proven")]) == ("proven", ("Probe: no edge has a probe",))


def test_nothing_tried_is_not_proven() -> None:
    assert judge([STEP], [])[0] == "partly"


def test_a_probe_that_was_not_met_fails_and_one_that_could_not_be_tried_does_not() -> None:
    probe = ProbeProof(edge="a_to_b", kind="behaviour", done="d", seen="s", status="not_emulated")
    assert judge([STEP], [proof("proven")], [probe]) == ("proven", ("a_to_b was not tried: s",))
    failed = probe.model_copy(update={"status": "failed"})
    assert judge([STEP], [proof("proven")], [failed]) == ("failed", ("a_to_b: d; s",))


def test_where_iam_is_not_enforced_the_proof_is_in_part() -> None:
    probe = ProbeProof(edge="a_to_b", kind="denied", done="d", seen="no IAM", status="not_emulated")
    assert judge([STEP], [proof("proven")], [probe, probe]) == ("partly", ("no denial was tried: no IAM",))


def test_a_difference_fails_unless_it_is_explained() -> None:
    one = Difference(component="jobs", family="sqs queue", terraform=2, cloudformation=1)
    assert judge([STEP], [proof("proven")], (), [one])[0] == "failed"
    assert judge([STEP], [proof("proven")], (), [one.model_copy(update={"explained": "why"})])[0] == "proven"


def test_what_is_left_in_the_account_fails() -> None:
    assert judge([STEP], [proof("proven")], orphans=["sqs x"]) == ("failed", ("sqs x was left in the account",))


def test_all_statuses_are_counted_also_those_that_nothing_has() -> None:
    assert counted([proof("proven")]) == {"proven": 1, "failed": 0, "not_emulated": 0}
