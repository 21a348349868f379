"""YAML into the nodes of cfn-lint, each constructed once."""

import re
from typing import Any

from cfnlint.decode import cfn_yaml
from cfnlint.decode.node import dict_node


def take_shortcuts() -> None:
    """Replace the construction of maps, and the second scan for aliases."""
    cfn_yaml.CfnFullLoader.add_constructor("tag:yaml.org,2002:map", _construct_mapping)
    cfn_yaml._find_aliases = _find_aliases


def _construct_mapping(loader: Any, node: Any) -> Any:
    """As the original, which constructs each twice to find keys that are there twice."""
    made: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if key_node.tag != "tag:yaml.org,2002:str" or key_node.value in made:
            return cfn_yaml.NodeConstructor.construct_yaml_map(loader, node)
        made[loader.construct_object(key_node, False)] = loader.construct_object(value_node, False)
    return dict_node(made, node.start_mark, node.end_mark)


_ANCHOR = re.compile(r"&[A-Za-z0-9_-]")
_find_aliases_slowly = cfn_yaml._find_aliases


def _find_aliases(text: str, template: Any) -> list[Any]:
    """As the original, which scans a text with an ampersand a second time: without an anchor it has no alias."""
    return _find_aliases_slowly(text, template) if _ANCHOR.search(text) else []
