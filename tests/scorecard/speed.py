"""How long the engine takes, warm and without terraform, and whether that grows in proportion to the design."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from worker.architecture.catalogue import load_catalogue
from worker.architecture.cost import estimate
from worker.architecture.model import Architecture, Component, Connection
from worker.architecture.validation import validate
from worker.checks import run_checks
from worker.render.cloudformation import render_cloudformation
from worker.render.diagram import render_diagram
from worker.render.terraform import render_terraform

SIZES = (25, 50, 100, 200)
CELL = 5  # an API, its function, the function's table, queue and bucket


@dataclass(frozen=True)
class Growth:
    """Seconds by number of components, whole and part by part."""

    seconds: dict[int, float]

    @property
    def ratio(self) -> float:
        """Seconds a component in the largest design to those in the smallest: 1 is in proportion, less is better."""
        small, large = min(self.seconds), max(self.seconds)
        return (self.seconds[large] / large) / (self.seconds[small] / small)


def p50(values: Sequence[float]) -> float:
    """The median, in the unit of the values."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """The 95th percentile, in the unit of the values."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def growth() -> Growth:
    """Validate, render, draw, price and check designs of growing size; the first one is run twice to warm up."""
    _whole(chain(SIZES[0]))
    return Growth({size: _timed(lambda size=size: _whole(chain(size))) for size in SIZES})  # type: ignore[misc]


def chain(size: int) -> Architecture:
    """`size` components: cells of an API, a function, a table, a queue and a bucket; each cell calls the next."""
    components: list[Component] = []
    connections: list[Connection] = []
    blocks = ("http_api", "lambda_function", "dynamodb_table", "sqs_queue", "s3_bucket")
    for cell in range(size // CELL):
        ids = [f"{block.split('_')[0]}{cell}" for block in blocks]
        components += [
            Component(id=one, block=block, name=f"{block} {cell}") for one, block in zip(ids, blocks, strict=True)
        ]
        connections += [Connection(source=ids[0], target=ids[1])]
        connections += [Connection(source=ids[1], target=target) for target in ids[2:]]
        if cell:
            connections.append(Connection(source=f"lambda{cell - 1}", target=f"lambda{cell}"))
    return Architecture(title="Cells", project="cells", components=tuple(components), connections=tuple(connections))


def _whole(architecture: Architecture) -> None:
    catalogue = load_catalogue()
    validate(architecture, catalogue)
    terraform = render_terraform(architecture, catalogue)
    template = render_cloudformation(architecture, catalogue)
    render_diagram(architecture, catalogue)
    estimate(architecture, catalogue)
    files = {f"terraform/{name}": content for name, content in terraform.items()}
    run_checks(architecture, catalogue, files | {f"cloudformation/{name}": one for name, one in template.items()})


def _timed(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
