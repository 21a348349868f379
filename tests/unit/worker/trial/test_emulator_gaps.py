from worker.trial.emulator_gaps import load_gaps

GAPS = load_gaps()


def test_a_type_is_known_by_its_pattern_and_the_reason_is_given() -> None:
    assert GAPS.terraform.lack_of("aws_guardduty_detector") == "no service guardduty"
    assert GAPS.terraform.lack_of("aws_sqs_queue") == ""


def test_forgotten_attributes_are_those_of_the_type_and_of_all_types() -> None:
    assert {"tags_all", "iam_role_arn"} <= GAPS.terraform.forgotten("aws_flow_log")
    assert GAPS.terraform.forgotten("aws_sqs_queue") == {"tags_all"}


def test_an_attribute_in_a_block_is_forgotten_alone_and_one_that_is_forgotten_whole_with_all_in_it() -> None:
    stream, attribute = "aws_kinesis_firehose_delivery_stream", "extended_s3_configuration"
    assert GAPS.terraform.forgets_it(stream, f"{attribute}.custom_time_zone")
    assert not GAPS.terraform.forgets_it(stream, f"{attribute}.prefix")
    assert not GAPS.terraform.forgets_it(stream, attribute)
    assert GAPS.terraform.forgets_it("aws_mq_broker", "logs.audit")


def test_a_fault_of_the_emulator_is_known_and_another_is_not() -> None:
    assert GAPS.cloudformation.fault_of("unsupported operand type(s) for -: 'str' and 'int'")
    assert not GAPS.cloudformation.fault_of("Property X is not valid")


def test_no_type_is_both_lacking_and_forgetful() -> None:
    assert not [one for one in GAPS.terraform.forgets if one != "*" and GAPS.terraform.lack_of(one)]
