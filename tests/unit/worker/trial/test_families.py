import pytest

from worker.trial.families import family, why_different


@pytest.mark.parametrize(
    ("terraform", "cloudformation"),
    [
        ("aws_sqs_queue", "AWS::SQS::Queue"),
        ("aws_dynamodb_table", "AWS::DynamoDB::Table"),
        ("aws_cloudwatch_event_rule", "AWS::Events::Rule"),
        ("aws_lb", "AWS::ElasticLoadBalancingV2::LoadBalancer"),
    ],
)
def test_one_thing_has_one_family_in_both_dialects(terraform: str, cloudformation: str) -> None:
    assert family(terraform) == family(cloudformation) != ""


def test_what_is_not_made_one_for_one_has_no_family() -> None:
    assert family("aws_iam_role_policy") == ""


def test_a_difference_that_is_right_says_why() -> None:
    assert why_different("logs log group", "rds_instance")
    assert why_different("logs log group", "lambda_function") == ""
