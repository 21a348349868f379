"""Names in normal form, and whose they are."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.reference.names import forms_of, names_of_blocks, normal_form, own_types


@pytest.mark.parametrize("name", ["Step Functions", "step-functions", "STEP_FUNCTION", " step  function "])
def test_writes_a_name_in_one_way(name: str) -> None:
    assert normal_form(name) == "step function"


def test_a_name_is_known_with_its_maker_and_without() -> None:
    assert forms_of("AWS Lambda") == ("aws lambda", "lambda")
    assert forms_of("Lambda") == ("lambda",)


def test_what_many_blocks_make_is_nobodys_own() -> None:
    catalogue = load_catalogue()
    types = own_types(catalogue.block("lambda_function"), catalogue)
    assert {"AWS::Lambda::Function", "aws_lambda_function"} <= set(types)
    assert not {"AWS::Logs::LogGroup", "aws_sqs_queue"} & set(types)


def test_every_block_has_names() -> None:
    catalogue = load_catalogue()
    assert {name.key for name in names_of_blocks(catalogue)} == set(catalogue.blocks)
