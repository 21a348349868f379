"""Plans the three options of a comparison, and sees to it that no two are the same."""

from dataclasses import dataclass

from worker.architecture.alternatives.differences import is_same
from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import EngineError
from worker.architecture.model import Architecture
from worker.architecture.planner import Planned, plan_for
from worker.architecture.planner.decision import Decision
from worker.architecture.planner.profile import OPTIONS, Profile, profile
from worker.architecture.requirements import Requirements


class UnknownOption(EngineError):
    """No option has this name."""

    code = "unknown_option"


@dataclass(frozen=True)
class Alternative:
    """One option: an architecture, and what its profile decided. `same_as` names the option that it equals, if any."""

    profile: Profile
    architecture: Architecture
    decisions: tuple[Decision, ...]
    same_as: str = ""

    @property
    def name(self) -> str:
        """`cost-optimised`, `balanced` or `resilient`."""
        return self.profile.name


def make_alternatives(requirements: Requirements, catalogue: Catalogue) -> tuple[Alternative, ...]:
    """One for each of `OPTIONS`, in that order, each apart from the others in topology or in a size.

    Where the ordinary rules bring the same twice, those that set a profile apart are followed, one after another.
    What is the same even then says so in `same_as`.
    """
    thrifty, balanced, resilient = (profile(name) for name in OPTIONS)
    plain = plan_for(requirements, catalogue, balanced)
    cheap = _apart(requirements, catalogue, thrifty, [plain])
    if is_same(cheap.architecture, plain.architecture, catalogue):
        plain = _apart(requirements, catalogue, balanced, [cheap])
    strong = _apart(requirements, catalogue, resilient, [plain, cheap])
    plans = {thrifty.name: cheap, balanced.name: plain, resilient.name: strong}
    return tuple(
        Alternative(profile(name), planned.architecture, planned.decisions, _same(name, plans, catalogue))
        for name, planned in plans.items()
    )


def alternative(name: str, requirements: Requirements, catalogue: Catalogue) -> Alternative:
    """One of the options, as the comparison has it. Raises UnknownOption."""
    for option in make_alternatives(requirements, catalogue):
        if option.name == name:
            return option
    raise UnknownOption(f"there is no option {name!r}; there are {', '.join(OPTIONS)}", place="option")


def _apart(requirements: Requirements, catalogue: Catalogue, kind: Profile, others: list[Planned]) -> Planned:
    for apart in range(len(kind.apart) + 1):
        planned = plan_for(requirements, catalogue, kind, apart=apart)
        if not any(is_same(planned.architecture, other.architecture, catalogue) for other in others):
            return planned
    return planned


def _same(name: str, plans: dict[str, Planned], catalogue: Catalogue) -> str:
    """The option before it that is the same."""
    own = plans[name].architecture
    earlier = list(plans)[: list(plans).index(name)]
    return next((other for other in earlier if is_same(own, plans[other].architecture, catalogue)), "")
