"""Plans of terraform/main in its three sizes, without an account."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask_openapi3.openapi import OpenAPI

from jobs.settings import load_settings
from stack.infrastructure.plans import Plan, plans_of
from stack.layout import PROJECT
from stack.testing.terraform import Terraform
from web.app import create_app
from web.services import connect

NOWHERE = "127.0.0.1:9"


@pytest.fixture(scope="session")
def configuration(
    tmp_path_factory: pytest.TempPathFactory, terraform: Terraform, terraform_init: Callable[[Path], None]
) -> Path:
    """An initialized copy of terraform/main."""
    copy = tmp_path_factory.mktemp("infrastructure") / "terraform"
    shutil.copytree(PROJECT / "terraform", copy, ignore=shutil.ignore_patterns(".terraform*"))
    terraform_init(copy / "main")
    return copy / "main"


@pytest.fixture(scope="session")
def plans(configuration: Path) -> dict[str, Plan]:
    """By size: instance, fargate, lambda."""
    return plans_of(configuration, "tests/sizes.tftest.hcl")


@pytest.fixture(scope="session")
def routes() -> OpenAPI:
    """The web application with nothing behind it: only its routes are looked at."""
    urls = {"DATABASE_URL": f"postgresql://nobody@{NOWHERE}/nothing", "REDIS_URL": f"redis://{NOWHERE}/0"}
    return create_app(connect(load_settings({"GROUNDPLAN_PROFILE": "development", **urls})))
