"""The stack takes somebody else's servers where the environment names them, and runs its own for the rest."""

from pathlib import Path

import pytest

from stack.blueprint import Blueprint, draw
from stack.errors import StackError
from stack.layout import Layout
from stack.passwords import Passwords
from stack.ports_book import DEFAULT_PORTS

PASSWORDS = Passwords("root/pw", "app@pw", "chores", "key", "client", "staff")


def drawn(tmp_path: Path, **environ: str) -> Blueprint:
    return draw(Layout(tmp_path), DEFAULT_PORTS, PASSWORDS, environ)


def names(blueprint: Blueprint) -> list[str]:
    return [part.name for part in blueprint.parts]


def test_by_default_every_server_is_ours(tmp_path: Path) -> None:
    assert names(drawn(tmp_path)) == [
        "postgres",
        "valkey",
        "ministack",
        "sign-in",
        "web",
        "live",
        "mcp",
        "worker",
        "chores",
    ]


def test_a_redis_that_is_given_is_used_and_not_started(tmp_path: Path) -> None:
    blueprint = drawn(tmp_path, REDIS_URL="redis://elsewhere:6379/0")
    assert blueprint.environment["REDIS_URL"] == "redis://elsewhere:6379/0"
    assert "valkey" not in names(blueprint)


def test_stripes_stand_in_is_started_only_where_it_is_wanted(tmp_path: Path) -> None:
    blueprint = drawn(tmp_path, STRIPE_STAND_IN="1", STRIPE_SECRET_KEY="sk_live_of_somebody")
    assert "stripe" in names(blueprint)
    assert blueprint.environment["STRIPE_API_BASE"] == f"http://127.0.0.1:{DEFAULT_PORTS['stripe']}"
    assert blueprint.environment["STRIPE_SECRET_KEY"] == "sk_test_stand_in"
    assert blueprint.environment["NEW_ORGANIZATION_TIER"] == "free"
    assert "STRIPE_API_BASE" not in drawn(tmp_path).environment


def test_a_database_needs_all_three_of_its_urls(tmp_path: Path) -> None:
    with pytest.raises(StackError, match="DATABASE_URL given, but not CHORES_DATABASE_URL and MIGRATIONS_DATABASE_URL"):
        drawn(tmp_path, DATABASE_URL="postgresql://elsewhere/app")


def test_no_aws_account_of_the_person_reaches_the_processes(tmp_path: Path) -> None:
    environment = drawn(tmp_path, AWS_PROFILE="work", AWS_ACCESS_KEY_ID="AKIA", AWS_SESSION_TOKEN="x").environment
    assert "AWS_PROFILE" not in environment
    assert "AWS_SESSION_TOKEN" not in environment
    assert environment["AWS_ACCESS_KEY_ID"] == "000000000000"


def test_with_an_endpoint_of_his_own_the_persons_credentials_pass(tmp_path: Path) -> None:
    blueprint = drawn(tmp_path, AWS_ENDPOINT_URL="http://elsewhere:4566", AWS_ACCESS_KEY_ID="111111111111")
    assert blueprint.environment["AWS_ACCESS_KEY_ID"] == "111111111111"
    assert "ministack" not in names(blueprint)


def test_model_settings_of_the_person_pass(tmp_path: Path) -> None:
    assert drawn(tmp_path, MODEL_PROVIDER="ollama").environment["MODEL_PROVIDER"] == "ollama"


def test_passwords_are_quoted_in_urls(tmp_path: Path) -> None:
    assert drawn(tmp_path).environment["DATABASE_URL"].startswith("postgresql://groundplan_app:app%40pw@127.0.0.1:")
