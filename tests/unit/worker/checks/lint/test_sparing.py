"""What was clean is not looked at again, and nothing that is faulty slips through for it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from worker.checks.lint import lint_here
from worker.checks.lint.process import LintProcess

GOOD = """\
Parameters:
  Days: {Type: Number, Default: 3600}
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties: {MessageRetentionPeriod: !Ref Days}
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Jobs]
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - {Effect: Allow, Principal: "*", Action: "sqs:SendMessage", Resource: !GetAtt Jobs.Arn}
"""


def rules(template, region="eu-west-1"):
    return [(one.rule, one.path[:2]) for one in lint_here(template, region)]


def test_a_clean_template_is_clean_each_time():
    assert rules(GOOD) == []
    assert rules(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "faulty"),
    [
        ("MessageRetentionPeriod", "MessageRetentionPeriods", "Jobs"),
        ("!GetAtt Jobs.Arn", "!GetAtt Jobs.Address", "Policy"),
        ("Queues: [!Ref Jobs]", "Queue: [!Ref Jobs]", "Policy"),
        ("AWS::SQS::Queue\n", "AWS::SQS::Queues\n", "Jobs"),
        ("!Ref Jobs", "!Ref Jobz", "Policy"),
    ],
)
def test_a_fault_is_found_after_the_rest_was_clean_and_found_again(old, new, faulty):
    assert rules(GOOD) == []
    for _ in range(2):
        assert faulty in [path[1] for _, path in rules(GOOD.replace(old, new)) if len(path) > 1]


def test_a_fault_that_is_told_of_a_parameter_is_told_again():
    for _ in range(2):
        assert rules(GOOD.replace("3600", "4")) == [("W1030", ["Parameters", "Days"])]


def test_rules_on_the_whole_template_always_run():
    assert rules(GOOD) == []
    unused = GOOD.replace("Parameters:\n", "Parameters:\n  Unused: {Type: String}\n")
    assert [rule for rule, _ in rules(unused)] == ["W2001"]


def test_another_process_says_the_same_and_is_replaced_when_it_dies():
    process = LintProcess()
    bad = GOOD.replace("MessageRetentionPeriod", "MessageRetentionPeriods")
    try:
        assert process.lint(bad, "eu-west-1") == lint_here(bad, "eu-west-1")
        process._process.kill()
        assert process.lint(GOOD, "eu-west-1") == []
    finally:
        process.close()


def test_it_says_what_cfn_lint_says_by_itself(tmp_path):
    bad = GOOD.replace("MessageRetentionPeriod", "MessageRetentionPeriods").replace(
        "!GetAtt Jobs.Arn", "!GetAtt Jobs.No"
    )
    path = tmp_path / "template.yaml"
    path.write_text(bad)
    command = [
        str(Path(sys.executable).with_name("cfn-lint")),
        "--format",
        "json",
        "--regions",
        "eu-west-1",
        "--",
        str(path),
    ]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=False, timeout=120).stdout)
    theirs = [(one["Rule"]["Id"], one["Location"]["Start"]["LineNumber"], one["Message"]) for one in told]
    ours = [(one.rule, one.line, one.message) for one in lint_here(bad, "eu-west-1")]
    assert sorted(ours) == sorted(theirs)
    assert len(ours) >= 2


PROJECT = """\
Parameters:
  Project: {Type: String, Default: shop, AllowedPattern: "^[a-z][a-z0-9-]{1,19}$"}
Resources:
  Files:
    Type: AWS::S3::Bucket
    Properties: {BucketName: !Sub "${Project}-NAME"}
"""


def test_a_name_that_is_too_long_with_the_longest_project_is_a_fault_with_each():
    short, long = PROJECT.replace("NAME", "files"), PROJECT.replace("NAME", "f" * 50)
    assert rules(short) == []
    assert rules(long) != []


def test_a_project_that_its_own_pattern_refuses_is_a_fault():
    assert ("E2015", ["Parameters", "Project"]) in rules(PROJECT.replace("shop", "Shop").replace("NAME", "files"))


NETWORK = """\
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  First:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}
  Second:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: of the network, VpcId: !Ref Vpc}
  Entry:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: {GroupId: !Ref Group, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}
  Endpoint:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      {VpcId: !Ref Vpc, VpcEndpointType: Interface, PrivateDnsEnabled: true, ServiceName: com.amazonaws.eu-west-1.sqs}
"""


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("10.0.1.0/24", "10.0.0.128/25", "E3060"),
        ("10.0.1.0/24", "10.1.1.0/24", "E3059"),
        ("10.0.0.0/16}\n  First", "10.7.0.0/16}\n  First", "E3059"),
        (", VpcId: !Ref Vpc}\n  Entry", "}\n  Entry", "E1041"),
    ],
)
def test_what_one_resource_does_to_another_is_found_after_both_were_clean(old, new, rule):
    assert rules(NETWORK) == []
    assert rule in [found for found, _ in rules(NETWORK.replace(old, new))]


def test_a_second_endpoint_for_the_same_names_is_found_after_the_first_was_clean():
    assert rules(NETWORK) == []
    endpoint = NETWORK[NETWORK.index("  Endpoint:") :].replace("  Endpoint:", "  Another:")
    assert any(path[1:] in (["Endpoint"], ["Another"]) for _, path in rules(NETWORK + endpoint))


def test_an_output_and_a_parameter_are_looked_at_again_only_where_they_are_new():
    good = GOOD + "Outputs:\n  Address: {Value: !GetAtt Jobs.Arn}\n"
    assert rules(good) == []
    assert rules(good.replace("{Value: !GetAtt Jobs.Arn}", "{Value: !GetAtt Jobs.No}")) != []
    assert rules(good.replace("{Value: !GetAtt Jobs.Arn}", "{Worth: !GetAtt Jobs.Arn}")) != []
    assert rules(good.replace("Type: Number", "Type: Numeral")) != []
    assert rules(good) == []
