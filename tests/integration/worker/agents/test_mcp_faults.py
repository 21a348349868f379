"""Faults of MCP servers, on real processes: each costs a bounded wait, is told in words, and costs no other server."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from jobs.testing.tool_servers import InMemoryToolServerRecords
from stack.servers.ports import free_port
from worker.agents.mcp_connection import McpConnection
from worker.agents.mcp_servers_file import ServerConfig
from worker.agents.pins import Pin, Pins

SERVERS = Path(__file__).parent / "servers"
LOADED = 8.0
"""Seconds that a machine which does much else may add to any bound."""


@contextmanager
def within(seconds):
    started = time.monotonic()
    yield
    assert time.monotonic() - started < seconds + LOADED


def eventually(holds, seconds=15.0):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came to hold"
        time.sleep(0.05)


@pytest.fixture
def faulty(make_config):
    """A server with this fault."""

    def faulty(fault, *more, **settings):
        return make_config("faulty.py", fault, *more, **{"tools": ["pid", "act"], **settings})

    return faulty


@pytest.fixture
def pool_of(make_pool, faulty):
    def pool_of(fault, *more, timeout_seconds=1.0, **settings):
        return make_pool(faulty(fault, *more, **settings), timeout_seconds=timeout_seconds)

    return pool_of


def is_gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def words(result):
    return result["status"], result["content"][0]["text"]


def test_a_server_without_fault_answers_and_is_told_as_up(pool_of):
    pool = pool_of("none")
    assert pool.call("act")["status"] == "success"
    (health,) = pool.servers.health()
    assert (health.state, health.version, health.offered, health.restarts) == ("up", "1.2.3", 2, 0)
    assert (health.calls, health.unapproved, health.changed) == (1, (), ())
    pool.servers.pins = Pins({"faulty": {"act": Pin("another hash", {})}})
    (health,) = pool.servers.health()
    assert (health.unapproved, health.changed) == (("pid", "act"), ("act",))


def test_dead_at_start(pool_of):
    with within(2):
        pool = pool_of("dies")
        assert pool.names() == []
    assert "did not start" in pool.servers.faults()["faulty"]
    (health,) = pool.servers.health()
    assert health.state == "down"
    assert health.last_error_at is not None


def test_one_that_does_not_start_is_tried_again_after_a_pause_that_grows(pool_of, tmp_path):
    mark = tmp_path / "started"
    pool = pool_of("starts-once", str(mark))
    first = int(pool.text("pid"))
    os.kill(first, signal.SIGKILL)
    with within(3):
        assert pool.call("pid")["status"] == "error"
    with within(1):
        assert [pool.call("pid")["status"] for _ in range(20)] == ["error"] * 20, "a pause costs no start"
    mark.unlink()
    eventually(lambda: pool.names() and pool.call("pid")["status"] == "success")
    assert pool.servers.health()[0].restarts == 1


def test_garbage_between_the_messages_does_no_harm(pool_of):
    pool = pool_of("garbage", timeout_seconds=10)
    assert words(pool.call("act"))[0] == "success"


def test_nothing_but_garbage_ends_at_the_startup_timeout(pool_of):
    with within(1 + 1):
        pool = pool_of("garbage-only", startup_timeout_seconds=1.0)
        assert pool.names() == []
    assert "did not start within 1 s" in pool.servers.faults()["faulty"]


def test_the_wrong_protocol_version_is_a_fault_at_start(pool_of):
    with within(2):
        pool = pool_of("old-protocol")
        assert pool.names() == []
    assert "1990-01-01" in pool.servers.faults()["faulty"]


def test_a_crash_mid_call_is_told_and_later_calls_work(pool_of):
    pool = pool_of("crash-mid-call", timeout_seconds=10)
    status, text = words(pool.call("act"))
    assert status == "error"
    assert text.startswith("The MCP server faulty gave no answer")
    assert pool.text("pid").isdecimal()


def test_a_server_that_crashes_at_every_call_is_started_less_and_less_often(pool_of):
    pool = pool_of("crash-mid-call", timeout_seconds=10)
    with within(6):
        assert {pool.call("act")["status"] for _ in range(30)} == {"error"}
    assert pool.servers.health()[0].restarts < 12


def test_ten_megabytes_are_refused_with_their_size_and_the_server_stays_up(pool_of):
    pool = pool_of("large", timeout_seconds=20)
    status, text = words(pool.call("act"))
    assert status == "error"
    assert "10,485,760 characters" in text
    assert "at most 200,000" in text
    assert len(text) < 300
    assert pool.text("pid").isdecimal()
    assert pool.servers.health()[0].restarts == 0


def test_a_slow_drip_ends_at_the_call_timeout_and_the_server_is_replaced(pool_of):
    pool = pool_of("slow-drip")
    first = pool.text("pid")
    with within(1 + 1):
        status, text = words(pool.call("act"))
    assert (status, "did not answer within 1 s" in text) == ("error", True)
    eventually(lambda: pool.call("pid")["status"] == "success")
    assert pool.text("pid") != first


@pytest.mark.parametrize("fault", ["no-answer-of-the-kind"])
def test_an_answer_of_another_form_is_an_error(pool_of, fault):
    pool = pool_of(fault, timeout_seconds=10)
    assert pool.call("act")["status"] == "error"
    assert pool.text("pid").isdecimal()


def test_an_answer_to_a_question_that_nobody_asked_is_passed_over(pool_of):
    assert words(pool_of("another-answer", timeout_seconds=10).call("act"))[1].startswith("acted")


def test_a_list_of_tools_without_end_is_cut(pool_of):
    with within(5):
        pool = pool_of("endless-list", tools=["t3"])
        assert pool.names() == ["t3"]
    assert pool.servers.health()[0].offered == 20


def test_other_tools_that_come_later_stay_hidden_and_what_went_is_told(pool_of):
    pool = pool_of("other-tools-later", timeout_seconds=10)
    assert pool.names() == ["pid", "act"]
    pool.servers.connections[0].watch()
    assert pool.names() == ["act"]
    (health,) = pool.servers.health()
    assert health.missing == ("pid",)


def test_a_server_that_died_unseen_is_noticed_before_a_job_asks_it(pool_of):
    pool = pool_of("none", timeout_seconds=10)
    first = int(pool.text("pid"))
    os.kill(first, signal.SIGKILL)
    pool.servers.connections[0].watch()
    eventually(lambda: pool.servers.health()[0].restarts == 1)
    assert int(pool.text("pid")) != first


def test_what_a_server_prints_on_stderr_does_not_block_it_and_its_last_words_are_kept(faulty):
    connection = McpConnection(faulty("noisy"), timeout_seconds=5)
    assert connection.start()
    connection.close()
    dead = McpConnection(faulty("dies"), timeout_seconds=5)
    assert not dead.start()
    eventually(lambda: dead._stderr.said() == "I cannot find my configuration")
    dead.close()


def test_closing_breaks_off_a_start_that_hangs_and_ends_its_process(make_config, tmp_path):
    connection = McpConnection(
        make_config("hangs_at_start.py", str(tmp_path / "pid"), startup_timeout_seconds=60.0), timeout_seconds=5
    )
    connection.start_in_background()
    eventually((tmp_path / "pid").exists)
    eventually((tmp_path / "pid").read_text)
    with within(5):
        connection.close()
    pid = int((tmp_path / "pid").read_text())
    eventually(lambda: is_gone(pid))


def test_threads_that_call_while_the_server_is_killed_get_answers_or_errors_in_time(pool_of):
    pool = pool_of("none", timeout_seconds=5)
    killer = threading.Timer(0.2, lambda: os.kill(int(pool.text("pid")), signal.SIGKILL))
    killer.start()
    with within(15), ThreadPoolExecutor(8) as threads:
        results = list(threads.map(lambda _: pool.call("act")["status"], range(200)))
    killer.join()
    assert results.count("success") > 150
    assert pool.call("act")["status"] == "success"


class TestOverHttp:
    @pytest.fixture
    def listening(self):
        """A port where connections are taken and nothing is ever said."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            yield server.getsockname()[1]

    def remote(self, port, **more):
        url = f"http://127.0.0.1:{port}/mcp"
        about = {
            "name": "remote",
            "transport": "streamable-http",
            "readonly_because": "x",
            "allowed_tools": ["pid", "die"],
        }
        return ServerConfig(url=url, **about | more)

    def test_a_silent_address_ends_at_the_startup_timeout(self, make_pool, listening):
        with within(1 + 1):
            pool = make_pool(self.remote(listening, startup_timeout_seconds=1.0))
            assert pool.names() == []
        assert "did not start within 1 s" in pool.servers.faults()["remote"]

    def test_a_server_that_dies_is_asked_again_when_it_is_back(self, make_pool, processes):
        port = free_port()
        first = processes("misbehaves.py", str(port))
        pool = make_pool(self.remote(port), timeout_seconds=5)
        eventually(lambda: pool.names() == ["pid", "die"])
        assert int(pool.text("pid")) == first.pid
        with within(12):
            assert pool.call("die")["status"] == "error"
        second = processes("misbehaves.py", str(port))
        eventually(lambda: pool.call("pid")["status"] == "success", 30)
        assert int(pool.text("pid")) == second.pid

    @pytest.fixture
    def processes(self):
        started = []

        def start(script, *args):
            process = subprocess.Popen([sys.executable, SERVERS / script, *args], stderr=subprocess.DEVNULL)
            started.append(process)
            return process

        yield start
        for process in started:
            process.kill()
            process.wait()


