"""What several threads ask at about the same time, asked in one go."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Together(Generic[Asked, Answer]):
    """Safe for many threads.

    Whoever finds nobody asking does it for all who have come; who comes meanwhile waits, and one of those is next. So
    there is no thread to start, to stop or to lose.
    """

    def __init__(
        self,
        ask: Callable[[Sequence[Asked]], Sequence[Answer]],
        *,
        most: int,
        expected: Callable[[], int] = lambda: 1,
        patience_seconds: float = 0.0,
    ) -> None:
        """`ask` answers in order; it gets `most` at once. Where it fails, it fails for all of these.

        It waits until as many have come as are `expected`, at most for `patience_seconds`.
        """
        self._ask = ask
        self._most = most
        self._expected = expected
        self._patience_seconds = patience_seconds
        self._lock = threading.Lock()
        self._waiting: deque[_Place[Asked, Answer]] = deque()
        self._somebody_asks = False
        self._wanted = 0  # so many that whoever asks goes on waiting; 0 where nobody does
        self._all_came = threading.Lock()
        self._all_came.acquire()

    def __call__(self, asked: Asked) -> Answer:
        """Raises what `ask` raises."""
        place = _Place[Asked, Answer](asked)
        with self._lock:
            self._waiting.append(place)
            mine, self._somebody_asks = not self._somebody_asks, True
            if 0 < self._wanted <= len(self._waiting):
                self._wanted = 0
                self._all_came.release()
        if not mine:
            place.turn.acquire()
        if not place.answered:
            self._ask_for_those_who_wait()
        return place.result()

    def _ask_for_those_who_wait(self) -> None:
        """The caller is the first of them, since places are taken in order."""
        self._wait_for_others()
        with self._lock:
            group = [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]
        try:
            for place, answer in zip(group, self._ask([place.asked for place in group]), strict=True):
                place.answer = [answer]
        except BaseException as error:
            for place in group:
                place.error = error
            raise
        finally:
            self._hand_on(group)

    def _wait_for_others(self) -> None:
        wanted = min(self._expected(), self._most)
        with self._lock:
            if len(self._waiting) >= wanted:
                return
            self._wanted = wanted
        if self._all_came.acquire(timeout=self._patience_seconds):
            return
        with self._lock:
            if not self._wanted:
                self._all_came.acquire()  # the last one came after the patience, and said so
            self._wanted = 0

    def _hand_on(self, group: "Sequence[_Place[Asked, Answer]]") -> None:
        with self._lock:
            following = self._waiting[0] if self._waiting else None
            self._somebody_asks = following is not None
        if following is not None:
            following.turn.release()
        for place in group:
            place.answered = True
            place.turn.release()


class _Place(Generic[Asked, Answer]):
    """Of one who waits. A bare lock costs a tenth of an event's time."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.answer: list[Answer] = []
        self.error: BaseException | None = None
        self.answered = False
        self.turn = threading.Lock()
        self.turn.acquire()

    def result(self) -> Answer:
        if self.error is not None:
            raise self.error
        return self.answer[0]
