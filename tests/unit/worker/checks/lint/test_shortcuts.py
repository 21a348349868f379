"""Each shortcut is in effect, and finds what cfn-lint finds without it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cfnlint.core import get_rules

from worker.checks.lint import lint_here
from worker.checks.lint.rules import _instance_class_check
from worker.checks.lint.shortcuts import take_shortcuts
from worker.checks.lint.sparing import _rules

ROOT = Path(__file__).parents[5]
GOLDEN = ROOT / "tests/golden"
WITHOUT_SHORTCUTS = """
import json, sys
from worker.checks.lint import sparing
sparing.take_shortcuts = lambda _: False
print(json.dumps([sparing.lint(text, "us-east-1") for text in json.load(sys.stdin)]))
"""
FAULTS = {
    "web_application": {"Engine: ": "Engines: ", "!Ref Network": "!Ref Nowhere", "Enabled: true": "Enabled: maybe"},
    "event_driven": {
        "Type: AWS::SQS::Queue": "Type: AWS::SQS::Row",
        "!GetAtt ": "!GetAtt No",
        "Resources:\n": "Resources:\n\n",
    },
    "http_api": {"Runtime: ": "Runtime: cobol", "Handler: ": "UpdatePolicy: {A: 1}\n      Handler: "},
}


def test_the_installed_cfn_lint_is_one_that_takes_shortcuts():
    assert take_shortcuts(get_rules([], [], []))


def test_the_rules_that_run_are_the_shorter_ones():
    ours = [
        _rules().run,
        _rules().rules["E1101"].cfnLint,
        *(_rules().rules[rule].validate for rule in ("E3062", "E3016")),
    ]
    assert {function.__module__ for function in ours} == {"worker.checks.lint.rules"}


def test_the_shortcuts_find_what_the_linter_finds_without_them():
    texts = []
    for family, faults in FAULTS.items():
        text = (GOLDEN / family / "cloudformation/template.yaml").read_text(encoding="utf-8")
        texts.append(text)
        for old, new in faults.items():
            assert old in text
            texts.append(text.replace(old, new, 1))
    command = [sys.executable, "-c", WITHOUT_SHORTCUTS]
    slow = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True, cwd=ROOT)
    found = json.loads(json.dumps([lint_here(text, "us-east-1") for text in texts]))
    assert [sorted(one) for one in found] == [sorted(one) for one in json.loads(slow.stdout)]
    assert sum(bool(one) for one in found) >= 6


DATABASE = """\
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    DeletionPolicy: Snapshot
    UpdateReplacePolicy: Snapshot
    Properties: {Engine: postgres, EngineVersion: "17.9", DBInstanceClass: CLASS, AllocatedStorage: "20"}
"""


@pytest.mark.parametrize("kind", ["db.t4g.micro", "db.t2.nano", "db.x1.huge"])
def test_a_class_that_the_engine_does_not_have_is_found_each_time(kind):
    first = lint_here(DATABASE.replace("CLASS", kind), "eu-west-1")
    lint_here(DATABASE.replace("CLASS", "db.m7g.large"), "eu-west-1")
    assert lint_here(DATABASE.replace("CLASS", kind), "eu-west-1") == first
    assert bool(first) == (kind != "db.t4g.micro")


def test_only_a_clean_combination_is_remembered():
    asked = []

    def check_slowly(_self, _validator, _keywords, instance, _schema):
        asked.append(instance["DBInstanceClass"])
        yield from ["a fault"] if instance["DBInstanceClass"] == "bad" else []

    check = _instance_class_check(check_slowly)
    for kind in ("good", "good", "bad", "bad"):
        list(check(None, None, None, {"DBInstanceClass": kind}, None))
    assert asked == ["good", "bad", "bad"]


def test_a_key_that_is_there_twice_and_an_alias_are_told():
    twice = "Resources:\n  A: {Type: AWS::SNS::Topic}\n  A: {Type: AWS::SNS::Topic}\n"
    assert [one.rule for one in lint_here(twice, "eu-west-1")] == ["E0000", "E0000"]
    alias = "Resources:\n  A: &a {Type: AWS::SNS::Topic}\n  B: *a\n"
    assert "W1101" in [one.rule for one in lint_here(alias, "eu-west-1")]
