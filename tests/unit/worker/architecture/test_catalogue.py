"""Conventions that every block and connection keeps; a file that breaks one is named by the test's id."""

import re
from typing import Any

import pytest

from worker.architecture.block import Block
from worker.architecture.catalogue import load_catalogue
from worker.architecture.connection_kind import ConnectionKind
from worker.architecture.errors import MissingConnection, UnknownBlock

CATALOGUE = load_catalogue()
BLOCKS = [pytest.param(block, id=block.name) for block in CATALOGUE.blocks.values()]
KINDS = [pytest.param(kind, id=f"{kind.source}-{kind.target}") for kind in CATALOGUE.connections.values()]


def test_there_are_as_many_blocks_as_promised() -> None:
    assert len(CATALOGUE.blocks) >= 25
    assert len(CATALOGUE.connections) >= 100


def test_every_folder_is_a_block_and_every_file_a_connection() -> None:
    folders = {path.name for path in (CATALOGUE.folder / "blocks").iterdir() if path.is_dir()}
    assert folders == set(CATALOGUE.blocks)
    files = {path.name for path in (CATALOGUE.folder / "connections").iterdir()}
    assert files == {f"{source}-{target}.yaml" for source, target in CATALOGUE.connections}


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_has_all_of_its_files(block: Block) -> None:
    folder = CATALOGUE.folder / "blocks" / block.name
    for name in ("main.tf.j2", "template.yaml.j2", "icon.svg"):
        assert (folder / name).is_file(), name
    assert (folder / "icon.svg").read_text().startswith("<svg")


@pytest.mark.parametrize("block", BLOCKS)
def test_facts_say_where_they_are_from(block: Block) -> None:
    assert block.documentation.startswith("https://docs.aws.amazon.com/")
    for fact in [*block.prices, *block.slas]:
        assert fact.source.startswith("https://aws.amazon.com/")
    assert all(sla.date.year >= 2025 for sla in block.slas)
    assert all(
        price.record("us-east-1").date.year >= 2024 and price.record("us-east-1").method for price in block.prices
    )
    assert block.quotas
    assert block.names == [name.lower() for name in block.names]


@pytest.mark.parametrize("block", BLOCKS)
def test_prices_are_made_of_options_that_exist(block: Block) -> None:
    for price in block.prices:
        names = {factor for factor in price.quantity if isinstance(factor, str)} - {"hours_per_month"}
        names |= {name for factor in price.quantity if isinstance(factor, dict) for name in factor}
        assert names | ({price.each} - {""}) <= set(block.options), price.id
        assert set(price.when) <= set(block.options), price.id
        amounts = price.usd_each.values() if price.each else [price.usd]
        assert amounts, price.id
        assert all({"us-east-1", "global"} & set(regions) for regions in amounts), price.id
        for name, values in price.when.items():
            assert all(value in (block.options[name].choices or [True, False]) for value in values), price.id


@pytest.mark.parametrize("block", BLOCKS)
def test_limits_and_outputs_name_what_the_block_has(block: Block) -> None:
    named = {*block.slot_limits, *block.needed_slots, *(slot for slots in block.rival_slots for slot in slots)}
    assert named <= set(block.slots)
    assert {output.attribute for output in block.outputs.values()} <= set(block.attributes)


@pytest.mark.parametrize("block", BLOCKS)
def test_usage_changes_no_resource(block: Block) -> None:
    for template in ("main.tf.j2", "template.yaml.j2"):
        text = (CATALOGUE.folder / "blocks" / block.name / template).read_text()
        used = set(re.findall(r"options\.(\w+)", text))
        assert not used & {name for name, option in block.options.items() if option.usage}


def _statements(statements: list[Any]) -> None:
    for statement in statements:
        for action in statement.actions:
            assert re.fullmatch(r"[a-z0-9-]+:[A-Za-z][A-Za-z0-9]+", action), f"{action} is not one action"
        if "*" in statement.resources:
            assert statement.because, f"{statement.actions} on every resource does not say why"


@pytest.mark.parametrize("block", BLOCKS)
def test_roles_of_blocks_have_least_privilege(block: Block) -> None:
    for role in block.roles.values():
        assert role.principal.endswith(".amazonaws.com")
        _statements(role.own)


@pytest.mark.parametrize("kind", KINDS)
def test_connections_have_least_privilege(kind: ConnectionKind) -> None:
    _statements(list(kind.iam))


@pytest.mark.parametrize("kind", KINDS)
def test_connections_read_as_a_sentence_and_wire_something(kind: ConnectionKind) -> None:
    assert kind.meaning[0].islower()
    assert not kind.meaning.endswith(".")
    assert len(kind.label.split()) <= 3
    assert kind.iam or kind.ports or kind.slots or kind.environment or (kind.terraform and kind.cloudformation)
    assert bool(kind.terraform) == bool(kind.cloudformation)


@pytest.mark.parametrize("kind", KINDS)
def test_connections_fill_slots_that_exist(kind: ConnectionKind) -> None:
    for entry in kind.slots:
        block = CATALOGUE.block(kind.source if entry.on == "source" else kind.target)
        assert entry.slot in block.slots


def test_what_the_catalogue_does_not_have_is_named() -> None:
    with pytest.raises(UnknownBlock, match="'mainframe'"):
        CATALOGUE.block("mainframe")
    with pytest.raises(MissingConnection, match=r"s3_bucket-vpc\.yaml"):
        CATALOGUE.connection("s3_bucket", "vpc")
