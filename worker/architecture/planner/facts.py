"""What the planner knows of a request, and the small language that its data files ask it in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from worker.architecture.planner.identity import region_of
from worker.architecture.planner.load import Load
from worker.architecture.reading.cut_off import has_no_way_out, networks_without_way_out
from worker.architecture.reading.family import asks_for_parts
from worker.architecture.reading.migration import Migration, mentions_of, read_migration
from worker.architecture.reading.networks import networks_named
from worker.architecture.reading.phrases import normal_form
from worker.architecture.reading.retention import is_expiry
from worker.architecture.requirements import NamedService, Requirements

_JOINT = re.compile(
    r" and (?=(?:not )?(?:[a-z_]+:|[a-z_.]+ [<>]=?|(?:parts|regions|expires|cut_off|networks|compliance)(?: and |$)))"
)
_COMPARISON = re.compile(r"(?P<name>\w+)\s*(?P<sign>>=|<=|>|<)\s*(?P<limit>\d+(?:\.\d+)?)")


@dataclass
class Facts:
    """Facts of the request, and the blocks that the plan has so far (they grow while roles are filled)."""

    requirements: Requirements
    load: Load
    environment: str
    wanted: Mapping[str, NamedService]
    excluded: Mapping[str, NamedService]
    has: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    """Capabilities that a role of the family meets, whatever its block."""
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    """Block → the block that a profile puts in its place."""
    left_out: frozenset[str] = frozenset()
    """Blocks that a profile leaves out of a family."""
    unused: set[str] = field(default_factory=set)
    """Those of the two above that the plan would have had."""

    within: str = ""
    """The name of the network that is looked at, where a request names several."""

    @cached_property
    def networks(self) -> tuple[str, ...]:
        """What the request calls its networks, where it asks for several by name."""
        return networks_named(self.requirements.request)

    @cached_property
    def _for_parts(self) -> bool:
        return asks_for_parts(self.requirements.request)

    @cached_property
    def _cut_off(self) -> bool:
        if self.within:
            return self.within in networks_without_way_out(self.requirements.request, self.networks)
        return has_no_way_out(self.requirements.request, self.networks)

    @cached_property
    def _words(self) -> str:
        text = self.requirements.request
        if self._moved and self._moved.converts:
            # What `says` is asked of is to be made; the engine that the request leaves is not.
            for quote in mentions_of(text, self._moved.source):
                text = text[: quote.start] + " " * len(quote.text) + text[quote.end :]
        return f" {normal_form(text)} "

    @cached_property
    def _expires(self) -> bool:
        kept = next((one for one in self.requirements.measures if one.quantity == "retention_days"), None)
        return kept is not None and bool(kept.quote.text) and is_expiry(self.requirements.request, kept.quote)

    @cached_property
    def _moved(self) -> Migration | None:
        return read_migration(self.requirements.request)

    @cached_property
    def other_regions(self) -> list[str]:
        """Those that the request names besides the one it is for."""
        home = region_of(self.requirements)
        return list(dict.fromkeys(one.value for one in self.requirements.regions if one.value != home))

    @classmethod
    def of(cls, requirements: Requirements, load: Load) -> "Facts":
        """`wanted` and `excluded` are by block; what is both wanted and excluded counts as wanted."""
        wanted: dict[str, NamedService] = {}
        for service in requirements.services:
            if service.block and not service.excluded:
                wanted.setdefault(service.block, service)
        excluded = {
            service.block: service
            for service in requirements.services
            # `No Kubernetes` rules out Kubernetes, not the block that would have stood in for it.
            if service.block and service.excluded and not service.substitute and service.block not in wanted
        }
        environment = requirements.environment.value if requirements.environment else "production"
        return cls(requirements, load, environment, wanted, excluded)

    def any_holds(self, conditions: Iterable[str]) -> bool:
        """Does one of the conditions hold? Each is a term or several joined by ` and `; see `holds`."""
        return any(all(self.holds(term) for term in terms_of(condition)) for condition in conditions)

    def holds(self, term: str) -> bool:
        """`capability:cache`, `service:rds_instance` (named), `has:vpc` (planned), `says:hourly`,
        `environment:production`, `compliance`, `compliance:hipaa`, `family:http_api`, `peak_rps >= 50`, `parts` (a
        template of certain resources is asked for, and not a system), `regions` (another region is named besides
        the one it is for), `cut_off` (nothing may reach the internet), `networks` (several are asked for by name),
        `expires` (data is to go after the time it is kept), `moves_from:oracle` (a database of that engine is
        moved), and `not` before any of them."""
        if term.startswith("not "):
            return not self.holds(term.removeprefix("not ").strip())
        if comparison := _COMPARISON.fullmatch(term):
            return self._compares(comparison["name"], comparison["sign"], float(comparison["limit"]))
        kind, _, value = term.partition(":")
        holders = {
            "capability": self.requirements.has(value),
            "service": value in self.wanted,
            "has": value in self.has,
            "environment": self.environment == value,
            "family": self.requirements.family == value,
            "says": f" {normal_form(value)} " in self._words,
            "parts": self._for_parts,
            "regions": bool(self.other_regions),
            "cut_off": self._cut_off,
            "networks": bool(self.networks),
            "expires": self._expires,
            "moves_from": self._moved is not None and self._moved.source == value,
            "compliance": any(value in ("", stated.value) for stated in self.requirements.compliance),
        }
        return holders[kind]

    def _compares(self, name: str, sign: str, limit: float) -> bool:
        value = self.load.value(name)
        if value is None:
            return False
        return {">=": value >= limit, "<=": value <= limit, ">": value > limit, "<": value < limit}[sign]


def terms_of(condition: str) -> list[str]:
    """The terms that ` and ` joins; words that a request says may hold an “and” of their own."""
    return [term.strip() for term in _JOINT.split(condition)]