class TestOptionalServers:
    def test_one_that_cannot_be_reached_is_absent_and_neither_missed_nor_waited_for(self, make_pool):
        remote = ServerConfig(
            name="far",
            enabled="auto",
            transport="streamable-http",
            url="http://127.0.0.1:9/mcp",
            readonly_because="x",
            allowed_tools=["t"],
        )
        pool = make_pool(remote)
        with within(0.5):
            assert pool.names() == []
        assert pool.servers.faults() == {}
        eventually(lambda: pool.servers.health()[0].state == "absent")

    def test_one_that_is_off_is_never_started(self, make_pool, faulty, tmp_path):
        mark = tmp_path / "started"
        pool = make_pool(faulty("starts-once", str(mark), enabled=False))
        assert pool.names() == []
        assert pool.servers.health()[0].state == "off"
        assert not mark.exists()

    def test_one_that_is_not_installed_is_installed_in_the_background_and_nobody_waits(self, make_pool, monkeypatch):
        from worker.agents.mcp_install import Environment

        going_on = threading.Event()
        monkeypatch.setattr(Environment, "is_ready", lambda _: False)
        monkeypatch.setattr(Environment, "install", lambda *_: going_on.wait(20))
        config = ServerConfig(name="later", install="aws-iac", command="x", readonly_because="x", allowed_tools=["t"])
        pool = make_pool(config)
        with within(0.5):
            assert pool.names() == []
        eventually(lambda: pool.servers.health()[0].state == "installing")
        assert "installed" in pool.servers.faults()["later"]
        going_on.set()


