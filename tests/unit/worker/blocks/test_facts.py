"""Facts of the blocks that another file relies on."""

import re

import pytest

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
