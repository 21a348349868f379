from types import SimpleNamespace
from typing import Any

import pytest

from worker.architecture.errors import CatalogueError
from worker.render.references import resolve
from worker.render.templates import CLOUDFORMATION, TERRAFORM
from worker.render.values import Expression, Verbatim


def in_terraform(value: Any) -> Any:
    target = SimpleNamespace(
        arn=Expression("aws_sqs_queue.jobs.arn"), id=Verbatim("jobs"), options=SimpleNamespace(port=5432, ok=True)
    )
    return resolve(value, {"target": target}, TERRAFORM, place="here")


def in_cloudformation(value: Any, **attributes: Any) -> Any:
    target = SimpleNamespace(**{name: Expression(code) for name, code in attributes.items()})
    return resolve(value, {"target": target}, CLOUDFORMATION, place="here")


def test_a_whole_string_becomes_what_it_names() -> None:
    assert in_terraform("${target.arn}") == Expression("aws_sqs_queue.jobs.arn")
    assert in_terraform("${target.options.port}") == 5432


def test_part_of_a_string_is_interpolated() -> None:
    assert in_terraform("${target.arn}/*") == Expression('"${aws_sqs_queue.jobs.arn}/*"')
    assert in_terraform("a-${target.id}-${target.options.ok}") == "a-jobs-true"


def test_text_around_an_interpolation_is_escaped() -> None:
    assert in_terraform('"%{x}${target.arn}') == Expression('"\\"\\u0025{x}${aws_sqs_queue.jobs.arn}"')


def test_lists_and_maps_are_resolved_inside() -> None:
    assert in_terraform({"a": ["${target.id}", 1]}) == {"a": ["jobs", 1]}


def test_a_doubled_dollar_is_a_policy_variable() -> None:
    assert in_terraform("$${aws:username}") == "${aws:username}"
    assert in_cloudformation("$${aws:username}${target.a}", a={"Ref": "A"}) == Expression(
        {"Fn::Sub": "${!aws:username}${A}"}
    )


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ({"Ref": "Queue"}, "${Queue}/x"),
        ({"Fn::GetAtt": ["Queue", "Arn"]}, "${Queue.Arn}/x"),
        ({"Fn::Sub": "a${B}"}, "a${B}/x"),
        ({"Fn::Sub": ["${C}", {"C": 1}]}, ["${C}/x", {"C": 1}]),
        ({"Fn::Select": [0, ["a"]]}, ["${Part1}/x", {"Part1": {"Fn::Select": [0, ["a"]]}}]),
    ],
)
def test_substitutions_are_as_short_as_they_can_be(code: Any, expected: Any) -> None:
    assert in_cloudformation("${target.a}/x", a=code) == Expression({"Fn::Sub": expected})


def test_variables_of_two_substitutions_do_not_meet() -> None:
    one, two = {"Fn::Sub": ["${C}", {"C": 1}]}, {"Fn::Sub": ["${C}", {"C": 2}]}
    text, variables = in_cloudformation("${target.a}${target.b}", a=one, b=two).code["Fn::Sub"]
    assert text == "${C}${Part2}"
    assert variables == {"C": 1, "Part2": two}


def test_a_reference_to_nothing_names_its_file() -> None:
    with pytest.raises(CatalogueError, match=r"here.*target\.colour"):
        in_terraform("${target.colour}")
