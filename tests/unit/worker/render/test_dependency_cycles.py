"""Resources that wait for each other are refused before any file is made, and the connections are named."""

import pytest

from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import InvalidArchitecture
from worker.architecture.model import Architecture, Component, Connection
from worker.render.cloudformation import render_cloudformation
from worker.render.dependency_cycles import refuse_cycles


def design(*edges: str) -> Architecture:
    ids = list(dict.fromkeys(one for edge in edges for one in edge.split(">")))
    return Architecture(
        title="T",
        project="shop",
        components=tuple(Component(id=one, block="sqs_queue", name=one) for one in ids),
        connections=tuple(Connection(source=e.split(">")[0], target=e.split(">")[1]) for e in edges),
    )


def test_a_cycle_names_its_resources_and_connections() -> None:
    resources = {
        "A": {"Properties": {"X": {"Fn::Sub": "arn:${B.Arn}"}}},
        "B": {"DependsOn": "BPolicy"},
        "BPolicy": {"Properties": {"Y": [{"Fn::GetAtt": ["A", "Arn"]}]}},
        "C": {"Properties": {"Z": {"Ref": "A"}}},
    }
    with pytest.raises(InvalidArchitecture, match=r"connections\[1\]: .*A waits for B waits for BPolicy waits for A"):
        refuse_cycles(resources, design("a>b", "b>a", "c>a"))


def test_what_waits_in_one_direction_passes_however_long_the_chain_is() -> None:
    chain = {f"Q{n}": {"Properties": {"X": {"Ref": f"Q{n + 1}"}}} for n in range(5000)}
    refuse_cycles(chain, design("a>b"))


def test_a_literal_that_looks_like_a_reference_is_none() -> None:
    refuse_cycles({"A": {"Properties": {"X": {"Fn::Sub": "${!B}"}}}, "B": {"DependsOn": ["A"]}}, design("a>b"))


def test_a_function_and_the_stream_that_it_shapes_cannot_feed_each_other(catalogue: Catalogue) -> None:
    parts = {"stream": "firehose_stream", "shape": "lambda_function"}
    components = tuple(Component(id=one, block=block, name=one) for one, block in parts.items())
    edges = (Connection(source="stream", target="shape"), Connection(source="shape", target="stream"))
    bucket = Component(id="lake", block="s3_bucket", name="Lake")
    lake = Connection(source="stream", target="lake")
    both = Architecture(title="T", project="shop", components=(*components, bucket), connections=(*edges, lake))
    with pytest.raises(InvalidArchitecture, match="Remove one of the connections stream → shape, shape → stream"):
        render_cloudformation(both, catalogue)
    one_way = both.model_copy(update={"connections": (edges[0], lake)})
    assert render_cloudformation(one_way, catalogue)


def test_a_name_that_a_substitution_brings_itself_is_no_reference() -> None:
    named = {"Fn::Sub": ["${Search}", {"Search": {"Fn::GetAtt": ["Logs", "Arn"]}}]}
    refuse_cycles({"Policy": {"Properties": {"X": named}}, "Search": {"DependsOn": "Policy"}}, design("a>b"))
