"""Changes to an architecture: applied together, checked once, and refused where they name what is not there."""

import pytest
from pydantic import TypeAdapter

from worker.architecture.change import (
    AddComponent,
    AddConnection,
    Change,
    RemoveComponent,
    RemoveConnection,
    ReplaceBlock,
    SetEnvironment,
    SetNetwork,
    SetOption,
    SetRegion,
    apply_changes,
    describe,
)
from worker.architecture.errors import InvalidArchitecture, InvalidOption, MissingConnection, UnknownBlock
from worker.architecture.model import Architecture, Component, Connection

OPTIONS = {"storage_gb": 80, "port": 6000}


@pytest.fixture
def shop() -> Architecture:
    return Architecture(
        title="Shop",
        project="shop",
        components=(
            Component(id="net", block="vpc", name="Network"),
            Component(id="api", block="http_api", name="API"),
            Component(id="fn", block="lambda_function", name="Orders", options={"memory_mb": 512}),
            Component(id="table", block="dynamodb_table", name="Orders"),
        ),
        connections=(Connection(source="api", target="fn"), Connection(source="fn", target="table")),
    )


def test_the_given_architecture_is_untouched(shop, catalogue):
    before = shop.model_copy(deep=True)
    changed = apply_changes(shop, [SetOption(component="fn", option="memory_mb", value=1024)], catalogue)
    assert shop == before
    assert changed.component("fn").options == {"memory_mb": 1024}


def test_no_change_gives_the_same_architecture(shop, catalogue):
    assert apply_changes(shop, [], catalogue) == shop


def test_a_component_comes_with_its_connection(shop, catalogue):
    key = Component(id="key", block="kms_key", name="Key")
    changes = [AddComponent(component=key), AddConnection(source="key", target="table")]
    changed = apply_changes(shop, changes, catalogue)
    assert changed.component("key") == key
    assert changed.connections[-1].id == "key_to_table"


def test_the_same_changes_again_change_nothing(shop, catalogue):
    key = Component(id="key", block="kms_key", name="Key")
    changes = [AddComponent(component=key), AddConnection(source="key", target="table")]
    once = apply_changes(shop, changes, catalogue)
    assert apply_changes(once, changes, catalogue) == once


def test_another_component_of_the_same_id_is_refused(shop, catalogue):
    with pytest.raises(InvalidArchitecture, match=r"changes\[0\].*another component 'fn'"):
        apply_changes(shop, [AddComponent(component=Component(id="fn", block="sqs_queue", name="Q"))], catalogue)


def test_a_component_goes_with_its_connections(shop, catalogue):
    changed = apply_changes(shop, [RemoveComponent(component="table")], catalogue)
    assert [component.id for component in changed.components] == ["net", "api", "fn"]
    assert [connection.id for connection in changed.connections] == ["api_to_fn"]


def test_another_block_keeps_connections_and_the_options_that_it_takes(shop, catalogue):
    key = Component(id="key", block="kms_key", name="Key")
    database = Component(
        id="db", block="rds_instance", name="DB", network="net", options={"storage_gb": 80, "port": 6000}
    )
    changes = [AddComponent(component=database), AddComponent(component=key), AddConnection(source="key", target="db")]
    changed = apply_changes(shop, [*changes, ReplaceBlock(component="db", block="aurora_serverless")], catalogue)
    made = changed.component("db")
    assert (made.block, made.network, made.name) == ("aurora_serverless", "net", "DB")
    assert made.options == OPTIONS
    assert changed.connections[-1].id == "key_to_db"


def test_another_block_outside_of_networks_leaves_the_network(shop, catalogue):
    cache = Component(id="cache", block="elasticache_redis", name="Cache", network="net", options={"nodes": 3})
    changes = [AddComponent(component=cache), ReplaceBlock(component="cache", block="dynamodb_table")]
    made = apply_changes(shop, changes, catalogue).component("cache")
    assert (made.network, made.options) == (None, {})


def test_region_environment_and_network_change(shop, catalogue):
    changes = [
        SetRegion(region="eu-west-1"),
        SetEnvironment(environment="staging"),
        SetNetwork(component="fn", network="net"),
    ]
    changed = apply_changes(shop, changes, catalogue)
    assert (changed.region, changed.environment, changed.component("fn").network) == ("eu-west-1", "staging", "net")


@pytest.mark.parametrize(
    "change",
    [
        RemoveComponent(component="gone"),
        ReplaceBlock(component="gone", block="sqs_queue"),
        SetOption(component="gone", option="memory_mb", value=1),
        SetNetwork(component="gone", network="net"),
        AddConnection(source="gone", target="fn"),
        RemoveConnection(source="fn", target="api"),
    ],
    ids=lambda change: change.kind,
)
def test_what_is_not_there_is_named_with_its_place(change, shop, catalogue):
    with pytest.raises(InvalidArchitecture, match="there is no") as caught:
        apply_changes(shop, [SetRegion(region="eu-west-1"), change], catalogue)
    assert caught.value.place == "changes[1]"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (SetOption(component="fn", option="memory_mb", value=1), InvalidOption),
        (SetOption(component="fn", option="colour", value="red"), InvalidOption),
        (AddConnection(source="table", target="api"), MissingConnection),
        (ReplaceBlock(component="fn", block="no_such_block"), UnknownBlock),
        (ReplaceBlock(component="fn", block="rds_instance"), InvalidArchitecture),
        (SetNetwork(component="table", network="net"), InvalidArchitecture),
    ],
)
def test_what_does_not_fit_the_catalogue_is_refused(change, error, shop, catalogue):
    with pytest.raises(error):
        apply_changes(shop, [change], catalogue)


@pytest.mark.parametrize("change", [SetRegion(region="the moon"), SetEnvironment(environment="PROD; rm")])
def test_a_region_or_environment_that_is_none_is_refused(change, shop, catalogue):
    with pytest.raises(ValueError, match="should match pattern"):
        apply_changes(shop, [change], catalogue)


def test_changes_are_data(shop, catalogue):
    rows = [
        {"kind": "set_option", "component": "fn", "option": "memory_mb", "value": 256},
        {"kind": "set_region", "region": "eu-west-1"},
    ]
    changes = TypeAdapter(list[Change]).validate_python(rows)
    assert [describe(change) for change in changes] == ["set fn.memory_mb to 256", "move everything to eu-west-1"]
    assert apply_changes(shop, changes, catalogue).region == "eu-west-1"
