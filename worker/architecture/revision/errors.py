"""What can be wrong with an instruction."""

from worker.architecture.errors import EngineError

EXAMPLES = (
    "drop Redis",
    "add a queue",
    "Aurora instead of RDS",
    "make it highly available",
    "make it multi-region",
    "move to eu-west-1",
    "under 200 dollars",
    "50,000 users",
    "a bigger database",
    "keep backups 30 days",
    "set orders.memory_mb to 1024",
    "make it for staging",
    "undo",
)


class UnclearInstruction(EngineError):
    """Some words of an instruction mean nothing that can be done."""

    code = "unclear_instruction"

    def __init__(self, message: str) -> None:
        examples = ", ".join(f"“{example}”" for example in EXAMPLES)
        super().__init__(f"{message}. What can be said, for example: {examples}", place="instruction")


class NothingToChange(EngineError):
    """The instruction was understood, and the architecture is so already."""

    code = "nothing_to_change"

    def __init__(self, reason: str) -> None:
        super().__init__(reason, place="instruction")
        self.reason = reason


class UnknownFix(EngineError):
    """A fix was asked for of a check that the review does not have."""

    code = "unknown_fix"
