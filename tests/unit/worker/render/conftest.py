"""One architecture of all serverless blocks, and both renderings of it."""

from collections.abc import Callable

import pytest

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Component, Connection
from worker.render import cloudformation_yaml
from worker.render.cloudformation import render_cloudformation
from worker.render.terraform import render_terraform

BLOCKS = {
    "cdn": "cloudfront_distribution", "site": "s3_bucket", "api": "http_api", "orders": "lambda_function",
    "worker": "lambda_function", "table": "dynamodb_table", "jobs": "sqs_queue", "news": "sns_topic",
    "uploads": "s3_bucket",
}  # fmt: skip
EDGES = """
cdn>site cdn>api api>orders orders>table orders>jobs orders>worker worker>orders jobs>worker
uploads>worker worker>uploads worker>news
"""

Make = Callable[..., Architecture]


@pytest.fixture(scope="session")
def make() -> Make:
    """`make("orders jobs", "orders>jobs", name=…)`: a part of a small shop; options of its first component."""

    def architecture(
        ids: str = " ".join(BLOCKS), edges: str = EDGES, *, name: str = "", **options: object
    ) -> Architecture:
        first, *_ = ids.split()
        return Architecture(
            title="Shop",
            project="shop",
            components=tuple(
                Component(id=i, block=BLOCKS[i], name=name or i.title(), options=dict(options) if i == first else {})  # type: ignore[arg-type]  # pydantic checks them
                for i in ids.split()
            ),
            connections=tuple(
                Connection(source=edge.split(">")[0], target=edge.split(">")[1]) for edge in edges.split()
            ),
        )

    return architecture


@pytest.fixture(scope="session")
def terraform_text(catalogue: Catalogue) -> Callable[[Architecture], str]:
    """All `.tf` files as one text."""

    def text(architecture: Architecture) -> str:
        files = render_terraform(architecture, catalogue)
        return "\n".join(content.decode() for name, content in files.items() if name.endswith(".tf"))

    return text


@pytest.fixture(scope="session")
def stack_template(catalogue: Catalogue) -> Callable[[Architecture], dict[str, dict[str, object]]]:
    """The CloudFormation template with its intrinsics in long form."""

    def template(architecture: Architecture) -> dict[str, dict[str, object]]:
        loaded = cloudformation_yaml.load(render_cloudformation(architecture, catalogue)["template.yaml"].decode())
        return dict(loaded)

    return template
