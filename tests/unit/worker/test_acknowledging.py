import logging
import threading

from jobs.errors import QueueUnavailable
from worker.acknowledging import Acknowledging


class Jobs:
    """Holds each call until it may go on, so that messages come together meanwhile."""

    def __init__(self, *faults):
        self.calls = []
        self.began, self.may_go_on = threading.Event(), threading.Event()
        self._faults = list(faults)

    def delete_many(self, receipts):
        self.calls.append(receipts)
        self.began.set()
        assert self.may_go_on.wait(10)
        if self._faults and (fault := self._faults.pop(0)):
            raise fault
        return []


def acknowledge(jobs, first, *others):
    acknowledging = Acknowledging(jobs)
    acknowledging.start()
    acknowledging.add(first)
    assert jobs.began.wait(10)
    for receipt in others:
        acknowledging.add(receipt)
    jobs.may_go_on.set()
    acknowledging.close(10)


def test_what_comes_together_goes_in_one_call_ten_at_most():
    jobs = Jobs()
    acknowledge(jobs, "first", *(str(number) for number in range(12)))
    assert jobs.calls == [["first"], [str(number) for number in range(10)], ["10", "11"]]


def test_a_queue_that_is_away_and_a_fault_cost_only_their_own_messages(caplog):
    jobs = Jobs(QueueUnavailable(), ValueError("of ours"))
    with caplog.at_level(logging.WARNING):
        acknowledge(jobs, "first", *(str(number) for number in range(11)))
    assert [len(call) for call in jobs.calls] == [1, 10, 1]
    assert [record.message for record in caplog.records] == ["messages were not deleted"] * 2


def test_one_that_never_began_is_closed_at_once():
    Acknowledging(Jobs()).close(10)
