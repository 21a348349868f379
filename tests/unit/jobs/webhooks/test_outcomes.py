"""How long a message waits for its next attempt."""

from jobs.webhooks.outcomes import PAUSES, _pause_after


def test_an_endpoint_that_asks_for_a_longer_pause_gets_it_up_to_the_longest() -> None:
    assert _pause_after(1, 120.0) == 120
    assert _pause_after(1, 1e9) == PAUSES[-1]


def test_one_that_asks_for_a_shorter_pause_or_none_changes_nothing() -> None:
    for told in (None, 0.0, 1.0):
        assert 0.9 * PAUSES[1] <= _pause_after(2, told) <= 1.1 * PAUSES[1]
