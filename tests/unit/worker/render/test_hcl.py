"""Python values as HCL, read back by a parser that is not ours."""

import json
import re
from typing import Any

import hcl2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.render.hcl import literal, printed
from worker.render.values import Expression, Verbatim

texts = st.text(st.characters(exclude_categories=["Cs"]))


def parsed(code: str) -> Any:
    return hcl2.loads(f"value = {code}\n")["value"]


def meant(parsed_string: str) -> str:
    """What Terraform makes of a quoted string, which the parser leaves as it is written."""
    assert not re.search(r"[$%]\{", parsed_string)
    return str(json.loads(parsed_string))


@given(texts)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert meant(parsed(literal(text))) == text


@pytest.mark.parametrize(
    "text",
    ["${path.module}", "%{ if true }", "$${", "$$${x}", "%%{y", '" }\nresource "x" "y" {', "\\", "\\${a}", "${", "$"],
)
def test_text_that_looks_like_code_stays_text(text: str) -> None:
    assert meant(parsed(literal(text))) == text


@given(st.dictionaries(texts.filter(bool), st.integers() | st.booleans() | st.none(), max_size=4))
def test_keys_that_are_no_identifiers_are_quoted(value: dict[str, Any]) -> None:
    back = parsed(literal(value))
    assert len(back) == len(value)


def test_an_expression_stands_unquoted_also_inside_lists_and_maps() -> None:
    assert literal([Expression("aws_s3_bucket.a.arn")]) == "[aws_s3_bucket.a.arn]"
    assert literal({"A": Expression("local.x")}) == "{\nA = local.x\n}"


def test_only_verbatim_text_is_printed_without_quotes() -> None:
    assert printed(Verbatim("orders")) == "orders"
    assert printed("orders") == '"orders"'


def test_an_expression_cannot_slip_into_a_string() -> None:
    with pytest.raises(TypeError, match="text"):
        str(Expression("local.x"))


def test_long_lists_get_a_line_for_each_item() -> None:
    assert literal(["x" * 50, "y" * 50]) == f'[\n"{"x" * 50}",\n"{"y" * 50}",\n]'