class TestSharedRecords:
    @pytest.fixture
    def records(self):
        return InMemoryToolServerRecords()

    def test_a_second_worker_has_the_tools_and_answers_before_its_server_is_up(self, make_pool, faulty, records):
        config = faulty("none", cache_seconds=60)
        first = make_pool(config, records=records)
        answer = first.text("act")
        slow = config.model_copy(update={"startup_timeout_seconds": 30.0})
        second = make_pool(slow, records=records)
        assert second.text("act") == answer
        assert second.servers.cache_hit_rate() == 1.0
        assert first.servers.cache_hit_rate() == 0.0

    def test_an_error_is_never_given_again(self, make_pool, make_config, records):
        pool = make_pool(make_config("misbehaves.py", cache_seconds=60), records=records, timeout_seconds=10)
        for tool in ("refuse", "lie"):
            before = pool.servers.connections[0].record.misses
            for _ in range(2):
                pool.call(tool)
            assert pool.servers.connections[0].record.misses == before + 2
        assert pool.text("pid") == pool.text("pid")
        assert pool.servers.connections[0].record.hits == 1

    def test_a_server_that_is_not_marked_is_asked_each_time(self, make_pool, faulty, records):
        pool = make_pool(faulty("none"), records=records)
        assert pool.text("act") != pool.text("act")
        assert pool.servers.cache_hit_rate() is None

    def test_health_and_counts_are_reported_and_withdrawn_at_the_end(self, make_pool, faulty, records):
        pool = make_pool(faulty("none", cache_seconds=60), records=records, worker="w1")
        assert pool.text("act") == pool.text("act")
        pool.servers.report()
        pool.servers.report()
        (health,) = records.servers()
        assert (health.worker, health.name, health.state, health.hits, health.misses) == ("w1", "faulty", "up", 1, 1)
        assert records.counts()["faulty"].model_dump() == {"hits": 1, "misses": 1}
        pool.servers.close()
        assert records.servers() == []


def test_no_process_outlives_its_pool(pool_of):
    pool = pool_of("none", timeout_seconds=10)
    pid = int(pool.text("pid"))
    pool.servers.close()
    eventually(lambda: is_gone(pid))
