"""The same key means the same answer: the key changes with all that an answer follows from, and with nothing else."""

import inspect
import json
import re
from pathlib import Path

import cfnlint
import pytest

from worker.checks.lint.keys import READ_BY_ALL, READ_TOGETHER, READS_WHAT_IT_REFERS_TO, keys

CFN_LINT = Path(inspect.getfile(cfnlint)).parent


def changed(before, after, regions=("eu-west-1",)):
    """Names of the parts whose keys differ."""
    old, new = keys(before, regions), keys(after, regions)
    return {name for section, name in old if old[section, name] != new.get((section, name))}


def resources(**bodies):
    return {"Resources": bodies}


def test_a_resource_is_new_where_it_is_another():
    before = resources(A={"Type": "X", "Properties": {"a": 1}}, B={"Type": "X", "Properties": {"a": 1}})
    after = resources(A={"Type": "X", "Properties": {"a": 2}}, B={"Type": "X", "Properties": {"a": 1}})
    assert changed(before, after) == {"A"}


def test_one_that_refers_to_it_is_new_only_where_its_type_or_condition_is():
    before = resources(A={"Type": "X", "P": {"Ref": "B"}}, B={"Type": "Y", "P": 1})
    assert changed(before, resources(A=before["Resources"]["A"], B={"Type": "Y", "P": 2})) == {"B"}
    assert changed(before, resources(A=before["Resources"]["A"], B={"Type": "Z", "P": 1})) == {"A", "B"}
    assert changed(before, resources(A=before["Resources"]["A"])) == {"A", "B"}
    assert changed(before, resources(A=before["Resources"]["A"], B={"Type": "Y", "P": 1, "Condition": "C"})) == {
        "A",
        "B",
    }


@pytest.mark.parametrize("kind", sorted(READS_WHAT_IT_REFERS_TO))
def test_a_type_that_reads_what_it_refers_to_is_new_where_that_has_other_properties(kind):
    before = resources(A={"Type": kind, "P": {"Fn::GetAtt": ["B", "Arn"]}}, B={"Type": "Y", "P": {"Ref": "Q"}})
    before["Parameters"] = {"Q": {"Default": 1}}
    after = json.loads(json.dumps(before))
    after["Resources"]["B"]["Q"] = 2
    assert changed(before, after) == {"A", "B"}
    after = json.loads(json.dumps(before))
    after["Parameters"]["Q"]["Default"] = 2
    assert changed(before, after) == {"A", "B", "Q"}


@pytest.mark.parametrize("kind", sorted(READ_BY_ALL))
def test_every_reference_to_these_reads_their_properties(kind):
    before = resources(A={"Type": "X", "P": {"Ref": "B"}}, B={"Type": kind, "P": 1})
    assert changed(before, resources(A=before["Resources"]["A"], B={"Type": kind, "P": 2})) == {"A", "B"}


@pytest.mark.parametrize("group", READ_TOGETHER, ids=min)
def test_those_that_are_read_together_are_new_together(group):
    before = resources(**{f"R{place}": {"Type": kind, "P": 1} for place, kind in enumerate(sorted(group))})
    after = resources(**before["Resources"], More={"Type": min(group), "P": 3})
    assert changed(before, after) == set(before["Resources"])


def test_a_part_is_new_where_a_parameter_a_condition_or_a_mapping_is():
    def template(default, equal, mapped):
        return {
            "Parameters": {"P": {"Default": default}, "Q": {"Default": "q"}},
            "Conditions": {"Is": {"Fn::Equals": [{"Ref": "Q"}, equal]}, "And": {"Fn::And": [{"Condition": "Is"}]}},
            "Mappings": {"M": {"a": mapped}},
            "Resources": {
                "A": {"Type": "X", "P": {"Fn::Sub": "a-${P}"}},
                "B": {"Type": "X", "Condition": "And"},
                "C": {"Type": "X", "P": {"Fn::FindInMap": ["M", "a", "b"]}},
                "D": {"Type": "X", "P": {"Ref": "B"}},
            },
            "Outputs": {"O": {"Value": {"Ref": "P"}}},
        }

    before = template("p", 1, 1)
    assert changed(before, template("r", 1, 1)) == {"A", "O", "P"}
    assert changed(before, template("p", 2, 1)) == {"B", "D"}
    assert changed(before, template("p", 1, 2)) == {"C"}


def test_each_region_is_looked_at():
    template = resources(A={"Type": "X"})
    assert keys(template, ("a",)) != keys(template, ("b",))


def test_resources_that_refer_to_each_other_have_keys_too():
    kind = min(READS_WHAT_IT_REFERS_TO)
    both = resources(A={"Type": kind, "P": {"Ref": "B"}}, B={"Type": kind, "P": {"Ref": "A"}})
    assert len(keys(both, ("a",))) == 2


def test_a_condition_that_names_itself_ends():
    template = resources(A={"Type": "X", "Condition": "C"}) | {"Conditions": {"C": {"Condition": "C"}}}
    assert len(keys(template, ("a",))) == 1


def test_every_schema_that_compares_two_resources_is_known():
    comparing = {
        path.parent.name
        for path in (CFN_LINT / "data/schemas/extensions").rglob("*.json")
        if '"cfnGather"' in path.read_text(encoding="utf-8")
    }
    known = {re.sub("::", "_", kind).lower() for kind in READS_WHAT_IT_REFERS_TO}
    assert comparing <= known


READING_RULES = {
    "functions/GetAtt.py": "types",
    "functions/RefFormat.py": "types, and the properties of security groups",
    "resources/DependsOn.py": "conditions",
    "resources/DependsOnObsolete.py": "its own references",
    "resources/apigateway/RestApiMixingDefinitions.py": "resources that refer to it",
    "resources/ecs/ServiceDynamicPorts.py": "what an ECS service refers to",
    "resources/ectwo/InstanceImageId.py": "what an instance refers to",
    "resources/ectwo/VpcSubnetCidr.py": "resources that refer to it",
    "resources/lmbd/SnapStart.py": "resources that refer to it",
    "resources/certificatemanager/DomainValidationOptions.py": "itself",
    "resources/lmbd/SnapStartSupported.py": "itself",
    "resources/route53/RecordSetName.py": "itself",
    "resources/s3/AccessControlObsolete.py": "itself",
    "resources/ResourceType.py": "conditions",
}
"""What the rules below E1001 read of a template besides the part that they look at. A new one must come into `keys`."""

REMEMBERING_RULES = {"resources/ectwo/VpcSubnetOverlap.py", "resources/ectwo/VpcEndpointPrivateDnsDuplicate.py"}
"""Those that remember what they saw in a template, to compare the next one with it."""


def rule_files():
    for path in sorted((CFN_LINT / "rules").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "helpers" not in path.parts:
            yield path.relative_to(CFN_LINT / "rules").as_posix(), text


def test_every_rule_that_reads_more_than_its_part_is_known():
    plain = r"has_serverless_transform|is_cdk_template|transform_pre|cfn=validator\.cfn"
    reading = {
        name for name, text in rule_files() if re.search(rf"get_resource_by_name\(|validator\.cfn\.(?!{plain})\w", text)
    }
    assert reading == set(READING_RULES)


def test_every_rule_that_remembers_is_known():
    remembering = {name for name, text in rule_files() if "def initialize(" in text and "keywords=" in text}
    assert remembering - {"resources/codepipeline/PipelineArtifactNames.py"} == REMEMBERING_RULES
