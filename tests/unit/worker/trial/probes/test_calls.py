from worker.architecture.catalogue import load_catalogue
from worker.trial.probes.calls import filled, load_calls

TABLE = {
    "name": "orders",
    "hash_key": "pk",
    "range_key": "sk",
    "attribute": [{"name": "pk", "type": "S"}, {"name": "sk", "type": "N"}, {"name": "other", "type": "S"}],
}


def test_arguments_are_filled_with_attributes() -> None:
    assert filled({"TableName": "{name}", "Many": ["{name}"]}, TABLE) == {"TableName": "orders", "Many": ["orders"]}


def test_a_table_gets_an_item_and_a_key_of_its_own_form() -> None:
    assert filled("{item}", TABLE) == {"pk": {"S": "trial"}, "sk": {"N": "1"}, "other": {"S": "trial"}}
    assert filled("{key}", TABLE) == {"pk": {"S": "trial"}, "sk": {"N": "1"}}


def test_every_block_that_is_called_is_in_the_catalogue_and_makes_that_resource() -> None:
    blocks = load_catalogue().blocks
    for name, calls in load_calls().items():
        assert calls.resource in blocks[name].resources["terraform"], name


def test_no_call_is_both_tried_as_allowed_and_as_denied() -> None:
    for name, calls in load_calls().items():
        assert not {one.action for one in calls.allowed} & {one.action for one in calls.denied}, name
