"""The servers of the local stack start, answer, keep their data over a crash, and leave strangers alone."""

import socket
from pathlib import Path

import psycopg2
import pytest
import redis

from stack.errors import ServerFailed, StackError
from stack.servers.identity import Identity
from stack.servers.ministack import MiniStack
from stack.servers.ports import free_port
from stack.servers.postgres import Postgres
from stack.servers.valkey import Valkey


def query(url: str, statement: str) -> list[tuple[object, ...]]:
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def test_postgres_keeps_committed_rows_over_a_crash(own_postgres: Postgres) -> None:
    query(own_postgres.url, "create table kept (n int)")
    query(own_postgres.url, "insert into kept values (42)")
    first = own_postgres.pid
    own_postgres.kill()
    assert own_postgres.pid is None
    own_postgres.start()
    assert own_postgres.pid not in {None, first}
    assert query(own_postgres.url, "select n from kept") == [(42,)]


def test_postgres_asks_for_the_password(own_postgres: Postgres) -> None:
    wrong = own_postgres.url_for("postgres", "guess", "postgres")
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(wrong)


def test_postgres_data_made_with_another_password_are_named(own_postgres: Postgres) -> None:
    own_postgres.stop()
    other = Postgres(own_postgres.directory, own_postgres.port, password="another", durable=False)
    with pytest.raises(StackError, match="another password"):
        other.start()


def test_valkey_keeps_what_was_written_over_a_crash(own_valkey: Valkey) -> None:
    with redis.Redis.from_url(own_valkey.url) as client:
        client.set("kept", "yes")
        client.execute_command("WAITAOF", 1, 0, 2000)
    own_valkey.kill()
    own_valkey.start()
    with redis.Redis.from_url(own_valkey.url) as client:
        assert client.get("kept") == b"yes"


def test_ministack_starts_again_on_the_same_port_after_a_crash(own_ministack: MiniStack) -> None:
    url = own_ministack.url
    own_ministack.kill()
    own_ministack.start()
    assert own_ministack.url == url
    assert own_ministack.is_ready()


def test_a_second_launcher_finds_the_running_server(own_valkey: Valkey) -> None:
    again = Valkey(own_valkey.directory, own_valkey.port)
    again.start()
    assert again.pid == own_valkey.pid


def test_a_pid_that_passed_to_a_stranger_is_never_ended(own_valkey: Valkey, own_postgres: Postgres) -> None:
    own_valkey.kill()
    stranger = own_postgres.pid
    assert stranger is not None
    Identity(stranger, started=1.0).write(own_valkey.pid_file)
    own_valkey.stop()
    assert own_postgres.pid == stranger


def test_a_taken_port_is_told_with_the_end_of_the_log(tmp_path: Path) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        server = Valkey(tmp_path, holder.getsockname()[1])
        with pytest.raises(ServerFailed, match="Address already in use"):
            server.start()


def test_stopping_what_does_not_run_is_quiet(tmp_path: Path) -> None:
    Valkey(tmp_path, free_port()).stop()
