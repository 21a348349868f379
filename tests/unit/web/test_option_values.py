"""The web tier takes the values that the engine takes, and no others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.catalogue import catalogue_digest
from web.option_values import fault_of_value
from worker.architecture.catalogue import load_catalogue
from worker.architecture.options import fault_of

CATALOGUE = load_catalogue()
OPTIONS = [(block.name, name) for block in CATALOGUE.blocks.values() for name in block.options]
VALUES = st.one_of(
    st.booleans(),
    st.integers(-10, 100_000),
    st.floats(),
    st.text(max_size=20),
    st.lists(st.text(max_size=10), max_size=3),
    st.just("{{resolve:ssm:x}}"),
)


def verdicts(block: str, option: str, value: object) -> tuple[bool, bool]:
    known = CATALOGUE.blocks[block].options[option]
    limits = catalogue_digest().blocks[block].options[option]
    return bool(fault_of(value, known)), fault_of_value(value, limits) is not None


@settings(max_examples=400, deadline=None)
@given(option=st.sampled_from(OPTIONS), value=VALUES)
def test_both_tiers_say_the_same_of_a_value(option: tuple[str, str], value: object) -> None:
    engine, web = verdicts(*option, value)
    assert engine == web


@pytest.mark.parametrize(("block", "option"), OPTIONS)
def test_defaults_choices_and_limits_are_taken(block: str, option: str) -> None:
    known = CATALOGUE.blocks[block].options[option]
    single = [] if known.type == "list" else [*(known.choices or ())]
    for value in [known.default, *single]:
        engine, web = verdicts(block, option, value)
        assert engine == web
