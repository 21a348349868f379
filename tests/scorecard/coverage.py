"""Is what a sample asks for in its design?"""

import re

from tests.scorecard.designs import Design
from worker.architecture.block import Block
from worker.architecture.catalogue import Catalogue
from worker.render import cloudformation_yaml


def missing_services(design: Design, catalogue: Catalogue) -> list[str]:
    """Required services that no component is of."""
    if design.fault:
        return list(design.sample.services)
    blocks = [catalogue.block(component.block) for component in design.architecture.components]
    return [service for service in design.sample.services if not any(_is_of(block, service) for block in blocks)]


def _is_of(block: Block, service: str) -> bool:
    """By the block's service, its own name, or whole words among the names that people call it by."""
    words = re.escape(service.replace("_", " "))
    names = (block.service.replace("_", " "), *block.counts_as, block.name.replace("_", " "), *block.names)
    return any(re.search(rf"\b{words}\b", name) for name in names)


def missing_minima(design: Design) -> list[str]:
    """`5 of 6 components`, where the design has fewer than the sample wants."""
    if design.fault:
        return [design.fault]
    pairs = (
        ("components", len(design.architecture.components), design.sample.components),
        ("connections", len(design.architecture.connections), design.sample.connections),
    )
    return [f"{have} of {want} {what}" for what, have, want in pairs if have < want]


def missing_types(design: Design) -> list[str]:
    """CloudFormation resource types that the template does not have."""
    if design.fault:
        return list(design.sample.resource_types)
    template = cloudformation_yaml.load(design.template().decode())
    have = {resource["Type"] for resource in template["Resources"].values()}
    return [name for name in design.sample.resource_types if name not in have]


def dropped_components(design: Design) -> int:
    """Components without a resource of their own, by the check that looks for it."""
    return len(design.checks["every_component_is_rendered"]["findings"])


def unwired_edges(design: Design) -> int:
    """Connections that left no trace in the files, by the check that looks for it."""
    return len(design.checks["every_connection_is_wired"]["findings"])
