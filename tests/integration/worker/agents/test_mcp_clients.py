"""The pool against real servers, most of which misbehave."""

import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from worker.agents.mcp_servers_file import ServerConfig


def eventually(holds, seconds=15.0):
    """Ask again until it holds or the time is up."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came to hold"
        time.sleep(0.05)


def is_gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_offers_the_tools_on_the_list_and_no_other(make_pool, make_config):
    assert make_pool(make_config("misbehaves.py", tools=["refuse", "pid"])).names() == ["refuse", "pid"]


def test_leaves_out_a_tool_that_says_it_changes_things(make_pool, make_config):
    assert "wipe" not in make_pool(make_config("misbehaves.py")).names()


def test_a_tool_on_the_list_that_the_server_lacks_is_left_out(make_pool, make_config):
    assert make_pool(make_config("misbehaves.py", tools=["pid", "fly"])).names() == ["pid"]


def test_puts_the_prefix_before_the_names(make_pool, make_config):
    assert make_pool(make_config("misbehaves.py", tools=["pid"], prefix="mine")).names() == ["mine_pid"]


def test_gives_the_servers_own_words_when_a_tool_fails(make_pool, make_config):
    result = make_pool(make_config("misbehaves.py")).call("refuse")
    assert result["status"] == "error"
    assert "not today" in result["content"][0]["text"]


def test_a_server_that_hangs_at_start_is_given_up_and_ended(make_pool, make_config, tmp_path):
    hanging = make_config("hangs_at_start.py", str(tmp_path / "pid"), startup_timeout_seconds=2.0)
    pool = make_pool(hanging, make_config("misbehaves.py", tools=["pid"]))
    assert pool.names() == ["pid"]
    assert list(pool.servers.faults()) == ["hangs_at_start"]
    assert "2 s" in pool.servers.faults()["hangs_at_start"]
    eventually(lambda: is_gone(int((tmp_path / "pid").read_text())))


def test_a_server_that_dies_at_start_is_a_fault_and_no_more(make_pool):
    dead = ServerConfig(
        name="dead", command=sys.executable, args=["-c", "exit(3)"], readonly_because="x", allowed_tools=["t"]
    )
    missing = ServerConfig(name="missing", command="/no/such/command", readonly_because="x", allowed_tools=["t2"])
    pool = make_pool(dead, missing)
    assert pool.names() == []
    assert set(pool.servers.faults()) == {"dead", "missing"}


def test_a_server_that_was_killed_is_started_again_for_the_next_call(make_pool, make_config):
    pool = make_pool(make_config("misbehaves.py"), timeout_seconds=10)
    first = int(pool.text("pid"))
    os.kill(first, signal.SIGKILL)
    assert int(pool.text("pid")) != first


def test_many_calls_at_once_after_a_crash_share_one_restart(make_pool, make_config):
    pool = make_pool(make_config("misbehaves.py"), timeout_seconds=10)
    os.kill(int(pool.text("pid")), signal.SIGKILL)
    with ThreadPoolExecutor(8) as threads:
        pids = set(threads.map(lambda _: pool.text("pid"), range(8)))
    assert len(pids) == 1


def test_a_tool_that_kills_its_server_fails_and_the_next_call_works(make_pool, make_config):
    pool = make_pool(make_config("misbehaves.py"), timeout_seconds=10)
    result = pool.call("die")
    assert result["status"] == "error"
    assert "misbehaves gave no answer" in result["content"][0]["text"]
    assert pool.text("pid").isdecimal()


def test_a_call_that_hangs_ends_at_its_timeout_and_later_calls_work_again(make_pool, make_config):
    pool = make_pool(make_config("misbehaves.py"))
    first = int(pool.text("pid"))
    result = pool.call("hang")
    assert result["status"] == "error"
    assert "did not answer within 1 s" in result["content"][0]["text"]
    eventually(lambda: "pid" in pool.names())
    assert int(pool.text("pid")) != first
    eventually(lambda: is_gone(first))


def test_cancelling_ends_a_call_that_hangs(make_pool, make_config):
    pool = make_pool(make_config("misbehaves.py"), timeout_seconds=60)
    cancel = threading.Event()
    threading.Timer(0.2, cancel.set).start()
    assert pool.call("hang", cancel=cancel)["status"] == "error"


def test_closing_ends_the_servers(make_pool, make_config):
    pool = make_pool(make_config("misbehaves.py"), timeout_seconds=10)
    pid = int(pool.text("pid"))
    pool.servers.close()
    eventually(lambda: is_gone(pid))
    assert pool.names() == []
