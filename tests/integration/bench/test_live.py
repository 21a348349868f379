"""The bench of the sockets itself, with few of them: that it can be run, not what it measures."""

from tests.bench.live.measure import Size, measure_sockets


def test_the_live_process_and_the_broadcaster_serve_a_small_crowd(tmp_path, migrated, redis_url):
    size = Size(clients=50, events=20, events_a_second=200, rounds=2)

    figures = {figure.name: figure for figure in measure_sockets(tmp_path, migrated, redis_url, size)}

    assert figures["events that a client did not get, or got twice"].measured == 0
    assert {name for name, figure in figures.items() if figure.target is not None} == {
        "50 sockets, an event to 10, p99",
        "an event to all, p99, times a bare broadcaster's",
        "events that a client did not get, or got twice",
        "memory a client",
    }
    assert all(figure.measured > 0 for figure in figures.values() if figure.unit == "ms")
