"""How simple-websocket reads here: in the greenlet that opened the socket, which has nothing else to do.

Of itself it starts a thread to read (here a greenlet), which wakes the one that waits for messages: that costs half as
much memory again for each client, and a switch more for each of its messages, of which most are pongs.
"""

from collections.abc import Callable


class Reader:
    """Given to simple-websocket in place of a thread: nothing starts, and `run` reads until the client is gone."""

    name = "reader"

    def __init__(self, target: Callable[[], None]) -> None:
        self.run = target

    def start(self) -> None:
        """Begin nothing: the handshake is over, and its greenlet will `run`."""


class Bell:
    """Given to it in place of an event: `ring` is called with each message, and when the connection ends."""

    def __init__(self) -> None:
        self.ring: Callable[[], None] = _nobody_listens

    def set(self) -> None:
        """Ring."""
        self.ring()


def _nobody_listens() -> None:
    pass
