"""What of a request an architecture does, so that a change cannot lose it unseen."""

from worker.architecture.catalogue import Catalogue
from worker.architecture.model import Architecture
from worker.architecture.requirements import Requirements


def lost(draft: Architecture, plan: Architecture, requirements: Requirements, catalogue: Catalogue) -> tuple[str, ...]:
    """What the plan did of the request and the draft does not, and what the draft has though it is ruled out.

    Sentence parts, each with the words of the request. Raises UnknownBlock.
    """
    had, has = _blocks(plan), _blocks(draft)
    did, does = _met(had, catalogue), _met(has, catalogue)
    told = [
        f"the request names {one.title or one.block} ({_said(one.quote.text)}), and no {one.block} is left"
        for one in requirements.services
        if not one.excluded and one.block in had - has
    ]
    told += [
        f"the request asks for {one.name} ({_said(one.quote.text)}), and nothing left does it"
        for one in requirements.capabilities
        if one.name in did - does
    ]
    told += [
        f"the request rules out {one.title or one.block} ({_said(one.quote.text)}), and {one.block} was added"
        for one in requirements.services
        if one.excluded and not one.substitute and one.block in has - had
    ]
    return tuple(dict.fromkeys(told))


def _blocks(architecture: Architecture) -> set[str]:
    return {one.block for one in architecture.components}


def _met(blocks: set[str], catalogue: Catalogue) -> set[str]:
    return {capability for block in blocks for capability in catalogue.block(block).planning.meets}


def _said(words: str) -> str:
    return f"“{words}”" if words else "chosen or assumed"
