"""The design that a sheet comes to: read, planned and judged by the engine, and kept while the sheet stays the same."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property

from jobs.sheets import Sheet
from worker.architecture.alternatives import pinned_requirements
from worker.architecture.alternatives.assessment import Judgement, judge
from worker.architecture.catalogue import Catalogue
from worker.architecture.cost import CostEstimate, estimate
from worker.architecture.errors import EngineError
from worker.architecture.model import Architecture, Component
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements
from worker.architecture.requirements import Requirements

KEPT = 32
"""Designs kept a process: a turn asks for that of the sheet before and after it."""


@dataclass(frozen=True)
class Design:
    """What the engine makes of a sheet. What takes long is made when it is first asked for."""

    requirements: Requirements
    architecture: Architecture
    catalogue: Catalogue

    @cached_property
    def cost(self) -> CostEstimate:
        """Without the rest of the judgement, which takes several times as long."""
        budget = self.requirements.measure("budget_usd_per_month")
        return estimate(self.architecture, self.catalogue, budget_usd_per_month=budget)

    @cached_property
    def judgement(self) -> Judgement:
        """Cost, availability, recovery and review."""
        return judge(self.architecture, self.requirements, self.catalogue)

    def of_block(self, block: str) -> list[Component]:
        """Components of this block."""
        return [one for one in self.architecture.components if one.block == block]


class Designs:
    """Makes designs of sheets. Safe for several threads; two may make the same one at the same time."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._kept: OrderedDict[str, Design] = OrderedDict()
        self._lock = threading.Lock()

    def requirements(self, sheet: Sheet) -> Requirements:
        """Raises EngineError for an assumption or a pin that does not fit."""
        read = read_requirements(sheet.request, region=sheet.region, chosen=sheet.assumptions, catalogue=self.catalogue)
        return pinned_requirements(read, sheet.pins, self.catalogue)

    def design(self, sheet: Sheet) -> Design | None:
        """None where nothing was asked for yet. Raises EngineError where it cannot be planned."""
        if not sheet.request.strip():
            return None
        key = sheet.model_dump_json(include={"request", "region", "assumptions", "pins"})
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        requirements = self.requirements(sheet)
        made = Design(requirements, plan(requirements, self.catalogue), self.catalogue)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def plannable(self, sheet: Sheet) -> bool:
        """Does the engine come to a design?"""
        try:
            return self.design(sheet) is not None
        except EngineError:
            return False
