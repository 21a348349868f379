"""The Procfile is read as it is written, and its faults are named."""

from pathlib import Path

import pytest

from stack.errors import StackError
from stack.layout import PROJECT
from stack.procfile import read_procfile


def test_processes_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "Procfile"
    file.write_text("# what runs\n\nweb: gunicorn 'a b'\nworker: python -m worker\n")
    assert list(read_procfile(file).items()) == [("web", ["gunicorn", "a b"]), ("worker", ["python", "-m", "worker"])]


def test_a_faulty_line_is_named_with_its_number(tmp_path: Path) -> None:
    file = tmp_path / "Procfile"
    file.write_text("web: gunicorn\njust words\n")
    with pytest.raises(StackError, match=r"line 2: expected `name: command`, found 'just words'"):
        read_procfile(file)


def test_our_own_procfile_has_the_five_processes() -> None:
    assert set(read_procfile(PROJECT / "Procfile")) == {"web", "live", "mcp", "worker", "chores"}
