import threading
import time

import pytest

from jobs.together import Together

SECONDS = 30


class Asking:
    """Answers with ten times what it was asked; holds each call until it may go on."""

    def __init__(self, *, holds=False):
        self.groups = []
        self.began, self.may_go_on = threading.Event(), threading.Event()
        if not holds:
            self.may_go_on.set()

    def __call__(self, asked):
        self.groups.append(list(asked))
        self.began.set()
        assert self.may_go_on.wait(SECONDS)
        if "bad" in asked:
            raise ValueError("of ours")
        return [one * 10 for one in asked]


def ask(together, *everything, in_order=False):
    """Each from a thread of its own; returns how to get the answers, by what was asked."""
    answers = {}

    def ask_one(asked):
        try:
            answers[asked] = together(asked)
        except ValueError as error:
            answers[asked] = error

    threads = []
    for number, asked in enumerate(everything, start=1):
        threads.append(threading.Thread(target=ask_one, args=(asked,)))
        threads[-1].start()
        if in_order:
            wait_until(lambda number=number: len(together._waiting) == number)

    def join():
        for thread in threads:
            thread.join(SECONDS)
            assert not thread.is_alive()
        return answers

    return join


def wait_until(condition):
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.001)


@pytest.fixture
def asking():
    return Asking(holds=True)


def test_one_who_is_alone_asks_at_once():
    asking = Asking()
    together = Together(asking, most=8)
    assert [together(1), together(2)] == [10, 20]
    assert asking.groups == [[1], [2]]


def test_who_comes_while_another_asks_is_in_the_next_so_many_at_most(asking):
    together = Together(asking, most=3)
    first = ask(together, 1)
    assert asking.began.wait(SECONDS)
    others = ask(together, 2, 3, 4, 5, 6, in_order=True)
    asking.may_go_on.set()
    assert first() | others() == {number: number * 10 for number in range(1, 7)}
    assert asking.groups == [[1], [2, 3, 4], [5, 6]]


def test_a_fault_is_that_of_those_who_were_asked_for_and_of_nobody_else(asking):
    together = Together(asking, most=2)
    first = ask(together, 1)
    assert asking.began.wait(SECONDS)
    others = ask(together, "bad", "too", 4, in_order=True)
    asking.may_go_on.set()
    answers = first() | others()
    assert (answers[1], answers[4]) == (10, 40)
    assert isinstance(answers["bad"], ValueError)
    assert isinstance(answers["too"], ValueError)
    assert together(7) == 70


def test_the_first_waits_for_those_that_are_expected():
    asking = Asking()
    together = Together(asking, most=8, expected=lambda: 3, patience_seconds=SECONDS)
    assert ask(together, 1, 2, 3)() == {1: 10, 2: 20, 3: 30}
    assert [sorted(group) for group in asking.groups] == [[1, 2, 3]]


def test_who_is_expected_and_does_not_come_is_not_waited_for_for_long():
    asking = Asking()
    together = Together(asking, most=8, expected=lambda: 3, patience_seconds=0.001)
    assert [together(1), together(2)] == [10, 20]
    assert asking.groups == [[1], [2]]


def test_every_one_of_many_threads_gets_its_own_answer():
    together = Together(lambda asked: [one * 10 for one in asked], most=4, expected=lambda: 5, patience_seconds=0.0005)
    wrong = []

    def ask_often(start):
        wrong.extend(one for one in range(start, start + 200) if together(one) != one * 10)

    threads = [threading.Thread(target=ask_often, args=(start * 1000,)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
        assert not thread.is_alive()
    assert wrong == []
    assert not together._waiting
    assert not together._somebody_asks
