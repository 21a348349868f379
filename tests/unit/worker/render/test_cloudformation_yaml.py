import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.render.cloudformation_dialect import CloudFormationDialect
from worker.render.cloudformation_yaml import dump, load

texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=10,
)
intrinsics = st.sampled_from(
    [
        {"Ref": "AWS::Region"},
        {"Fn::GetAtt": ["Orders", "Arn"]},
        {"Fn::GetAtt": ["Database", "Endpoint.Address"]},
        {"Fn::Sub": "arn:${AWS::Partition}:s3:::x"},
        {"Fn::Sub": ["${A}", {"A": {"Fn::Select": [0, {"Fn::Split": ["-", {"Ref": "AWS::StackId"}]}]}}]},
        {"Fn::If": ["IsBig", {"Ref": "A"}, {"Ref": "AWS::NoValue"}]},
        {"Fn::Base64": {"Fn::Sub": "${A}\n"}},
        {"Condition": "IsBig"},
    ]
)


@given(st.dictionaries(texts, values | intrinsics, max_size=4))
def test_what_is_written_is_read_back(properties: dict[str, Any]) -> None:
    template = {"Resources": {"A": {"Type": "X", "Properties": properties}}}
    assert load(dump(template)) == template


@given(values)
def test_whatever_a_template_prints_is_yaml(value: Any) -> None:
    assert load(f"a: {CloudFormationDialect().printed(value)}\n") == {"a": json.loads(json.dumps(value))}


@pytest.mark.parametrize("text", ["\n", "a\n\n", "a\n", "a\nb"])
def test_a_text_that_ends_in_empty_lines_ends_no_document(text: str) -> None:
    template = {"Resources": {"A": {"Type": "T", "Properties": {"Text": text, "More": "b"}}}}
    assert load(dump(template)) == template


def test_short_forms_are_written() -> None:
    text = dump({"Outputs": {"A": {"Value": {"Fn::GetAtt": ["Orders", "Arn"]}}, "B": {"Value": {"Ref": "Orders"}}}})
    assert text == "Outputs:\n  A:\n    Value: !GetAtt Orders.Arn\n\n  B:\n    Value: !Ref Orders\n"


def test_dates_and_switches_stay_text() -> None:
    assert load("Version: 2012-10-17") == {"Version": "2012-10-17"}
