"""What a language model proposes, without links that it should not have, and refused where it would send data away."""

from collections.abc import Iterable

from worker.agents.links import addresses_in, is_trusted, without_strange_links
from worker.agents.proposal import Proposal
from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture, Component
from worker.errors import NoArchitecture


def checked(proposal: Proposal, catalogue: Catalogue, known_hosts: Iterable[str]) -> Proposal:
    """The proposal with strange links taken out of its words.

    Raises NoArchitecture where an option points to a host that neither the user nor the catalogue named: what is
    deployed would send something there.
    """
    known = frozenset(known_hosts)
    for component in proposal.architecture.components:
        _refuse_strange_targets(component, catalogue, known)
    return Proposal.model_construct(
        architecture=_cleaned(proposal.architecture, known),
        explanation=without_strange_links(proposal.explanation, known),
    )


def _refuse_strange_targets(component: Component, catalogue: Catalogue, known: frozenset[str]) -> None:
    defaults = catalogue.block(component.block).options
    for name, value in component.options.items():
        if name in defaults and value == defaults[name].default:
            continue
        for text in value if isinstance(value, list) else [value]:
            strange = [one for one in addresses_in(str(text)) if not is_trusted(one, known)]
            if strange:
                raise NoArchitecture(
                    f"The model set {component.id}.{name} to {strange[0][:100]}, which the request does not name."
                )


def _cleaned(architecture: Architecture, known: frozenset[str]) -> Architecture:
    def clean(text: str) -> str:
        return without_strange_links(text, known)

    components = tuple(
        one.model_copy(update={"name": clean(one.name)[:60] or one.id, "because": clean(one.because)})
        for one in architecture.components
    )
    edges = tuple(one.model_copy(update={"because": clean(one.because)}) for one in architecture.connections)
    assumptions = tuple(
        one.model_copy(update={"value": clean(one.value), "reason": clean(one.reason), "subject": clean(one.subject)})
        for one in architecture.assumptions
    )
    return architecture.model_copy(
        update={
            "title": clean(architecture.title)[:120] or "Architecture",
            "summary": clean(architecture.summary),
            "components": components,
            "connections": edges,
            "assumptions": assumptions,
        }
    )
