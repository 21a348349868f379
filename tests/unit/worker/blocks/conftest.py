"""Rendered CloudFormation of one small architecture, to look into."""

from collections.abc import Callable
from typing import Any

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.model import Architecture, Component, Connection
from worker.architecture.validation import validate
from worker.render import cloudformation_yaml
from worker.render.cloudformation import render_cloudformation
from worker.render.terraform import render_terraform

Make = Callable[..., Architecture]


@pytest.fixture
def architecture() -> Make:
    """`architecture({"app": "ecs_service"}, [("app", "db")], {"app": {...}})`; a network is added."""

    def make(
        blocks: dict[str, str],
        edges: list[tuple[str, str]] | None = None,
        options: dict[str, dict[str, Any]] | None = None,
        environment: str = "production",
    ) -> Architecture:
        catalogue = load_catalogue()
        given = options or {}
        inside = {"public_subnets", "private_subnets", "data_subnets"}
        zones = max(catalogue.block(block).zones for block in ["vpc", *blocks.values()])
        wide = {"availability_zones": zones} if zones > 2 else {}
        network = Component(id="network", block="vpc", name="Network", options=wide | given.get("network", {}))
        components = [
            Component(
                id=name,
                block=block,
                name=name,
                network="network" if catalogue.block(block).placement in inside else None,
                options=given.get(name, {}),
            )
            for name, block in blocks.items()
        ]
        made = Architecture(
            title="Test",
            project="shop",
            environment=environment,
            components=(network, *components),
            connections=tuple(Connection(source=source, target=target) for source, target in edges or []),
        )
        validate(made, catalogue)
        return made

    return make


@pytest.fixture
def template() -> Callable[[Architecture], dict[str, Any]]:
    def render(made: Architecture) -> dict[str, Any]:
        text = render_cloudformation(made, load_catalogue())["template.yaml"].decode()
        loaded: dict[str, Any] = cloudformation_yaml.load(text)
        return loaded

    return render


@pytest.fixture
def module() -> Callable[[Architecture], str]:
    """All Terraform text as one, with single spaces."""

    def render(made: Architecture) -> str:
        files = render_terraform(made, load_catalogue())
        text = "\n".join(content.decode() for name, content in files.items() if name.endswith(".tf"))
        return "\n".join(" ".join(line.split()) for line in text.splitlines())

    return render
