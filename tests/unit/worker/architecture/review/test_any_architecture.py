"""Whatever fits the catalogue can be reviewed, and every fix that is proposed for it can be made."""

import random
from collections.abc import Iterator

import pytest

from worker.architecture.catalogue import Catalogue, load_catalogue
from worker.architecture.change import apply_changes
from worker.architecture.errors import EngineError
from worker.architecture.model import Architecture, Component, Connection
from worker.architecture.review.registry import all_checks
from worker.architecture.review.run import review, run_check
from worker.architecture.review.system import System
from worker.architecture.validation import SUBNETS, validate

CHECKS = {check.id: check for check in all_checks()}


@pytest.mark.parametrize("seed", range(40))
def test_fixes_of_any_architecture_apply_and_settle_what_they_are_for(seed, catalogue):
    architecture = _any(random.Random(seed), catalogue)  # noqa: S311 - a seed makes failures repeatable
    for finding in review(architecture, None, catalogue).with_status("not_met"):
        assert finding.fix or finding.without_fix, finding.check
        if finding.fix:
            fixed = apply_changes(architecture, finding.fix, catalogue)
            after = run_check(CHECKS[finding.check], System(fixed, None, catalogue))
            assert finding.without_fix or after.status != "not_met", after


@pytest.mark.parametrize("block", load_catalogue().blocks)
def test_every_block_can_be_reviewed_alone(block, catalogue):
    made = review(
        Architecture(title="One", project="one", components=tuple(_parts([block], catalogue))), None, catalogue
    )
    assert len(made.findings) == len(CHECKS)


def _any(chance: random.Random, catalogue: Catalogue) -> Architecture:
    """Up to twelve components, and as many connections as fit one after the other."""
    blocks = chance.sample([*catalogue.blocks], chance.randint(4, 12))
    parts = [*_parts(blocks, catalogue)]
    pairs = [(a, b) for a in parts for b in parts if (a.block, b.block) in catalogue.connections and a.id != b.id]
    chance.shuffle(pairs)
    edges: list[Connection] = []
    for source, target in pairs:
        more = [*edges, Connection(source=source.id, target=target.id)]
        if _fits(_architecture(parts, more, catalogue), catalogue):
            edges = more
    made = _architecture(parts, edges, catalogue)
    validate(made, catalogue)
    return made


def _parts(blocks: list[str], catalogue: Catalogue) -> Iterator[Component]:
    inside = [block for block in blocks if catalogue.block(block).placement in SUBNETS]
    if inside and "vpc" not in blocks:
        blocks = [*blocks, "vpc"]
    for block in blocks:
        options = {"availability_zones": max(catalogue.block(one).zones for one in blocks)} if block == "vpc" else {}
        network = "vpc" if block in inside else None
        yield Component(id=block[:40], block=block, name=block, network=network, options=options)


def _architecture(parts: list[Component], edges: list[Connection], catalogue: Catalogue) -> Architecture:
    """Without those that miss a connection that they cannot do without."""
    kept = [
        part
        for part in parts
        if not catalogue.block(part.block).needed_slots or any(part.id in (e.source, e.target) for e in edges)
    ]
    ids = {part.id for part in kept}
    edges = [edge for edge in edges if {edge.source, edge.target} <= ids]
    return Architecture(title="Any", project="any", components=tuple(kept), connections=tuple(edges))


def _fits(architecture: Architecture, catalogue: Catalogue) -> bool:
    try:
        validate(architecture, catalogue)
    except EngineError:
        return False
    return True
