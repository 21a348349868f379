"""The catalogue in short, as the web tier knows it: what an architecture that is posted back can be checked against.

The tiers do not import each other, so it is a file, `jobs/catalogue.json`; `make golden` writes it anew.
"""

import json
from typing import Any

from worker.architecture.block import Block, Option
from worker.architecture.catalogue import Catalogue
from worker.architecture.reading.chosen import QUANTITIES
from worker.architecture.review.registry import all_checks
from worker.architecture.validation import MOST_COMPONENTS, MOST_CONNECTIONS, SUBNETS

LIMITS = ("choices", "minimum", "maximum", "pattern", "unit")


def digest(catalogue: Catalogue) -> dict[str, Any]:
    """Blocks with options and placement, pairs that can be connected, quantities, the review's checks, limits."""
    return {
        "most": {"components": MOST_COMPONENTS, "connections": MOST_CONNECTIONS},
        "quantities": list(QUANTITIES),
        "checks": sorted(check.id for check in all_checks()),
        "blocks": {name: _block(block) for name, block in sorted(catalogue.blocks.items())},
        "connections": sorted(f"{source} {target}" for source, target in catalogue.connections),
    }


def digest_text(catalogue: Catalogue) -> str:
    """As a file: a line a block, so that a change reads as a diff."""
    told = digest(catalogue)
    blocks = ",\n".join(f"  {json.dumps(name)}: {json.dumps(one)}" for name, one in told["blocks"].items())
    pairs = ",\n".join(f"  {json.dumps(one)}" for one in told["connections"])
    head = "".join(f"{json.dumps(name)}: {json.dumps(told[name])},\n" for name in ("most", "quantities", "checks"))
    return f'{{\n{head}"blocks": {{\n{blocks}\n}},\n"connections": [\n{pairs}\n]\n}}\n'


def _block(block: Block) -> dict[str, Any]:
    return {
        "network": _network(block),
        "options": {name: _option(option) for name, option in block.options.items()},
    }


def _network(block: Block) -> str:
    """`is`: others stand in it; `needed`, `may`, `none`: whether the component stands in one."""
    if block.placement == "network":
        return "is"
    if block.placement in SUBNETS:
        return "needed"
    return "may" if block.security_group else "none"


def _option(option: Option) -> dict[str, Any]:
    limits = {name: value for name in LIMITS if (value := getattr(option, name)) not in (None, "")}
    return {"type": option.type, "default": option.default, **limits}
