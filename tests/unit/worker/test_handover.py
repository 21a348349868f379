import threading

import pytest

from worker.handover import Handover


@pytest.fixture
def stopping():
    return threading.Event()


def take_in_threads(handover, count):
    taken = []
    threads = [threading.Thread(target=lambda: taken.append(handover.take())) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads, taken


def wait_until_free(handover, count, stopping):
    while handover.wanted(stopping) < count:
        pass


def test_as_many_are_wanted_as_threads_are_free(stopping):
    handover = Handover()
    threads, taken = take_in_threads(handover, 3)
    wait_until_free(handover, 3, stopping)
    handover.give([{"MessageId": "1"}, {"MessageId": "2"}])
    assert handover.wanted(stopping) == 1
    handover.close()
    for thread in threads:
        thread.join(5)
    assert sorted(one["MessageId"] for one in taken if one) == ["1", "2"]
    assert taken.count(None) == 1


def test_nothing_is_wanted_while_nobody_is_free_until_all_is_to_stop(stopping):
    handover = Handover()
    wanted = []
    receiver = threading.Thread(target=lambda: wanted.append(handover.wanted(stopping)))
    receiver.start()
    receiver.join(0.05)
    assert receiver.is_alive()
    stopping.set()
    receiver.join(5)
    assert wanted == [0]


def test_what_was_given_before_the_end_is_still_taken(stopping):
    handover = Handover()
    threads, taken = take_in_threads(handover, 1)
    wait_until_free(handover, 1, stopping)
    handover.give([{"MessageId": "1"}])
    handover.close()
    threads[0].join(5)
    assert taken == [{"MessageId": "1"}]
    assert handover.take() is None


def test_who_asks_waits_for_all_but_not_for_long(stopping):
    handover = Handover()
    first, _ = take_in_threads(handover, 1)
    wait_until_free(handover, 1, stopping)
    assert handover.wanted(stopping, 2, 0.01) == 1
    wanted = []
    receiver = threading.Thread(target=lambda: wanted.append(handover.wanted(stopping, 2, 60)))
    receiver.start()
    second, _ = take_in_threads(handover, 1)
    receiver.join(30)
    assert wanted == [2]
    handover.close()
    for thread in (*first, *second):
        thread.join(30)
