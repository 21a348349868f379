"""A delivery: one part after the other, looked at after each, and all of them back where one fails."""

from collections.abc import Callable, Sequence

from botocore.exceptions import BotoCoreError, ClientError

from stack.delivery.record import Record
from stack.delivery.step import DeliveryFailed, State, Step

FAULTS = (DeliveryFailed, BotoCoreError, ClientError, OSError)
Told = Callable[[str], None]


def deliver(release: str, steps: Sequence[Step], record: Record, check: Callable[[Step], None], told: Told) -> None:
    """Bring every part to the release, in order. Raises DeliveryFailed after everything was brought back."""
    before = {step.name: step.state() for step in steps}
    record.write(release, before)
    begun: list[Step] = []
    for step in steps:
        begun.append(step)
        try:
            step.release()
            check(step)
        except FAULTS as error:
            told(f"{step.name}: {error}")
            _bring_back(begun, before, told)
            raise DeliveryFailed(f"release {release} was not delivered; what ran before runs again") from error
        told(f"{step.name}: release {release}")


def go_back(
    steps: Sequence[Step], record: Record, check: Callable[[], None], told: Told, *, of: str | None = None
) -> str | None:
    """Bring every part to what ran before the last delivery, and return whose that was.

    `of`: only where it was this release's; None is returned where it was not. Raises DeliveryFailed.
    """
    release, before = record.read()
    if of not in {None, release}:
        return None
    known = [step for step in steps if step.name in before]
    if not known:
        raise DeliveryFailed(f"the delivery of {release} was of other parts: {', '.join(before)}")
    _bring_back(known, before, told)
    check()
    return release


def _bring_back(steps: Sequence[Step], before: dict[str, State], told: Told) -> None:
    """The last first. One that cannot go back does not keep the others; all that could not are named at the end."""
    failed = []
    for step in reversed(steps):
        try:
            step.back(before[step.name])
            told(f"{step.name}: back")
        except FAULTS as error:
            failed.append(f"{step.name}: {error}")
    if failed:
        raise DeliveryFailed("could not be brought back, look at once:\n" + "\n".join(failed))
