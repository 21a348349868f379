"""What a language model put into an architecture: without strange links, and refused where it would send data away."""

from collections.abc import Iterable
from typing import Any

from worker.agents.links import addresses_in, is_trusted, without_strange_links
from worker.architecture.catalogue import Catalogue
from worker.architecture.errors import InvalidOption
from worker.architecture.model import Architecture, Component
from worker.errors import NoArchitecture

MODELS_WORDS = ("assumed_because", "because", "value")
"""In an amendment of the requirements. A quote is the user's own words, and is looked up in them."""


def checked(architecture: Architecture, catalogue: Catalogue, known_hosts: Iterable[str]) -> Architecture:
    """The architecture with strange links taken out of its words.

    Raises NoArchitecture where an option points to a host that neither the user nor the catalogue named: what is
    deployed would send something there.
    """
    known = frozenset(known_hosts)
    try:
        for component in architecture.components:
            refuse_strange_targets(component, catalogue, known)
    except InvalidOption as error:
        raise NoArchitecture(f"The model made what cannot be taken. {error}.") from error
    return cleaned(architecture, known)


def amendment_cleaned(amendment: Any, known_hosts: Iterable[str]) -> Any:
    """The same values, with strange links taken out of what a model wrote itself."""
    known = frozenset(known_hosts)
    if isinstance(amendment, list):
        return [amendment_cleaned(one, known) for one in amendment]
    if not isinstance(amendment, dict):
        return amendment
    return {
        key: without_strange_links(one, known)
        if key in MODELS_WORDS and isinstance(one, str)
        else amendment_cleaned(one, known)
        for key, one in amendment.items()
    }


def refuse_strange_targets(component: Component, catalogue: Catalogue, known: frozenset[str]) -> None:
    """Raises InvalidOption where an option points to a host that is none of `known` and not the catalogue's."""
    defaults = catalogue.block(component.block).options
    for name, value in component.options.items():
        if name in defaults and value == defaults[name].default:
            continue
        for text in value if isinstance(value, list) else [value]:
            strange = [one for one in addresses_in(str(text)) if not is_trusted(one, known)]
            if strange:
                raise InvalidOption(
                    f"{component.id}.{name} points to {strange[0][:100]}, which the request does not name; "
                    "only hosts that the user named can be taken"
                )


def cleaned(architecture: Architecture, known: frozenset[str]) -> Architecture:
    """The architecture without strange links in any of its words."""

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
