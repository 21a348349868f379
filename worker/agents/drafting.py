"""The draft that a language model changes step by step. What does not fit the catalogue never gets onto it."""

import difflib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from worker.agents.spoken import cleaned, refuse_strange_targets
from worker.architecture.catalogue import Catalogue
from worker.architecture.change import (
    AddComponent,
    Change,
    RemoveComponent,
    ReplaceBlock,
    SetOption,
    carry_out,
    describe,
)
from worker.architecture.errors import EngineError, InvalidArchitecture, InvalidOption, MissingConnection, UnknownBlock
from worker.architecture.model import Architecture, Assumption
from worker.architecture.validation import validate

MOST_CHANGES = 40
"""Of one step."""
LONGEST_REASON = 500
"""Characters."""
UNTOUCHED = "The draft is as it was."
_PLACE = re.compile(r"\b(components|connections)\[(\d+)\]")
_ALONE = re.compile(r"^changes\[0\]: ")
_NAMED = re.compile(r"'([a-z0-9_]+)'")


@dataclass(frozen=True)
class Step:
    """Changes that were made together, and why."""

    changes: tuple[Change, ...]
    because: str = ""

    def __str__(self) -> str:
        return "; ".join(map(describe, self.changes))


class DraftingBoard:
    """One job's draft. Everything on it fits the catalogue; links and hosts that nobody named are kept off it."""

    def __init__(self, catalogue: Catalogue, known_hosts: Collection[str] = ()) -> None:
        self._catalogue = catalogue
        self._hosts = frozenset(known_hosts)
        self._before: list[tuple[Architecture, Step]] = []
        self._draft: Architecture | None = None

    @property
    def draft(self) -> Architecture:
        """As it is by now. Raises InvalidArchitecture where there is none."""
        if self._draft is None:
            raise InvalidArchitecture("there is no draft yet; call plan_architecture, which makes one")
        return self._draft

    @property
    def is_begun(self) -> bool:
        """Is there a draft?"""
        return self._draft is not None

    @property
    def steps(self) -> tuple[Step, ...]:
        """Those that made the draft of what it began with."""
        return tuple(step for _, step in self._before)

    def begin(self, architecture: Architecture) -> None:
        """What was there before is gone."""
        self._before, self._draft = [], architecture

    def clear(self) -> None:
        """No draft."""
        self._before, self._draft = [], None

    def change(self, changes: Sequence[Change], because: str = "") -> Step:
        """Make them together, or none.

        Raises EngineError, which names the thing, the fault and the limit, and says what to do.
        """
        step = Step(tuple(changes), because)
        draft = self.draft
        try:
            made = self._made(draft, step)
        except EngineError as error:
            raise type(error)(self._told(error, draft, step)) from error
        self._before.append((draft, step))
        self._draft = made
        return step

    def undo(self) -> Step:
        """Take the last step back. Raises InvalidArchitecture where there is none."""
        if not self._before:
            raise InvalidArchitecture("there is no change to take back: the draft is as it was planned")
        self._draft, step = self._before.pop()
        return step

    def _made(self, draft: Architecture, step: Step) -> Architecture:
        if not 0 < len(step.changes) <= MOST_CHANGES:
            raise InvalidArchitecture(f"there are {len(step.changes)} changes; 1 to {MOST_CHANGES} go together")
        if len(step.because) > LONGEST_REASON:
            raise InvalidArchitecture(f"the reason has {len(step.because)} characters; {LONGEST_REASON} are the most")
        made = carry_out(draft, step.changes, self._catalogue)
        if (made.components, made.connections) == (draft.components, draft.connections):
            raise InvalidArchitecture("this changes nothing: it is so already")
        made = cleaned(made.model_copy(update={"assumptions": _assumptions(draft, step, self._catalogue)}), self._hosts)
        try:
            validate(made, self._catalogue)
        except EngineError as error:
            raise type(error)(_by_name(str(error), made)) from error
        for component in made.components:
            refuse_strange_targets(component, self._catalogue, self._hosts)
        return made

    def _told(self, error: EngineError, draft: Architecture, step: Step) -> str:
        text = _by_name(str(error), draft)
        text = _ALONE.sub("", text) if len(step.changes) == 1 else text
        return f"{text.rstrip('.')}. {self._advice(error)}{UNTOUCHED}"

    def _advice(self, error: EngineError) -> str:
        match error:
            case UnknownBlock():
                named = _NAMED.findall(str(error))
                near = difflib.get_close_matches(named[-1], self._catalogue.blocks, 4, 0.5) if named else []
                hint = f"Near it: {', '.join(near)}. " if near else ""
                return f"{hint}list_blocks tells all. "
            case InvalidOption():
                return "describe_block tells what each option takes. "
            case MissingConnection():
                return "describe_block tells what each block connects to; another block may have to stand between. "
            case _:
                return "What only fits together is made together by make_changes. "


def _assumptions(draft: Architecture, step: Step, catalogue: Catalogue) -> tuple[Assumption, ...]:
    """Without those on what went or was set otherwise, and with the reasons that were given."""
    told = {one.subject: one for one in draft.assumptions}
    for change in step.changes:
        if isinstance(change, RemoveComponent):
            told = {subject: one for subject, one in told.items() if not subject.startswith(f"{change.component}.")}
        if isinstance(change, ReplaceBlock):
            taken = {f"{change.component}.{option}" for option in catalogue.block(change.block).options}
            told = {
                subject: one
                for subject, one in told.items()
                if subject in taken or not subject.startswith(f"{change.component}.")
            }
        if isinstance(change, SetOption):
            value = ", ".join(change.value) if isinstance(change.value, list) else str(change.value)
            subject = f"{change.component}.{change.option}"
            reason = step.because or "Set by the language model."
            told[subject] = Assumption(subject=subject, value=value, reason=reason)
    gone = {one.component for one in step.changes if isinstance(one, RemoveComponent)}
    back = {one.component.id for one in step.changes if isinstance(one, AddComponent)}
    for name in sorted(gone - back):
        told[name] = Assumption(
            subject=name, value="left out", reason=step.because or "Removed by the language model.", important=True
        )
    for name in back:
        told.pop(name, None)
    return tuple(told.values())


def _by_name(text: str, architecture: Architecture) -> str:
    """With ids in the place of numbers: a model never saw the numbers."""

    def named(match: re.Match[str]) -> str:
        there = getattr(architecture, match[1])
        index = int(match[2])
        return f"{match[1][:-1]} {there[index].id}" if index < len(there) else match[0]

    return _PLACE.sub(named, text)
