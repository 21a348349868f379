"""What was clean is not looked at again, and nothing that is faulty slips through for it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from worker.checks.lint import lint_here
from worker.checks.lint_process import LintProcess
from worker.checks.lint_shortcuts import take_shortcuts
from worker.checks.sparing_lint import _keys

ROOT = Path(__file__).parents[4]

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


def test_a_resource_is_new_where_what_it_refers_to_is():
    before = {"Resources": {"A": {"Ref": "B"}, "B": {"Fn::Sub": "${C.Arn}"}, "C": {"x": 1}, "D": {"x": 1}}}
    after = {"Resources": {**before["Resources"], "C": {"x": 2}}}
    old, new = _keys(before, ("eu-west-1",)), _keys(after, ("eu-west-1",))
    assert {name for name in old if old[name] != new[name]} == {"A", "B", "C"}


def test_a_resource_is_new_where_a_parameter_or_a_condition_is():
    def template(default, equal):
        return {
            "Parameters": {"P": {"Default": default}, "Q": {"Default": "q"}},
            "Conditions": {"Is": {"Fn::Equals": [{"Ref": "Q"}, equal]}},
            "Resources": {"A": {"Ref": "P"}, "B": {"Condition": "Is"}},
        }

    old, other = _keys(template("p", 1), ("x",)), _keys(template("r", 1), ("x",))
    assert (old["A"] != other["A"], old["B"] != other["B"]) == (True, False)
    assert old["B"] != _keys(template("p", 2), ("x",))["B"]


def test_each_region_is_looked_at():
    assert _keys({"Resources": {"A": {}}}, ("a",)) != _keys({"Resources": {"A": {}}}, ("b",))


def test_what_refers_to_itself_is_never_spared():
    assert _keys({"Resources": {"A": {"Ref": "B"}, "B": {"Ref": "A"}}}, ("a",)) == {}


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


def test_the_installed_cfn_lint_is_one_that_takes_shortcuts():
    assert take_shortcuts()


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


WITHOUT_SHORTCUTS = """
import json, sys
from worker.checks import sparing_lint
sparing_lint.take_shortcuts = lambda: False
print(json.dumps(sparing_lint.lint(sys.stdin.read(), "us-east-1")))
"""


def test_the_shortcuts_find_what_the_linter_finds_without_them():
    faulty = (ROOT / "tests/golden/web_application/cloudformation/template.yaml").read_text(encoding="utf-8")
    for old, new in {
        "Engine: ": "Engines: ",
        "!Ref Network": "!Ref Nowhere",
        "Enabled: true": "Enabled: maybe",
    }.items():
        faulty = faulty.replace(old, new, 1)
    slow = subprocess.run(
        [sys.executable, "-c", WITHOUT_SHORTCUTS], input=faulty, capture_output=True, text=True, check=True, cwd=ROOT
    )
    found = json.loads(json.dumps(lint_here(faulty, "us-east-1")))
    assert len(found) >= 2
    assert sorted(found) == sorted(json.loads(slow.stdout))
