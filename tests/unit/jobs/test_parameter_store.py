"""Settings that AWS keeps are asked for only where a path names them."""

import pytest

from jobs.parameter_store import database_url, kept_settings, main


def test_without_a_path_nothing_is_asked_for():
    assert kept_settings({"AWS_REGION": "eu-central-1"}) == {}


def test_a_password_may_hold_whatever_a_url_gives_a_meaning():
    url = database_url("groundplan_app", "a/b@c:d?e", "db.example:5432/groundplan")
    assert url.partition("groundplan_app:")[2] == "a%2Fb%40c%3Ad%3Fe@db.example:5432/groundplan?sslmode=require"
    assert url.startswith("postgresql://")


def test_no_command_is_a_fault():
    with pytest.raises(SystemExit, match=r"python -m jobs\.parameter_store COMMAND"):
        main([])
