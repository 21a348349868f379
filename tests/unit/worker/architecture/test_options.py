import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stack.testing.architectures import option_values
from worker.architecture.block import Option
from worker.architecture.catalogue import Catalogue, load_catalogue
from worker.architecture.errors import InvalidOption
from worker.architecture.model import Component, OptionValue
from worker.architecture.options import check_options, effective_options, fault_of

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


def test_options_that_do_not_go_together_are_refused_with_what_would(catalogue: Catalogue) -> None:
    block = catalogue.block("ecs_service")
    service = Component(id="s", block=block.name, name="S", options={"cpu": 256, "memory_mb": 8192})
    with pytest.raises(InvalidOption, match="8192 does not go with cpu 256: one of 512, 1024, 2048 does") as caught:
        check_options(service, block, place="components[0]")
    assert caught.value.place == "components[0].options.memory_mb"


@pytest.mark.parametrize("name", sorted(load_catalogue().blocks))
def test_the_defaults_of_a_block_go_together(name: str, catalogue: Catalogue) -> None:
    check_options(Component(id="c", block=name, name="C"), catalogue.block(name), place="")
