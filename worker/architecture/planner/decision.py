"""What a profile decided of a plan, for the comparison to tell."""

from typing import Literal

from pydantic import Field

from worker.architecture.model import Frozen

_KINDS = ("replaced", "left_out", "added", "set", "kept")


class Decision(Frozen):
    """One thing that a profile changed, or wanted to change and could not."""

    kind: Literal["replaced", "left_out", "added", "set", "kept"]
    subject: str = Field(description="The component's name, or the block's title where there is no component.")
    what: str = Field(description="What was done, or would have been: `multi_az: false`.")
    gains: str = Field(default="", description="What the design has through it.")
    loses: str = Field(default="", description="What is given up for it.")
    condition: str = Field(default="", description="Of `kept`: the term that ruled it out.")
    words: str = Field(default="", description="Of `kept`: what the request says for it; empty for an assumption.")


def weight(decision: Decision) -> int:
    """Other blocks say more of a design than other sizes: the lower, the sooner it is told."""
    return _KINDS.index(decision.kind)
