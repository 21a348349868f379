"""Examples of each check, examples/<check>.yaml, and a catalogue that also has blocks as they should not be."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue, load_catalogue
from worker.architecture.model import Architecture, Component, Connection
from worker.architecture.requirements import Capability, Measure, NamedService, Quote, Requirements, Stated
from worker.architecture.review.system import System
from worker.architecture.validation import SUBNETS, validate
from worker.architecture.yaml_file import read_yaml

HERE = Path(__file__).parent
QUOTE = Quote(text="said so", start=0)

Case = Mapping[str, Any]


@pytest.fixture(scope="session")
def examples() -> dict[str, dict[str, Case]]:
    """By check id: `passing`, `failing` and for some `undetermined`."""
    return {path.stem: read_yaml(path) for path in (HERE / "examples").glob("*.yaml")}


@pytest.fixture(scope="session")
def weak_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The real catalogue with the blocks of weak_blocks.yaml, in a folder with all of their Terraform."""
    real, folder = load_catalogue(), tmp_path_factory.mktemp("catalogue")
    blocks = dict(real.blocks)
    templates = {path.parent.name: path.read_text() for path in real.folder.glob("blocks/*/main.tf.j2")}
    for name, row in read_yaml(HERE / "weak_blocks.yaml").items():
        facts = real.blocks[row["like"]].model_dump()
        for option, given in row.get("options", {}).items():
            facts["options"][option] = {**facts["options"].get(option, {}), **given}
        blocks[name] = Block.model_validate({**facts, **row.get("facts", {}), "name": name})
        templates[name] = row["template"]
    for name, text in templates.items():
        (folder / "blocks" / name).mkdir(parents=True)
        (folder / "blocks" / name / "main.tf.j2").write_text(text)
    return Catalogue(blocks, real.connections, folder)


@pytest.fixture(scope="session")
def architecture_of(weak_catalogue: Catalogue) -> Callable[[Case], Architecture]:
    """An architecture from a case; a network is added where a component needs one."""

    def build(case: Case) -> Architecture:
        options, blocks = case.get("options", {}), dict(case["components"])
        inside = {key for key, block in blocks.items() if weak_catalogue.block(block).placement in SUBNETS}
        if inside:
            blocks["network"] = "vpc"
        made = Architecture(
            title="Example",
            project="example",
            region=case.get("region", "us-east-1"),
            environment=case.get("environment", "production"),
            components=tuple(
                Component(
                    id=key,
                    block=block,
                    name=key,
                    options=options.get(key, {}),
                    network="network" if key in inside else None,
                    because=case.get("because", "an example"),
                )
                for key, block in blocks.items()
            ),
            connections=tuple(
                Connection(source=edge.split(">")[0], target=edge.split(">")[1])
                for edge in case.get("edges", "").split()
            ),
        )
        if not any(block.startswith(("weak_", "odd_", "old_", "spread_")) for block in blocks.values()):
            validate(made, weak_catalogue)
        return made

    return build


@pytest.fixture(scope="session")
def requirements_of() -> Callable[[Case], Requirements | None]:
    """What `asked` says, as requirements; None without it."""

    def build(case: Case) -> Requirements | None:
        if "asked" not in case:
            return None
        asked = case["asked"]
        return Requirements(
            request="An example",
            purpose="an example",
            family="named_services",
            capabilities=tuple(Capability(name=name, quote=QUOTE) for name in asked.get("capabilities", [])),
            measures=tuple(
                Measure(quantity=quantity, value=value, quote=QUOTE)
                for quantity, value in asked.get("measures", {}).items()
            ),
            services=tuple(NamedService(service="", block=n, quote=QUOTE) for n in asked.get("services", [])),
            compliance=tuple(Stated(value=name, quote=QUOTE) for name in asked.get("compliance", [])),
            region=Stated(value=asked["region"], quote=QUOTE) if "region" in asked else None,
        )

    return build


@pytest.fixture(scope="session")
def system_of(
    weak_catalogue: Catalogue,
    architecture_of: Callable[[Case], Architecture],
    requirements_of: Callable[[Case], Requirements | None],
) -> Callable[[Case], System]:
    """What checks look at, from a case."""
    return lambda case: System(architecture_of(case), requirements_of(case), weak_catalogue)
