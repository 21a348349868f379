"""An item that a table of any key takes."""

from collections.abc import Mapping
from typing import Any

_VALUES = {"S": {"S": "trial"}, "N": {"N": "1"}, "B": {"B": b"trial"}}


def item_of(table: Mapping[str, Any]) -> dict[str, Any]:
    """Key attributes of the table and its indexes, from the attributes of an `aws_dynamodb_table`."""
    return {one["name"]: _VALUES[one["type"]] for one in table["attribute"]}


def key_of(table: Mapping[str, Any]) -> dict[str, Any]:
    """The primary key of that item."""
    names = {table["hash_key"], table.get("range_key")}
    return {name: value for name, value in item_of(table).items() if name in names}
