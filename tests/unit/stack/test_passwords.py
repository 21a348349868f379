"""Secrets are made once, and nobody else can read them."""

import json
import stat
from pathlib import Path

import pytest

from stack.errors import StackError
from stack.passwords import load_passwords


def test_the_second_start_has_the_secrets_of_the_first(tmp_path: Path) -> None:
    file = tmp_path / "secrets.json"
    assert load_passwords(file) == load_passwords(file)


def test_only_the_owner_can_read_them(tmp_path: Path) -> None:
    load_passwords(tmp_path / "secrets.json")
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_every_secret_differs_from_the_others_and_from_those_of_another_stack(tmp_path: Path) -> None:
    one, other = (vars(load_passwords(tmp_path / name)) for name in ("one.json", "other.json"))
    assert len({*one.values(), *other.values()}) == 2 * len(one)


def test_a_file_from_before_the_staff_role_gets_its_password_and_keeps_the_others(tmp_path: Path) -> None:
    file = tmp_path / "secrets.json"
    before = {name: value for name, value in vars(load_passwords(file)).items() if name != "staff"}
    file.write_text(json.dumps(before))
    after = load_passwords(file)
    assert vars(after) == {**before, "staff": after.staff}
    assert after.staff
    assert load_passwords(file) == after
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_damaged_file_is_told_and_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "secrets.json"
    file.write_text('{"postgres": "x"}')
    with pytest.raises(StackError, match="is damaged"):
        load_passwords(file)
    assert file.read_text() == '{"postgres": "x"}'
