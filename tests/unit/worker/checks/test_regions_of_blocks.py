"""Every block names the regions whose CloudFormation lacks one of its resource types, by the linter's own schemas."""

import re
from collections.abc import Iterator

import pytest
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER

from worker.architecture.catalogue import load_catalogue
from worker.architecture.reading.vocabulary import load

REGIONS = list(load("regions"))
TYPE = re.compile(r"^    Type: (AWS::\S+)$")
CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def known() -> dict[str, set[str]]:
    return {region: set(PROVIDER_SCHEMA_MANAGER.get_resource_types(region)) for region in REGIONS}


@pytest.mark.parametrize("block", CATALOGUE.blocks)
def test_a_block_is_only_planned_where_cloudformation_has_it(block: str, known: dict[str, set[str]]) -> None:
    types = set(_types_in_every_case(block))
    lacking = {region for region in REGIONS if types - known[region]}
    assert lacking <= set(CATALOGUE.block(block).not_in)


def _types_in_every_case(block: str) -> Iterator[str]:
    depth = 0
    for line in (CATALOGUE.folder / "blocks" / block / "template.yaml.j2").read_text(encoding="utf-8").splitlines():
        depth += len(re.findall(r"{%-? (?:if|for) ", line)) - len(re.findall(r"{%-? end(?:if|for) ", line))
        if (found := TYPE.match(line)) and not depth and "Parameter::Value" not in found[1]:
            yield found[1]
