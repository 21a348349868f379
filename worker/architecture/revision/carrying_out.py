"""Which step is carried out how."""

from collections.abc import Callable, Mapping
from typing import Any

from worker.architecture.revision.component_steps import add, drop, replace_block
from worker.architecture.revision.desk import Desk
from worker.architecture.revision.errors import NothingToChange
from worker.architecture.revision.load_and_budget import carry_load, keep_budget, scale_load
from worker.architecture.revision.option_steps import expire, set_options
from worker.architecture.revision.steps import (
    Add,
    Carry,
    Drop,
    Expire,
    FollowWish,
    ForEnvironment,
    KeepBudget,
    MoveRegion,
    Remedy,
    Replace,
    Scale,
    SetOptions,
    Stay,
    Step,
    Undo,
)
from worker.architecture.revision.whole_steps import follow_remedy, move_region, stay, turn_to_environment, undo
from worker.architecture.revision.wish_steps import follow_wish


def carry_out(desk: Desk, step: Step) -> None:
    """Carry the step out. Raises what it cannot be carried out for, as an EngineError."""
    try:
        _HOW[type(step)](desk, step)
    except NothingToChange as nothing:
        # Of several things that are asked for one may be so already.
        desk.tell(str(nothing.reason))
    desk.steps.append(step)


_HOW: Mapping[type, Callable[[Desk, Any], None]] = {
    Stay: stay,
    Undo: undo,
    Drop: drop,
    Add: add,
    Replace: replace_block,
    SetOptions: set_options,
    Expire: expire,
    FollowWish: follow_wish,
    MoveRegion: move_region,
    ForEnvironment: turn_to_environment,
    KeepBudget: keep_budget,
    Carry: carry_load,
    Scale: scale_load,
    Remedy: follow_remedy,
}
