import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stack.testing.architectures import option_values
from worker.architecture.block import Option
from worker.architecture.catalogue import Catalogue, load_catalogue
from worker.architecture.model import Component, OptionValue
from worker.architecture.options import effective_options, fault_of

OPTIONS = [
    pytest.param(option, id=f"{block.name}.{name}")
    for block in load_catalogue().blocks.values()
    for name, option in block.options.items()
]


def test_what_is_not_set_has_the_default(catalogue: Catalogue) -> None:
    block = catalogue.block("lambda_function")
    options = effective_options(Component(id="f", block=block.name, name="F", options={"memory_mb": 512}), block)
    assert options["memory_mb"] == 512
    assert options["processor"] == "arm64"
    assert list(options) == list(block.options)


@pytest.mark.parametrize("option", OPTIONS)
def test_every_default_is_a_value_that_the_option_takes(option: Option) -> None:
    assert fault_of(option.default, option) == ""


@pytest.mark.parametrize("option", OPTIONS)
@settings(max_examples=20)
@given(data=st.data())
def test_every_value_in_bounds_is_taken(option: Option, data: st.DataObject) -> None:
    assert fault_of(data.draw(option_values(option)), option) == ""


@pytest.mark.parametrize(
    ("value", "fault"),
    [(True, "is not of type number"), ("1", "is not of type number"), (3.5, ""), (9, "is more than 5 GB")],
)
def test_a_boolean_is_no_number(value: OptionValue, fault: str) -> None:
    option = Option(type="number", default=1, description="Size.", maximum=5, unit="GB")
    assert fault_of(value, option) == fault
