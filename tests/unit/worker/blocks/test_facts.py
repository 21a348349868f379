"""Facts of the blocks that another file relies on."""

import re

import pytest
import yaml

from worker.architecture.block import Block
from worker.architecture.catalogue import HERE, load_catalogue

OWN = [
    "application_load_balancer",
    "aurora_serverless",
    "backup_plan",
    "cognito_user_pool",
    "ecr_repository",
    "ecs_service",
    "efs_file_system",
    "elasticache_redis",
    "kms_key",
    "rds_instance",
    "secrets_manager_secret",
    "vpc",
    "waf_web_acl",
]


@pytest.fixture(params=OWN)
def block(request: pytest.FixtureRequest) -> Block:
    return load_catalogue().block(request.param)


def test_price_conditions_name_values_that_the_option_takes(block: Block) -> None:
    for price in block.prices:
        for name, values in price.when.items():
            option = block.options[name]
            assert option.type == "boolean" or set(map(str, values)) <= set(map(str, option.choices or []))


def test_usage_changes_no_resource(block: Block) -> None:
    texts = [(HERE / "blocks" / block.name / name).read_text() for name in ("main.tf.j2", "template.yaml.j2")]
    for name, option in block.options.items():
        used = any(re.search(rf"options\.{name}\b", text) for text in texts)
        assert not (option.usage and used), name


def test_no_key_of_a_block_is_written_twice() -> None:
    """YAML takes the last of two and says nothing: a step would lose its text to the next one."""
    for path in sorted((load_catalogue().folder / "blocks").glob("*/block.yaml")):
        waiting = [yaml.compose(path.read_text(), Loader=yaml.CSafeLoader)]
        while waiting:
            node = waiting.pop()
            if isinstance(node, yaml.MappingNode):
                keys = [key.value for key, _ in node.value]
                assert len(keys) == len(set(keys)), f"{path.parent.name}: {sorted(keys)}"
                waiting += [value for _, value in node.value]
            elif isinstance(node, yaml.SequenceNode):
                waiting += node.value
